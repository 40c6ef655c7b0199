"""The README is checked where it can be: its commands, its tables, its examples."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from handouts import errors
from handouts.cli import run
from handouts.intake.lists import check_list
from handouts.intake.order_file import read_order
from handouts.model.library import Library
from tests.strategies import TODAY

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "make",
    "batch",
    "rack",
    "preview",
    "explain",
    "check",
    "list",
    "new",
    "sign-off",
    "diff",
    "sample-sheet",
    "schema",
    "verify",
    "tags",
    "doctor",
}
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def fenced(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_quick_start_is_two_commands() -> None:
    first, second = fenced(section("Quick start"), "sh")
    assert "handouts make assets/samples/order.yaml -o out/leaflet.pdf" in first
    assert second.strip().endswith("-m pytest -n auto")
    for command in (first, second):
        assert command.count("\n") == 1, "one line, to be copied whole"
        assert command.startswith("python3 -m venv .venv && ")


def test_ci_runs_the_second_command(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci/run").write_bytes((ROOT / ".ci/run").read_bytes())
    swapped = README.replace("python3 -m venv .venv && .venv/bin/pip install --quiet -e", "echo RUN #", 1)
    assert swapped != README
    (tmp_path / "README.md").write_text(swapped, encoding="utf-8")
    result = subprocess.run(["bash", str(tmp_path / ".ci/run")], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (0, "RUN"), result.stderr


def test_paths_exist() -> None:
    paths = set(re.findall(r"`((?:handouts|sections|assets|tests|\.ci)/[\w./]*)`", README)) | set(
        re.findall(r"\]\(([\w/]+)\)", README)
    )
    assert len(paths) > 8
    for path in paths:
        assert (ROOT / path).exists(), path


def test_commands_exist() -> None:
    named = set(re.findall(r"^handouts ([a-z][a-z-]*)", README, re.MULTILINE)) | set(
        re.findall(r"`handouts ([a-z][a-z-]*)", README)
    )
    assert named == COMMANDS


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_the_table(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"| `handouts {command}` |" in section("Commands")
    assert run([command, "--help"]) == 0
    capsys.readouterr()


def test_exit_codes() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", section("Commands"), re.MULTILINE)}
    kinds: list[type[errors.HandoutsError]] = [errors.HandoutsError, *errors.HandoutsError.__subclasses__()]
    assert told == {errors.DONE, errors.ROWS_FAILED, errors.URGENT_SHEET, *(kind.exit_code for kind in kinds)}


def test_the_shortest_order_is_one(library: Library) -> None:
    (text,) = fenced(section("Writing an order"), "yaml")
    order, problems, _ = read_order(text.encode(), "o.yaml", library.vocabulary, today=TODAY)
    assert problems == []
    assert order is not None


def test_the_mapping_in_the_readme_can_be_used(tmp_path: Path, library: Library) -> None:
    (text,) = fenced(section("Many at once: lists"), "yaml")
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    head = "Visit no,DOB,First name,Surname,Age,Gender,Site,Days,Red flags asked,Drugs,Move 1,Ward\n"
    row = "V-1,13/05/1985,Sam,Okafor,41,M,LBP,5,Y,nil,walking,7\n"
    (tmp_path / "l.csv").write_text(head + row, encoding="utf-8")
    check = check_list(tmp_path / "l.csv", tmp_path / "m.yaml", library.vocabulary, TODAY)
    assert check.orders.problems == ()
    (checked,) = check
    assert checked.problems == ()
    assert checked.order is not None
    assert (checked.order.patient.name, checked.order.facts.medicines) == ("Sam Okafor", "none")
