"""What counts as a change: seen by path, size and time, each once, when it is over."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.watch import changes, look, roots


def touched(path: Path, text: str = "x") -> None:
    """Write, with a time of its own: some disks count in whole seconds."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "sections").mkdir()
    touched(tmp_path / "sections" / "a.yaml")
    touched(tmp_path / "order.yaml")
    return tmp_path


def watched(home: Path, *steps: Callable[[], object]) -> list[set[str]]:
    """The names that each report holds, when ``steps`` happen one for each pause of the watch."""
    places = (home / "order.yaml", home / "sections")
    left = [*steps, None, None, None]

    class Over(Exception):
        pass

    def pause(_seconds: float) -> None:
        if not left:
            raise Over
        if step := left.pop(0):
            step()

    found: list[set[str]] = []
    with contextlib.suppress(Over):
        for paths in changes(lambda: places, look(places), sleep=pause):
            found.append({path.name for path in paths})
    return found


def test_nothing_happens_nothing_is_told(home: Path) -> None:
    assert watched(home) == []


def test_written_new_renamed_and_deleted_files(home: Path) -> None:
    sections = home / "sections"
    assert watched(home, lambda: touched(home / "order.yaml", "y")) == [{"order.yaml"}]
    assert watched(home, lambda: touched(sections / "b.yaml")) == [{"b.yaml"}]
    assert watched(home, lambda: (sections / "b.yaml").rename(sections / "c.yaml")) == [{"b.yaml", "c.yaml"}]
    assert watched(home, lambda: (sections / "c.yaml").unlink()) == [{"c.yaml"}]
    assert watched(home, lambda: (home / "order.yaml").unlink()) == [{"order.yaml"}]


def test_another_file_of_the_same_size_and_time_in_its_place(home: Path) -> None:
    state = (home / "order.yaml").stat()

    def swap() -> None:
        new = home / "order.new"
        new.write_text("z", encoding="utf-8")
        os.utime(new, ns=(state.st_atime_ns, state.st_mtime_ns))
        new.replace(home / "order.yaml")

    assert watched(home, swap) == [{"order.yaml"}]


def test_many_changes_are_one_report_when_they_are_over(home: Path) -> None:
    steps = [lambda n=n: touched(home / "sections" / f"{n}.yaml") for n in range(5)]
    assert watched(home, *steps) == [{f"{n}.yaml" for n in range(5)}]


def test_what_is_undone_at_once_and_what_editors_hide_is_no_change(home: Path) -> None:
    new = home / "sections" / "b.yaml"
    assert watched(home, lambda: touched(new), lambda: new.unlink()) == []
    assert watched(home, lambda: touched(home / "sections" / ".a.yaml.swp")) == []


def test_what_changed_while_work_went_on_is_told_at_once(home: Path) -> None:
    places = (home / "order.yaml",)
    seen = look(places)
    touched(home / "order.yaml", "while the leaflet was made")
    assert next(changes(lambda: places, seen, sleep=lambda _: None)) == {home / "order.yaml"}


def test_outputs_beside_a_library_are_not_watched(home: Path) -> None:
    found = look(roots([home / "order.yaml"], home))
    touched(home / "leaflet.pdf")
    (home / "out").mkdir()
    touched(home / "out" / "leaflet.json")
    assert look(roots([home / "order.yaml"], home)) == found
    assert home / "sections" / "a.yaml" in found
    assert any(path.name == "words.yaml" for path in found), "the built-in library is watched too"
