"""A sign-off is bound to every word and rule, and to nothing that is told about the check."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from handouts.model.exercise import Dose
from handouts.model.library import Library
from handouts.model.section import Section
from handouts.model.sign_off import Signable, digest_of, lapse, sign, texts

BY: dict[str, Any] = {"by": "Dr Ann Lee", "role": "GP", "on": dt.date(2026, 11, 20)}
ABOUT: dict[str, Any] = {
    "version": "0.9",
    "author": "Somebody",
    "reviewed_by": "Dr Ann Lee",
    "reviewer_role": "GP",
    "reviewed_on": dt.date(2026, 11, 20),
    "review_by": dt.date(2028, 1, 1),
    "patient_reviewer": "A patient",
    "funding": "a grant",
}


def items(library: Library) -> list[Signable]:
    return [*library.sections.values(), *library.exercises.values()]


def section_of(*lines: dict[str, Any], **fields: Any) -> Section:
    content = {"id": "own", "title": "T", "position": 1, "kind": "utility", "purpose": "p", "version": "0.1"}
    block = {"type": "bullets", "lines": lines or [{"id": "one", "text": "One."}, {"id": "two", "text": "Two."}]}
    return Section.model_validate(content | {"author": "A", "review_by": "2027-01-01", "blocks": [block]} | fields)


def test_what_is_told_about_the_check_does_not_count(library: Library) -> None:
    for item in items(library):
        assert digest_of(item.model_copy(update=ABOUT)) == digest_of(item)


def test_every_item_has_a_digest_of_its_own(library: Library) -> None:
    assert len({digest_of(item) for item in items(library)}) == len(items(library))


@pytest.mark.parametrize(
    "changed",
    [
        section_of({"id": "one", "text": "One!"}, {"id": "two", "text": "Two."}),
        section_of({"id": "two", "text": "Two."}, {"id": "one", "text": "One."}),
        section_of({"id": "one", "text": "One."}),
        section_of({"id": "one", "text": "One."}, {"id": "two", "text": "Two.", "when": {"any_of": ["pregnancy"]}}),
        section_of({"id": "one", "text": "One."}, {"id": "two", "text": "Two.", "refs": ["R01"]}),
        section_of(title="U"),
        section_of(refs=["R01"]),
        section_of(required="yes"),
        section_of(when={"regions": ["neck"]}),
    ],
)
def test_words_order_sources_and_rules_count(changed: Section) -> None:
    entry = sign(section_of(), **BY)
    assert entry.holds(section_of())
    assert not entry.holds(changed)


def test_a_dose_counts(library: Library) -> None:
    item = library.exercises["cat_cow"]
    assert digest_of(item.model_copy(update={"dose": Dose(reps=1)})) != digest_of(item)


def test_a_field_written_out_with_its_default_does_not_count() -> None:
    """So a later version may add fields without undoing every sign-off."""
    assert digest_of(section_of(required="no", half="no", refs=[], when={})) == digest_of(section_of())


def test_a_lapse_names_the_lines() -> None:
    entry = sign(section_of(), **BY)
    now = section_of({"id": "two", "text": "Two!"}, {"id": "three", "text": "Three."})
    since = lapse(entry, now)
    assert (since.changed, since.new, since.gone) == (("two",), ("three",), ("one",))
    assert str(since) == "changed: two; new: three; gone: one"
    assert "condition" in str(lapse(entry, section_of(required="yes")))


def test_every_wording_has_an_id(library: Library) -> None:
    for item in items(library):
        said = texts(item)
        assert {line.id for line in item.lines()} <= set(said)
        assert ("title" if isinstance(item, Section) and item.title else "name") in said or isinstance(item, Section)
    assert texts(library.sections["heat_cold"])["heading/extra_care"] == "Take extra care"
