"""In which letters a text file is written: found out by reading all of it, never guessed from its beginning."""

from __future__ import annotations

import codecs
from pathlib import Path

from handouts.model.problem import Place, Problem, Severity

_CHUNK = 1 << 20
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_OLD = ("cp1252", "latin-1")
"""Of Windows in Western Europe and America, and what every byte can be read as."""


def encoding_of(path: Path) -> tuple[str, list[Problem]]:
    """The encoding of the file ``path`` ("" when it is no text), and what is to be said about it."""
    with path.open("rb") as file:
        start = file.read(4)
    marked = next((name for mark, name in _MARKS.items() if start.startswith(mark)), None)
    if marked is not None:
        return (marked, []) if _can(path, marked) else ("", [_no_text(path)])
    if _has_nul(path):
        return "", [_no_text(path)]
    if _can(path, "utf-8"):
        return "utf-8", []
    name = next(name for name in _OLD if _can(path, name))
    message = f"this file is not in UTF-8; it is read as {name}, the old letters of Windows"
    hint = "Look at names with accents before you print, or save the file as CSV UTF-8."
    return name, [Problem("not-utf-8", message, hint, Place(str(path)), Severity.WARNING)]


def _can(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _has_nul(path: Path) -> bool:
    with path.open("rb") as file:
        return any(b"\0" in chunk for chunk in iter(lambda: file.read(_CHUNK), b""))


def _no_text(path: Path) -> Problem:
    return Problem("not-text", "this is not text that can be read", "Save it as CSV UTF-8.", Place(str(path)))
