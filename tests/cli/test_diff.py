"""``handouts diff``: readable for people, complete for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Cli
from tests.own_library import OwnLibrary


@pytest.fixture
def own(tmp_path: Path) -> OwnLibrary:
    return OwnLibrary(tmp_path / "lib")


def changed(own: OwnLibrary, cli: Cli) -> None:
    """A library with one change of each kind."""
    own.section("parking")
    own.pack("neck_acute")
    who = ("--by", "Dr Ann Lee", "--role", "GP", "--on", "2026-11-20", *TODAY)
    assert cli("sign-off", "heat_cold", "cat_cow", "--library", "lib", *who).code == 0
    words = {
        "line": "heat_cold.wrap",
        "text": "Wrap it well, and then some more words follow so that the line is long.",
    }
    own.write("sections/lists/own_words.yaml", {"lines": [words], "defaults": {"heat_minutes": "12"}})


def test_for_people(own: OwnLibrary, cli: Cli) -> None:
    changed(own, cli)
    result = cli("diff", "--library", "lib")
    assert (result.code, result.err) == (0, "")
    assert max(map(len, result.out.splitlines())) <= 80
    assert (
        result.out
        == """\
Added by you
  section       parking
Replaced by yours
  pack          neck_acute
Words
  heat_cold.wrap (section): reworded
    - Wrap a warm pack or warm water bottle in a towel. Never use boiling water.
    + Wrap it well, and then some more words follow so that the line is long.
Usual values
  heat_minutes: 15 in the built-in library, 12 in yours
Sign-offs that hold
  cat_cow (exercise): Dr Ann Lee, GP, 2026-11-20
Sign-offs that have lapsed
  heat_cold (section): Dr Ann Lee, GP, 2026-11-20
    since then: changed: wrap
"""
    )


def test_for_programs(own: OwnLibrary, cli: Cli) -> None:
    changed(own, cli)
    said = json.loads(cli("diff", "--library", "lib", "--json").out)
    assert {(item["kind"], item["id"], item["how"]) for item in said["items"]} == {
        ("section", "parking", "added"),
        ("pack", "neck_acute", "replaced"),
    }
    assert [line["id"] for line in said["lines"]] == ["heat_cold.wrap"]
    assert said["defaults"] == [{"id": "heat_minutes", "old": "15", "new": "12"}]
    holds, lapsed = said["sign_offs"]
    assert (holds["item"], holds["holds"], holds["since"]) == ("cat_cow", True, None)
    assert (lapsed["by"], lapsed["on"], lapsed["holds"]) == ("Dr Ann Lee", "2026-11-20", False)
    assert lapsed["since"] == {"changed": ["wrap"], "new": [], "gone": []}


def test_nothing_differs(own: OwnLibrary, cli: Cli) -> None:
    assert cli("diff", "--library", "lib").out == "Nothing differs from the built-in library.\n"


def test_from_inside_the_folder(own: OwnLibrary, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then its files have the same names as the built-in ones."""
    own.section("symptoms")
    monkeypatch.chdir(own.root)
    assert "symptoms" in cli("diff", "--library", ".").out.split("Words")[0]


def test_without_a_library_of_ones_own(cli: Cli) -> None:
    result = cli("diff")
    assert (result.code, "--library DIR" in result.err) == (2, True)


def test_a_library_with_a_fault(own: OwnLibrary, cli: Cli) -> None:
    own.write("sections/lists/own_words.yaml", {"lines": [{"line": "heat_cold.wrapp", "text": "x"}]})
    result = cli("diff", "--library", "lib")
    assert result.code == 2
    assert "lib/sections/lists/own_words.yaml:2:9: error" in result.err
    assert str(own.root) not in result.err
