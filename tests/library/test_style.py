"""A clinic's own style list and claims: they add, and cannot allow what we ban or reject."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.library import load
from handouts.model.library import Library
from tests.own_library import OwnLibrary

STYLE = "sections/lists/style.yaml"


def test_the_own_list_is_added_to_ours(own: OwnLibrary, library: Library) -> None:
    own.write(
        STYLE,
        {
            "banned": [{"id": "own", "never": ["wobble"], "say": "Say: balance."}],
            "same_word": [{"id": "physio", "say": "therapist", "instead_of": ["physio"]}],
            "addresses": ["www.example.org"],
        },
    )
    style = own.load().style
    assert [ban.id for ban in style.banned] == [*(ban.id for ban in library.style.banned), "own"]
    assert {term.id: term.say for term in style.same_word}["physio"] == "therapist"
    assert len(style.same_word) == len(library.style.same_word)
    assert style.addresses == ("www.example.org",)
    assert (style.glossary, style.long_words) == (library.style.glossary, library.style.long_words)


def test_an_empty_own_list_changes_nothing(own: OwnLibrary, library: Library) -> None:
    own.write(STYLE, {"banned": []})
    assert own.load().style == library.style


def ban(library: Library, id: str, **changed: Any) -> dict[str, Any]:
    ours = next(ban for ban in library.style.banned if ban.id == id)
    return ours.model_dump(mode="json", exclude_none=True) | changed


@pytest.mark.parametrize(
    "changed", [{"never": ["zzz"]}, {"allowed_in": ["overview"]}, {"unless": "."}, {"say": "Say what you like."}]
)
def test_a_banned_phrase_cannot_be_switched_off(changed: dict[str, Any], own: OwnLibrary, library: Library) -> None:
    path = own.write(STYLE, {"banned": [{"id": "fine", "never": ["zzz"], "say": "No."}, ban(library, "scare")]})
    assert len(own.load().style.banned) == len(library.style.banned) + 1
    own.write(STYLE, {"banned": [{"id": "fine", "never": ["zzz"], "say": "No."}, ban(library, "scare", **changed)]})
    problem = own.fault()
    assert (problem.code, problem.place.file, problem.place.line) == ("ban-changed", str(path), 6)
    assert "scare" in problem.message
    assert "id of its own" in problem.hint


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"baned": []}, "unknown-field"),
        ({"banned": [{"id": "own", "never": ["("], "say": "No."}]}, "bad-value"),
        ({"banned": [{"id": "own", "never": [], "say": "No."}]}, "too-short"),
        ({"banned": [{"id": "own", "never": [one], "say": "No."} for one in "ab"]}, "repeated-id"),
        ({"syllables": {"rest": "0"}}, "out-of-range"),
    ],
)
def test_a_faulty_list_is_told(content: dict[str, Any], code: str, own: OwnLibrary) -> None:
    path = own.write(STYLE, content)
    problem = own.fault()
    assert (problem.code, problem.place.file) == (code, str(path))


# Claims


def claim(library: Library, id: str, **changed: Any) -> dict[str, Any]:
    return library.claims[id].model_dump(mode="json") | changed


@pytest.mark.parametrize(
    ("id", "changed", "said"),
    [
        ("000-22", {"disposition": "keep", "never": [], "allowed_in": []}, "is reject in the built-in list"),
        ("000-10", {"disposition": "reject", "lines": []}, "is reject_plus in the built-in list"),
        ("000-01", {"disposition": "fix"}, "is keep in the built-in list"),
        ("000-22", {"never": ["zzz"]}, "lacks patterns of the built-in list under never: harley street"),
        ("000-21", {"allowed_in": ["devices", "overview"]}, "where the built-in list forbids it: overview"),
    ],
)
def test_a_claim_cannot_be_let_through(
    id: str, changed: dict[str, Any], said: str, own: OwnLibrary, library: Library
) -> None:
    path = own.listed("claims", claim(library, "000-02"), claim(library, id, **changed))
    problem = own.fault()
    assert (problem.code, problem.place.file, problem.item) == ("claim-changed", str(path), id)
    assert problem.place.line > 2
    assert said in problem.message
    assert problem.hint


def test_a_clinic_may_forbid_more_and_allow_less(own: OwnLibrary, library: Library) -> None:
    stricter = [*library.claims["000-21"].never, "unload your spine"]
    own.listed("claims", claim(library, "000-21", never=stricter, allowed_in=[]))
    found, problems = load(own.root)
    assert found is not None
    assert problems == ()
    assert found.claims["000-21"].never[-1] == "unload your spine"


def test_other_lines_for_a_claim_are_for_a_clinician_to_read(own: OwnLibrary, library: Library) -> None:
    own.listed("claims", claim(library, "000-01", lines=["overview.what"]))
    found, problems = load(own.root)
    assert found is not None
    assert [(problem.code, problem.is_error) for problem in problems] == [("claim-changed", False)]
