"""The bar on long work: at a terminal only, and gone at its end."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from handouts.cli import progress
from handouts.cli.console import Console
from handouts.cli.progress import tracker
from handouts.model.track import untracked
from tests.cli.conftest import TODAY

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals there", allow_module_level=True)

from tests.cli.terminal import Shown, environment, run

ORDER = "reference: P-{}\nfacts:\n  age: 41\n  region: neck\n  onset_days: 5\n  red_flag_screen:\n    done: yes\n"
ERASED = b"\x1b[2K"


@pytest.fixture
def orders(tmp_path: Path) -> list[str]:
    names = [f"{number}.yaml" for number in range(3)]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(ORDER.format(number), encoding="utf-8")
    return names


def commands(orders: list[str]) -> dict[str, tuple[object, ...]]:
    """Each kind of long work."""
    return {
        "Making leaflets": ("make", *orders, *TODAY),
        "Checking": ("check", *TODAY),
        "Rendering": ("preview", *orders, "--png", "png", *TODAY),
    }


@pytest.mark.parametrize("doing", ["Making leaflets", "Checking", "Rendering"])
def test_a_terminal_shows_a_bar_that_is_gone_at_the_end(doing: str, orders: list[str], tmp_path: Path) -> None:
    shown = run(tmp_path, *commands(orders)[doing])
    assert shown.code == 0, shown
    assert doing.encode() in shown.err
    assert shown.err.rindex(ERASED) > shown.err.rindex(doing.encode()), "it is wiped off"
    assert b"\x1b[?25h" in shown.err, "the cursor is back"
    assert b"\x1b" not in shown.out


def test_verify_of_many_files_shows_one_too(orders: list[str], tmp_path: Path) -> None:
    assert run(tmp_path, "make", *orders, *TODAY, terminal=False).code == 0
    shown = run(tmp_path, "verify", *sorted((tmp_path / "out").glob("*.pdf")))
    assert shown.code == 0
    assert b"Checking" in shown.err
    assert shown.out.count(b"passes") == 3


@pytest.mark.parametrize("option", [(), ("--quiet",), ("--json",)])
def test_a_pipe_gets_not_a_byte_of_it(option: tuple[str, ...], orders: list[str], tmp_path: Path) -> None:
    shown = run(tmp_path, "make", *orders, *TODAY, *option, terminal=False)
    assert_without_bar(shown)


@pytest.mark.parametrize("option", ["--quiet", "--json"])
def test_nor_a_terminal_of_programs_and_of_those_who_want_quiet(option: str, orders: list[str], tmp_path: Path) -> None:
    shown = run(tmp_path, "make", *orders, *TODAY, option)
    assert_without_bar(shown)
    assert shown.err == b""


def assert_without_bar(shown: Shown) -> None:
    assert shown.code == 0, shown
    for text in (shown.out, shown.err):
        assert b"\x1b" not in text
        assert b"Making leaflets" not in text


class Terminal(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, clock = Terminal(), [0.0]
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    track = tracker(Console())
    assert track is not untracked
    for number in track(range(10), "Doing"):
        clock[0] = 0.09 * number
    assert screen.getvalue() == ""
    assert list(track((), "Doing")) == []
    for number in track(range(30), "Doing"):
        clock[0] = 0.09 * number
    assert "Doing" in screen.getvalue()


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_a_terminal_that_cannot_erase_gets_none(term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", term)
    assert (tracker(Console()) is untracked) == (term == "dumb")


def test_the_bar_goes_when_the_work_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "AFTER_SECONDS", -1)
    console = Console()
    with pytest.raises(ZeroDivisionError) as broken:
        sum(1 / number for number in tracker(console)((1, 0), "Doing"))
    console.bug(broken.value)
    assert screen.getvalue().index("Handouts itself failed") > screen.getvalue().rindex("\x1b[2K") > 0
    assert "Doing" not in screen.getvalue()[screen.getvalue().rindex("\x1b[2K") :]


def test_what_is_slow_to_load_is_loaded_only_for_a_bar(tmp_path: Path) -> None:
    import subprocess

    code = "import sys; from handouts.cli import run; run(['--version']); print('rich.progress' in sys.modules)"
    for command in (code, code.replace("--version", "list', 'packs")):
        done = subprocess.run(
            [sys.executable, "-c", command], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "False"
    heavy = (
        "import sys, handouts.cli; print({'pydantic', 'rich.progress', 'reportlab', 'pypdfium2'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", heavy], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
