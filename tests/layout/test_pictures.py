"""Pictures on the page: as large as fits, at one scale, described, mirrored to the patient's side."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from handouts.intake import read_order_file
from handouts.layout.blocks import pictures, render
from handouts.layout.galley import ARTIFACT, Art, Galley, Glyphs, Sketch
from handouts.layout.pdf.art import painted, place
from handouts.layout.pdf.pieces import zlib_stream
from handouts.layout.units import MM
from handouts.library import load
from handouts.model.blocks import Exercises
from handouts.model.drawing import Shape
from handouts.model.illustration import Illustration, Picture, paints
from handouts.model.library import Library
from handouts.model.order import Order
from handouts.model.paper import Format
from handouts.pipeline import Settings, make
from tests.layout.bench import composed, extent, setting_for
from tests.own_library import OwnLibrary
from tests.strategies import TODAY

ROOT = Path(__file__).parents[2]
ORDER = ROOT / "assets" / "samples" / "order.yaml"
FLOOR = 26 * MM
"""The least width of a picture in a card, in A4 and standard print (LOOK.md asks for about 32 mm of frame)."""
LOADED, _ = load()
assert LOADED is not None
NAMES = sorted(LOADED.illustrations)


def arts(galley: Galley) -> list[Art]:
    return [op for strip in galley.strips for mark in strip.marks for op in mark.ops if isinstance(op, Art)]


def picture(id: str, *, mirrored: bool = False) -> Picture:
    return Picture(id, f"What {id} shows", "A caption", mirrored)


def drawn_plan(ids: list[str], width: float, height: float) -> tuple[pictures.Plan, Galley]:
    assert LOADED is not None
    sketch = Sketch("s")
    plan = pictures.plan([picture(id) for id in ids], setting_for(LOADED), width, height)
    plan.draw(sketch, 0, 0)
    sketch.strip(height)
    return plan, sketch.galley("g")


@given(
    ids=st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
    width=st.floats(40 * MM, 170 * MM),
    height=st.floats(35 * MM, 90 * MM),
)
def test_pictures_stay_in_their_box_at_one_scale(ids: list[str], width: float, height: float) -> None:
    plan, galley = drawn_plan(ids, width, height)
    found = arts(galley)
    assert len(found) == len(ids)
    assert len({art.scale for art in found}) == 1
    assert plan.height <= height + 0.01
    for art in found:
        assert art.x >= -0.01
        assert art.y >= -0.01
        assert art.x + art.drawing.width * art.scale <= width + 0.01
        assert art.y + art.drawing.height * art.scale <= height + 0.01


def test_a_pair_takes_the_arrangement_that_is_larger() -> None:
    low, _ = drawn_plan(["hip_lift_a", "hip_lift_b"], 52 * MM, 50 * MM)
    high, _ = drawn_plan(["seated_cat_cow_a", "seated_cat_cow_b"], 52 * MM, 50 * MM)
    assert low.cells[0].x == low.cells[1].x
    assert low.cells[0].y < low.cells[1].y
    assert high.cells[0].x < high.cells[1].x


def test_start_and_end_stand_over_each_other() -> None:
    plan, galley = drawn_plan(["hip_lift_a", "hip_lift_b"], 52 * MM, 50 * MM)
    first, second = arts(galley)
    assert first.x - first.drawing.box[0] * plan.scale == pytest.approx(second.x - second.drawing.box[0] * plan.scale)


def test_every_picture_of_a_card_is_large_enough(library: Library) -> None:
    """At standard size; the column is 56 mm wide."""
    order, _ = read_order_file(ORDER, library.vocabulary, today=TODAY)
    assert order is not None
    for id, exercise in library.exercises.items():
        if exercise.kind.value == "walking":
            continue
        plan, galley = drawn_plan(list(exercise.pictures), 52 * MM, 40 * MM)
        assert all(max(art.drawing.width, art.drawing.height) * plan.scale >= 0.6 * FLOOR for art in arts(galley)), id


def code_of(art: Art) -> str:
    return zlib.decompress(b"".join(zlib_stream([painted(art)])[0])).decode("ascii")


@pytest.mark.parametrize("mirrored", [False, True])
def test_an_illustration_lands_in_its_box_either_way_round(mirrored: bool, library: Library) -> None:
    drawing = library.illustrations["hamstring_stretch"]
    colours = tuple(map(paints("#0B5563"), drawing.layers))
    art = Art(0, 0, 2, drawing, colours, mirrored=mirrored)
    a, b, c, d, e, f = map(float, place(art, 100, 700).split()[:6])
    left, bottom, right, top = drawing.box
    assert (b, c) == (0, 0)
    xs = sorted((a * left + e, a * right + e))
    assert xs == pytest.approx([100, 100 + 2 * drawing.width], abs=0.01)
    assert [d * bottom + f, d * top + f] == pytest.approx([700 - 2 * drawing.height, 700], abs=0.01)
    assert (a < 0) == mirrored


def test_lines_do_not_grow_with_the_drawing(library: Library) -> None:
    drawing = library.illustrations["cat_cow_a"]
    colours = tuple(map(paints("#0B5563"), drawing.layers))
    for scale in (0.5, 1.0, 3.0):
        code = code_of(Art(0, 0, scale, drawing, colours))
        widths = [float(width) * scale for width in re.findall(r" RG ([0-9.]+) w", code)]
        assert min(widths) >= 0.74
        assert max(widths) <= 1.7


def made(library: Library, **changes: object) -> tuple[Order, bytes, tuple[str, ...]]:
    order, problems = read_order_file(ORDER, library.vocabulary, today=TODAY)
    assert order is not None, problems
    order = Order.model_validate({**order.model_dump(by_alias=True), **changes})
    done = make(order, library, Settings(today=TODAY))
    return order, done.document.pdf, done.document.alts


def test_figures_are_described_and_stand_on_the_page(library: Library) -> None:
    _, pdf, alts = made(library)
    assert library.illustrations["walk"].alt in alts
    assert library.illustrations["cat_cow_a"].alt in alts
    with pikepdf.open(io.BytesIO(pdf)) as file:
        figures = [
            element
            for element in file.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"
        ]
        assert sorted(str(figure["/Alt"]) for figure in figures) == sorted(alts)
        for figure in figures:
            left, bottom, right, top = (float(number) for number in figure["/A"]["/BBox"])
            assert 0 < left < right < 596
            assert 0 < bottom < top < 842


def test_the_title_has_its_figure_in_standard_print_only(library: Library) -> None:
    walk = library.illustrations["walk"].alt
    assert walk in made(library)[2]
    for format in ("large16", "large18", "xl24"):
        assert walk not in made(library, format=format)[2]


def test_the_sample_keeps_its_four_sides(library: Library) -> None:
    document = pypdfium2.PdfDocument(made(library)[1])
    assert len(document) == 4
    document.close()


@pytest.mark.parametrize(("side", "mirrored"), [("right", False), ("left", True), ("both", False)])
def test_a_picture_shows_the_side_that_is_worked(side: str, mirrored: bool, library: Library) -> None:
    order, _ = read_order_file(ORDER, library.vocabulary, today=TODAY)
    assert order is not None
    picks = [{"id": "hamstring_stretch", "side": side}, {"id": "walking"}]
    order = Order.model_validate({**order.model_dump(by_alias=True), "exercises": picks})
    leaflet = make(order, library, Settings(today=TODAY)).leaflet
    cards = [
        card
        for section in leaflet.sections
        for block in section.blocks
        if isinstance(block, Exercises)
        for card in block.cards
    ]
    shown = {card.id: [picture.mirrored for picture in card.pictures] for card in cards}
    assert shown == {"hamstring_stretch": [mirrored], "walking": [False]}


@pytest.mark.parametrize(("format", "beside"), [(Format.STANDARD, True), (Format.EXTRA_LARGE_24, False)])
def test_pictures_stand_beside_the_words_or_over_them(format: Format, beside: bool, library: Library) -> None:
    setting = setting_for(library, format=format)
    galley = render(composed("exercises"), setting, "s")[0]
    art = arts(galley)[0]
    assert (art.x < 56 * MM and art.x + art.drawing.width * art.scale <= 56 * MM) == beside
    head = next(i for i, element in enumerate(galley.elements) if element.tag == "H3")
    marks = [mark for strip in galley.strips for mark in strip.marks if mark.owner == head]
    top = min(op.y for mark in marks for op in mark.ops if isinstance(op, Glyphs))
    assert (art.y + art.drawing.height * art.scale < top) == (not beside)


def test_pictures_are_figures_and_all_else_of_them_is_text(library: Library) -> None:
    galley = render(composed("exercises"), setting_for(library), "s")[0]
    owners = {mark.owner for strip in galley.strips for mark in strip.marks for op in mark.ops if isinstance(op, Art)}
    assert ARTIFACT not in owners
    assert {galley.elements[owner].tag for owner in owners} == {"Figure"}


def test_a_drawing_of_a_clinic_is_printed_and_mirrored(tmp_path: Path) -> None:
    own = OwnLibrary(tmp_path)
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0H10V20H0Z" fill="#123456"/></svg>'
    own.illustration("own_drawing", drawing=logo, shows="left")
    setting = setting_for(own.load())
    found = []
    for mirrored in (False, True):
        sketch = Sketch("s")
        pictures.plan([picture("own_drawing", mirrored=mirrored)], setting, 100, 100).draw(sketch, 0, 0)
        sketch.strip(100)
        (shape,) = [op for mark in sketch.galley("g").strips[0].marks for op in mark.ops if isinstance(op, Shape)]
        found.append(extent(shape))
    assert found[0][0] < found[1][0]
    assert found[0][2] < found[1][2]


def test_outlines_save_ink(library: Library) -> None:
    brand = library.brands["fernhollow"].model_copy(update={"figures": "outline"})
    lean = structs.replace(library, brands={**library.brands, "fernhollow": brand})
    assert darkness(made(lean)[1]) < darkness(made(library)[1]) - 0.002


def darkness(pdf: bytes) -> float:
    document = pypdfium2.PdfDocument(pdf)
    data = document[1].render(scale=1, grayscale=True).to_numpy()
    document.close()
    return 1 - float(data.mean()) / 255


def test_no_geometry_is_worked_out_when_a_leaflet_is_made(tmp_path: Path) -> None:
    code = (
        "import sys; from handouts.cli import run; "
        f"code = run(['make', {str(ORDER)!r}, '-o', 'o.pdf', '--verify', '--today', '2026-11-21']); "
        "bad = {'shapely', 'handouts.draw'} & set(sys.modules); "
        "sys.exit(code or (f'imported: {bad}' if bad else 0))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_drawing_without_a_line_has_nothing_to_show() -> None:
    empty = Illustration("x", "Nothing at all", LOADED.illustrations["walk"].caption, (0, 0, 10, 10))  # type: ignore[union-attr]
    assert code_of(Art(0, 0, 1, empty, ())) == "1 J 1 j\n"
