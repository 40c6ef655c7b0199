"""Where compiled libraries are kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from handouts.library.compiled.place import cache_folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("system", "environment", "expected"),
    [
        ("linux", {}, ".cache/handouts"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, ".cache/handouts"),
        ("linux", {"XDG_CACHE_HOME": "{home}/x"}, "x/handouts"),
        ("darwin", {"XDG_CACHE_HOME": "{home}/x"}, "Library/Caches/handouts"),
        ("win32", {"LOCALAPPDATA": "{home}/local"}, "local/handouts/Cache"),
        ("win32", {}, None),
        ("linux", {"HANDOUTS_CACHE": "{home}/mine"}, "mine"),
        ("linux", {"HANDOUTS_CACHE": "~/mine"}, "mine"),
        ("linux", {"HANDOUTS_CACHE": "off"}, None),
        ("linux", {"HANDOUTS_CACHE": "OFF"}, None),
        ("linux", {"HANDOUTS_CACHE": ""}, ".cache/handouts"),
    ],
)
def test_each_system_has_its_place(
    system: str, environment: dict[str, str], expected: str | None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    given = {name: value.replace("{home}", str(home)) for name, value in environment.items()}
    assert cache_folder(None, given) == (home / expected if expected else None)


def test_the_environment_wins_over_the_settings(home: Path) -> None:
    written = str(home / "written")
    assert cache_folder(written, {}) == home / "written"
    assert cache_folder("off", {}) is None
    assert cache_folder(written, {"HANDOUTS_CACHE": "off"}) is None
    assert cache_folder("off", {"HANDOUTS_CACHE": str(home / "x")}) == home / "x"
