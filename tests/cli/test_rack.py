"""``handouts rack``: leaflets for nobody in particular."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.conftest import TODAY, Cli


def test_a_leaflet_and_a_record_for_each_pack(cli: Cli, tmp_path: Path) -> None:
    result = cli("rack", "low_back_acute", "neck_chronic", "low_back_acute", "-o", "out", "--verify", *TODAY)
    assert result.code == 0, result.err
    stems = ("RACK-LOW-BACK-ACUTE", "RACK-NECK-CHRONIC")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{s}.{x}" for s in stems for x in ("pdf", "json")}
    record = json.loads((tmp_path / "out" / f"{stems[0]}.json").read_text("utf-8"))
    assert record["warning_signs"]["asked"]["done"] == "no"
    assert set(record["tags"]) == {"age_65_plus", "medicines_not_read", "under_aspirin_age"}
    assert record["verified"]["passes"]
    assert cli("verify", *(f"out/{stem}.pdf" for stem in stems)).code == 0


def test_brand_page_format_booklet_and_poster(cli: Cli, tmp_path: Path) -> None:
    options = ("--brand", "quillmere", "--page", "half_letter", "--also", "booklet", "--also", "poster", "--duplex")
    result = cli("rack", "neck_acute", "-o", "neck.pdf", *options, "--json", *TODAY)
    assert result.code == 0, result.err
    (made,) = json.loads(result.out)
    assert made["extras"] == {"booklet": "neck-booklet.pdf", "poster": "neck-poster.pdf"}
    again = cli("rack", "neck_acute", "-o", "neck.pdf", *options, *TODAY).out.splitlines()
    lines = [f"{name}.pdf" for name in ("neck", "neck-booklet", "neck-poster")]
    assert [line.split()[0] for line in again if not line.startswith("fit: ")] == lines
    assert any(line.startswith("fit: ") for line in again) == bool(made["fit"])
    assert len(pypdfium2.PdfDocument(tmp_path / "neck.pdf")) % 2 == 0
    assert cli("rack", "neck_acute", "-o", "big.pdf", "--format", "xl24", *TODAY).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no_such_pack",), "there is no pack no_such_pack"),
        (("low_back_acute", "low_back_older_person"), "meant for age_65_plus"),
        (("low_back_acute", "--format", "large16", "--page", "a5"), "no room for large print"),
        (("low_back_acute", "--also", "booklet"), "no booklet can be made"),
        (("low_back_acute", "--brand", "nobody"), "no brand of this name"),
        (("low_back_acute", "neck_acute", "-o", "one.pdf"), "cannot go into one file"),
    ],
)
def test_what_cannot_be_made(cli: Cli, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    result = cli("rack", *arguments, *TODAY)
    assert (result.code, list(tmp_path.iterdir())) == (2, [])
    assert said in result.err
