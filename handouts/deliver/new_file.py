"""Write files that must not be there yet."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from handouts.errors import CannotWrite


def write_new(files: Mapping[Path, str | bytes]) -> None:
    """Write all of ``files``, or none: raises :class:`~handouts.errors.CannotWrite` when one is there."""
    written: list[Path] = []
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(content if isinstance(content, bytes) else content.encode())
        except OSError as error:
            for done in written:
                with contextlib.suppress(OSError):
                    done.unlink()
            if path.exists():
                message, remedy = "it is there already", "Choose another name; nothing is overwritten."
            else:
                message = f"it could not be written: {error.strerror}"
                remedy = "Check the folder, its permissions and the free space."
            raise CannotWrite(f"{path}: {message}", remedy=remedy) from None
