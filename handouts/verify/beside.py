"""A PDF on disk, and the staff record that lies beside it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from msgspec import Struct

from handouts.errors import BadInput
from handouts.model.problem import Problem
from handouts.verify.findings import problem
from handouts.verify.tags import tag_tree
from handouts.verify.verify import verify

HEAD = b"%PDF-"
"""Within the first kilobyte of every PDF, however damaged the rest is."""
_WHY = "The record says what this patient was given; it must be about this very file."


class Verified(Struct, frozen=True):
    """What was found in one file. ``compared``: whether its text was held against a staff record."""

    problems: tuple[Problem, ...]
    compared: bool


def verify_file(path: Path) -> Verified:
    """``verify`` for the file ``path``, against the JSON of the same stem beside it when that is a staff record.

    Raises :class:`~handouts.errors.BadInput` when ``path`` cannot be read from disk, or is not a PDF at all.
    """
    pdf = _read(path)
    if HEAD not in pdf[:1024]:
        raise BadInput(f"{path}: it is not a PDF", remedy="Name the leaflet itself.")
    beside = path.with_suffix(".json")
    if path.suffix.lower() == ".json" or not beside.is_file():
        return Verified(verify(pdf, name=str(path)), compared=False)
    try:
        record = json.loads(_read(beside))
    except (ValueError, RecursionError):
        odd = problem("record", "the staff record beside it cannot be read", _WHY, str(path))
        return Verified((*verify(pdf, name=str(path)), odd), compared=False)
    digests = _digests(record)
    text = digests.get("text")
    found = verify(pdf, text_digest=text if isinstance(text, str) else None, name=str(path))
    if "document" in digests and digests["document"] != hashlib.sha256(pdf).hexdigest():
        odd = problem("record", "the staff record beside it is about another file", _WHY, str(path))
        found = (*found, odd)
    return Verified(found, compared=isinstance(text, str))


def tag_tree_of(path: Path) -> str:
    """``tag_tree`` for the file ``path``; raises :class:`~handouts.errors.BadInput` when it cannot be read."""
    return tag_tree(_read(path))


def _digests(record: Any) -> dict[str, object]:
    """The digests of a staff record; none of any other JSON."""
    digests = record.get("digests") if isinstance(record, dict) and "record_version" in record else None
    return digests if isinstance(digests, dict) else {}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"{path}: it could not be read: {error.strerror or 'the system refused it'}",
            remedy="Check the name and the permissions.",
        ) from None
