"""A line of the manifest is whole or it is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.manifest import MANIFEST, Entry, FileMark, Form, Manifest, Status
from handouts.batch.rows import Rows
from handouts.errors import CannotWrite

FORM = Form({"library": {"version": "1", "digest": "ab"}, "handouts_version": "0"})
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
    assert Form.entry(FORM.line(entry)) == entry


@given(st.data())
def test_a_changed_byte_is_seen(data: st.DataObject) -> None:
    line = bytearray(FORM.line(ENTRY))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] ^= data.draw(st.integers(1, 255))
    assert Form.entry(bytes(line)) is None


@given(st.integers(0, len(FORM.line(ENTRY)) - 1))
def test_a_torn_line_is_seen(length: int) -> None:
    assert Form.entry(FORM.line(ENTRY)[:length]) is None


def test_what_cannot_be_written_is_not_there_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with Manifest(tmp_path, FORM) as manifest:
        manifest.add([ENTRY])
        monkeypatch.setattr("handouts.batch.manifest.os.fsync", full)
        with pytest.raises(CannotWrite, match="No space left"):
            manifest.add([ENTRY, ENTRY])
    assert (tmp_path / MANIFEST).read_bytes() == FORM.line(ENTRY)


@given(st.lists(st.integers(0, 5000)))
def test_rows_are_a_set(numbers: list[int]) -> None:
    rows, known = Rows(), set[int]()
    for number in numbers:
        assert rows.add(number) is (number not in known)
        known.add(number)
    assert len(rows) == len(known)
    assert [number for number in range(5010) if number in rows] == sorted(known)
