"""``handouts make``: which files appear, where, and when none do."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Cli


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_one_order_into_a_file(cli: Cli, samples: Path, tmp_path: Path) -> None:
    result = cli("make", samples / "order.yaml", "-o", "new/leaflet.pdf", *TODAY)
    assert result.code == 0, result.err
    assert result.out.startswith("new/leaflet.pdf  ")
    assert files(tmp_path) == ["new/leaflet.json", "new/leaflet.pdf"]
    assert (tmp_path / "new/leaflet.pdf").read_bytes().startswith(b"%PDF-")


def test_all_samples_into_a_folder(cli: Cli, samples: Path, tmp_path: Path) -> None:
    orders = sorted(samples.glob("*.yaml"))
    assert len(orders) >= 6
    result = cli("make", *orders, "-o", "out", "--json", *TODAY)
    assert result.code == 4, "two of the samples are urgent"
    made = json.loads(result.out)
    names = [item["reference"] for item in made]
    assert files(tmp_path) == sorted(f"out/{name}{end}" for name in names for end in (".pdf", ".json"))


def test_same_input_same_bytes(cli: Cli, samples: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert cli("make", samples / "order.yaml", "-o", f"{name}.pdf", *TODAY).code == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_flags_win_over_the_order(cli: Cli, samples: Path, tmp_path: Path) -> None:
    options = ("--brand", "quillmere", "--page", "letter")
    assert cli("make", samples / "order.yaml", "-o", "x.pdf", *options, *TODAY).code == 0
    record = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert (record["brand"], record["page"]) == ("quillmere", "letter")


def test_settings_file_beside_the_order(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "orders"
    folder.mkdir()
    (folder / "handouts.toml").write_text('brand = "quillmere"\npage = "a4"\n', encoding="utf-8")
    order = "reference: S-1\nfacts:\n  age: 41\n  region: neck\n  onset_days: 5\n  red_flag_screen:\n    done: yes\n"
    (folder / "a.yaml").write_text(order, encoding="utf-8")
    (folder / "b.yaml").write_text(order.replace("S-1", "S-2") + "brand: fernhollow\npage: letter\n", encoding="utf-8")
    assert cli("make", "orders/a.yaml", "orders/b.yaml", *TODAY).code == 0
    found = [json.loads((tmp_path / f"out/S-{n}.json").read_text(encoding="utf-8")) for n in (1, 2)]
    assert [(record["brand"], record["page"]) for record in found] == [("quillmere", "a4"), ("fernhollow", "letter")]


def test_standard_input(cli: Cli, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((samples / "order.yaml").read_bytes())))
    assert cli("make", "-", "-o", "x.pdf", *TODAY).code == 0
    assert files(tmp_path) == ["x.json", "x.pdf"]


def test_quiet_prints_nothing(cli: Cli, samples: Path) -> None:
    result = cli("make", samples / "order.yaml", samples / "neck.yaml", "--quiet", *TODAY)
    assert (result.code, result.out, result.err) == (0, "", "")


def test_warnings_are_shown(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "o.yaml").write_text(
        "reference: W-1\nfacts:\n  age: 30\n  region: neck\n  onset_days: 5\n  red_flag_screen:\n    done: yes\n",
        encoding="utf-8",
    )
    assert "warning: W-1: pregnancy was not asked about\n" in cli("make", "o.yaml", *TODAY).err


def test_several_orders_cannot_go_into_one_file(cli: Cli, samples: Path, tmp_path: Path) -> None:
    result = cli("make", *sorted(samples.glob("*.yaml"))[:2], "-o", "all.pdf", *TODAY)
    assert result.code == 2
    assert "-o out" in result.err
    assert files(tmp_path) == []


@pytest.mark.parametrize("out", ["file/out", "file", "/dev/null/out", "/proc/handouts/out", "folder.pdf"])
def test_folders_that_cannot_be_written(out: str, cli: Cli, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder.pdf").mkdir()
    result = cli("make", samples / "order.yaml", "-o", out, *TODAY)
    assert result.code == 2
    assert result.err.startswith("error: ")
    assert "    C" in result.err, "a remedy"
    assert files(tmp_path) == ["file"]


def test_unknown_brand(cli: Cli, samples: Path, tmp_path: Path) -> None:
    result = cli("make", samples / "order.yaml", "--brand", "fernholow", *TODAY)
    assert result.code == 2
    assert "Did you mean fernhollow?" in result.err
    (tmp_path / "handouts.toml").write_text('\nbrand = "quillmeer"\n', encoding="utf-8")
    result = cli("list", "packs")
    assert result.code == 2
    assert "handouts.toml:2:9: error: there is no brand of this name [unknown-brand]" in result.err


def test_missing_library_folder(cli: Cli, samples: Path) -> None:
    result = cli("make", samples / "order.yaml", "--library", "nowhere", *TODAY)
    assert result.code == 2
    assert "--library" in result.err
