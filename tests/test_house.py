"""The house keeps its own rules: who imports whom, types, style, lists that belong together, sizes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import typing
from pathlib import Path

import pytest

from handouts.model import blocks

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "handouts"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400
SCRIPTS = Path(sys.executable).parent


def run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


# Tools


def test_nobody_imports_what_is_above() -> None:
    run(SCRIPTS / "lint-imports", "--no-cache")


def test_types_are_strict() -> None:
    run(sys.executable, "-m", "mypy", "--strict", "--config-file", "pyproject.toml")


def test_style() -> None:
    run(sys.executable, "-m", "ruff", "check", "--no-cache", ".")


# Rules that no tool knows


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert ast.get_docstring(ast.parse(text)), "a module begins with what it is for"


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_only_layout_knows_reportlab() -> None:
    users = {path for path in MODULES if any(name.split(".")[0] == "reportlab" for name in imported(path))}
    assert users
    assert {path.relative_to(PACKAGE).parts[0] for path in users} == {"layout"}


CLOCK = re.compile(r"\b(date\.today|datetime\.now|datetime\.today|time\.time|utcnow)\(")


@pytest.mark.parametrize("folder", ["model", "select", "compose", "layout", "library", "check", "intake"])
def test_the_clock_is_passed_in(folder: str) -> None:
    for path in (PACKAGE / folder).rglob("*.py"):
        assert not CLOCK.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("folder", ["model", "select", "compose"])
def test_deciding_opens_no_file(folder: str) -> None:
    for path in (PACKAGE / folder).rglob("*.py"):
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        named = {getattr(call.func, "id", getattr(call.func, "attr", "")) for call in calls}
        assert not named & {"open", "read_text", "read_bytes", "write_text", "getenv", "print", "input"}, path


def test_no_path_of_this_machine_stands_in_a_file() -> None:
    folders = ("handouts", "sections", "assets", "tests", ".ci")
    machine = re.compile("/" + r"(work|tmp|root|home)/[a-z]")
    texts = (".py", ".yaml", ".toml", ".md", ".svg", ".txt")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in texts]
    for path in [*files, ROOT / "pyproject.toml", ROOT / "README.md"]:
        assert not machine.search(path.read_text(encoding="utf-8", errors="replace")), path


# Lists that belong together


def sources() -> dict[str, type]:
    """Block types as the library writes them, by the name in ``type:``."""
    union, _field = typing.get_args(blocks.BlockSource)
    return {typing.get_args(source.model_fields["type"].annotation)[0]: source for source in typing.get_args(union)}


def composed() -> set[type]:
    """Block types of a leaflet."""
    return set(typing.get_args(blocks.Block))


def test_every_block_type_has_a_source_a_model_and_a_renderer() -> None:
    from handouts.layout.blocks import RENDERERS

    made = {typing.get_args(typing.get_type_hints(source.compose)["return"])[0] for source in sources().values()}
    assert made == composed()
    assert set(RENDERERS) == composed()


def test_every_block_has_a_file_and_a_name_of_its_own() -> None:
    files = {path.stem for path in (PACKAGE / "model" / "blocks").glob("*.py")} - {"__init__", "source"}
    assert files == set(sources())
    for name, source in sources().items():
        assert source.__name__ == "".join(part.capitalize() for part in name.split("_")) + "Source"
        assert source.__module__ == f"handouts.model.blocks.{name}"
    for block in composed():
        name = block.__module__.rpartition(".")[2]
        assert (PACKAGE / "layout" / "blocks" / f"{name}.py").is_file()


def test_every_block_says_its_words() -> None:
    for block in composed():
        assert callable(block.read_aloud)  # type: ignore[attr-defined]
