"""Colours of an order: full, high contrast, ink saver; from the command line, the order or the brand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Cli
from tests.own_library import OwnLibrary

SCHEMES = ("full", "high_contrast", "ink_saver")


def colours_of(tmp_path: Path) -> str:
    made: str = json.loads((tmp_path / "x.json").read_text("utf-8"))["colours"]
    return made


def ordered(tmp_path: Path, samples: Path, name: str = "order", more: str = "") -> Path:
    path = tmp_path / "order.yaml"
    path.write_text((samples / f"{name}.yaml").read_text("utf-8") + more, encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["order", "urgent_emergency", "urgent_same_day"])
def test_every_scheme_passes_the_checks(cli: Cli, samples: Path, tmp_path: Path, name: str, scheme: str) -> None:
    result = cli("make", samples / f"{name}.yaml", "-o", "x.pdf", "--colours", scheme, "--verify", *TODAY)
    assert result.code == (0 if name == "order" else 4), result.err
    assert colours_of(tmp_path) == scheme


def test_the_schemes_say_the_same_on_the_same_pages(cli: Cli, samples: Path, tmp_path: Path) -> None:
    records = []
    for scheme in SCHEMES:
        assert cli("make", samples / "order.yaml", "-o", "x.pdf", "--colours", scheme, *TODAY).code == 0
        records.append(json.loads((tmp_path / "x.json").read_text("utf-8")))
    assert len({record["digests"]["text"] for record in records}) == 1
    assert len({record["pages"] for record in records}) == 1
    assert len({record["digests"]["document"] for record in records}) == 3


def test_the_command_line_wins_over_the_order_and_that_over_the_brand(cli: Cli, samples: Path, tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path / "lib")
    own.brand(colours={"brand": "#225577", "scheme": "ink_saver"})
    use = ("--brand", "ownclinic", "--library", "lib", "-o", "x.pdf", *TODAY)
    assert cli("make", ordered(tmp_path, samples), *use).code == 0
    assert colours_of(tmp_path) == "ink_saver"
    order = ordered(tmp_path, samples, more="\ncolours: high_contrast\n")
    assert cli("make", order, *use).code == 0
    assert colours_of(tmp_path) == "high_contrast"
    assert cli("make", order, *use, "--colours", "full").code == 0
    assert colours_of(tmp_path) == "full"


def test_a_scheme_may_be_typed_with_a_dash(cli: Cli, samples: Path, tmp_path: Path) -> None:
    assert cli("make", samples / "order.yaml", "-o", "x.pdf", "--colours", "Ink-Saver", *TODAY).code == 0
    assert colours_of(tmp_path) == "ink_saver"


def test_a_scheme_that_there_is_not(cli: Cli, samples: Path, tmp_path: Path) -> None:
    result = cli("make", samples / "order.yaml", "--colours", "sepia", *TODAY)
    assert result.code == 2
    assert "full, high_contrast, ink_saver" in result.err
    order = ordered(tmp_path, samples, more="\ncolours: sepia\n")
    result = cli("make", order, *TODAY)
    assert result.code == 2
    assert "colours" in result.err
    assert "unknown-choice" in result.err
    assert not (tmp_path / "out").exists()
