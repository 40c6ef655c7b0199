"""An urgent sheet: one frame for both, on one page wherever its words have room (LOOK.md, emergency sheet).

Type is never made smaller. A full page first lowers the banner and the gaps, then takes a second page.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from handouts.layout.blocks import banner, form, render, ticked
from handouts.layout.fonts import Weight
from handouts.layout.furniture import foot_height, sheet_footer
from handouts.layout.galley import ARTIFACT, Galley, Mark, Sketch, Strip, stack_height
from handouts.layout.pages import Page, place
from handouts.layout.setting import Setting
from handouts.layout.shapes import rule
from handouts.layout.style import SHEETS, Type, grid
from handouts.layout.text import with_space
from handouts.layout.units import MM
from handouts.layout.writer import FOOTER_GAP
from handouts.model.blocks import Banner, Callout, Form, Ticked
from handouts.model.leaflet import Labelled, Leaflet, Letterhead
from handouts.model.paper import Format

SECTION = "letterhead"
EDGE = 8.6 * MM
"""Paper below the last line of the footer; its letters end higher, 9 mm above the edge."""
AFTER = {"banner": 5 * MM, "form": 2.5 * MM}
BEFORE_CALLOUT = 5 * MM
BELOW_FORM = 1 * MM
MOST_SPARE = 130 * MM
"""A form on a page of its own does not become a sheet of empty lines."""


def in_style(leaflet: Leaflet, setting: Setting) -> Setting:
    """``setting`` with the type and page of a sheet, and as much room above and below as names and footer need."""
    format = Format.EXTRA_LARGE_24 if leaflet.format is Format.EXTRA_LARGE_24 else Format.LARGE_18
    page = grid(leaflet.page, format)
    setting = setting.changed("sheet", scale=SHEETS[leaflet.format], grid=page)
    foot = foot_height(sheet_footer(leaflet.footer, setting, 88), setting)
    top = page.body_top + next_head(leaflet, setting).height
    room = replace(page, body_top=top, bottom=foot + FOOTER_GAP + EDGE)
    return setting.changed(f"room {top} {foot}", grid=room)


def next_head(leaflet: Leaflet, setting: Setting) -> Strip:
    """Name and day at the top of a second page: one that comes loose must say whose it is.

    Decoration, for page 1 has said it.
    """
    sketch = Sketch(SECTION)
    sketch.strip(_strip(sketch, leaflet.strip, setting, 0.0) + 4 * MM)
    (strip,) = sketch.galley("name").strips
    return replace(strip, marks=tuple(Mark(ARTIFACT, mark.ops) for mark in strip.marks))


def head_words(leaflet: Leaflet) -> tuple[str, ...]:
    """What the head of the sheet says, in reading order."""
    head = leaflet.letterhead
    return (head.name, head.phone, *(f"{cell.label} {cell.value}".strip() for cell in leaflet.strip))


def flow(leaflet: Leaflet, setting: Setting) -> tuple[list[Galley], tuple[Page, ...]]:
    """The galleys of a sheet, top to bottom, and the pages they stand on."""
    least = False
    found, pages = _placed(leaflet, setting, least=least)
    if len(pages) > 1:
        low, lowered = _placed(leaflet, setting, least=True)
        if len(lowered) < len(pages) or _fits(low[:-1], setting) > _fits(found[:-1], setting):
            least, found, pages = True, low, lowered
    spare = _room_left(found, pages, setting)
    return _placed(leaflet, setting, least=least, spare=min(spare, MOST_SPARE)) if spare > 0 else (found, pages)


def _placed(
    leaflet: Leaflet, setting: Setting, *, least: bool, spare: float = 0.0
) -> tuple[list[Galley], tuple[Page, ...]]:
    """``least``: with the least padding; ``spare``: what the last form may grow by."""
    found = _galleys(leaflet, setting, least=least, spare=spare)
    return found, place(found, setting.grid)


def _galleys(leaflet: Leaflet, setting: Setting, *, least: bool, spare: float = 0.0) -> list[Galley]:
    """``least``: with the least padding; ``spare``: what the last form may grow by."""
    found = [_head(leaflet.letterhead, leaflet.strip, setting)]
    blocks = [(section.id, block) for section in leaflet.sections for block in section.blocks]
    for number, (section, block) in enumerate(blocks, 1):
        if isinstance(block, Banner):
            found += banner.render(block, setting, section, least=least)
        elif isinstance(block, Form) and number == len(blocks):
            found += form.render(block, setting, section, least=least, spare=spare)
        elif isinstance(block, Ticked):
            found += ticked.render(block, setting, section, least=least)
        else:
            gap = AFTER.get(found[-1].name, 0.0) if not isinstance(block, Callout) else BEFORE_CALLOUT
            first, *rest = render(block, setting, section)
            found += [replace(first, before=max(first.before, gap)), *rest]
    return _patient_first(found, setting)


def _patient_first(galleys: list[Galley], setting: Setting) -> list[Galley]:
    """What the patient must read stands on page 1 if it can; then only the last form goes over."""
    *front, last = galleys
    if not _fits(front, setting):
        return galleys
    return [*(replace(galley, keep_next=True) for galley in front[:-1]), replace(front[-1], keep_next=False), last]


def _fits(galleys: Sequence[Galley], setting: Setting) -> bool:
    """Whether they have room on page 1."""
    return stack_height(galleys) <= setting.grid.body_height(first=True)


def _room_left(galleys: Sequence[Galley], pages: Sequence[Page], setting: Setting) -> float:
    """Height below the last galley of the last page."""
    last = pages[-1].placed[-1]
    end = last.y + sum(strip.height for strip in galleys[last.index].strips[last.first : last.end])
    return setting.grid.body_height(first=len(pages) == 1) - end - BELOW_FORM


def _head(head: Letterhead, strip: Sequence[Labelled], setting: Setting) -> Galley:
    """Clinic and phone over a rule, then who and when. No logo: nothing but what the next team needs."""
    style, width = setting.scale.clinic, setting.width
    phone = setting.measure(head.phone, style)
    beside = setting.measure(head.name, style) + 8 * MM + phone <= width
    sketch = Sketch(SECTION)
    y = setting.write(sketch, "P", head.name, style, x=0, y=0, width=width)
    y = setting.write(
        sketch,
        "P",
        head.phone,
        style,
        x=0,
        y=0 if beside else y,
        width=width,
        align="right" if beside else "left",
    )
    y += 1.2 * MM
    with sketch.artifact():
        sketch.shape(rule(0, y, width, y, 1.5, setting.palette.ink))
    sketch.strip(_strip(sketch, strip, setting, y + 3 * MM))
    return sketch.galley("letterhead", keep_next=True)


def _strip(sketch: Sketch, cells: Sequence[Labelled], setting: Setting, y: float) -> float:
    """A label and its value in each line; the day, which comes last, stands on the right of the first if it can."""
    *people, day = cells
    label = setting.scale.body
    value = Type(Weight.BOLD, label.size, label.leading)
    day_width = setting.measure(day.value, label)
    first = True
    for cell in people:
        start = setting.measure(f"{cell.label} ", label) + 2 * MM
        free = setting.width - start - (day_width + 6 * MM if first else 0.0)
        with sketch.element("P"):
            words = setting.set(cell.label, label, setting.width)
            sketch.lines(with_space(words) if cell.value else words, label, x=0, y=y, colour=setting.palette.soft)
            end = y + label.leading
            if cell.value:
                end = sketch.lines(
                    setting.set(cell.value, value, free), value, x=start, y=y, colour=setting.palette.ink
                )
        if not cell.value:
            with sketch.artifact():
                sketch.shape(
                    rule(
                        start,
                        y + 0.82 * label.leading,
                        start + free,
                        y + 0.82 * label.leading,
                        0.75,
                        setting.palette.soft,
                    )
                )
        if first:
            top, bottom = y, end
            first = False
        y = end
    setting.write(sketch, "P", day.value, label, x=0, y=top, width=setting.width, align="right")
    return max(y, bottom)
