"""A line of the manifest is whole or it is nothing."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.manifest import MANIFEST, Entry, FileMark, Form, Manifest, Status
from handouts.batch.rows import Rows
from handouts.errors import CannotWrite

FORM = Form({"run": "0f", "library": {"version": "1", "digest": "ab"}, "handouts_version": "0"})
ENTRY = Entry(
    7,
    Status.URGENT,
    "A-1",
    "emergency",
    FileMark.of("A-1.pdf", b"pdf"),
    (FileMark.of("A-1.json", b"{}"),),
    pages=3,
    paper_sheets=2,
    digests={"order": "cd", "text": "ef"},
    codes=("format-unknown",),
)


@pytest.mark.parametrize(
    "entry", [ENTRY, Entry(1, Status.FAILED, codes=("bug",), where=("KeyError", "handouts/x.py:1 f"))]
)
def test_there_and_back(entry: Entry) -> None:
    assert FORM.own(FORM.line(entry)) == entry


def test_a_line_of_another_run() -> None:
    line = Form({"run": "0e", "library": {"version": "1", "digest": "ab"}, "handouts_version": "0"}).line(ENTRY)
    assert FORM.own(line) is None
    assert Form({}).own(line) == ENTRY, "to be read, any will do"


@pytest.mark.parametrize("said", [b"[1]", b"{}", b'{"row":1}', b'{"row":1,"status":"odd"}', b"{"])
def test_whole_lines_that_say_nothing(said: bytes) -> None:
    body = said[:-1] + b"}"
    assert Form({}).own(b'%s,"crc32":"%08x"}\n' % (body[:-1], zlib.crc32(body))) is None


@given(st.data())
def test_a_changed_byte_is_seen(data: st.DataObject) -> None:
    line = bytearray(FORM.line(ENTRY))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] ^= data.draw(st.integers(1, 255))
    assert FORM.own(bytes(line)) is None


@given(st.integers(0, len(FORM.line(ENTRY)) - 1))
def test_a_torn_line_is_seen(length: int) -> None:
    assert FORM.own(FORM.line(ENTRY)[:length]) is None


def test_what_cannot_be_written_is_not_there_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with Manifest(tmp_path, FORM) as manifest:
        manifest.add([ENTRY])
        monkeypatch.setattr("handouts.batch.manifest.os.fsync", full)
        with pytest.raises(CannotWrite, match="No space left"):
            manifest.add([ENTRY, ENTRY])
    assert (tmp_path / MANIFEST).read_bytes() == FORM.line(ENTRY)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_a_line_of_which_only_half_can_be_written(tmp_path: Path) -> None:
    import resource

    line, before = FORM.line(ENTRY), resource.getrlimit(resource.RLIMIT_FSIZE)
    with Manifest(tmp_path, FORM) as manifest:
        manifest.add([ENTRY])
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(line) * 3 // 2, before[1]))
        try:
            with pytest.raises(CannotWrite, match="could not be written"):
                manifest.add([ENTRY])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        manifest.add([ENTRY])
    assert (tmp_path / MANIFEST).read_bytes() == line * 2


@given(st.lists(st.integers(0, 5000)))
def test_rows_are_a_set(numbers: list[int]) -> None:
    rows, known = Rows(), set[int]()
    for number in numbers:
        assert rows.add(number) is (number not in known)
        known.add(number)
    assert len(rows) == len(known)
    assert [number for number in range(5010) if number in rows] == sorted(known)
