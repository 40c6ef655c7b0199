"""Notice when a file of an order, or of the library that it is made from, changes.

Files are looked at by path, size and time, several times a second. That finds what an editor saves under
another name and then renames, works on shared drives, where the system sends no word, and needs no library.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from handouts import resources
from handouts.intake.settings import FILE_NAME

LOOK_SECONDS = 0.25
Seen = Mapping[Path, tuple[int, int, int]]


def roots(orders: Sequence[Path], library: Path | None) -> tuple[Path, ...]:
    """What a leaflet is made from: orders, ``handouts.toml`` beside the first, both libraries."""
    own = () if library is None else tuple(library / name for name in ("sections", "brands", "illustrations"))
    return (*orders, orders[0].parent / FILE_NAME, resources.sections_dir(), resources.assets_dir(), *own)


def look(roots: Iterable[Path]) -> Seen:
    """Every file of ``roots``, with what tells one version of it from another. A file that is gone is left out."""
    found = {}
    for path in (path for root in roots for path in _files(root)):
        with contextlib.suppress(OSError):
            state = path.stat()
            found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def _files(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
    for folder, _, names in os.walk(root):
        # Names with a dot: swap files of editors, and files that are still being written.
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def changes(
    roots: Callable[[], Iterable[Path]], seen: Seen, *, sleep: Callable[[float], None] = time.sleep
) -> Iterator[frozenset[Path]]:
    """The paths that changed, each time something did and then stayed as it is for a moment; never ends.

    ``seen`` is how things stood when the last work on them began: what changed since is told at once.
    """
    while True:
        now = look(roots())
        if now == seen:
            sleep(LOOK_SECONDS)
            continue
        while True:  # A save is often several changes, and a checkout is hundreds: wait until it is over.
            sleep(LOOK_SECONDS)
            before, now = now, look(roots())
            if now == before:
                break
        changed = frozenset(path for path in {*now, *seen} if now.get(path) != seen.get(path))
        seen = now
        if changed:
            yield changed
