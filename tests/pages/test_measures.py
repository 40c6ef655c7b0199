"""Each measure passes a sound page and fails on a page broken for it."""

from __future__ import annotations

import pytest

from tests.pages import LIMITS, measure, report
from tests.pages.broken import BROKEN, good

CODES = {
    "outside-margins",
    "near-edge",
    "overlap",
    "small-type",
    "line-length",
    "last-line",
    "heading-at-foot",
    "split-box",
    "split-line",
    "split-table",
    "contrast",
    "contrast-in-grey",
    "lost-on-copy",
    "speckled",
    "white-space",
    "toner",
    "tiers-alike",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_page_that_is_broken_is_found_out(name: str) -> None:
    code, broken = BROKEN[name]
    findings = measure(broken(), LIMITS["standard"])
    assert code in {finding.code for finding in findings}, report(findings)


def test_the_page_that_is_broken_is_sound_before() -> None:
    assert measure(good().pdf(), LIMITS["standard"]) == []


def test_every_measure_has_a_page_broken_for_it() -> None:
    assert {code for code, _broken in BROKEN.values()} == CODES
