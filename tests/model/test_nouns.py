"""Small rules of the nouns: bands of days, variables, names, numbers, doses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from handouts.model.brand import Contact, Emergency
from handouts.model.condition import ALWAYS, Condition
from handouts.model.exercise import Dose, Pick
from handouts.model.order import Clinician, FollowUp, Order, PatientLabel
from handouts.model.patient import Answer, Facts, Phase, Region, phase_of
from handouts.model.problem import Place, Problem, Severity, errors_in
from handouts.model.read import Read, Slug
from handouts.model.variable import Variable
from handouts.select.rules import failure
from handouts.select.situation import Situation
from tests.strategies import PLAIN, plain_order

BELL, OVERRIDE, ZERO_WIDTH, LINE_END = "\x07", "\u202e", "\u200b", "\u2028"


# Days and phases


@pytest.mark.parametrize(
    ("days", "phase"),
    [
        (0, Phase.FIRST_DAYS),
        (3, Phase.FIRST_DAYS),
        (4, Phase.ACUTE),
        (42, Phase.ACUTE),
        (43, Phase.SUBACUTE),
        (84, Phase.SUBACUTE),
        (85, Phase.CHRONIC),
        (36500, Phase.CHRONIC),
    ],
)
def test_the_bands_of_days(days: int, phase: Phase) -> None:
    assert phase_of(days) is phase


@given(st.integers(0, 500))
def test_a_longer_time_never_gives_an_earlier_phase(days: int) -> None:
    order = list(Phase)
    assert order.index(phase_of(days)) <= order.index(phase_of(days + 1))
    assert phase_of(days) is not Phase.FLARE


def test_days_since_onset() -> None:
    facts = plain_order({"onset_days": None, "onset_date": "2026-11-01"}).facts
    assert facts.days_since_onset(dt.date(2026, 11, 21)) == 20
    assert plain_order().facts.days_since_onset(dt.date(2026, 11, 21)) == 5


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"onset_days": None}, "onset-missing"),
        ({"onset_date": "2026-11-01"}, "onset-twice"),
        ({"weeks": "20"}, "weeks-not-pregnant"),
    ],
)
def test_answers_that_cannot_both_hold(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        plain_order(changes)
    error = caught.value.errors()[0]["ctx"]["error"]
    assert error.code == code
    assert error.hint


@pytest.mark.parametrize("age", ["", "-1", "121", "4.5", "forty", None])
def test_an_age_is_needed_and_must_be_possible(age: object) -> None:
    with pytest.raises(ValidationError):
        plain_order({"age": age})


@pytest.mark.parametrize("value", ["21.11.2026", "20261121", "1795219200", "2026-02-30", "2026-1-1", "tomorrow"])
def test_dates_are_year_month_day(value: str) -> None:
    with pytest.raises(ValidationError):
        FollowUp(date=value)  # type: ignore[arg-type]


# Conditions


def at(**answers: str) -> Situation:
    tags = {tag: Answer(answer) for tag, answer in answers.items()}
    return Situation(Region.NECK, Phase.ACUTE, tags, frozenset({"walking"}), frozenset({"note"}))


@pytest.mark.parametrize(
    ("condition", "yes", "no", "unknown"),
    [
        ({"any_of": ("t",)}, None, "tag-absent", "tag-absent"),
        ({"none_of": ("t",)}, "tag", None, None),
        ({"unknown": ("t",)}, "tag-known", "tag-known", None),
        ({"not_ruled_out": ("t",)}, None, "ruled-out", None),
        ({"ruled_out": ("t",)}, "not-ruled-out", None, "not-ruled-out"),
    ],
)
def test_what_each_part_of_a_condition_sees(
    condition: dict[str, Any], yes: str | None, no: str | None, unknown: str | None
) -> None:
    rule = Condition(**condition)
    for answer, code in (("yes", yes), ("no", no), ("unknown", unknown)):
        found = failure(rule, at(t=answer))
        assert (found and found[0]) == code
    assert failure(rule, at()) == failure(rule, at(t="unknown"))  # not asked is unknown


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        (Condition(), None),
        (Condition(regions=(Region.NECK,)), None),
        (Condition(regions=(Region.LOW_BACK,)), "region"),
        (Condition(phases=(Phase.ACUTE,)), None),
        (Condition(phases=(Phase.FLARE,)), "phase"),
        (Condition(has=("note",)), None),
        (Condition(has=("note", "other")), "no-value"),
        (Condition(lacks=("note",)), "has-value"),
        (Condition(lacks=("other",)), None),
        (Condition(exercises=("walking", "cat_cow")), None),
        (Condition(exercises=("cat_cow",)), "exercise-absent"),
        (Condition(without_exercises=("walking",)), "exercise"),
        (Condition(without_exercises=("cat_cow",)), None),
        (Condition(any_of=("a", "b")), None),
        (Condition(any_of=("b", "c")), "tag-absent"),
        (Condition(none_of=("b", "a")), "tag"),
        (Condition(unknown=("a", "c")), "tag-known"),
        (Condition(unknown=("b", "c")), None),
        (Condition(regions=(Region.NECK,), none_of=("a",)), "tag"),
    ],
)
def test_all_parts_of_a_condition_must_hold(condition: Condition, code: str | None) -> None:
    found = failure(condition, at(a="yes", b="no", c="unknown"))
    assert (found and found[0]) == code
    if found:
        assert found[1]


def test_a_condition_names_its_tags() -> None:
    parts = {part: (part,) for part in ("any_of", "none_of", "unknown", "not_ruled_out", "ruled_out")}
    assert Condition(**parts).tags == set(parts)
    assert not ALWAYS.tags


# Variables


def number(**changes: Any) -> Variable:
    return Variable(
        **{"id": "minutes", "label": "l", "type": "integer", "min": 10, "max": 20, "unit": "minute"} | changes
    )


@pytest.mark.parametrize("value", ["10", "15", "20"])
def test_numbers_in_the_range_are_allowed(value: str) -> None:
    assert number().fault(value) == ""


@pytest.mark.parametrize("value", ["9", "21", "-15", "1.5", "15 ", "", "x", "1e1", "0x10", "9" * 5000])
def test_other_numbers_are_not_and_the_fault_never_repeats_them(value: str) -> None:
    fault = number().fault(value)
    assert fault
    assert value.strip() == "" or value not in fault.split()


def test_a_text_has_a_length() -> None:
    text = Variable(id="step", label="l", type="text", max_length=5)
    assert text.fault("12345") == ""
    assert "5" in text.fault("123456")


@pytest.mark.parametrize(
    "changes",
    [
        {"min": None},
        {"max": None},
        {"default": "9"},
        {"default_by_phase": {"acute": "99"}},
        {"default_by_tag": {"pregnancy": "many"}},
    ],
)
def test_a_number_needs_a_range_that_holds_its_defaults(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        number(**changes)


def test_the_default_goes_by_tag_then_phase() -> None:
    variable = number(default="12", default_by_phase={"acute": "13"}, default_by_tag={"b": "14", "a": "15"})
    assert variable.default_for(Phase.FLARE, []) == "12"
    assert variable.default_for(Phase.ACUTE, []) == "13"
    assert variable.default_for(Phase.ACUTE, ["a", "b"]) == "14"


# Names and free text


@pytest.mark.parametrize(
    "name", ["Sam Okafor", "Zoë O’Brien-Núñez", "Łukasz", "<font size=40>", "{{ x }}", "A <b B", "a & b"]
)
def test_any_printable_name_is_kept_as_typed(name: str) -> None:
    assert PatientLabel(name=name).name == name
    assert Clinician(name=name).name == name


@pytest.mark.parametrize(
    "bad", [BELL, OVERRIDE, ZERO_WIDTH, LINE_END, "\n", "\t", "\x00", "\x1b", "\u2066", "\ufeff", "\ue000"]
)
def test_names_with_invisible_characters_are_refused(bad: str) -> None:
    with pytest.raises(ValidationError) as caught:
        PatientLabel(name=f"Sam{bad}Okafor")
    assert f"U+{ord(bad):04X}" in str(caught.value.errors()[0]["msg"])


@given(st.text(min_size=1, max_size=60))
def test_a_name_is_one_printable_line_or_refused(text: str) -> None:
    try:
        name = PatientLabel(name=text).name
    except ValidationError:
        return
    assert name is not None
    assert name.isprintable()
    assert name == " ".join(name.split())
    assert name.split() == text.split()


@pytest.mark.parametrize("length", [301, 10_000_000])
def test_a_note_has_at_most_300_characters(length: int) -> None:
    assert plain_order(note="x" * 300).note == "x" * 300
    with pytest.raises(ValidationError):
        plain_order(note="x" * length)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Room 3.", "Room 3"), ("Room 3", "Room 3"), ("your list of medicines.", "your list of medicines")],
)
def test_words_for_the_end_of_a_sentence_lose_their_full_stop(typed: str, kept: str) -> None:
    visit = FollowUp.model_validate({"date": "2026-12-14", "place": typed, "bring": typed, "with": typed})
    assert (visit.place, visit.bring, visit.with_) == (kept, kept, kept)


# References and ids: they name files


@pytest.mark.parametrize("value", ["FBN-0481-LB", "a", "7", "a.b_c-d", "x" * 64, "CONSULT-1", "com10"])
def test_references_that_may_name_a_file(value: str) -> None:
    assert plain_order(reference=value).reference == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "../x",
        "a/b",
        "a\\b",
        ".hidden",
        "-rf",
        "a b",
        "a\n",
        "a\x00",
        "x" * 65,
        "CON",
        "con",
        "nul.txt",
        "LPT1",
        "com9.pdf",
        "a.",
        "a:b",
        "a*",
        "é",
        "~",
    ],
)
def test_references_that_may_not(value: str) -> None:
    with pytest.raises(ValidationError):
        plain_order(reference=value)


@pytest.mark.parametrize("value", ["Heat", "1a", "a-b", "a b", "a\n", "", "../a", "x" * 61, "é"])
def test_an_id_is_small_letters_digits_and_underscores(value: str) -> None:
    class Holder(Read):
        id: Slug

    with pytest.raises(ValidationError):
        Holder(id=value)
    with pytest.raises(ValidationError):
        TypeAdapter(Slug).validate_python(value)


@pytest.mark.parametrize("time", ["10:20", "00:00", "23:59"])
def test_times_of_the_day(time: str) -> None:
    assert FollowUp(date=dt.date(2026, 12, 14), time=time).time == time


@pytest.mark.parametrize("time", ["24:00", "9:30", "10:60", "10.20", "10:20\n", "1\u0661:20", "10:20:00", ""])
def test_what_is_not_a_time_of_the_day(time: str) -> None:
    with pytest.raises(ValidationError):
        FollowUp(date=dt.date(2026, 12, 14), time=time)


# The clinic's numbers


@pytest.mark.parametrize("phone", ["999", "01632 960 148", "(406) 555-0148", "+44 1632 960148", "11"])
def test_phone_numbers_that_can_be_dialled(phone: str) -> None:
    assert Emergency(number=phone).number == phone


@pytest.mark.parametrize("phone", ["", "1", "call us", "999 now", "٩٩٩", "²³¹", "999;ext", "+-()", "9" * 201])
def test_phone_numbers_that_cannot(phone: str) -> None:
    with pytest.raises(ValidationError):
        Emergency(number=phone)


def test_opening_hours_lose_their_full_stop() -> None:
    assert Contact(phone="999", hours="Monday to Friday.").hours == "Monday to Friday"


# Exercises


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [("reps", 1, 15), ("hold_seconds", 1, 30), ("sets", 1, 3), ("minutes", 1, 60), ("times_a_day", 1, 3)],
)
def test_doses_stay_within_the_caps_of_the_brief(field: str, low: int, high: int) -> None:
    for value in (low, high):
        assert getattr(Dose(**{field: value}), field) == value
    for value in (low - 1, high + 1, "2.5", "many"):
        with pytest.raises(ValidationError):
            Dose(**{field: value})  # type: ignore[arg-type]


def test_a_typed_dose_stands_over_the_usual_one() -> None:
    assert Dose(reps=3).over(Dose(reps=8, times_a_day=2)) == Dose(reps=3, times_a_day=2)


def test_a_bare_id_is_a_pick_with_its_usual_dose() -> None:
    pick = TypeAdapter(Pick).validate_python("cat_cow")
    assert (pick.id, pick.dose, pick.side) == ("cat_cow", Dose(), None)


def test_at_most_five_exercises() -> None:
    with pytest.raises(ValidationError):
        plain_order(exercises=["a", "b", "c", "d", "e", "f"])


# Problems, and what is true of everything that is read


def test_problems_are_sorted_by_place_and_warnings_left_out() -> None:
    late, early = (Problem("x", "m", place=Place("f", line, 1)) for line in (9, 2))
    warning = Problem("w", "m", place=Place("f", 1, 1), severity=Severity.WARNING)
    assert errors_in([late, warning, early]) == (early, late)
    assert str(late.place) == "f:9:1"
    assert str(Place("f")) == "f"
    assert late.as_dict() == {
        "code": "x",
        "severity": "error",
        "file": "f",
        "line": 9,
        "column": 1,
        "message": "m",
        "hint": "",
    }


def models(base: type[BaseModel] = Read) -> list[type[BaseModel]]:
    import handouts.model.library
    import handouts.model.section  # noqa: F401

    found = []
    for model in base.__subclasses__():
        if model.__module__.startswith("handouts."):
            found += [model, *models(model)]
    return found


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_what_is_read_is_frozen_and_refuses_unknown_fields(model: type[BaseModel]) -> None:
    assert model.model_config["frozen"] is True
    assert model.model_config["extra"] == "forbid"


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        Order.model_validate({**PLAIN, "diagnosis": "x"})
    with pytest.raises(ValidationError):
        Facts.model_validate({**PLAIN["facts"], "colour": "x"})
