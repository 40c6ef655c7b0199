"""A folder that nobody else can have written to, and that never shows half a file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.library.compiled.vault import KEPT, Vault
from tests.rights import rights_count

CONTENT = b"some bytes " * 40
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A vault with one file in it."""
    vault = Vault(tmp_path / "deep" / "cache")
    assert vault.put("one", CONTENT)
    return vault


def the_file(vault: Vault) -> Path:
    (path,) = vault.folder.glob("*.library")
    return path


def test_what_is_put_is_there(vault: Vault) -> None:
    assert vault.usable
    assert vault.get("one") == CONTENT
    assert vault.get("two") is None
    assert Vault(vault.folder.parent / "nowhere").get("one") is None
    assert {path.suffix for path in vault.folder.iterdir()} == {".library", ""}


@posix
def test_nobody_else_may_read_or_write_it(vault: Vault) -> None:
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in vault.folder.iterdir()} == {0o600}


def test_a_changed_byte_anywhere_is_noticed(vault: Vault) -> None:
    path = the_file(vault)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert vault.get("one") is None, at
    path.write_bytes(whole)
    assert vault.get("one") == CONTENT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_cut_or_lengthened_or_made_up_is_noticed(vault: Vault, data: st.DataObject) -> None:
    path = the_file(vault)
    whole = CONTENT + b"?" * 32
    size = data.draw(st.integers(0, len(whole) - 1))
    for made_up in (whole[:size], whole + data.draw(st.binary(min_size=1)), data.draw(st.binary(max_size=64))):
        path.write_bytes(made_up)
        assert vault.get("one") is None


def test_a_file_under_the_name_of_another_is_noticed(vault: Vault) -> None:
    the_file(vault).rename(vault.folder / "two.library")
    assert vault.get("two") is None


def test_a_file_sealed_with_another_secret_is_noticed(vault: Vault) -> None:
    whole = the_file(vault).read_bytes()
    (vault.folder / "secret").write_bytes(b"x" * 32)
    assert vault.get("one") is None
    # It is put there again, and holds.
    assert vault.put("one", CONTENT)
    assert vault.get("one") == CONTENT
    assert the_file(vault).read_bytes() != whole


@pytest.mark.parametrize("secret", [b"", b"short", b"x" * 33])
def test_a_broken_secret_is_made_anew(vault: Vault, secret: bytes) -> None:
    (vault.folder / "secret").write_bytes(secret)
    assert vault.get("one") is None
    assert vault.put("one", CONTENT)
    assert vault.get("one") == CONTENT
    assert len((vault.folder / "secret").read_bytes()) == 32


@posix
@pytest.mark.parametrize("name", ["secret", "one.library", "."])
def test_what_others_may_write_is_not_trusted(vault: Vault, name: str) -> None:
    (vault.folder / name).chmod(0o777)
    assert vault.get("one") is None
    assert vault.usable is (name != ".")


@posix
def test_a_secret_that_others_may_read_is_none(vault: Vault) -> None:
    (vault.folder / "secret").chmod(0o640)
    assert vault.get("one") is None


@posix
def test_what_belongs_to_somebody_else_is_not_trusted(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    assert vault.get("one") is None
    assert not vault.put("one", CONTENT)


@posix
def test_links_and_pipes_are_not_opened(vault: Vault, tmp_path: Path) -> None:
    path = the_file(vault)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert vault.get("one") is None
    path.unlink()
    os.mkfifo(path)
    assert vault.get("one") is None


def test_a_folder_or_a_file_in_the_way_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    vault = Vault(tmp_path / "file")
    assert not vault.usable
    assert not vault.put("one", CONTENT)
    assert vault.get("one") is None
    (tmp_path / "cache" / "one.library").mkdir(parents=True)
    assert not Vault(tmp_path / "cache").put("one", CONTENT)
    assert Vault(tmp_path / "cache").get("one") is None


@posix
def test_a_folder_that_cannot_be_written_is_no_error(vault: Vault) -> None:
    vault.folder.chmod(0o500)
    try:
        with rights_count():
            assert not vault.put("two", CONTENT)
            assert vault.get("one") == CONTENT
    finally:
        vault.folder.chmod(0o700)


@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
def test_a_disk_that_is_full_leaves_nothing_half(vault: Vault, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in vault.folder.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "replace":
        monkeypatch.setattr(Path, "replace", full)
    else:
        monkeypatch.setattr(os, step, full)
    assert not vault.put("two", CONTENT)
    assert not vault.put("one", b"other")
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in vault.folder.iterdir()} == before


@posix
def test_a_disk_that_fills_up_while_it_is_written(tmp_path: Path) -> None:
    """A real limit on the size of files, as a full disk would set one."""
    code = (
        "import resource, signal, sys; from pathlib import Path; from handouts.library.compiled.vault import Vault;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "print(Vault(Path(sys.argv[1])).put('one', b'x' * 100_000))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "False\n"
    assert {path.name for path in tmp_path.iterdir()} <= {"secret"}


def test_the_files_used_last_are_kept(vault: Vault) -> None:
    for number in range(KEPT + 3):
        os.utime(vault.folder / "one.library")
        for path in vault.folder.glob("n*.library"):
            os.utime(path, (path.stat().st_mtime - 100,) * 2)
        vault.put(f"n{number}", CONTENT)
    names = {path.stem for path in vault.folder.glob("*.library")}
    assert names == {"one", *(f"n{number}" for number in range(4, KEPT + 3))}


def test_reading_counts_as_use(vault: Vault) -> None:
    os.utime(the_file(vault), (0, 0))
    assert vault.get("one") == CONTENT
    assert the_file(vault).stat().st_mtime > 0


def test_what_was_left_half_written_long_ago_goes(vault: Vault) -> None:
    old, new = vault.folder / "a.new", vault.folder / "b.new"
    old.write_text("half")
    new.write_text("half")
    os.utime(old, (0, 0))
    vault.put("two", CONTENT)
    assert (old.exists(), new.exists()) == (False, True)


def test_nobody_ever_reads_half_a_file(vault: Vault) -> None:
    contents = [bytes([65 + number]) * (200_000 + number) for number in range(3)]
    seen: list[bytes | None] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(vault.get("one"))

    reader = threading.Thread(target=read)
    reader.start()
    for content in contents * 5:
        assert vault.put("one", content)
    done.set()
    reader.join()
    assert seen
    assert set(seen) <= {CONTENT, *contents}
