"""The password of a locked copy: read from a file, since a command line is seen by others."""

from __future__ import annotations

from pathlib import Path

from handouts.errors import BadInput

SHORTEST = 8
"""Characters. A shorter password can be found by trying."""


def read_password(path: Path) -> str:
    """The first line of ``path``. Raises :class:`~handouts.errors.BadInput`; no message holds the password."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise BadInput(f"{path}: the password file cannot be read: {reason}", remedy="Check --password-file.") from None
    password = text.split("\n", 1)[0].rstrip("\r")
    if len(password) < SHORTEST:
        raise BadInput(
            f"{path}: the first line must hold a password of {SHORTEST} characters or more",
            remedy="Write a longer one into the file.",
        )
    return password
