"""``handouts preview``: pages as pictures."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import TODAY, Cli

ORDER = """\
reference: PRE-1
patient:
  name: Ada Nobody
facts:
  age: 41
  region: low_back
  onset_days: 5
  red_flag_screen:
    done: yes
"""


@pytest.fixture
def order(tmp_path: Path) -> str:
    (tmp_path / "order.yaml").write_text(ORDER, encoding="utf-8")
    return "order.yaml"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_picture_for_each_page_named_by_reference_and_page(cli: Cli, order: str, tmp_path: Path) -> None:
    result = cli("preview", order, "--png", "new/pages", *TODAY)
    assert result.code == 0, result.err
    pages = json.loads(cli("make", order, "--dry-run", "--json", *TODAY).out)[0]["pages"]
    assert names(tmp_path / "new/pages") == [f"PRE-1-p{number}.png" for number in range(1, pages + 1)]
    assert result.out.splitlines()[0] == f"new/pages/PRE-1-p1.png  page 1 of {pages}"
    assert "Nobody" not in result.out + result.err
    with Image.open(tmp_path / "new/pages/PRE-1-p1.png") as picture:
        assert picture.mode == "RGB"
        assert picture.size == (827, 1170)
        assert picture.info["dpi"] == pytest.approx((100, 100), abs=0.01)
    assert names(tmp_path) == ["new", "order.yaml"], "no leaflet is made"


def test_resolution_grey_and_photocopy(cli: Cli, order: str, tmp_path: Path) -> None:
    assert cli("preview", order, "--png", "grey", "--grey", "--dpi", "50", *TODAY).code == 0
    assert cli("preview", order, "--png", "copy", "--photocopy", "--dpi", "50", *TODAY).code == 0
    with Image.open(tmp_path / "grey/PRE-1-p1.png") as grey, Image.open(tmp_path / "copy/PRE-1-p1.png") as copy:
        assert (grey.mode, copy.mode) == ("L", "1")
        assert grey.size == copy.size == (414, 585)
        assert len(grey.getcolors() or []) > 20
        cut = grey.point(lambda value: 255 if value >= 150 else 0).convert("1")
        assert copy.tobytes() == cut.tobytes()


def test_the_same_order_gives_the_same_picture(cli: Cli, order: str, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        assert cli("preview", order, "--png", folder, *TODAY).code == 0
    assert (tmp_path / "a/PRE-1-p1.png").read_bytes() == (tmp_path / "b/PRE-1-p1.png").read_bytes()


def test_it_takes_the_place_of_an_older_preview_and_of_nothing_else(cli: Cli, order: str, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("PRE-1-p9.png", "PRE-1-p09.png"):
        (folder / name).write_bytes(b"a page that is no longer there")
    kept = ["PRE-1-p9.png.txt", "PRE-11-p9.png", "XPRE-1-p9.png", "mine.png"]
    for name in kept:
        (folder / name).write_bytes(b"mine")
    assert cli("preview", order, "--png", "pages", "--brand", "quillmere", *TODAY).code == 0
    first = (folder / "PRE-1-p1.png").read_bytes()
    assert cli("preview", order, "--png", "pages", *TODAY).code == 0
    assert (folder / "PRE-1-p1.png").read_bytes() != first
    assert not {"PRE-1-p9.png", "PRE-1-p09.png"} & set(names(folder))
    assert set(kept) < set(names(folder))


def test_urgent_sheets_are_shown_and_told(cli: Cli, order: str, tmp_path: Path) -> None:
    (tmp_path / "red.yaml").write_text(
        ORDER.replace("PRE-1", "RED-1") + "  red_flags: [saddle_numb]\n", encoding="utf-8"
    )
    result = cli("preview", "red.yaml", order, "--png", "pages", "--json", *TODAY)
    assert result.code == 4
    assert "RED-1: EMERGENCY SHEET, shown in pages, but not made: make it now\n" in result.err
    assert "Nobody" not in result.out + result.err
    shown = json.loads(result.out)
    assert [one["sheet"] for one in shown] == ["emergency", None]
    assert shown[0]["pages"] == ["pages/RED-1-p1.png"]
    assert set(names(tmp_path / "pages")) == {Path(page).name for one in shown for page in one["pages"]}


@pytest.mark.parametrize(
    ("change", "options"),
    [(("41", "old"), ()), (("41", "12"), ()), (("", ""), ("--brand", "nobody")), (("", ""), ("--png", "order.yaml"))],
)
def test_nothing_is_shown_of_a_bad_order(
    change: tuple[str, str], options: tuple[str, ...], cli: Cli, order: str, tmp_path: Path
) -> None:
    (tmp_path / order).write_text(ORDER.replace(*change) if change[0] else ORDER, encoding="utf-8")
    result = cli("preview", order, "--png", "pages", *options, *TODAY)
    assert result.code == 2
    assert result.err.startswith("error: ")
    assert names(tmp_path) == ["order.yaml"]


def test_without_the_renderer_it_says_how_to_install_it(
    cli: Cli, order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "pypdfium2" else real(name))
    result = cli("preview", order, "--png", "pages", *TODAY)
    assert result.code == 2
    assert 'pip install "handouts[preview]"' in result.err
    assert names(tmp_path) == ["order.yaml"]
