"""``handouts make --also`` and ``--duplex``: more files beside the leaflet, all of them or none."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pypdfium2
import pytest

from handouts.model.problem import Problem
from tests.cli.conftest import TODAY, Cli

BOTH = ("--also", "booklet", "--also", "poster", "--page", "a5")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_extras_stand_beside_the_leaflet_and_in_its_record(cli: Cli, samples: Path, tmp_path: Path) -> None:
    result = cli("make", samples / "order.yaml", "-o", "out", *BOTH, *TODAY)
    assert result.code == 0, result.err
    stem = "FBN-0481-LB"
    files = {"booklet": f"{stem}-booklet.pdf", "poster": f"{stem}-poster.pdf"}
    assert names(tmp_path / "out") == {f"{stem}.pdf", f"{stem}.json", *files.values()}
    record = json.loads((tmp_path / "out" / f"{stem}.json").read_text("utf-8"))
    for extra, name in files.items():
        content = (tmp_path / "out" / name).read_bytes()
        assert record["extras"][extra]["digest"] == hashlib.sha256(content).hexdigest()
        assert record["extras"][extra]["pages"] == len(pypdfium2.PdfDocument(content))
        assert str(Path("out") / name) in result.out


def test_without_them_the_record_has_none(cli: Cli, samples: Path, tmp_path: Path) -> None:
    assert cli("make", samples / "order.yaml", "-o", "x.pdf", *TODAY).code == 0
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["extras"] == {}


def test_json_names_them(cli: Cli, samples: Path) -> None:
    result = cli("make", samples / "order.yaml", "-o", "out", "--also", "poster", "--json", *TODAY)
    assert json.loads(result.out)[0]["extras"] == {"poster": str(Path("out") / "FBN-0481-LB-poster.pdf")}


def test_a_booklet_of_whole_pages_is_refused_and_nothing_is_written(cli: Cli, samples: Path, tmp_path: Path) -> None:
    orders = (samples / "order.yaml", samples / "flare.yaml")
    result = cli("make", *orders, "-o", "out", "--also", "booklet", *TODAY)
    assert (result.code, names(tmp_path)) == (2, set())
    assert result.err.count("no-booklet") == 2
    assert "order.yaml" in result.err
    assert "a5 (two on a4)" in result.err


def test_a_poster_without_exercises_is_refused(cli: Cli, samples: Path, tmp_path: Path) -> None:
    text = (samples / "order.yaml").read_text("utf-8").split("exercises:")[0] + "exercises: []\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    result = cli("make", "x.yaml", "-o", "out", "--also", "poster", *TODAY)
    assert (result.code, (tmp_path / "out").exists()) == (2, False)
    assert "no-poster" in result.err


def test_an_older_extra_beside_a_new_leaflet_is_pointed_out(cli: Cli, samples: Path, tmp_path: Path) -> None:
    make = ("make", samples / "order.yaml", "-o", "x.pdf", *TODAY)
    assert "older-extra" not in cli(*make, "--also", "poster").err
    before = (tmp_path / "x-poster.pdf").read_bytes()
    result = cli(*make)
    assert (result.code, (tmp_path / "x-poster.pdf").read_bytes()) == (0, before)
    assert "x-poster.pdf is of an older leaflet" in result.err
    assert "older leaflet" not in cli(*make, "--also", "poster").err


def test_an_urgent_sheet_stands_alone(cli: Cli, samples: Path, tmp_path: Path) -> None:
    result = cli("make", samples / "urgent_emergency.yaml", "-o", "out", *BOTH, *TODAY)
    assert result.code == 4
    assert {Path(name).suffix for name in names(tmp_path / "out")} == {".pdf", ".json"}
    assert len(names(tmp_path / "out")) == 2


def test_two_files_never_get_one_name(cli: Cli, samples: Path, tmp_path: Path) -> None:
    text = (samples / "order.yaml").read_text("utf-8")
    (tmp_path / "a.yaml").write_text(text.replace("FBN-0481-LB", "A"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(text.replace("FBN-0481-LB", "A-poster"), encoding="utf-8")
    result = cli("make", "a.yaml", "b.yaml", "-o", "out", "--also", "poster", *TODAY)
    assert (result.code, (tmp_path / "out").exists()) == (2, False)
    assert "A-poster.pdf" in result.err


def test_a_folder_in_the_way_of_an_extra_stops_all(cli: Cli, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "x-poster.pdf").mkdir()
    result = cli("make", samples / "order.yaml", "-o", "x.pdf", "--also", "poster", *TODAY)
    assert (result.code, names(tmp_path)) == (2, {"x-poster.pdf"})


def test_a_poster_is_checked_with_its_leaflet(
    cli: Cli, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(*_: object, name: str, **__: object) -> tuple[Problem, ...]:
        return (Problem("one-h1", "there are 2 titles"),) if name.endswith("-poster") else ()

    monkeypatch.setattr("handouts.verify.verify", found)
    result = cli("make", samples / "order.yaml", "-o", "x.pdf", *BOTH, "--verify", *TODAY)
    assert (result.code, names(tmp_path)) == (1, set())


def test_duplex_says_that_a_side_is_blank(cli: Cli, samples: Path, tmp_path: Path) -> None:
    result = cli("make", samples / "urgent_emergency.yaml", "-o", "x.pdf", "--duplex", *TODAY)
    assert "1 page and a blank one" in result.out
    assert len(pypdfium2.PdfDocument(tmp_path / "x.pdf")) == 2
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["pages"] == 1
    assert cli("verify", "x.pdf").code == 0


def test_large_print_on_a5_is_refused(cli: Cli, samples: Path, tmp_path: Path) -> None:
    result = cli("make", samples / "large_print.yaml", "-o", "out", "--page", "a5", *TODAY)
    assert (result.code, names(tmp_path)) == (2, set())
    assert result.err.count("error:") == 2
    assert "large-on-small" in result.err
