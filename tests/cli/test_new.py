"""``handouts new``: what it writes can be used as it is, once the empty fields are filled in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Cli

ORDER = """\
reference: ABC-0481
facts:
  age: 41
  region: low_back
  onset_days: 5
  red_flag_screen:
    done: yes
"""
FILL = {"age:": "age: 41", "region:": "region: low_back", "onset_days:": "onset_days: 5", "done:": "done: yes"}


def filled(text: str) -> str:
    """The template with its empty fields filled in."""
    for empty, full in FILL.items():
        text, count = re.subn(rf"^( +){empty} *(#.*)?$", rf"\g<1>{full}", text, flags=re.MULTILINE)
        assert count == 1, empty
    return text


def with_examples(text: str, *, but_not: tuple[str, ...] = ()) -> str:
    """All examples taken into use, but those that contradict what is filled in."""
    lines = text.replace("#:", "").splitlines()
    return "\n".join(line for line in lines if not line.strip().startswith(but_not or ("\0",)))


def test_new_order_becomes_a_leaflet(cli: Cli, tmp_path: Path) -> None:
    assert cli("new", "order", "orders/ABC-0481.yaml", *TODAY).code == 0
    path = tmp_path / "orders/ABC-0481.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=./order.schema.json\n")
    assert json.loads((tmp_path / "orders/order.schema.json").read_text(encoding="utf-8"))["title"] == "Handouts order"
    result = cli("make", path, *TODAY)
    assert result.code == 2, "a field that is still empty stops it"
    assert result.err.count(" is empty [missing-field]") == 3
    path.write_text(filled(text), encoding="utf-8")
    assert cli("make", path, *TODAY).code == 0
    assert (tmp_path / "out/ABC-0481.pdf").exists()


def test_every_example_in_the_order_is_valid(cli: Cli, tmp_path: Path) -> None:
    cli("new", "order", "ABC-1.yaml", *TODAY)
    path = tmp_path / "ABC-1.yaml"
    template = filled(path.read_text(encoding="utf-8"))
    drop = ("onset_date:", "phase:", "weeks:", "birth_date:")
    urgent = ("urgent:", "go_to:", "time_booked:", "nothing_by_mouth:", "other:")
    path.write_text(with_examples(template, but_not=(*drop, *urgent)), encoding="utf-8")
    result = cli("make", path, *TODAY)
    assert result.code == 0, result.err
    record = json.loads((tmp_path / "out/ABC-1.json").read_text(encoding="utf-8"))
    assert "questions" in [section["id"] for section in record["sections"]]
    assert "note.note" in record["lines_printed"]
    path.write_text(re.sub(r"\n  cleared:(\n    .+)+", "", with_examples(template, but_not=drop)), encoding="utf-8")
    assert cli("make", path, *TODAY).code == 4, "with a sign that nobody has cleared, the rest is valid too"


def test_a_library_of_ones_own(cli: Cli, samples: Path, tmp_path: Path) -> None:
    assert cli("new", "section", "lib/sections/parking.yaml", *TODAY).code == 0
    assert cli("new", "brand", "lib/brands/our_clinic", *TODAY).code == 0
    for path in (tmp_path / "lib").rglob("*.yaml"):
        path.write_text(with_examples(path.read_text(encoding="utf-8")), encoding="utf-8")
    checked = cli("check", "--library", "lib", *TODAY)
    assert checked.code == 0, checked.out
    text = (samples / "order.yaml").read_text(encoding="utf-8").replace("fernhollow", "our_clinic")
    (tmp_path / "order.yaml").write_text(text + "\nsections:\n  add: [parking]\n", encoding="utf-8")
    (tmp_path / "handouts.toml").write_text('library = "lib"\n', encoding="utf-8")
    result = cli("make", "order.yaml", "-o", "x.pdf", *TODAY)
    assert result.code == 0, result.err
    record = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert record["brand"] == "our_clinic"
    assert {"parking.opening", "parking.careful", "parking.step_one"} & set(record["lines_printed"])


def test_a_pack_of_ones_own(cli: Cli, samples: Path, tmp_path: Path) -> None:
    made = cli("new", "pack", "lib/sections/packs/our_low_back.yaml", *TODAY)
    assert (made.code, "handouts check --library lib\n" in made.err) == (0, True)
    path = tmp_path / "lib/sections/packs/our_low_back.yaml"
    for text in (path.read_text(encoding="utf-8"), with_examples(path.read_text(encoding="utf-8"))):
        path.write_text(text, encoding="utf-8")
        assert cli("check", "--library", "lib", *TODAY).code == 0
        (tmp_path / "order.yaml").write_text(ORDER + "pack: our_low_back\n", encoding="utf-8")
        result = cli("make", "order.yaml", "-o", "x.pdf", "--library", "lib", *TODAY)
        assert result.code == 0, result.err
        record = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
        assert record["pack"] == "our_low_back"
        doses = {exercise["id"]: exercise["dose"] for exercise in record["exercises"]}
        assert doses["cat_cow"]["reps"] == 6
        assert ("walking" in doses) == ("#:" not in text)


@pytest.mark.parametrize(
    ("what", "path"), [("order", "a.yaml"), ("section", "a.yaml"), ("pack", "a.yaml"), ("brand", "a"), ("order", None)]
)
def test_nothing_is_overwritten(what: str, path: str | None, cli: Cli, tmp_path: Path) -> None:
    arguments = [what] + ([path] if path else [])
    assert cli("new", *arguments).code == 0
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    result = cli("new", *arguments)
    assert result.code == 2
    assert "it is there already" in result.err
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("what", "path"),
    [("order", "Maria Smith.yaml"), ("section", "My-Section.yaml"), ("pack", "1.yaml"), ("brand", "X")],
)
def test_names_that_cannot_be_ids(what: str, path: str, cli: Cli, tmp_path: Path) -> None:
    result = cli("new", what, path)
    assert result.code == 2
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = cli("new", "order", "file/a.yaml")
    assert result.code == 2
    assert "could not be written" in result.err
