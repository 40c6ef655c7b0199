"""Whatever a list holds: no traceback, and every patient gets what stands in that patient's row."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.batch.manifest import Entry, Status
from handouts.cli import run
from tests.batch.lists import check_whole, entries
from tests.intake.lists.test_fuzz import PARTS

HEAD = ("reference", "format", "patient.name", "note", "facts.age", "facts.region", "facts.onset_days",
        "facts.red_flag_screen.done", "facts.red_flags")  # fmt: skip
KINDS = st.sampled_from([".csv", ".tsv", ".txt", ".jsonl", ".yaml", ".xlsx"])
LETTERS = "abcdeghiklmnoprstuvwyzáçéñöüłřș"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def batch(folder: Path, path: Path) -> tuple[int, str]:
    """The exit code, and all that was said."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(["batch", str(path), "-o", str(folder / "out"), "--workers", "0", "--today", "2026-11-21"])
    return code, said.getvalue()


@settings(max_examples=30)
@given(
    KINDS, st.one_of(st.binary(max_size=200), st.lists(PARTS, max_size=40).map(lambda parts: "".join(parts).encode()))
)
def test_any_bytes(folder: Path, kind: str, raw: bytes) -> None:
    path = folder / f"a{kind}"
    path.write_bytes(raw)
    code, said = batch(folder, path)
    assert code in (0, 2, 3, 4), said
    assert "Handouts itself failed" not in said
    if code != 2:
        check_whole(folder / "out", len(entries(folder / "out")))


NAME = st.text(LETTERS, min_size=6, max_size=12).map(str.capitalize)
CELLS = st.fixed_dictionaries(
    {
        "note": st.sampled_from(["", "Take it slowly.", "=1+1", "Ring us; or come in, any day.\nWe are open."]),
        "facts.age": st.sampled_from(["17", "41", "88", "4x", ""]),
        "facts.region": st.sampled_from(["neck", "low_back", "mid_back", "knee"]),
        "facts.onset_days": st.sampled_from(["2", "30", "400"]),
        "facts.red_flag_screen.done": st.sampled_from(["yes", "yes", "yes", "no"]),
        "facts.red_flags": st.sampled_from(["", "", "fever", "saddle_numb"]),
    }
)


SOUND = dict(zip(HEAD[3:], ("Take it slowly.", "41", "neck", "2", "yes", ""), strict=True))
KINDS_OF_ROWS = st.lists(CELLS, min_size=2, max_size=2).map(lambda cells: [SOUND, *cells])
"""Few: patients who differ in name alone are the ones that could be mixed up."""
WHO = st.lists(
    st.tuples(NAME, st.sampled_from([0, 0, 0, 1, 2])),
    min_size=6,
    max_size=10,
    unique_by=lambda row: row[0].casefold(),
)


@settings(max_examples=8)
@given(WHO, KINDS_OF_ROWS, st.booleans())
def test_nobody_is_mixed_up(
    folder: Path, who: list[tuple[str, int]], kinds: list[dict[str, str]], repeated: bool
) -> None:
    path = folder / "b.csv"
    rows = [(name, kinds[kind]) for name, kind in who]
    names = {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(HEAD)
        for number, (name, cells) in enumerate(rows, 2):
            reference = f"R-{2 if repeated and number == 3 else number}"
            names[number] = name
            writer.writerow((reference, "standard", f"Xo {name}", *(cells[column] for column in HEAD[3:])))
    code, said = batch(folder, path)
    assert "Handouts itself failed" not in said
    assert not any(name in said for name in names.values())
    check_whole(folder / "out", len(rows))
    found = entries(folder / "out")
    assert code == (3 if any(e.leaflet is None for e in found) else 4 if any(e.sheet for e in found) else 0)
    for entry in found:
        cells = rows[entry.row - 2][1]
        assert (entry.status is Status.URGENT) <= (cells["facts.red_flags"] != "")
        if entry.leaflet is None:
            continue
        assert not (repeated and entry.row in (2, 3))
        check_own(folder / "out", entry, names)


def check_own(out: Path, entry: Entry, names: dict[int, str]) -> None:
    """The leaflet holds the name of its own row and no other, and all that is about it is about this very file."""
    assert entry.leaflet is not None
    text = words(out / entry.leaflet.name)
    assert [row for row, name in names.items() if name in text] == [entry.row]
    assert f"R-{entry.row}" in text
    record = json.loads((out / entry.beside[0].name).read_bytes())
    assert (record["reference"], entry.reference) == (f"R-{entry.row}",) * 2
    assert record["digests"] | entry.digests == record["digests"] | {"document": entry.leaflet.sha256}


def words(path: Path) -> str:
    """All that stands in a PDF."""
    with contextlib.closing(pypdfium2.PdfDocument(path)) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
