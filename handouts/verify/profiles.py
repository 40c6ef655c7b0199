"""PDF/UA-1 and PDF/A-2a, as an independent validator sees them."""

from __future__ import annotations

from collections.abc import Iterator

import page

from handouts.model.problem import Problem
from handouts.verify.findings import problem

PROFILES = (
    ("ua1", "PDF/UA-1", page.ValidationProfile.PDF_UA_1),
    ("a2a", "PDF/A-2a", page.ValidationProfile.PDF_A_2A),
)
"""Both, always: PDF/A-2a alone accepts missing descriptions and skipped headings."""


def conformance(pdf: bytes, name: str) -> Iterator[Problem]:
    """One problem for each rule that is broken; more breaches of the same rule are counted."""
    for code, title, profile in PROFILES:
        why = f"{title} asks for it."
        try:
            failures = page.validate_pdf_bytes(pdf, profile=profile).failures
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001  (a panic of the validator derives from BaseException)
            yield problem(code, f"the validator gave up: {type(error).__name__}", why, name)
            continue
        rules: dict[str, list[str]] = {}
        for failure in failures:
            rules.setdefault(failure.rule_id, []).append(failure.message)
        for rule, messages in rules.items():
            times = f" ({len(messages)} times)" if len(messages) > 1 else ""
            yield problem(code, f"rule {rule}: {messages[0]}{times}", why, name)
