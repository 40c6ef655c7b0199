"""The reference names files and stands in lists and job titles, so it must not give away who the patient is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handouts.intake.form import Form
from handouts.model.problem import Problem

SHORTEST = 3
"""Letters in a part of a name that counts: shorter ones, such as initials, are no name."""
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def check_reference(form: Form) -> Iterator[Problem]:
    """A problem where a part of the reference is made of parts of the patient's name."""
    reference, name = form.text("reference"), form.text("patient", "name")
    if not reference or not name:
        return
    names = {part for part in re.split(r"[\W\d_]+", _folded(name)) if len(part) >= SHORTEST}
    if not names:
        return
    made_of_names = re.compile(f"(?:{'|'.join(sorted(names))})+")
    if any(made_of_names.fullmatch(part) for part in re.split(r"[-_.\d]+", _folded(reference))):
        message = "reference: it holds a part of the patient's name, and files, lists and printers show it"
        hint = "Use the number that your own system has for this patient or visit."
        yield form.problem("reference-is-name", message, hint, "reference")


def _folded(text: str) -> str:
    """``text`` in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(character for character in apart if not unicodedata.combining(character))
