"""Finished leaflets for the tests of verify, each made once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

import pikepdf
from msgspec.structs import replace

from handouts.intake import read_order_file
from handouts.layout import lay_out
from handouts.library import load
from handouts.model.blocks import Banner, Block, Front, Paragraph, Table
from handouts.model.document import Document
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.library import Library
from handouts.model.line import Line
from handouts.model.order import Order
from handouts.model.wording import Text
from handouts.pipeline import Made, Settings, make
from handouts.verify import verify
from tests.strategies import TODAY


class Expected(TypedDict):
    """Arguments of ``verify`` beside the words."""

    title: str
    language: str
    alts: tuple[str, ...]


SAMPLES = sorted((Path(__file__).parents[2] / "assets" / "samples").glob("*.yaml"))


@cache
def library() -> Library:
    """The built-in library."""
    found, problems = load()
    assert found is not None, problems
    return found


@cache
def made(name: str, format: str | None = None, page: str | None = None, brand: str | None = None) -> Made:
    """The sample called ``name``, in a format of its own or as it says."""
    path = next(path for path in SAMPLES if path.stem == name)
    order, problems = read_order_file(path, library().vocabulary, today=TODAY)
    assert order is not None, problems
    changes = {"format": format} if format else {}
    order = Order.model_validate({**order.model_dump(by_alias=True), **changes})
    return make(order, library(), Settings(today=TODAY, page=page, brand=brand))


def with_blocks(*blocks: Block, format: str | None = None, page: str | None = None) -> Document:
    """The sample ``order`` with one more section of ``blocks`` after its front."""
    leaflet = made("order", format, page).leaflet
    section = LeafletSection("more", _line("More"), None, half=False, blocks=blocks)
    sections = (leaflet.sections[0], section, *leaflet.sections[1:])
    return lay_out(replace(leaflet, sections=sections), library())


def nothing_but(*blocks: Block, format: str | None = None, page: str | None = None) -> Document:
    """A leaflet of ``blocks`` alone, after the front of the sample ``order`` if there is none among them."""
    leaflet = made("order", format, page).leaflet
    fronts = tuple(block for block in blocks if isinstance(block, Front | Banner))
    rest = tuple(block for block in blocks if not isinstance(block, Front | Banner))
    own = next(block for block in leaflet.sections[0].blocks if isinstance(block, Front))
    front = LeafletSection("front", None, None, half=False, blocks=fronts or (own,))
    more = LeafletSection("more", _line("More"), None, half=False, blocks=rest)
    return lay_out(replace(leaflet, sections=(front, more) if rest else (front,)), library())


def longest(format: str | None = None) -> Document:
    """Three samples in one leaflet: longer than any order can ask for."""
    leaflet = made("everything", format).leaflet
    more = (
        replace(section, id=f"{section.id}_{name}")
        for name in ("long_lasting", "letter_us")
        for section in made(name, format).leaflet.sections[1:]
    )
    return lay_out(replace(leaflet, sections=(*leaflet.sections, *more)), library())


def filler(lines: int) -> tuple[Paragraph, ...]:
    """As many short paragraphs, to push what follows down the page."""
    return tuple(Paragraph(_lines(f"Sentence {number} stands here to take up room.")) for number in range(lines))


def table(rows: int = 9) -> Table:
    """A table of three columns; with more than six rows it is split where a page ends."""
    cells = [[f"Row {row}", f"Morning {row}", f"Evening {row}"] for row in range(1, rows + 1)]
    return Table(_lines("When", "Before noon", "After noon"), tuple(_lines(*row) for row in cells))


def _lines(*texts: str) -> tuple[Line, ...]:
    return tuple(_line(text) for text in texts)


def _line(text: str) -> Line:
    return Line(f"more.{text.lower().replace(' ', '_')}", Text.plain(text))


@cache
def document(name: str) -> Document:
    """A leaflet to break: a sample, ``table``, or ``website``, whose brand prints one."""
    return with_blocks(table()) if name == "table" else _whole(name).document


def expected(name: str) -> Expected:
    """What ``document(name)`` must say of itself."""
    leaflet = _whole(name).leaflet
    return {"title": leaflet.title, "language": leaflet.language, "alts": document(name).alts}


def assert_sound(document: Document, leaflet: Leaflet | None = None) -> None:
    """``document`` passes both profiles and all checks of ours, word for word, and says what ``leaflet`` says."""
    said = (leaflet.title, leaflet.language, document.alts) if leaflet else (None, None, None)
    title, language, alts = said
    digest = document.text_digest()
    found = verify(document.pdf, document.words, text_digest=digest, title=title, language=language, alts=alts)
    assert found == (), [f"page {problem.place.line}: {problem.code}: {problem.message}" for problem in found]


def _whole(name: str) -> Made:
    return made("order", brand="quillmere") if name == "website" else made("order" if name == "table" else name)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """The bytes of ``pdf``. New streams stay uncompressed: a carriage return at their end would seem to be missing."""
    out = io.BytesIO()
    pdf.save(out, **{"compress_streams": False, **options})  # type: ignore[arg-type]
    return out.getvalue()


def codes(problems: Sequence[object]) -> set[str]:
    """The codes of ``problems``."""
    return {problem.code for problem in problems}  # type: ignore[attr-defined]
