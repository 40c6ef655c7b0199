"""Names of medicines, allergies and devices: what a clinic may add, and what it cannot take away."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.library import load
from handouts.library.lexicons import check_lexicons
from handouts.model.library import Library
from handouts.select.medicines import read_entry
from tests.own_library import OwnLibrary


def write(own: OwnLibrary, kind: str = "medicines", **content: Any) -> None:
    own.write(f"sections/rules/{kind}.yaml", content)


def found(own: OwnLibrary) -> dict[str, str]:
    _, problems = load(own.root)
    return {problem.code: problem.message for problem in problems if problem.is_error}


def test_a_clinic_adds_a_name_and_keeps_all_of_ours(own: OwnLibrary, library: Library) -> None:
    write(own, groups=[{"id": "anticoagulant", "label": "x", "names": ["quibblarin"]}])
    medicines = own.load().lexicons["medicines"]
    assert read_entry("Quibblarin 5 mg", medicines).tags == {"anticoagulant"}
    for group in library.medicines.values():
        new = next(one for one in medicines.groups if one.id == group.id)
        assert set(group.names) <= set(new.names)
        assert (new.tags, new.unknown, new.forms) == (group.tags, group.unknown, group.forms)


def test_a_clinic_adds_a_group(own: OwnLibrary, library: Library) -> None:
    write(own, groups=[{"id": "own_group", "label": "Own", "tags": ["diabetes"], "names": ["quibblarin"]}])
    changed = own.load()
    assert set(changed.medicines) == {*library.medicines, "own_group"}
    assert changed.place("medicines", "own_group").line == 2


def test_an_allergy_knows_the_names_a_clinic_adds_to_a_medicine(own: OwnLibrary) -> None:
    write(own, groups=[{"id": "nsaid", "label": "x", "names": ["quibblofen"]}])
    assert read_entry("quibblofen", own.load().lexicons["allergies"]).tags == {"nsaid_allergy"}


OWN: dict[str, Any] = {"id": "own_group", "label": "Own", "names": ["quibblarin"]}
ANTICOAGULANT: dict[str, Any] = {"id": "anticoagulant", "label": "x", "names": ["quibblarin"]}


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        ({"groups": [{**ANTICOAGULANT, "tags": ["diabetes"]}]}, "group-weakened", "anticoagulant"),
        ({"groups": [{**ANTICOAGULANT, "forms": [{"form": "patch"}]}]}, "group-weakened", "anticoagulant"),
        ({"groups": [{**OWN, "names": ["Warfarin"]}]}, "name-twice", "warfarin"),
        ({"groups": [{**OWN, "names": ["co codamol"]}]}, "name-twice", "paracetamol_opioid"),
        ({"groups": [OWN, {**OWN, "names": ["other"]}]}, "repeated-id", "own_group"),
        ({"groups": [{**OWN, "names": []}]}, "no-names", "own_group"),
        ({"groups": [{**OWN, "names": ["40 / 12"]}]}, "name-never", "40 / 12"),
        ({"groups": [{**OWN, "names": ["this, that"]}]}, "name-never", "this, that"),
        ({"groups": [{**OWN, "tags": ["nothing"]}]}, "unknown-tag", "nothing"),
        ({"groups": [{**OWN, "unknown": ["nothing"], "ask": "Ask."}]}, "unknown-tag", "nothing"),
        ({"groups": [{**OWN, "unknown": ["diabetes"]}]}, "no-question", "own_group"),
        ({"groups": [{**OWN, "refs": ["R99"]}]}, "unknown-reference", "R99"),
        ({"groups": [{**OWN, "forms": [{"form": "smoke"}]}]}, "unknown-form", "smoke"),
        ({"groups": [{**OWN, "forms": [{"form": "patch", "unless": "smoke"}]}]}, "unknown-form", "smoke"),
        (
            {"combinations": [{"id": "c", "label": "c", "all_of": ["x", "diabetes"], "tags": ["ibd"]}]},
            "unknown-tag",
            "x",
        ),
        ({"fillers": ["stopped"]}, "word-twice", "stopped"),
    ],
)
def test_what_a_clinic_cannot_do(own: OwnLibrary, content: dict[str, Any], code: str, word: str) -> None:
    write(own, **content)
    assert word in found(own).get(code, ""), found(own)


def test_an_allergy_can_take_names_from_groups_of_medicines_alone(own: OwnLibrary) -> None:
    write(own, "allergies", groups=[{**OWN, "also": ["nobody"]}])
    assert "nobody" in found(own)["unknown-group"]


def test_the_built_in_lists_are_sound(library: Library) -> None:
    assert list(check_lexicons(library)) == []
