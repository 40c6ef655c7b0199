"""Files on disk, and the staff record beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.errors import BadInput
from handouts.model.document import Document
from handouts.verify import verify_file
from tests.verify.leaflets import codes, document


def pair(folder: Path, **digests: object) -> Path:
    """A leaflet and its record in ``folder``."""
    whole = document("order")
    path = folder / "leaflet.pdf"
    path.write_bytes(whole.pdf)
    known = {"text": whole.text_digest(), "document": whole.digest(), **digests}
    record = {"record_version": 1, "digests": {name: value for name, value in known.items() if value is not None}}
    path.with_suffix(".json").write_text(json.dumps(record), encoding="utf-8")
    return path


def test_a_pair_that_belongs_together(tmp_path: Path) -> None:
    done = verify_file(pair(tmp_path))
    assert done.problems == ()
    assert done.compared


def test_the_text_of_another_leaflet(tmp_path: Path) -> None:
    other = Document(b"", 1, ("other words",))
    done = verify_file(pair(tmp_path, text=other.text_digest()))
    assert codes(done.problems) == {"text-differs"}
    assert done.problems[0].place.file == str(tmp_path / "leaflet.pdf")


def test_the_record_of_another_file(tmp_path: Path) -> None:
    assert codes(verify_file(pair(tmp_path, document="0" * 64)).problems) == {"record"}


def test_a_record_without_a_digest_of_the_text(tmp_path: Path) -> None:
    done = verify_file(pair(tmp_path, text=None))
    assert done.problems == ()
    assert not done.compared


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "\x00"], ids=["cut", "deep", "zero"])
def test_a_record_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    path = pair(tmp_path)
    path.with_suffix(".json").write_text(text, encoding="utf-8")
    assert codes(verify_file(path).problems) == {"record"}


@pytest.mark.parametrize("text", ["[]", "{}", '{"digests": {"text": "x"}}', '{"record_version": 1, "digests": []}'])
def test_other_json_is_no_record(tmp_path: Path, text: str) -> None:
    path = pair(tmp_path)
    path.with_suffix(".json").write_text(text, encoding="utf-8")
    done = verify_file(path)
    assert done.problems == ()
    assert not done.compared


def test_no_record(tmp_path: Path) -> None:
    path = pair(tmp_path)
    path.with_suffix(".json").unlink()
    done = verify_file(path)
    assert done.problems == ()
    assert not done.compared


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="could not be read"):
        verify_file(tmp_path / name)
