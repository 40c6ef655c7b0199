"""``handouts check --claims``: the table, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.check.test_claims import DISPOSITIONS, SCORE
from tests.cli.conftest import TODAY, Cli
from tests.own_library import OwnLibrary


def test_the_table(cli: Cli) -> None:
    result = cli("check", "--claims", *TODAY)
    assert result.code == 0, result.out
    assert "175 of 175" in result.out
    said = json.loads(cli("check", "--claims", "--json", *TODAY).out)
    assert (said["covered"], said["of"], said["problems"]) == (175, 175, [])
    assert {(row["seed"], row["disposition"]): row["of"] for row in said["rows"]} == {
        (seed, name): number
        for seed, numbers in SCORE.items()
        for name, number in zip(DISPOSITIONS, numbers, strict=True)
        if number
    }


def test_the_table_names_each_gap(cli: Cli, tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path / "lib")
    own.section("causes")
    result = cli("check", "--claims", "--library", "lib", *TODAY)
    assert result.code == 1
    assert "001-05" in result.out
    assert "[claim-not-covered]" in result.out
    said = json.loads(cli("check", "--claims", "--json", "--library", "lib", *TODAY).out)
    assert said["covered"] == 175 - len(said["problems"])
