"""Colours on the page: every component takes them from the palette, in every scheme and for every brand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace

from handouts.layout.blocks import render
from handouts.layout.galley import Art, Galley, Glyphs, Mark
from handouts.layout.setting import PANEL_LINE, Setting
from handouts.model.blocks import Banner, Callout, Help, Tier
from handouts.model.blocks.callout import Level
from handouts.model.blocks.tier import Urgency
from handouts.model.colour import Scheme, contrast, luminance
from handouts.model.drawing import Shape
from handouts.model.library import Library
from tests.layout.bench import block_names, composed, extent, setting_for

LAYOUT = Path(__file__).parents[2] / "handouts" / "layout"
RED_BRAND = "#D7263D"
PAINTERS = {"Palette", "palette", "channels"}
PANELS = {"front", "callout", "exercises", "schedule"}
"""Cases whose blocks have a tinted ground."""


def marks(galleys: list[Galley]) -> Iterator[Mark]:
    for galley in galleys:
        strips = (*galley.strips, *([galley.repeat] if galley.repeat else []))
        for strip in strips:
            yield from strip.marks


def painted(galleys: list[Galley]) -> set[str]:
    """The colours of words, shapes and frames; those of pictures are their own."""
    found = {galley.box.stroke for galley in galleys if galley.box}
    for mark in marks(galleys):
        for op in mark.ops:
            if isinstance(op, Glyphs):
                found.add(op.colour)
            elif isinstance(op, Shape):
                found |= {colour for colour in (op.fill, op.stroke) if colour}
    return found


def roles(setting: Setting) -> set[str]:
    return {
        value for name, value in structs.asdict(setting.palette).items() if value and name not in ("brand", "scheme")
    }


@pytest.mark.parametrize("path", sorted(LAYOUT.rglob("*.py")), ids=lambda path: path.stem)
def test_no_layout_module_knows_a_colour(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for names in re.findall(r"^from handouts\.model\.colour import (.+)$", text, re.MULTILINE):
        assert {name.strip() for name in names.strip("()").split(",")} <= PAINTERS
    if path.stem != "shapes":  # Its defaults stand for drawings that bring their own colours.
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", text)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("brand", ["fernhollow", "quillmere"])
@pytest.mark.parametrize("name", block_names())
def test_a_block_is_painted_in_the_colours_of_the_palette(
    library: Library, name: str, brand: str, scheme: Scheme
) -> None:
    setting = setting_for(library, brand=brand, scheme=scheme)
    assert painted(render(composed(name), setting, "s")) <= roles(setting)


@pytest.mark.parametrize("scheme", [Scheme.HIGH_CONTRAST, Scheme.INK_SAVER])
@pytest.mark.parametrize("name", block_names())
def test_without_tints_nothing_pale_is_left_but_lines(library: Library, name: str, scheme: Scheme) -> None:
    setting = setting_for(library, scheme=scheme)
    for mark in marks(render(composed(name), setting, "s")):
        for op in mark.ops:
            if isinstance(op, Shape) and op.fill:
                assert op.fill == setting.palette.paper or luminance(op.fill) < 0.2, name
            elif isinstance(op, Glyphs):
                assert op.colour == setting.palette.paper or contrast(op.colour, setting.palette.paper) >= 7


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("name", sorted(PANELS))
def test_a_panel_has_a_tint_or_a_line_round_it(library: Library, name: str, scheme: Scheme) -> None:
    setting = setting_for(library, scheme=scheme)
    block = composed(name)
    if isinstance(block, Callout):
        block = replace(block, level=Level.NOTE)
    shapes = [op for mark in marks(render(block, setting, "s")) for op in mark.ops if isinstance(op, Shape)]
    tinted = [shape for shape in shapes if shape.fill == setting.palette.tint]
    assert tinted
    for shape in tinted:
        assert (shape.stroke, shape.width) == (setting.palette.edge, PANEL_LINE)


@pytest.mark.parametrize("scheme", [Scheme.HIGH_CONTRAST, Scheme.INK_SAVER])
def test_the_cold_schedule_is_still_hatched_and_the_warm_one_solid(library: Library, scheme: Scheme) -> None:
    setting = setting_for(library, scheme=scheme)
    shapes = [op for m in marks(render(composed("schedule"), setting, "s")) for op in m.ops if isinstance(op, Shape)]
    accent = setting.palette.accent
    assert any(shape.fill == accent for shape in shapes)
    assert sum(shape.stroke == accent and shape.width == 0.9 for shape in shapes) > 10


@pytest.mark.parametrize("scheme", Scheme)
def test_figures_are_drawn_in_every_scheme_with_lines_of_ink(library: Library, scheme: Scheme) -> None:
    setting = setting_for(library, scheme=scheme)
    arts = [op for m in marks(render(composed("exercises"), setting, "s")) for op in m.ops if isinstance(op, Art)]
    assert arts
    for art in arts:
        fills = [c for layer, c in zip(art.drawing.layers, art.colours, strict=True) if not layer.width]
        assert setting.palette.ink in art.colours
        assert len(set(art.colours)) > 2, "clothes and arrows are told from the body"
        if scheme is Scheme.INK_SAVER:
            assert sum(luminance(fill) > 0.4 for fill in fills) > len(fills) / 2


@pytest.mark.parametrize("name", block_names())
def test_red_is_kept_for_warnings_when_the_brand_is_red(library: Library, name: str) -> None:
    setting = setting_for(library, colour=RED_BRAND)
    block = composed(name)
    colours = painted(render(block, setting, "s"))
    assert setting.palette.strong not in colours
    warns = (
        isinstance(block, Help)
        or (isinstance(block, Tier | Banner) and block.urgency is Urgency.NOW)
        or (isinstance(block, Callout) and block.level is Level.URGENT)
    )
    assert (setting.palette.red in colours) is warns


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("urgency", Urgency)
def test_the_three_tiers_differ_by_weight_alone(library: Library, scheme: Scheme, urgency: Urgency) -> None:
    """Frame, and area of solid fill in the head: neither needs colour."""
    setting = setting_for(library, scheme=scheme)
    block = composed("tier")
    assert isinstance(block, Tier)
    (galley,) = render(replace(block, urgency=urgency), setting, "s")
    assert galley.box is not None
    solid = 0.0
    for mark in marks([galley]):
        for op in mark.ops:
            if isinstance(op, Shape) and op.fill and luminance(op.fill) < 0.2:
                left, _, right, _ = extent(op)
                solid = max(solid, (right - left) / setting.width)
    assert galley.box.width == {Urgency.NOW: 2.25, Urgency.TODAY: 1.25, Urgency.VISIT: 0.75}[urgency]
    least, most = {Urgency.NOW: (0.99, 1.01), Urgency.TODAY: (0.05, 0.1), Urgency.VISIT: (0, 0.03)}[urgency]
    assert least <= solid <= most
