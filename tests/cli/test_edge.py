"""The edge: exit codes, what is said when Handouts itself fails, pipes, colour, and a quick start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import __version__, pipeline
from tests.cli.conftest import TODAY, Cli

ROOT = Path(__file__).parents[2]
HEAVY = ("pydantic", "reportlab", "jinja2", "babel", "yaml", "rich", "svgelements", "asyncio")
COMMANDS = ("make", "explain", "check", "list", "new", "sign-off", "diff", "sample-sheet", "schema", "doctor")


def shell(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", ""), "HOME": str(cwd)}
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False, **options
    )


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    result = shell("-X", "importtime", "-m", "handouts", *arguments, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines()}
    assert "typer" in imported
    assert imported.isdisjoint(HEAVY)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, cli: Cli) -> None:
    result = cli(command, "--help")
    assert result.code == 0
    assert f"    handouts {command}" in result.out
    assert max(map(len, result.out.splitlines())) <= 80


def test_version(cli: Cli) -> None:
    assert cli("--version").out == f"handouts {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["make"], ["make", "--nonsense"], ["list", "cats"], ["check", "--today", "21/11/2026"]]
)
def test_wrong_usage(arguments: list[str], cli: Cli) -> None:
    result = cli(*arguments)
    assert result.code == 2
    assert "Usage: handouts" in result.err


def test_a_bug_shows_where_but_never_what(
    cli: Cli, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        secret = "Sam Okafor, born 1985-04-30"
        raise KeyError(secret)

    monkeypatch.setattr(pipeline, "make", broken)
    result = cli("make", samples / "order.yaml", *TODAY)
    assert result.code == 70
    assert "Okafor" not in result.err + result.out
    assert "KeyError" in result.err
    assert "handouts/pipeline.py:" in result.err
    assert not list(tmp_path.iterdir())


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    reader = (
        "import subprocess, sys; p = subprocess.Popen([sys.executable, '-m', 'handouts', *sys.argv[1:]], stdout=-1,"
    )
    reader += " stderr=-1); p.stdout.close(); e = p.stderr.read(); sys.stderr.buffer.write(e); sys.exit(p.wait())"
    result = shell("-c", reader, "list", "sections", "--json", cwd=tmp_path)
    assert result.stderr == ""
    assert result.returncode in (0, 141)


def test_colour_only_on_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in cli("make", "gone.yaml").err
    monkeypatch.setattr(sys.stderr.__class__, "isatty", lambda _: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[31;1merror\x1b[0m" in cli("make", "gone.yaml").err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in cli("make", "gone.yaml").err


def test_a_file_name_cannot_steer_the_terminal(cli: Cli) -> None:
    result = cli("make", "a\x1b[2Jb.yaml")
    assert "\x1b" not in result.err
    assert "a?[2Jb.yaml" in result.err


def test_a_terminal_that_knows_no_letters(tmp_path: Path) -> None:
    (tmp_path / "lib" / "brands").mkdir(parents=True)
    code = "import sys; sys.stdout.reconfigure(encoding='ascii'); sys.argv = ['handouts', 'list', 'exercises'];"
    result = shell("-c", code + "from handouts.cli import main; main()", cwd=tmp_path)
    assert result.returncode == 0, result.stderr


def test_completion_is_offered(tmp_path: Path) -> None:
    result = shell("-m", "handouts", "--show-completion", "bash", cwd=tmp_path)
    assert "--show-completion" in shell("-m", "handouts", "--help", cwd=tmp_path).stdout
    assert "Traceback" not in result.stderr
