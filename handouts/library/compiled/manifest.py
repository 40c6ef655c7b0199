"""The key of a compiled library: a digest of everything that decides what the library says.

All bytes are read each time. Sizes and times of files would be quicker to ask for (by 3 of 5 milliseconds), but an
editor may keep both, and a section that was changed must never be printed as it was.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import handouts
from handouts import resources

FORMAT = b"handouts compiled library 2\n"
"""Changed with the way the bytes are laid out (``parts``, ``codec``)."""
PACKAGES = frozenset({"jinja2", "msgspec", "pillow", "pydantic", "pydantic_core", "pyyaml", "reportlab", "svgelements"})
"""What shapes a library, and the fonts that are kept with it, beside our own code."""
MOST_BYTES = 64 * 1024 * 1024
"""A folder with more than this is read from the sources: it holds something else, or costs more than it saves."""
_FONTS = ("gate.py", "fonts.py", "pdf/cut.py", "pdf/objects.py", "pdf/pieces.py")
_CODE = ("errors.py", "resources.py", "library", "model", "strict", *(f"layout/{name}" for name in _FONTS))
_BUILT_IN = ("sections", "assets/brands", "assets/fonts", "assets/icons", "assets/illustrations/compiled")
_OWN = ("sections", "brands", "illustrations")
"""What is read of the built-in library, and of a clinic's own folder."""
_DEEP = 3
"""Folders within folders; the library is read two deep."""


def key_of(own: Path | None) -> bytes | None:
    """The key for the library with the clinic's folder ``own`` over it; None when that cannot be told."""
    digest = hashlib.sha256(FORMAT)
    left = MOST_BYTES

    def add(kind: str, name: str, content: bytes = b"") -> None:
        # Lengths stand before what varies, so that no two lists of files give one run of bytes.
        digest.update(f"{kind} {len(name.encode())} {len(content)}\n{name}".encode())
        digest.update(content)

    home = resources.sections_dir().parent
    roots = [(home / folder, True) for folder in _BUILT_IN]
    package = Path(handouts.__file__).parent
    roots += [(package / name, True) for name in _CODE]
    # A clinic's folder may lack any of them. Links are followed, as they are when it is read.
    roots += [(own / folder, False) for folder in _OWN] if own is not None else []
    try:
        add("program", f"{handouts.__version__} {sys.version} {sys.byteorder} {zlib.ZLIB_RUNTIME_VERSION}")
        for package_name in _packages():
            add("package", package_name)
        for root, needed in roots:
            # As it was named: places in messages are given in the same way.
            add("root", str(root))
            if not needed and not root.exists():
                continue
            for path in _files(root):
                with open(path, "rb", buffering=0) as file:  # noqa: PTH123  (a Path for each file costs a third more)
                    left -= os.fstat(file.fileno()).st_size
                    if left < 0:
                        return None
                    add("file", path, file.readall())
    except (OSError, UnicodeError):
        return None
    return digest.digest()


def _packages() -> Iterator[str]:
    """Names and versions as pip writes them into the names of folders: asking importlib takes ten times as long."""
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208  (as above)
        except OSError:
            continue
        for name in sorted(names):
            if name.endswith(".dist-info") and name.partition("-")[0].lower().replace(".", "_") in PACKAGES:
                yield name


def _files(root: Path) -> Iterator[str]:
    """Every file at or under ``root``, in a fixed order."""
    if root.is_file():
        yield str(root)
        return
    folders = [(str(root), _DEEP)]
    while folders:
        folder, deep = folders.pop()
        with os.scandir(folder) as found:
            entries: list[os.DirEntry[Any]] = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_file():
                yield entry.path
            elif entry.is_dir() and deep and entry.name != "__pycache__":
                folders.append((entry.path, deep - 1))
