"""A run for the printer: sorted, split, indexed, and written whole or not at all."""

from __future__ import annotations

import csv
import errno
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import preflight, print_run
from handouts.errors import BadInput, CannotWrite, Findings
from handouts.layout.print_file import Spool
from handouts.model.document import text_digest
from handouts.print_run import COLUMNS, Printed, PrintOptions, PrintRun
from tests.layout.printing import pages_of, profile, texts
from tests.strategies import TODAY, plain_order

NAMES = ("Ada Quill", "Bo Ferncliff", "Cyd Marlow")
POST = {"lines": ["3 Maple Street", "Little Haven"], "postcode": "EX1 1AA"}


def add(run: PrintRun, reference: str, kind: str = "even", who: int = 0, post: dict[str, Any] | None = None) -> None:
    """A leaflet of a kind."""
    order = plain_order(reference=reference, patient={"name": NAMES[who]}, post=post)
    run.add_pages(order, pages_of(kind, NAMES[who], "T-0"))


def run_of(file: Path, **options: Any) -> PrintRun:
    """A run with its spool in memory."""
    return PrintRun(PrintOptions(file, options.pop("job", "Monday"), **options), TODAY, Spool(io.BytesIO()))


def written(run: PrintRun) -> Printed:
    """What a run writes."""
    with run.written() as printed:
        pass
    return printed


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_sorted_by_language_sheets_postcode_and_reference(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run.pdf")
    add(run, "A-1", "other brand")
    add(run, "A-2", "large")
    add(run, "A-4", post={**POST, "postcode": "ex2 1aa"})
    add(run, "A-6", post={**POST, "postcode": "EX1 1AA"})
    add(run, "A-5", post={**POST, "postcode": "EX1 1AA"})
    add(run, "A-3")
    printed = written(run)
    found = rows(printed.index)
    assert tuple(found[0]) == COLUMNS
    assert [row["reference"] for row in found] == ["A-3", "A-5", "A-6", "A-4", "A-2", "A-1"]
    assert [int(row["position"]) for row in found] == [1, 2, 3, 4, 5, 6]
    assert [row["language"] for row in found] == ["en-GB"] * 5 + ["en-US"]
    assert {row["text_sha256"] for row in found if row["sheets"] == "2" and row["language"] == "en-GB"} == {
        text_digest(pages_of("even", NAMES[0], "T-0").told.words)
    }
    assert not any(word in printed.index.read_text("utf-8") for word in ("Ada", "Quill", "Maple", "EX1"))


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.sampled_from(["even", "large", "two sides"]), st.integers(0, 2)), min_size=1, max_size=6),
    st.integers(1, 9),
    st.booleans(),
)
def test_split_files_hold_every_patient_whole(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[str, int]], split: int, simplex: bool
) -> None:
    folder = tmp_path_factory.mktemp("run")
    run = run_of(folder / "run.pdf", split=split, simplex=simplex)
    for number, (kind, who) in enumerate(people):
        add(run, f"{kind}-{who}-{number}".replace(" ", "_"), kind, who)
    sides = [pages_of(kind, NAMES[who], "T-0").sides for kind, who in people]
    if max(count if simplex else (count + 1) // 2 for count in sides) > split:
        with pytest.raises(Findings) as refused:
            written(run)
        assert {problem.code for problem in refused.value.problems} == {"sheet-count-over-limit"}
        assert list(folder.iterdir()) == []
        return
    printed = written(run)
    index = rows(printed.index)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["run.csv", *(volume.file.name for volume in printed.volumes)]
    )
    assert [volume.file.name for volume in printed.volumes] == [
        f"run-{number:03}.pdf" for number in range(1, len(printed.volumes) + 1)
    ]
    assert len(index) == len(people)
    for volume in printed.volumes:
        pages, at = texts(volume.file.read_bytes()), 0
        assert volume.sheets <= split
        for row in (row for row in index if row["file"] == volume.file.name):
            who = NAMES[int(row["reference"].split("-")[1])]
            first, count = int(row["first_page"]), int(row["pages"])
            assert first == at + 1
            own = pages[first - 1 : first - 1 + count]
            assert sum(who in page for page in own) >= 1
            assert not any(name in page for page in own for name in NAMES if name != who)
            assert all(f"patient {row['position']} of {len(people)}" in page for page in own)
            assert int(row["sheets"]) == (count if simplex else count // 2)
            at += count
        assert at == len(pages)
        assert simplex or at // 2 == volume.sheets


def test_each_size_of_page_has_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("tests.layout.printing", fromlist=["KINDS"]).KINDS, "us", {"page": "letter"})
    run = run_of(tmp_path / "run.pdf")
    add(run, "A-1", "us")
    add(run, "A-2")
    printed = written(run)
    assert [volume.file.name for volume in printed.volumes] == ["run-a4.pdf", "run-letter.pdf"]
    assert [(row["file"], row["position"]) for row in rows(printed.index)] == [
        ("run-a4.pdf", "1"),
        ("run-letter.pdf", "2"),
    ]


