"""A PDF and its record: both whole, or neither."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handouts.deliver import Target, targets, write
from handouts.deliver.write import Maker, write_whole, written_together
from handouts.errors import BadInput, CannotWrite
from handouts.model.document import Document
from handouts.model.extra import Extra

ROOT = Path(__file__).parents[2]


def pair(folder: Path) -> Target:
    return Target(folder / "A-1.pdf", folder / "A-1.json")


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_both_appear(tmp_path: Path) -> None:
    target = pair(tmp_path / "new" / "deep")
    write(target, b"pdf", b"json")
    assert held(target.pdf.parent) == {"A-1.pdf": b"pdf", "A-1.json": b"json"}


def test_both_are_replaced(tmp_path: Path) -> None:
    write(pair(tmp_path), b"old pdf", b"old json")
    write(pair(tmp_path), b"pdf", b"json")
    assert held(tmp_path) == {"A-1.pdf": b"pdf", "A-1.json": b"json"}


def test_usual_permissions(tmp_path: Path) -> None:
    write(pair(tmp_path), b"pdf", b"json")
    (tmp_path / "plain").write_bytes(b"")
    modes = {path.stat().st_mode for path in tmp_path.iterdir()}
    assert len(modes) == 1


@pytest.mark.parametrize("before", [{}, {"A-1.json": b"old json", "A-1.pdf": b"old pdf"}, {"A-1.json": b"old json"}])
@pytest.mark.parametrize("call", range(6))
@pytest.mark.parametrize("broken", ["fsync", "replace", "open"])
def test_whatever_fails_nothing_changes(
    broken: str, call: int, before: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The n-th call of one system function fails as on a full disk; the folder is as before, or complete."""
    folder = tmp_path / "out"
    if before:
        folder.mkdir()
    for name, content in before.items():
        (folder / name).write_bytes(content)
    calls = iter(range(100))
    owner = Path if broken == "replace" else os
    real = getattr(owner, broken)

    def failing(*arguments: object, **options: object) -> object:
        if next(calls) == call:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **options)

    monkeypatch.setattr(owner, broken, failing)
    error = failure(folder)
    if error is None:
        assert held(folder) == {"A-1.pdf": b"pdf", "A-1.json": b"json"}
        return
    assert error.remedy
    assert "No space left" in error.message
    assert (held(folder) if folder.exists() else {}) == before
    assert folder.exists() == bool(before)


@pytest.mark.parametrize("before", [{}, dict.fromkeys(("A-1.json", "A-1.pdf", "A-1-poster.pdf"), b"old")])
@pytest.mark.parametrize("call", range(12))
@pytest.mark.parametrize("broken", ["fsync", "replace", "open"])
def test_with_more_files_it_is_still_all_or_nothing(
    broken: str, call: int, before: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    calls = iter(range(100))
    owner = Path if broken == "replace" else os
    real = getattr(owner, broken)

    def failing(*arguments: object, **options: object) -> object:
        if next(calls) == call:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **options)

    monkeypatch.setattr(owner, broken, failing)
    extras = {Extra.BOOKLET: Document(b"booklet", 1, ()), Extra.POSTER: Document(b"poster", 1, ())}
    try:
        write(pair(tmp_path), b"pdf", b"json", b"locked", extras)
    except CannotWrite:
        assert held(tmp_path) == before
    else:
        assert held(tmp_path) == {
            "A-1.pdf": b"pdf",
            "A-1.json": b"json",
            "A-1.locked.pdf": b"locked",
            "A-1-booklet.pdf": b"booklet",
            "A-1-poster.pdf": b"poster",
        }


def failure(folder: Path) -> CannotWrite | None:
    """The error of writing a pair into ``folder``."""
    try:
        write(pair(folder), b"pdf", b"json")
    except CannotWrite as error:
        return error
    return None


def test_a_limit_of_the_system(tmp_path: Path) -> None:
    """A real refusal, which holds for root as well: files may have 1000 bytes."""
    script = (
        "import resource, sys; from pathlib import Path; from handouts.deliver import Target, write;"
        "from handouts.errors import CannotWrite;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "p = Path('out');\n"
        "try: write(Target(p / 'a.pdf', p / 'a.json'), b'x' * 5000, b'{}')\n"
        "except CannotWrite as error: sys.exit(7)\n"
    )
    environment = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, check=False)
    assert result.returncode == 7
    assert not list(tmp_path.iterdir())


def test_never_through_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "A-1.pdf").symlink_to(elsewhere)
    write(pair(folder), b"pdf", b"json")
    assert elsewhere.read_bytes() == b"mine"
    assert (folder / "A-1.pdf").read_bytes() == b"pdf"


def test_targets() -> None:
    assert targets(Path("x/leaflet.PDF"), ["A"]) == (Target(Path("x/leaflet.PDF"), Path("x/leaflet.json")),)
    assert targets(Path("x"), ["A", "B.1"]) == (
        Target(Path("x/A.pdf"), Path("x/A.json")),
        Target(Path("x/B.1.pdf"), Path("x/B.1.json")),
    )
    with pytest.raises(BadInput):
        targets(Path("x.pdf"), ["A", "B"])


@pytest.mark.parametrize("name", ["A.pdf", "A.json"])
def test_a_folder_in_the_way(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(CannotWrite):
        targets(tmp_path, ["A"])


@pytest.mark.parametrize("call", range(6))
@pytest.mark.parametrize("broken", ["fsync", "replace", "open", "block", "maker"])
def test_files_that_are_written_together(
    broken: str, call: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The n-th call of a system function fails, or a maker or the block does: the folder is as before, or complete."""
    folder, calls = tmp_path / "out", 0
    folder.mkdir()
    before = {"run.csv": b"old"}
    (folder / "run.csv").write_bytes(b"old")

    def failing(real: Any) -> Any:
        def wrapped(*given: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == call + 1:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*given, **named)

        return wrapped

    def maker(content: bytes) -> Maker:
        return lambda file: (failing(file.write) if broken == "maker" else file.write)(content)

    makers = {folder / "run.csv": maker(b"csv"), folder / "run-1.pdf": maker(b"1"), folder / "run-2.pdf": maker(b"2")}
    with monkeypatch.context() as patch:
        if broken in ("fsync", "open"):
            patch.setattr(os, broken, failing(getattr(os, broken)))
        elif broken == "replace":
            patch.setattr(Path, broken, failing(Path.replace))
        try:
            with written_together(makers) as places:
                assert {path.read_bytes() for path in places.values()} == {b"csv", b"1", b"2"}
                assert held(folder)["run.csv"] == b"old"
                if broken == "block":
                    raise BadInput("x")
        except (CannotWrite, BadInput):
            assert held(folder) == before
        else:
            assert held(folder) == {"run.csv": b"csv", "run-1.pdf": b"1", "run-2.pdf": b"2"}


def test_one_file_in_pieces_that_nobody_else_may_read(tmp_path: Path) -> None:
    path = tmp_path / "rejected.csv"
    write_whole(path, (piece for piece in (b"a", b"b")), private=True)
    assert path.read_bytes() == b"ab"
    assert path.stat().st_mode & 0o777 == 0o600


def test_pieces_that_break_off_leave_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "rejected.csv"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(CannotWrite):
        write_whole(path, pieces(), private=True)
    assert held(tmp_path) == {"rejected.csv": b"old"}
