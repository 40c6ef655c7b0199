"""``handouts verify`` and ``handouts tags``."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from handouts.verify import CHECKS
from tests.cli.conftest import TODAY, Cli


@pytest.fixture
def leaflet(cli: Cli, samples: Path, tmp_path: Path) -> Path:
    """A leaflet with its record."""
    assert cli("make", samples / "order.yaml", "-o", "leaflet.pdf", *TODAY).code == 0
    return tmp_path / "leaflet.pdf"


def broken(path: Path) -> Path:
    """A copy that does not say its language, without a record."""
    copy = path.with_name("broken.pdf")
    with pikepdf.open(path) as pdf:
        del pdf.Root.Lang
        pdf.save(copy)
    return copy


def test_what_we_make_passes(cli: Cli, leaflet: Path) -> None:
    result = cli("verify", "leaflet.pdf")
    assert result.code == 0, result.out
    assert result.out == f"leaflet.pdf: passes PDF/UA-1, PDF/A-2a and {len(CHECKS) + 1} checks of ours\n"
    assert result.err == ""


def test_without_a_record_it_says_so(cli: Cli, leaflet: Path) -> None:
    leaflet.with_suffix(".json").unlink()
    result = cli("verify", "leaflet.pdf")
    assert result.code == 0
    assert "its text was not compared" in result.out


def test_one_line_for_each_finding(cli: Cli, leaflet: Path) -> None:
    broken(leaflet)
    result = cli("verify", "leaflet.pdf", "broken.pdf")
    assert result.code == 1
    first, *lines = result.out.splitlines()
    assert first.startswith("leaflet.pdf: passes ")
    assert "broken.pdf: language: the document has no language, or none that can be understood" in lines
    assert all(line.startswith("broken.pdf: ") for line in lines)


def test_findings_name_their_page(cli: Cli, leaflet: Path) -> None:
    with pikepdf.open(leaflet, allow_overwriting_input=True) as pdf:
        del pdf.pages[1].obj.Tabs
        pdf.save()
    result = cli("verify", "leaflet.pdf")
    assert result.code == 1
    assert "leaflet.pdf: page 2: tab-order: the tab key does not follow the tags" in result.out
    assert "leaflet.pdf: record: " in result.out


def test_for_programs(cli: Cli, leaflet: Path) -> None:
    broken(leaflet)
    result = cli("verify", "leaflet.pdf", "broken.pdf", "missing.pdf", "--json")
    assert result.code == 2
    good, bad, missing = json.loads(result.out)
    assert good == {"file": "leaflet.pdf", "passes": True, "text_compared": True, "findings": []}
    assert not bad["passes"]
    assert {"language", "ua1"} <= {finding["code"] for finding in bad["findings"]}
    assert all(set(finding) == {"code", "page", "message", "hint"} for finding in bad["findings"])
    assert "could not be read" in missing["error"]


def test_what_cannot_be_opened_does_not_hide_the_rest(cli: Cli, leaflet: Path) -> None:
    result = cli("verify", "missing.pdf", "leaflet.pdf")
    assert result.code == 2
    assert "missing.pdf: it could not be read" in result.err
    assert "leaflet.pdf: passes" in result.out


def test_quiet_says_nothing_when_all_is_well(cli: Cli, leaflet: Path) -> None:
    result = cli("verify", "leaflet.pdf", "--quiet")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_tags(cli: Cli, leaflet: Path) -> None:
    result = cli("tags", "leaflet.pdf")
    assert result.code == 0
    assert result.out.startswith("Document\n  Sect\n    Figure Alt=")
    assert "H1  Your back muscles are tight and sore" in result.out


@pytest.mark.parametrize("name", ["missing.pdf", "notes.pdf"])
def test_tags_of_what_cannot_be_read(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.pdf").write_text("hello")
    result = cli("tags", name)
    assert result.code == 2
    assert "read" in result.err


@pytest.mark.parametrize("content", [b"", b"junk", b"{}"], ids=["empty", "junk", "json"])
def test_what_is_no_pdf(cli: Cli, leaflet: Path, content: bytes) -> None:
    leaflet.with_name("odd.pdf").write_bytes(content)
    result = cli("verify", "odd.pdf", "leaflet.pdf")
    assert result.code == 2
    assert result.err.splitlines()[0].endswith("odd.pdf: it is not a PDF")
    assert result.out.startswith("leaflet.pdf: passes ")


def test_a_folder_by_all_cores_tells_what_is_wrong_alone(cli: Cli, leaflet: Path, tmp_path: Path) -> None:
    whole, record = leaflet.read_bytes(), leaflet.with_suffix(".json").read_bytes()
    for number in range(22):
        place = tmp_path / "out" / f"{number % 3:02}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"A-{number}.pdf").write_bytes(whole)
        if number:
            (place / f"A-{number}.json").write_bytes(record)
    good = cli("verify", "out")
    passes = f"  22 pass PDF/UA-1, PDF/A-2a and {len(CHECKS) + 1} checks of ours\n"
    alone = "    1 of them without their text: no staff record lies beside them\n"
    assert (good.code, good.out, good.err) == (0, f"22 files\n{passes}{alone}", "")
    (tmp_path / "out" / "01" / "A-4.pdf").write_bytes(broken(leaflet).read_bytes())
    (tmp_path / "out" / "A-99.pdf").write_bytes(b"no PDF")
    bad = cli("verify", "out", "leaflet.pdf")
    assert bad.code == 2
    assert bad.out.endswith(f"24 files\n{passes}{alone}  1 with findings\n  1 could not be opened\n")
    lines = bad.out.splitlines()
    assert all(line.startswith("out/01/A-4.pdf: ") for line in lines[: lines.index("24 files")])
    assert "out/A-99.pdf: it is not a PDF" in bad.err
    said = json.loads(cli("verify", "out", "--json").out)
    assert [one["file"] for one in said if not one["passes"]] == ["out/01/A-4.pdf", "out/A-99.pdf"]
    assert cli("verify", "out", "--quiet").out.startswith("out/01/A-4.pdf: ")


def test_a_folder_without_leaflets(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = cli("verify", "empty")
    assert (result.code, result.out) == (2, "")
    assert "there is no PDF in this folder" in result.err
