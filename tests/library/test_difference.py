"""How a clinic's library differs from the built-in one."""

from __future__ import annotations

from handouts.library.difference import Difference, difference
from handouts.model.library import Library
from tests.library.test_overlay import reword, signed
from tests.own_library import OwnLibrary


def found(own: OwnLibrary, library: Library) -> Difference:
    return difference(library, own.load())


def test_an_empty_folder_differs_in_nothing(own: OwnLibrary, library: Library) -> None:
    assert found(own, library) == Difference((), (), (), ())


def test_what_is_added_and_replaced(own: OwnLibrary, library: Library) -> None:
    own.section("own")
    own.section("symptoms", {"id": "other", "text": "Other words."})
    own.exercise("own_move")
    own.pack("own_pack")
    own.pack("neck_acute")
    own.brand("ownclinic")
    own.listed("tags", {"id": "sore_wrist", "label": "Sore wrist"}, {"id": "pregnancy", "label": "Expecting"})
    said = {(change.kind, change.id, change.how) for change in found(own, library).items}
    assert said == {
        ("section", "own", "added"),
        ("section", "symptoms", "replaced"),
        ("exercise", "own_move", "added"),
        ("pack", "own_pack", "added"),
        ("pack", "neck_acute", "replaced"),
        ("brand", "ownclinic", "added"),
        ("condition", "sore_wrist", "added"),
        ("condition", "pregnancy", "replaced"),
    }


def test_what_a_clinic_forbids_and_allows(own: OwnLibrary, library: Library) -> None:
    style = {
        "banned": [{"id": "own", "never": ["wobble"], "say": "Say: balance."}],
        "same_word": [{"id": "physio", "say": "therapist", "instead_of": ["physio"]}],
        "syllables": {"wexcombe": "2", "exercise": "3"},
        "addresses": ["www.example.org"],
    }
    own.write("sections/lists/style.yaml", style)
    claim = library.claims["000-21"].model_dump(mode="json") | {"allowed_in": []}
    own.listed("claims", claim)
    assert {(change.kind, change.id, change.how) for change in found(own, library).items} == {
        ("claim", "000-21", "replaced"),
        ("banned phrase", "own", "added"),
        ("word for a thing", "physio", "replaced"),
        ("syllables of", "wexcombe", "added"),
        ("web address", "www.example.org", "added"),
    }


def test_a_reworded_line_has_its_old_and_new_words(own: OwnLibrary, library: Library) -> None:
    reword(own, {"line": "heat_cold.warm_how", "text": "Use a towel."}, {"line": "cat_cow.name", "text": "The cat"})
    said = found(own, library)
    assert said.items == ()
    section, exercise = said.lines
    assert (section.kind, section.id, section.how) == ("section", "heat_cold.warm_how", "reworded")
    assert (section.old, section.new) == ("Wrap it in a towel.", "Use a towel.")
    assert (exercise.kind, exercise.id, exercise.new) == ("exercise", "cat_cow.name", "The cat")


def test_the_lines_of_a_section_that_was_replaced(own: OwnLibrary, library: Library) -> None:
    built_in = library.sections["symptoms"]
    kept = built_in.lines()[0]
    own.section(
        "symptoms",
        {"id": kept.id, "text": str(kept.text), "when": {"regions": ["neck"]}},
        {"id": "mine", "text": "Mine."},
        title=str(built_in.title),
    )
    said = {change.id.partition(".")[2]: change.how for change in found(own, library).lines}
    assert said.pop(kept.id) == "condition"
    assert said.pop("mine") == "added"
    assert set(said.values()) == {"gone"}
    assert {line.id for line in built_in.lines()[1:]} <= set(said)


def test_usual_values(own: OwnLibrary, library: Library) -> None:
    reword(own, heat_minutes="12", cold_minutes=library.variables["cold_minutes"].default or "")
    (change,) = found(own, library).defaults
    assert (change.id, change.old, change.new) == ("heat_minutes", "15", "12")


def test_sign_offs_and_what_changed_since(own: OwnLibrary, library: Library) -> None:
    signed(own, library.sections["heat_cold"], library.exercises["cat_cow"])
    reword(own, {"line": "heat_cold.wrap", "text": "Wrap it well."})
    lapsed, holds = found(own, library).sign_offs
    assert lapsed.lapse is not None
    assert (lapsed.sign_off.item, lapsed.lapse.changed) == ("heat_cold", ("wrap",))
    assert (holds.sign_off.item, holds.lapse) == ("cat_cow", None)
