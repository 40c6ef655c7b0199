"""Whether a peer's PDF is the same leaflet: all its words are there, and a validator says if it is accessible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import page


@dataclass(frozen=True)
class Checked:
    """``missing``: sentences that were not found; ``rules``: of PDF/UA-1 that are broken."""

    pages: int
    missing: tuple[str, ...]
    rules: frozenset[str]


def check(pdf: bytes, sentences: Sequence[str]) -> Checked:
    """``sentences`` are looked for one by one, since each engine orders its columns in its own way."""
    import pypdfium2  # only here: the benchmark says what is missing before it gets this far

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()
    said = [_letters(text) for text in (*pages, "".join(pages))]
    missing = [sentence for sentence in sentences if not any(_letters(sentence) in text for text in said)]
    failures = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).failures
    return Checked(len(pages), tuple(missing), frozenset(failure.rule_id for failure in failures))


def _letters(text: str) -> str:
    """Without spaces and line ends, which each engine sets in its own way, or marks that a line end adds."""
    return re.sub(r"[\s\u00ad\ufffe\u200b]+", "", unicodedata.normalize("NFKC", text))
