"""``explain``, ``check``, ``list``, ``schema`` and ``doctor``: what they report, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from handouts.cli import doctor as doctor_module
from handouts.intake.names import OWN_FIELD
from handouts.library.svg import read_svg
from handouts.model.library import Library
from tests.cli.conftest import TODAY, Cli


def test_explain_fits_the_screen_and_tells_all(cli: Cli, samples: Path, library: Library) -> None:
    for order in sorted(samples.glob("*.yaml")):
        result = cli("explain", order, *TODAY)
        urgent = order.stem.startswith("urgent_")
        assert result.code == (4 if urgent else 0), result.err
        assert max(map(len, result.out.splitlines())) <= 80
        for section in () if urgent else library.vocabulary.sections:
            assert f"\n  {section.ljust(20)} " in result.out, section


def test_explain_shows_no_name(cli: Cli, samples: Path) -> None:
    for option in ((), ("--json",)):
        result = cli("explain", samples / "order.yaml", *option, *TODAY)
        assert "Okafor" not in result.out


def test_explain_as_json(cli: Cli, samples: Path) -> None:
    said = json.loads(cli("explain", samples / "order.yaml", "--json", *TODAY).out)
    assert said["region"] == "low_back"
    assert [item["id"] for item in said["exercises"]] == ["cat_cow", "pelvic_tilt", "walking"]
    withheld = {item["id"]: item for item in said["decisions"] if item["verdict"] == "out"}
    assert withheld["classification"]["code"] == "not-chosen"
    assert all(item["reason"] for item in said["decisions"])


def test_explain_writes_nothing(cli: Cli, samples: Path, tmp_path: Path) -> None:
    cli("explain", samples / "order.yaml", *TODAY)
    assert not list(tmp_path.iterdir())


def test_check_is_honest(cli: Cli) -> None:
    result = cli("check", *TODAY)
    assert result.code == 0, result.out
    assert "No clinician has signed off this library" in result.out
    assert cli("check", "--quiet", *TODAY).out == ""
    assert [problem["code"] for problem in json.loads(cli("check", "--json", *TODAY).out)] == ["unsigned"]


def test_check_finds_what_is_overdue(cli: Cli) -> None:
    result = cli("check", "--today", "2031-01-01")
    assert result.code == 1
    assert "sections/contact.yaml:" in result.out
    assert "[review-overdue]" in result.out


def test_check_finds_faults_in_a_library_of_ones_own(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "lib/sections").mkdir(parents=True)
    (tmp_path / "lib/sections/mine.yaml").write_text("id: mine\n", encoding="utf-8")
    result = cli("check", "--library", "lib", *TODAY)
    assert result.code == 1
    assert "lib/sections/mine.yaml:1:1: error: " in result.out
    assert cli("list", "sections", "--library", "lib").code == 2


@pytest.mark.parametrize("shelf", ["sections", "exercises", "packs", "brands", "illustrations"])
def test_list(shelf: str, cli: Cli, library: Library) -> None:
    known = set(getattr(library, shelf))
    rows = json.loads(cli("list", shelf, "--json").out)
    assert {row["id"] for row in rows} == known
    lines = cli("list", shelf).out.splitlines()
    assert {line.split()[0] for line in lines[1:]} == known
    assert max(map(len, lines)) <= 120


def test_list_draws_illustrations(cli: Cli, library: Library, tmp_path: Path) -> None:
    assert cli("list", "illustrations", "--svg", "drawn").code == 0
    files = sorted((tmp_path / "drawn").glob("*.svg"))
    assert [path.stem for path in files] == sorted(library.illustrations)
    for path in files:
        drawing, problems = read_svg(path.read_bytes(), path.name)
        assert not problems
        assert drawing is not None
        layers = library.illustrations[path.stem].layers
        assert len(drawing.shapes) == len(layers)
        text, drawn = path.read_text(encoding="utf-8"), library.illustrations[path.stem]
        assert f"<title>{escape(drawn.alt)}</title>" in text
        assert f"<desc>{escape(str(drawn.caption))}</desc>" in text
    again = cli("list", "illustrations", "--svg", "drawn")
    assert (again.code, "nothing is overwritten" in again.err) == (2, True)
    assert cli("list", "packs", "--svg", "drawn").code == 2


def test_order_schema_knows_the_library(cli: Cli, library: Library) -> None:
    schema = json.loads(cli("schema", "order").out)
    fields = schema["properties"]
    assert set(fields["pack"]["anyOf"][0]["enum"]) == set(library.packs)
    assert set(fields["brand"]["anyOf"][0]["enum"]) == set(library.brands)
    assert set(fields["variables"]["properties"]) == set(library.vocabulary.variables)
    assert set(schema["$defs"]["Facts"]["properties"]["conditions"]["properties"]) == set(library.tags) - set(OWN_FIELD)
    assert set(schema["$defs"]["SectionChoice"]["properties"]["add"]["items"]["enum"]) == library.vocabulary.sections
    assert fields["exercises"]["anyOf"][0]["items"]["anyOf"][0]["enum"] == sorted(library.exercises)


def test_pack_schema_knows_the_library(cli: Cli, library: Library) -> None:
    schema = json.loads(cli("schema", "pack").out)
    fields = schema["properties"]
    assert fields["sections"]["items"]["enum"] == sorted(library.vocabulary.sections)
    assert fields["exercises"]["items"]["anyOf"][0]["enum"] == sorted(library.exercises)
    assert set(fields["variables"]["properties"]) == set(library.vocabulary.variables)


@pytest.mark.parametrize("what", ["order", "section", "pack", "brand"])
def test_schemas_refer_only_to_what_they_hold(what: str, cli: Cli) -> None:
    schema = json.loads(cli("schema", what).out)
    for name in _references(schema):
        assert name.removeprefix("#/$defs/") in schema["$defs"]


def _references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for item in node for name in _references(item)]
    if isinstance(node, dict):
        here = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return here + [name for item in node.values() for name in _references(item)]
    return []


def test_doctor_is_content(cli: Cli) -> None:
    result = cli("doctor")
    assert result.code == 0, result.out
    assert "problem" not in result.out
    findings = {finding["name"]: finding for finding in json.loads(cli("doctor", "--json").out)}
    assert {"Python", "reportlab", "library", "font", "sample leaflet", "writing here"} <= set(findings)


@pytest.mark.parametrize(("kept_in", "said"), [("", "off"), ("kept", "in {}"), ("file", "not kept: {} cannot be used")])
def test_doctor_says_where_the_compiled_library_is(
    kept_in: str, said: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / kept_in
    monkeypatch.setenv("HANDOUTS_CACHE", str(folder) if kept_in else "off")
    result = cli("doctor", "--json")
    assert result.code == 0, result.out
    (found,) = (finding for finding in json.loads(result.out) if finding["name"] == "compiled library")
    assert found["detail"] == said.format(folder)


def test_doctor_finds_what_is_wrong(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_module, "PACKAGES", ("not-a-package-of-ours",))
    monkeypatch.setattr(doctor_module, "OLDEST_PYTHON", (99, 0))
    (tmp_path / "handouts.toml").write_text('library = "nowhere"\n', encoding="utf-8")
    result = cli("doctor", "--json")
    assert result.code == 1
    wrong = {finding["name"] for finding in json.loads(result.out) if not finding["ok"]}
    assert wrong == {"not-a-package-of-ours", "Python", "settings"}
    assert all(finding["remedy"] for finding in json.loads(result.out) if not finding["ok"])
