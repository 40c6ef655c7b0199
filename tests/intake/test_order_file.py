"""Order files: what is typed comes back as it was, faults stand where they are, and nothing typed is repeated."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handouts.intake.dates import age_on, months_after
from handouts.intake.names import OWN_FIELD
from handouts.intake.order_file import read_order, read_order_files
from handouts.model.library import Library
from handouts.model.order import Order
from tests.strategies import TODAY, built_in, orders

GOOD = """\
reference: T-1
facts:
  age: 41
  region: low_back
  onset_days: 5
  red_flag_screen:
    done: yes
"""


def codes(text: str, library: Library) -> list[str]:
    _, problems, _ = read_order(text.encode(), "o.yaml", library.vocabulary, today=TODAY)
    return [problem.code for problem in problems]


def test_a_good_order(library: Library) -> None:
    assert codes(GOOD, library) == []


@given(orders())
def test_any_order_comes_back(order: Order) -> None:
    plain = order.model_dump(mode="json", by_alias=True, exclude_none=True)
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=10_000)
    read, problems, _ = read_order(text.encode(), "o.yaml", built_in().vocabulary, today=TODAY)
    assert [problem for problem in problems if problem.code != "age-disagrees"] == []
    assert problems or read == order


def test_own_fields_are_tags_of_the_library(library: Library) -> None:
    assert set(OWN_FIELD) <= set(library.tags)


SECRET = "Zyxwvut"
SPOTS = ["T-1", "41", "low_back", "5", "yes", "age:", "facts:", "  region", "done"]


@given(
    st.sampled_from(SPOTS), st.sampled_from([f"{SECRET}", f" {SECRET}: x", f"[{SECRET}]", f'"{SECRET}', f"&{SECRET} a"])
)
def test_nothing_typed_is_repeated(spot: str, junk: str) -> None:
    names = ("pack", "brand", "note", "clinician", "format")
    fields = f"exercises: [{SECRET}]\nvariables:\n  {SECRET}: {SECRET}\n"
    fields += "".join(f"{name}: {SECRET}\n" for name in names)
    for text in (GOOD.replace(spot, junk, 1) + fields, GOOD.replace(spot, junk, 1)):
        _, problems, _ = read_order(text.encode(), "o.yaml", built_in().vocabulary, today=TODAY)
        for problem in problems:
            assert SECRET.lower() not in f"{problem.message} {problem.hint}".lower()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  onset_date: 2026-11-21", "onset-twice"),
        ("  pregnant: unknown\n  weeks: 3", "weeks-not-pregnant"),
        ("  medicines: [ibuprofen, None]", "none-in-list"),
        ("  surgery:\n    - site: knee\n      on: 2026-11-22", "date-in-future"),
    ],
)
def test_contradictions(line: str, code: str, library: Library) -> None:
    assert code in codes(f"{GOOD}{line}\n", library)


@pytest.mark.parametrize(
    "line",
    [
        "  red_flags: [fever]\n  cleared:\n    - flag: fever\n      by: Priya Nair\n      on: 2026-11-21",
        "  pregnant: yes\n  weeks: 30",
        "  medicines: none\n  allergies: unknown\n  devices:\n    - pacemaker",
        "patient:\n  birth_date: 1985-11-21",
        "patient:\n  birth_date: 1984-11-22",
        "follow_up:\n  date: 2026-11-21",
        "follow_up:\n  date: 2027-05-21",
        "exercises: []",
    ],
)
def test_at_the_edge_of_what_is_allowed(line: str, library: Library) -> None:
    assert codes(f"{GOOD}{line}\n", library) == []


def test_every_age_of_pregnancy(library: Library) -> None:
    orders = {age: GOOD.replace("41", str(age)) + "  pregnant: yes\n" for age in range(121)}
    allowed = [age for age, order in orders.items() if "pregnant-age" not in codes(order, library)]
    assert allowed == list(range(10, 61))


def test_one_reference_twice(tmp_path: Path, library: Library) -> None:
    for name, text in (("a", GOOD), ("b", GOOD.replace("T-1", "t-1")), ("c", "")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    paths = [tmp_path / f"{name}.yaml" for name in "aabc"]
    read, problems, documents = read_order_files(paths, library.vocabulary, today=TODAY)
    assert list(read) == list(documents) == [tmp_path / "a.yaml"]
    assert [problem.code for problem in problems] == ["repeated-reference", "repeated-reference", "empty"]


def test_age_on() -> None:
    assert age_on(dt.date(2000, 2, 29), dt.date(2026, 2, 28)) == 25
    assert age_on(dt.date(2000, 2, 29), dt.date(2026, 3, 1)) == 26


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 36))
def test_months_after(day: dt.date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + dt.timedelta(days=1)).day == 1)
