"""Where the patient's name must not stand.

The reference names files and stands in lists and job titles; the reason of an override stands in the staff
record. Neither may give away who the patient is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handouts.intake.form import Form
from handouts.model.problem import Problem

SHORTEST = 3
"""Letters in a part of a name that counts: shorter ones, such as initials, are no name."""
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def check_given_away(form: Form) -> Iterator[Problem]:
    """A problem for the reference made of parts of the patient's name, or of the postcode; and for each reason that
    holds a part of the name.
    """
    reference, names = form.text("reference"), _parts(form.text("patient", "name"))
    postcode = _bare(form.text("post", "postcode"))
    if reference and postcode and postcode in _bare(reference):
        message = "reference: it holds the patient's postcode, and files, lists and printers show it"
        hint = "Use the number that your own system has for this patient or visit."
        yield form.problem("reference-is-address", message, hint, "reference")
    if not names:
        return
    made_of_names = re.compile(f"(?:{'|'.join(sorted(names))})+")
    if reference and any(made_of_names.fullmatch(part) for part in re.split(r"[-_.\d]+", _folded(reference))):
        message = "reference: it holds a part of the patient's name, and files, lists and printers show it"
        hint = "Use the number that your own system has for this patient or visit."
        yield form.problem("reference-is-name", message, hint, "reference")
    for at, _ in form.items("overrides"):
        if names & _parts(form.text(*at, "reason")):
            message = "reason: it holds a part of the patient's name, and the staff record keeps it"
            yield form.problem("name-in-reason", message, "Write 'the patient'.", *at, "reason")


def _parts(text: str | None) -> set[str]:
    """The words of ``text`` that are long enough to be a name."""
    return {part for part in re.split(r"[\W\d_]+", _folded(text or "")) if len(part) >= SHORTEST}


def _bare(text: str | None) -> str:
    """``text`` without what stands between letters and digits."""
    return re.sub(r"[\W_]+", "", (text or "").casefold())


def _folded(text: str) -> str:
    """``text`` in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(character for character in apart if not unicodedata.combining(character))
