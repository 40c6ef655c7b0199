"""The way through all checks."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.model.problem import Problem
from handouts.verify.checks import CHECKS
from handouts.verify.checks.spoken import compare_alts
from handouts.verify.checks.words import WHY, compare, compare_digest
from handouts.verify.findings import Finding, problem
from handouts.verify.profiles import conformance
from handouts.verify.read import Locked, Unreadable, read


def verify(
    pdf: bytes,
    words: Sequence[str] | None = None,
    *,
    text_digest: str | None = None,
    title: str | None = None,
    language: str | None = None,
    alts: Sequence[str] | None = None,
    name: str = "",
) -> tuple[Problem, ...]:
    """Everything that is wrong with ``pdf``, and nothing is raised; empty for a sound leaflet.

    ``words`` is the composed text in reading order (``Document.words``), ``text_digest`` its digest
    (``Document.text_digest()``); with neither, the text is not compared. ``title`` and ``language`` are those of
    the leaflet, ``alts`` the words for its pictures in reading order; each is compared when given. Each problem's
    place is ``name``, with the page as its line (from 1, 0 for the whole file). Messages never quote the leaflet.
    """
    try:
        file = read(pdf)
    except Locked:
        return (problem("encrypted", "it opens with a password only", "Verify a leaflet before it is locked.", name),)
    except Unreadable as error:
        why = "It is not a PDF, or it was damaged on its way."
        return (problem("unreadable", f"the file cannot be read ({error})", why, name), *conformance(pdf, name))
    found = [*conformance(pdf, name)]
    for check in CHECKS:
        found += check.problems(file, name)
    differences = [] if words is None else compare(file, words)
    if text_digest is not None and not differences:
        differences = compare_digest(file, text_digest)
    if alts is not None:
        differences += [("alt-differs", finding) for finding in compare_alts(file, alts)]
    if title is not None and file.catalog.xmp.get("dc:title", "") != title:
        differences.append(("title", Finding("the title is not that of the leaflet")))
    if language is not None and file.catalog.language != language:
        differences.append(("language", Finding("the language is not that of the leaflet")))
    found += [problem(code, finding.message, WHY, name, finding.page) for code, finding in differences]
    return tuple(dict.fromkeys(found))
