"""The library as it was compiled is the library, or else the sources are read: never an old one, never an error."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.library import compiled, load
from handouts.library.compiled import opening
from handouts.library.compiled.opening import open_compiled
from handouts.library.compiled.parts import Shelf
from handouts.model.library import Library
from tests.library.compiled.likeness import unlike
from tests.library.compiled.own import everything_of_its_own
from tests.own_library import OwnLibrary

Open = Callable[[], Library]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for compiled libraries that is not there yet."""
    return tmp_path / "cache"


@pytest.fixture
def opened(own: OwnLibrary, cache: Path) -> Open:
    """Opens the library of ``own``, which has a section, by way of ``cache``."""
    own.section("own", {"id": "one", "text": "The first words."})

    def open_it() -> Library:
        library, problems = open_compiled(own.root, cache)
        assert library is not None, problems
        return library

    return open_it


def was_compiled(library: Library) -> bool:
    return isinstance(library.sections, Shelf)


def kept(cache: Path) -> Path:
    (path,) = cache.glob("*.library")
    return path


def test_the_second_time_it_is_compiled_and_the_same(own: OwnLibrary, cache: Path) -> None:
    everything_of_its_own(own)
    first, second, sources = open_compiled(own.root, cache), open_compiled(own.root, cache), load(own.root)
    assert first[0] is not None
    assert second[0] is not None
    assert (was_compiled(first[0]), was_compiled(second[0])) == (False, True)
    assert list(unlike(sources, first)) == []
    assert list(unlike(sources, second)) == []


def test_a_changed_section_is_never_printed_as_it_was(own: OwnLibrary, opened: Open) -> None:
    assert not was_compiled(opened())
    assert was_compiled(opened())
    path = own.root / "sections" / "own.yaml"
    found, raw = path.stat(), path.read_bytes()
    path.write_bytes(raw.replace(b"The first words", b"The other words"))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert path.stat().st_size == found.st_size
    for compiled_now in (False, True):
        library = opened()
        assert [str(line.text) for line in library.sections["own"].lines()] == ["The other words."]
        assert was_compiled(library) is compiled_now
    path.write_bytes(raw)
    assert [str(line.text) for line in opened().sections["own"].lines()] == ["The first words."]


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    own: OwnLibrary, opened: Open, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(folder: Path | None) -> object:
        found = load(folder)
        own.section("own", {"id": "one", "text": "Words typed meanwhile."})
        return found

    with monkeypatch.context() as patch:
        patch.setattr(opening, "load", slow)
        assert [str(line.text) for line in opened().sections["own"].lines()] == ["The first words."]
    assert not list(cache.glob("*.library"))
    assert [str(line.text) for line in opened().sections["own"].lines()] == ["Words typed meanwhile."]


def test_a_library_with_errors_is_not_kept(own: OwnLibrary, cache: Path) -> None:
    own.section("own", {"id": "one", "text": "See {{ nowhere }}."})
    for _ in range(2):
        assert open_compiled(own.root, cache) == load(own.root)
    assert not cache.exists()


def test_without_a_folder_nothing_is_kept(own: OwnLibrary, opened: Open, cache: Path) -> None:
    library, _ = open_compiled(own.root, None)
    assert library is not None
    assert not was_compiled(library)
    assert not cache.exists()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, Library]:
    """A cache of the built-in library, the bytes kept there, and the library."""
    cache = tmp_path_factory.mktemp("cache") / "cache"
    library, _ = open_compiled(None, cache)
    assert library is not None
    return cache, kept(cache).read_bytes(), library


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_was_meddled_with_is_read_from_the_sources_again(
    made: tuple[Path, bytes, Library], data: st.DataObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, whole, library = made
    monkeypatch.setattr(opening, "load", lambda _: (library, ()))  # As the sources, but quick.
    at = data.draw(st.integers(0, len(whole) - 1))
    meddled = data.draw(
        st.sampled_from([whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole + b"\0", whole[at:]])
    )
    if meddled == whole:
        return
    kept(cache).write_bytes(meddled)
    found, problems = open_compiled(None, cache)
    assert (found, problems) == (library, ())
    assert found is library
    again, _ = open_compiled(None, cache)
    assert again is not None
    assert was_compiled(again)
    assert again == library


@pytest.mark.parametrize("harm", ["cut", "emptied", "pipe", "folder", "secret", "rights", "secret gone"])
def test_whatever_is_amiss_the_sources_are_read(opened: Open, cache: Path, harm: str) -> None:
    sources = opened()
    assert was_compiled(opened())
    path, secret = kept(cache), cache / "secret"
    match harm:
        case "cut":
            path.write_bytes(path.read_bytes()[:-1])
        case "emptied":
            path.write_bytes(b"")
        case "pipe":
            path.unlink()
            os.mkfifo(path)
        case "folder":
            path.unlink()
            path.mkdir()
        case "secret":
            secret.write_bytes(b"0" * 32)
        case "secret gone":
            secret.unlink()
        case "rights":
            path.chmod(0o666)
    found = opened()
    assert not was_compiled(found)
    assert found == sources
    assert opened() == sources


def test_a_folder_that_cannot_be_made_is_no_error(opened: Open, cache: Path) -> None:
    cache.write_text("a file in the way")
    assert not was_compiled(opened())
    assert not was_compiled(opened())


def test_nothing_is_prepared_that_cannot_be_kept(own: OwnLibrary, cache: Path) -> None:
    own.section("own", {"id": "one", "text": "The first words."})
    asked: list[Library] = []

    def prepared(library: Library) -> Library:
        asked.append(library)
        return library

    cache.write_text("a file in the way")
    assert open_compiled(own.root, cache, prepared)[0] is not None
    assert not asked
    cache.unlink()
    assert open_compiled(own.root, cache, prepared)[0] is not None
    assert len(asked) == 1


def test_what_the_codec_cannot_write_is_no_error(opened: Open, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> bytes:
        raise TypeError("no codec")

    monkeypatch.setattr(compiled.parts, "packed", refused)
    assert not was_compiled(opened())
    assert not list(cache.glob("*.library"))


def test_processes_that_start_at_once_all_have_the_library(own: OwnLibrary, opened: Open, cache: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from handouts.library.compiled.opening import open_compiled\n"
        "library, problems = open_compiled(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "print(library.sections['own'].blocks[0].lines[0].text, len(library.places), problems)"
    )
    command = [sys.executable, "-c", code, str(own.root), str(cache)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    said = {process.communicate(timeout=120) for process in running}
    assert said == {(f"The first words. {len(opened().places)} ()\n".encode(), b"")}
    assert was_compiled(opened())
    assert not list(cache.glob("*.new"))
