"""The key changes with everything that decides what the library says, and with nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import handouts
from handouts import resources
from handouts.library.compiled import manifest
from handouts.library.compiled.manifest import key_of
from tests.library.compiled.own import everything_of_its_own
from tests.own_library import OwnLibrary


@pytest.fixture
def clinic(own: OwnLibrary) -> Path:
    """A clinic's folder with something of everything."""
    everything_of_its_own(own)
    return own.root


def test_the_same_files_have_the_same_key(clinic: Path) -> None:
    assert key_of(clinic) == key_of(clinic) is not None
    assert key_of(None) == key_of(None) is not None
    assert key_of(None) != key_of(clinic)


def test_every_file_that_is_read_counts(clinic: Path) -> None:
    """Python itself tells which files loading opens: each must be one whose bytes are in the key."""
    code = (
        "import os, sys; opened = []; os.environ['PYDANTIC_DISABLE_PLUGINS'] = '1'\n"
        "import handouts.cli.check, handouts.library.read, svgelements, PIL.Image, PIL.PngImagePlugin, jinja2.sandbox\n"
        "from pathlib import Path; from handouts.library import load; from handouts.library.compiled import manifest\n"
        "from handouts.library.compiled.manifest import key_of\n"
        "sys.addaudithook(lambda name, given: opened.append(str(given[0])) if name == 'open' else None)\n"
        "own = Path(sys.argv[1]); library, _ = load(own); assert library; read = set(opened); opened.clear()\n"
        "assert key_of(own); keyed = set(opened)\n"
        "missed = {name for name in read - keyed if not name.endswith(('.py', '.pyc'))}\n"
        "print(len(read)); print(*missed, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code, clinic], capture_output=True, text=True, check=True, timeout=60)
    count, *missed = done.stdout.split("\n")
    assert int(count) > 200
    assert [name for name in missed if name] == []


def test_a_byte_changed_in_any_file_changes_the_key_even_with_size_and_time_kept(clinic: Path) -> None:
    for path in (path for path in clinic.rglob("*") if path.is_file()):
        before, found, raw = key_of(clinic), path.stat(), path.read_bytes()
        path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
        assert path.stat().st_size == found.st_size
        assert path.stat().st_mtime_ns == found.st_mtime_ns
        assert key_of(clinic) != before, path
        path.write_bytes(raw)
        assert key_of(clinic) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "sections" / "own.yaml").unlink(),
        lambda folder: (folder / "sections" / "own.yaml").rename(folder / "sections" / "new.yaml"),
        lambda folder: (folder / "sections" / "new.yaml").write_text(""),
        lambda folder: (folder / "sections" / "exercises" / "new.yaml").write_text(""),
        lambda folder: (folder / "illustrations" / "compiled").mkdir() or (folder / "illustrations/compiled/a").touch(),
        # What one file loses, the next one gets.
        lambda folder: moved_over(folder / "sections" / "lists"),
    ],
)
def test_files_that_come_go_or_move_change_the_key(clinic: Path, change: Callable[[Path], object]) -> None:
    before = key_of(clinic)
    change(clinic)
    assert key_of(clinic) not in (before, None)


def moved_over(folder: Path) -> None:
    first, second = sorted(folder.glob("*.yaml"))[:2]
    raw = first.read_bytes()
    first.write_bytes(raw[:-1])
    second.write_bytes(raw[-1:] + second.read_bytes())


def test_how_the_folder_was_named_counts(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Places in messages are given as it was."""
    monkeypatch.chdir(clinic.parent)
    assert key_of(Path(clinic.name)) != key_of(clinic)


@pytest.mark.parametrize("folder", ["sections", "assets/fonts", "assets/illustrations/compiled", "assets/icons"])
def test_the_built_in_files_count(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = resources.sections_dir().parent
    for name in ("sections", "assets"):
        shutil.copytree(home / name, tmp_path / name)
    monkeypatch.setattr(resources, "sections_dir", lambda: tmp_path / "sections")
    before = key_of(None)
    path = min((tmp_path / folder).glob("*.*"))
    path.write_bytes(path.read_bytes() + b" ")
    assert key_of(None) != before


@pytest.mark.parametrize("folder", ["library", "model", "strict", "library/compiled", "model/blocks"])
def test_the_code_that_shapes_it_counts(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = Path(handouts.__file__).parent
    shutil.copytree(package, tmp_path / "handouts", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(handouts, "__file__", str(tmp_path / "handouts" / "__init__.py"))
    before = key_of(None)
    path = min((tmp_path / "handouts" / folder).glob("*.py"))
    path.write_bytes(path.read_bytes() + b"\n")
    assert key_of(None) not in (before, None)


def test_the_code_that_cuts_fonts_counts() -> None:
    """All of it: whatever the module that cuts them imports, and what that imports."""
    package = Path(handouts.__file__).parent
    keyed = {path for name in manifest._CODE for path in manifest._files(package / name)}
    waiting, seen = {package / "layout" / "pdf" / "cut.py"}, set[Path]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        for names in re.findall(r"^ *from handouts\.([\w.]+) import", path.read_text(encoding="utf-8"), re.MULTILINE):
            found = package / names.replace(".", "/")
            waiting |= {found / "__init__.py" if found.is_dir() else found.with_suffix(".py")} - seen
    assert len(seen) > 6
    assert {str(path) for path in seen} <= keyed


def test_versions_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keys = {key_of(None)}
    with monkeypatch.context() as patch:
        patch.setattr(handouts, "__version__", "9.9")
        keys.add(key_of(None))
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "4.0")
        keys.add(key_of(None))
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "FORMAT", b"another\n")
        keys.add(key_of(None))
    with monkeypatch.context() as patch:
        patch.setattr(zlib, "ZLIB_RUNTIME_VERSION", "9.9")
        keys.add(key_of(None))
    (tmp_path / "PyYAML-99.0.dist-info").mkdir()
    (tmp_path / "something_else-1.0.dist-info").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(tmp_path)])
        keys.add(key_of(None))
        (tmp_path / "something_else-1.0.dist-info").rmdir()
        keys.add(key_of(None))
    assert len(keys) == 6


def test_every_package_that_counts_is_found() -> None:
    found = {name.partition("-")[0].lower().replace(".", "_") for name in manifest._packages()}
    assert found == manifest.PACKAGES


def test_a_folder_of_something_else_is_not_read_through(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, library: object
) -> None:
    monkeypatch.setattr(manifest, "MOST_BYTES", 10_000_000)
    assert key_of(clinic) is not None
    with (clinic / "brands" / "film").open("wb") as film:
        film.truncate(10_000_000)
    assert key_of(clinic) is None
    (clinic / "brands" / "film").unlink()
    (clinic / "something_else").write_bytes(b"\0" * 10)
    before = key_of(clinic)
    (clinic / "something_else").write_bytes(b"\1" * 10)
    assert key_of(clinic) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_followed_as_they_are_when_it_is_read(clinic: Path, tmp_path: Path) -> None:
    (clinic / "sections" / "exercises").rename(tmp_path / "exercises")
    (clinic / "sections" / "exercises").symlink_to(tmp_path / "exercises")
    (clinic / "sections" / "loop").symlink_to(clinic / "sections")
    before = key_of(clinic)
    path = tmp_path / "exercises" / "own_move.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    assert key_of(clinic) not in (before, None)


def test_what_cannot_be_read_has_no_key(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refused)
    assert key_of(clinic) is None
