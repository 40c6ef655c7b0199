"""Print files: each patient's pages whole, in order and on paper of their own; what is shared is there once."""

from __future__ import annotations

import io
import re
import tempfile
import tracemalloc

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from handouts.errors import Refused
from handouts.layout import print_file as module
from handouts.layout.pdf.pieces import piece
from handouts.layout.print_file import Job, Spool, write_print_file
from handouts.layout.printable import printable
from handouts.model.mail import MarkPlace
from tests.layout.printing import JOB, KINDS, pages_of, print_file, profile, spooled, texts
from tests.strategies import TODAY

NAMES = ["Ada Quill", "Bo Ferncliff", "Cyd Marlow", "Dov Hartigan"]
ROWS = ("Ada Quill", "3 Maple Street", "EX1 1AA")


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(st.sampled_from(["even", "large", "two sides"]), st.sampled_from(range(4))), min_size=1, max_size=5
    ),
    st.booleans(),
    st.booleans(),
)
def test_pages_are_whole_in_order_and_nobody_shares_a_sheet(
    people: list[tuple[str, int]], covered: bool, simplex: bool
) -> None:
    leaflets = [pages_of(kind, NAMES[who], f"T-{who}") for kind, who in people]
    how = {"mail": profile(), "address": ROWS} if covered else {}
    found = texts(print_file(leaflets, simplex=simplex, **how))
    at = 0
    for place, (pages, (_, who)) in enumerate(zip(leaflets, people, strict=True), 1):
        own = texts(pages.document().pdf)
        lead = [" ".join((*ROWS, "Fernhollow Back and Neck Clinic 12 Mill Lane, Fernhollow"))] if covered else []
        lead += [""] if covered and not simplex else []
        expected = [*lead, *own]
        expected += [""] if not simplex and len(expected) % 2 else []
        assert simplex or at % 2 == 0, "the first side is on the front of a sheet"
        for side, text in enumerate(expected, 1):
            mark = f"Monday | patient {place} of {len(people)} | side {side} of {len(expected)}"
            assert found[at] == f"{text} {mark}".strip()
            others = [name for number, name in enumerate(NAMES) if number != who]
            assert not any(name in found[at] for name in others if not (covered and name in ROWS))
            at += 1
        assert sum(NAMES[who] in text for text in own) >= 1
    assert at == len(found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_looks_as_in_the_leaflets_own_file(kind: str) -> None:
    leaflets = [pages_of(kind, name, f"T-{name[0]}") for name in NAMES[:3]]
    printed = pypdfium2.PdfDocument(print_file(leaflets))
    at = 0
    for leaflet in leaflets:
        own = pypdfium2.PdfDocument(leaflet.document().pdf)
        for number in range(len(own)):
            one, other = (
                page.render(scale=1, grayscale=True).to_numpy().squeeze().astype(int)
                for page in (own[number], printed[at])
            )
            rows, columns = np.nonzero(one != other)
            wide = one.shape[1]
            assert len(rows), "the mark"
            assert columns.min() > wide - 10 / 25.4 * 72
            assert columns.max() < wide - 5 / 25.4 * 72
            at += 1
        at += at % 2


def test_the_same_bytes_twice_and_with_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    leaflets = [pages_of("even", name, f"T-{name[0]}") for name in NAMES]
    pdf = print_file(leaflets)
    assert print_file(leaflets) == pdf
    monkeypatch.setattr(module, "KNOWN", 4)
    poor = print_file(leaflets)
    assert len(poor) > len(pdf), "what was forgotten is written again"
    assert texts(poor) == texts(pdf)


def test_it_is_sound_and_says_nothing_of_anybody() -> None:
    leaflets = [pages_of(kind, name, "T-1") for kind in ("even", "large") for name in NAMES]
    pdf = print_file(leaflets, name="Monday (am)")
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.check_pdf_syntax() == []
        assert file.pdf_version == "1.7"
        assert {key: str(value) for key, value in file.docinfo.items()} == {
            "/Title": "Monday (am)",
            "/Producer": "Handouts",
            "/CreationDate": f"D:{TODAY:%Y%m%d}120000Z",
        }
        assert file.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata", "/Names"} & set(file.Root.keys())
        assert len({font.objgen for page in file.pages for font in page.Resources.Font.values()}) < 10


def test_a_tree_of_many_pages() -> None:
    leaflets = [pages_of("even", NAMES[number % 4], "T-1") for number in range(80)]
    pdf = print_file(leaflets)
    assert [re.search(r"patient \d+ of 80 \| side \d", text)[0] for text in texts(pdf)][318:] == [  # type: ignore[index]
        "patient 80 of 80 | side 3",
        "patient 80 of 80 | side 4",
    ]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.pages) == 320
        assert file.check_pdf_syntax() == []


def test_what_many_show_is_there_once() -> None:
    """A patient more costs a few kilobytes, where a file of its own costs a hundred."""
    leaflets = [pages_of("even", NAMES[number % 4] + "abcdefghijkl"[number], f"T-{number}") for number in range(12)]
    few, many = len(print_file(leaflets[:6])), len(print_file(leaflets))
    assert (many - few) / 6 < 6_000 < 90_000 < len(leaflets[0].document().pdf)


def test_memory_stays_flat_however_many_patients(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each patient has pieces of their own; what stays in memory is where they are."""
    monkeypatch.setattr(module, "KNOWN", 64)
    one = printable(pages_of("even", NAMES[0], "T-1"))
    family = pages_of("even", NAMES[0], "T-1").setting.fonts
    with tempfile.TemporaryFile() as file:
        spool, found, held = Spool(file), [], []

        def add(first: int, last: int) -> None:
            for number in range(first, last):
                own = piece(f"% {number} {'x' * 5000}\n".encode())
                found.append(
                    spool.add(structs.replace(one, sides=tuple((*side, (own, 1, 1)) for side in one.sides)), family)
                )

        job = Job(name="Monday", total=1, **JOB)
        tracemalloc.start()
        for last in (200, 600):
            add(len(found), last)
            tracemalloc.reset_peak()
            write_print_file(lambda _: None, spool, enumerate(found, 1), job)
            held.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (held[1] - held[0]) / 400 < 1200, "bytes for each patient"


@pytest.mark.parametrize("edge", ["left", "right", "foot"])
def test_the_mark_stands_where_it_should(edge: str) -> None:
    spool, found, _ = spooled([pages_of("even", NAMES[0], "T-1")])
    out = io.BytesIO()
    job = {**JOB, "mark": MarkPlace(edge=edge, inset=7, start=30)}
    write_print_file(out.write, spool, enumerate(found, 1), Job(name="Monday", total=1, **job))
    page = pypdfium2.PdfDocument(out.getvalue())[1]
    text = page.get_textpage()
    assert "side 2 of 4" in text.get_text_range()
    start = text.get_text_range().index("Monday |")
    boxes = [text.get_charbox(start + number) for number in range(len("Monday | patient"))]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right = max(box[2] for box in boxes)
    mm, wide = 72 / 25.4, page.get_width()
    near = {"left": left, "right": wide - right, "foot": bottom}[edge]
    assert 7 * mm <= near <= 8.5 * mm
    assert (left if edge == "foot" else bottom) == pytest.approx(30 * mm, abs=1)


def test_an_address_in_letters_that_the_font_lacks_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        printable(pages_of("even", NAMES[0], "T-1"), mail=profile(), address=("Ada", "李 Street"))
    assert [problem.code for problem in refused.value.problems] == ["unprintable"]
    assert "Street" not in str(refused.value)