def test_a_fault_in_one_leaves_nothing(tmp_path: Path) -> None:
    run = run_of(tmp_path / "new" / "run.pdf", mail=profile())
    add(run, "A-1", post=POST)
    add(run, "A-2")
    with pytest.raises(Findings) as found:
        written(run)
    assert [(problem.code, problem.item) for problem in found.value.problems] == [("address-missing", "A-2")]
    assert list(tmp_path.iterdir()) == []


def test_an_address_without_a_name_is_missing(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run.pdf", mail=profile())
    run.add_pages(plain_order(reference="A-1", post=POST), pages_of("even", NAMES[0], "T-0"))
    with pytest.raises(Findings) as found:
        written(run)
    assert [problem.code for problem in found.value.problems] == ["address-missing"]


def test_a_fault_of_the_finished_file_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = preflight.Problem("fonts-not-embedded", "x")
    monkeypatch.setattr(print_run.preflight, "fonts_not_embedded", lambda *_: (fault,))
    run = run_of(tmp_path / "run.pdf")
    add(run, "A-1")
    with pytest.raises(Findings):
        written(run)
    assert list(tmp_path.iterdir()) == []


def test_what_fails_later_leaves_nothing_but_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "run.pdf").write_bytes(b"older")
    run = run_of(tmp_path / "run.pdf")
    add(run, "A-1")

    def fail() -> None:
        assert (tmp_path / "run.pdf").read_bytes() == b"older"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), run.written():
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["run.pdf"]
    assert (tmp_path / "run.pdf").read_bytes() == b"older"


def test_files_of_an_older_run_are_not_left_beside_new_ones(tmp_path: Path) -> None:
    for name in ("run-003.pdf", "run-a4-001.pdf", "run.pdf", "other-001.pdf"):
        run = run_of(tmp_path / "run.pdf", split=9)
        add(run, "A-1")
        (tmp_path / name).write_bytes(b"older")
        if name == "other-001.pdf":
            written(run)
            continue
        with pytest.raises(CannotWrite) as refused:
            written(run)
        assert name in refused.value.message
        (tmp_path / name).unlink()


def test_a_dry_run_checks_and_writes_nothing(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run.pdf")
    add(run, "A-1")
    with run.written(dry_run=True) as printed:
        assert [volume.sheets for volume in printed.volumes] == [2]
    assert list(tmp_path.iterdir()) == []
    run = run_of(tmp_path / "run.pdf", mail=profile())
    add(run, "A-1")
    with pytest.raises(Findings), run.written(dry_run=True):
        pass


def test_a_spool_on_the_disk_is_gone_afterwards(tmp_path: Path) -> None:
    with print_run.print_run(PrintOptions(tmp_path / "new" / "run.pdf", "Monday"), TODAY) as run:
        add(run, "A-1")
        written(run)
    assert {path.name for path in tmp_path.rglob("*")} == {"new", "run.pdf", "run.csv"}


def test_a_name_that_is_no_pdf() -> None:
    with pytest.raises(BadInput), print_run.print_run(PrintOptions(Path("run.txt"), "Monday"), TODAY):
        pass


def test_it_does_not_matter_in_which_order_leaflets_come(tmp_path: Path) -> None:
    """Workers finish when they finish; the file is the same."""
    people = [("A-1", "even", 0), ("A-2", "large", 1), ("A-3", "other brand", 2), ("A-4", "even", 1)]
    found = []
    for order in (people, people[::-1], people[2:] + people[:2]):
        run = run_of(tmp_path / "run.pdf")
        for reference, kind, who in order:
            add(run, reference, kind, who)
        printed = written(run)
        found.append((printed.index.read_bytes(), (tmp_path / "run.pdf").read_bytes()))
    assert found[0] == found[1] == found[2]


def test_a_full_disk_is_told_of(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    run = PrintRun(PrintOptions(tmp_path / "run.pdf", "Monday"), TODAY, Spool(Full()))
    with pytest.raises(CannotWrite, match="No space left"):
        add(run, "A-1")
