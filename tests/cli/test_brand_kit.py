"""``handouts new brand`` with a logo and a colour: what it writes, what it says, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from PIL import Image

from handouts.cli.brand_report import _colours
from handouts.library import load
from handouts.model.colour import palette
from tests.cli.conftest import TODAY, Cli

SVG = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40">
  <rect width="90" height="40" fill="#5BC0EB"/><text x="1" y="9">Fern</text>
</svg>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lib").mkdir()
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    Image.new("RGB", (400, 400), "#D7263D").save(tmp_path / "logo.png")
    return tmp_path


def brand_of(folder: Path, name: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((folder / "lib/brands" / name / "brand.yaml").read_text("utf-8"))
    return found


def test_a_logo_and_a_colour_make_a_brand_that_prints(cli: Cli, folder: Path, samples: Path) -> None:
    result = cli("new", "brand", "fern", "--library", "lib", "--logo", "logo.svg", "--colour", "#D7263D", *TODAY)
    assert result.code == 0, result.err
    assert result.out.splitlines()[:2] == ["lib/brands/fern/brand.yaml", "lib/brands/fern/logo.svg"]
    assert "#D7263D, as you gave it" in result.out
    assert "belong to the warnings" in result.out
    assert "letters are left out" in result.out
    assert "handouts sample-sheet --brand fern --library lib" in result.err
    brand = brand_of(folder, "fern")
    assert (brand["id"], brand["colours"], brand["logo"]) == ("fern", {"brand": "#D7263D"}, "logo.svg")
    library, problems = load(folder / "lib")
    assert library is not None, problems
    for sample in ("order", "urgent_emergency", "urgent_same_day"):
        made = cli("make", samples / f"{sample}.yaml", "--brand", "fern", "--library", "lib", "--verify", *TODAY)
        assert made.code == (0 if sample == "order" else 4), made.err


def test_the_library_of_the_settings_is_where_it_goes(cli: Cli, folder: Path) -> None:
    (folder / "handouts.toml").write_text('library = "lib"\n', encoding="utf-8")
    assert cli("new", "brand", "fern", "--logo", "logo.png", *TODAY).code == 0
    assert brand_of(folder, "fern")["logo"] == "logo.png"
    assert (folder / "lib/brands/fern/logo.png").is_file()


def test_without_a_colour_it_is_taken_from_the_logo(cli: Cli, folder: Path) -> None:
    result = cli("new", "brand", "fern", "--library", "lib", "--logo", "logo.svg", *TODAY)
    assert "#5BC0EB, taken from the logo" in result.out
    assert brand_of(folder, "fern")["colours"] == {"brand": "#5BC0EB"}
    Image.new("L", (400, 400), 90).save(folder / "grey.png")
    result = cli("new", "brand", "plain", "--library", "lib", "--logo", "grey.png", *TODAY)
    assert result.code == 0
    assert "blue-grey" in result.out


def test_a_pale_colour_is_darkened_with_figures(cli: Cli, folder: Path) -> None:
    result = cli("new", "brand", "fern", "--library", "lib", "--colour", "skyblue", *TODAY)
    assert result.code == 0
    assert "On white it has a contrast of 1.7 to 1; small print needs 7. It is darkened to #" in result.out
    assert " to 1 on white, " in result.out
    dark = cli("new", "brand", "dark", "--library", "lib", "--colour", "#0B5563", *TODAY)
    assert "darkened" not in dark.out
    assert "8.4 to 1 on white, 7.6 to 1 on the tint" in dark.out


@pytest.mark.parametrize("brand", ["#0B5563", "#6B2C7A", "#5BC0EB", "#F2B705", "#D7263D", "#FFFFFF", "#000000"])
def test_the_report_says_one_thing_about_each_colour(brand: str) -> None:
    lines = " ".join(_colours(palette(brand)))
    found = palette(brand)
    assert ("is darkened to" in lines) is (found.accent == found.strong != brand)
    assert ("belong to the warnings" in lines) is (found.accent != found.strong)
    assert ("may vanish" in lines) is (brand in ("#5BC0EB", "#F2B705", "#FFFFFF"))
    assert found.accent in lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--colour", "fernish"), "no colour that is known"),
        (("--logo", "nowhere.svg"), "cannot be read"),
        (("--logo", "lib"), "cannot be read"),
        (("--logo", "handouts.txt"), "cannot be used"),
    ],
)
def test_what_nothing_can_be_made_of_leaves_nothing_behind(
    cli: Cli, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    (folder / "handouts.txt").write_text("no logo", encoding="utf-8")
    result = cli("new", "brand", "fern", "--library", "lib", *arguments, *TODAY)
    assert result.code == 2
    assert said in result.err
    assert not list((folder / "lib").iterdir())


def test_a_brand_that_is_there_is_left_alone(cli: Cli, folder: Path) -> None:
    assert cli("new", "brand", "fern", "--library", "lib", "--logo", "logo.svg", *TODAY).code == 0
    before = {path: path.read_bytes() for path in (folder / "lib").rglob("*") if path.is_file()}
    result = cli("new", "brand", "fern", "--library", "lib", "--logo", "logo.png", *TODAY)
    assert result.code == 2
    assert "it is there already" in result.err
    assert {path: path.read_bytes() for path in (folder / "lib").rglob("*") if path.is_file()} == before


def test_logo_and_colour_are_for_brands(cli: Cli, folder: Path) -> None:
    result = cli("new", "order", "a.yaml", "--colour", "teal")
    assert result.code == 2
    assert "handouts new brand" in result.err
    assert not (folder / "a.yaml").exists()
