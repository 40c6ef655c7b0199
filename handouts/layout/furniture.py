"""What frames the content: header and patient strip on page 1, a footer on every page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from handouts.layout.fonts import HARD_SPACE, Weight
from handouts.layout.galley import Galley, Sketch, Strip
from handouts.layout.setting import PANEL_LINE, Setting
from handouts.layout.shapes import rectangle, rule
from handouts.layout.style import Type
from handouts.layout.text import with_space
from handouts.layout.units import MM
from handouts.model.leaflet import Footer, Labelled, Letterhead
from handouts.model.paper import Format

SECTION = "letterhead"
FOOT_TOP = 1.6 * MM
"""From the rule over the foot of a page to its first row."""


def letterhead_words(head: Letterhead, strip: Sequence[Labelled], setting: Setting) -> tuple[str, ...]:
    """What :func:`letterhead` says, in reading order."""
    if _extra_large(setting):
        return (head.name, f"{head.call_us} {head.phone}", _values(strip, setting))
    if setting.grid.narrow:
        return (head.name, head.address, f"{head.call_us} {head.phone}", *_said(strip, setting))
    cells = (text for cell in strip for text in (cell.label, cell.value))
    return (head.name, head.address, head.call_us, head.phone, *cells)


def _extra_large(setting: Setting) -> bool:
    """Print so large that the header has room for the phone alone."""
    return setting.scale.clinic.size >= 24


def _values(cells: Sequence[Labelled], setting: Setting) -> str:
    """The values alone, in one line: a second one would push the help box off page 1. Roles give way, then all but
    the patient's name."""
    every = [cell.value for cell in cells]
    forms = [" · ".join(found) for found in (every, [value.partition(", ")[0] for value in every], every[:1])]
    return next((form for form in forms if setting.measure(form, setting.scale.body) <= setting.width), forms[-1])


def letterhead(
    head: Letterhead, strip: Sequence[Labelled], setting: Setting, section: str = SECTION
) -> tuple[Galley, ...]:
    """The header, which is the same on all leaflets of a clinic, and the patient strip."""
    (top,) = setting.laid(_head, (head,), section)
    if not strip:
        return (top,)
    sketch = Sketch(section)
    sketch.strip(_strip(sketch, strip, setting))
    gap = 3.2 * MM * setting.tight
    return (top, sketch.galley("patient", before=gap, tightest=gap, keep_next=True))


def _head(head: Letterhead, setting: Setting, section: str) -> tuple[Galley, ...]:
    sketch = Sketch(section)
    sketch.strip(_header(sketch, head, setting))
    return (sketch.galley("letterhead", keep_next=True),)


def _header(sketch: Sketch, head: Letterhead, setting: Setting) -> float:
    scale, width = setting.scale, setting.width
    label = Type(Weight.REGULAR, scale.label.size, scale.label.leading)
    accent = setting.palette.accent
    logo = max(12.5 * MM, scale.clinic.leading + label.leading)
    # A wide logo may be up to 40 mm long.
    logo_width = min(40 * MM, max(logo, logo * setting.logo.width / setting.logo.height))
    left = logo_width + 3.5 * MM
    beside = not _extra_large(setting) and not setting.grid.narrow
    right = max(setting.measure(head.call_us, label), setting.measure(head.phone, scale.clinic)) if beside else 0.0
    name_width = width - left - (right + 6 * MM if right else 0)
    names = setting.set(head.name, scale.clinic, name_width)
    under = setting.set(f"{head.call_us} {head.phone}" if _extra_large(setting) else head.address, label, name_width)
    block = len(names) * scale.clinic.leading + len(under) * label.leading
    high = max(logo, block)
    top = (high - block) / 2
    with sketch.element("Figure", Alt=setting.brand.logo_alt):
        ground = setting.palette.tint if setting.brand.header == "panel" else setting.palette.paper
        sketch.shape(setting.logo_in(0, (high - logo) / 2, logo_width, logo, ground))
    with sketch.element("P"):
        y = sketch.lines(names, scale.clinic, x=left, y=top, colour=setting.palette.ink)
    with sketch.element("P"):
        colour = setting.palette.ink if _extra_large(setting) else setting.palette.soft
        sketch.lines(under, label, x=left, y=y, colour=colour)
    if beside:
        setting.write(
            sketch, "P", head.call_us, label, x=0, y=top, width=width, colour=setting.palette.soft, align="right"
        )
        y = top + label.leading + 1
        setting.write(sketch, "P", head.phone, scale.clinic, x=0, y=y, width=width, align="right")
    if setting.grid.narrow:
        high = _phone_line(sketch, head, setting, label, high + 3 * MM) - 1.6 * MM
    if setting.brand.header == "panel":
        margin, bottom = setting.grid.margin, high + 4.5 * MM * setting.tight
        top_edge = -setting.grid.first_top
        sketch.behind(rectangle(-margin, top_edge, setting.grid.width, bottom - top_edge, fill=setting.palette.tint))
        if setting.palette.edge:
            with sketch.artifact():
                sketch.shape(rule(0, bottom, width, bottom, PANEL_LINE, setting.palette.edge))
        return bottom
    with sketch.artifact():
        below = high + 3 * MM * setting.tight
        sketch.shape(rule(0, below, width, below, 1.5, accent))
    return below


def _phone_line(sketch: Sketch, head: Letterhead, setting: Setting, label: Type, y: float) -> float:
    """Whom to call, on a line of its own where there is no room beside the name; returns where it ends."""
    bold = setting.scale.clinic
    words = with_space(setting.set(head.call_us, label, setting.width))
    left = setting.measure(f"{head.call_us} ", label) + 1 * MM
    with sketch.element("P"):
        sketch.lines(words, label, x=0, y=y + (bold.leading - label.leading) / 2, colour=setting.palette.soft)
        phone = setting.set(head.phone, bold, setting.width - left)
        return sketch.lines(phone, bold, x=left, y=y, colour=setting.palette.ink)


def _said(cells: Sequence[Labelled], setting: Setting) -> list[str]:
    """The cells of the strip in as few lines as a narrow page needs."""
    rows: list[str] = []
    for cell in cells:
        words = f"{cell.label} {cell.value}".strip()
        joined = f"{rows[-1]}{HARD_SPACE}· {words}" if rows else words
        if rows and setting.measure(joined, setting.scale.label) <= setting.width:
            rows[-1] = joined
        else:
            rows.append(words)
    return rows


def _strip(sketch: Sketch, cells: Sequence[Labelled], setting: Setting) -> float:
    """Records the patient strip; returns where it ends."""
    scale, y = setting.scale, 0.0
    if _extra_large(setting):
        return setting.write(sketch, "P", _values(cells, setting), scale.body, x=0, y=y, width=setting.width)
    if setting.grid.narrow:
        for words in _said(cells, setting):
            y = setting.write(sketch, "P", words, scale.label, x=0, y=y, width=setting.width)
        return y
    label, value = _roomy(scale.label, Weight.REGULAR), _roomy(scale.label, Weight.BOLD)
    for row in _rows([_cell(cell, value, setting) for cell in cells], setting):
        end = y
        dividers = []
        for (cell, _, _), (left, width) in zip(row, _shares([need for _, need, _ in row], setting), strict=True):
            at = setting.write(sketch, "P", cell.label, label, x=left, y=y, width=width, colour=setting.palette.soft)
            end = max(end, setting.write(sketch, "P", cell.value, value, x=left, y=at, width=width))
            if left:
                dividers.append(left - 3 * MM)
        with sketch.artifact():
            for x in dividers:
                sketch.shape(rule(x, y + 0.5 * MM, x, end - 0.5 * MM, 0.75, setting.palette.hair))
        y = end + 1.5 * MM
    return y - 1.5 * MM


@cache
def _roomy(style: Type, weight: Weight) -> Type:
    """The style of the strip: another weight of ``style`` with more leading."""
    return Type(weight, style.size, style.leading * 1.1)


_Cell = tuple[Labelled, float, float]
"""A cell of the strip, what its value needs in width, and what all of it needs."""


def _cell(cell: Labelled, value: Type, setting: Setting) -> _Cell:
    need = setting.measure(cell.value, value) + 6 * MM
    return cell, need, max(need, setting.measure(cell.label, value) + 6 * MM)


def _rows(cells: Sequence[_Cell], setting: Setting) -> list[Sequence[_Cell]]:
    needed = -6 * MM + sum([need for _, _, need in cells])
    if needed <= setting.width or len(cells) < 3:
        return [cells]
    return [cells[:2], *_rows(cells[2:], setting)]


def _shares(needs: Sequence[float], setting: Setting) -> list[tuple[float, float]]:
    """Left edge and width of each cell of a row: shares by need, near 30/36/34 for name, clinician and date."""
    shares = [0.30, 0.36, 0.34] if len(needs) == 3 else [1 / max(2, len(needs))] * len(needs)
    widths = [setting.width * share for share in shares]
    spare = setting.width - sum(needs)
    if spare >= 0 and any(need > width for need, width in zip(needs, widths, strict=True)):
        widths = [need + spare / len(needs) for need in needs]
    found, x = [], 0.0
    for width in widths:
        found.append((x, max(20 * MM, width - 6 * MM)))
        x += width
    return found


class Row(NamedTuple):
    """A row at the foot of a page: at the ``left`` what many leaflets have there, right after it what is this one's
    ``own``; and the ``right``. In the first row the right is room for the number of the page."""

    left: str
    own: str = ""
    right: str = ""


def footer(words: Footer, setting: Setting, pages: int, format: Format) -> list[Row]:
    """What is the same at the foot of all ``pages`` pages."""
    scale = setting.scale
    style, bold = scale.footer, scale.page_number
    large = format is not Format.STANDARD
    dot = " · " if large else f"{HARD_SPACE} · {HARD_SPACE}"
    # The widest number decides for all pages, so that their footers look the same.
    widest = _number(words, pages, pages)
    made, review = (words.short_made, words.short_review_by) if large else (words.made, words.review_by)
    width = setting.width
    first_left = dot.join((words.title, words.version))
    second_left, right = dot.join((made, review, words.clinic)), words.reference
    if setting.grid.narrow:
        last = [dot.join((review, words.clinic)), dot.join((words.short_review_by, words.clinic))]
        fits = [row for row in last if setting.measure(row, style) <= width]
        second = Row(dot.join((words.version, made)), right=right)
        return [Row(words.title, right=widest), second, Row((fits or last[-1:])[0])]
    if setting.measure(second_left, style) + 4 * MM + setting.measure(right, style) <= width:
        return [Row(first_left, right=widest), Row(second_left, right=right)]
    joined = Row(f"{first_left}{dot}", words.bare_reference, widest)
    needed = setting.measure(f"{joined.left}{joined.own}", style) + 3 * MM + setting.measure(widest, bold)
    if needed <= width and setting.measure(second_left, style) <= width:
        return [joined, Row(second_left)]
    return [Row(first_left, right=widest), Row(dot.join((made, review)), right=right), Row(words.clinic)]


def sheet_footer(words: Footer, setting: Setting, pages: int) -> list[Row]:
    """The same for an urgent sheet, in one line if it fits: title, day and clinic stand at the head of the page."""
    about = f"{words.version} · {words.short_review_by}"
    widest = _number(words, pages, pages)
    joined = Row(f"{about} · ", words.reference, widest)
    style, bold = setting.scale.footer, setting.scale.page_number
    if setting.measure(f"{joined.left}{joined.own}", style) + 4 * MM + setting.measure(widest, bold) <= setting.width:
        return [joined]
    return [Row(about, right=widest), Row("", words.reference)]


def foot_height(rows: Sequence[Row], setting: Setting) -> float:
    """Height of a foot of ``rows``, from its rule down."""
    return FOOT_TOP + len(rows) * setting.scale.footer.leading


def feet(rows: Sequence[Row], words: Footer, setting: Setting, pages: int) -> list[tuple[Strip, ...]]:
    """The foot of each page, an artifact from the rule down: what many leaflets have there, and what only this one."""
    style, width = setting.scale.footer, setting.width
    lefts, own, y = [], Sketch(SECTION), FOOT_TOP
    for index, row in enumerate(rows):
        room = width - (setting.measure(row.right, setting.scale.page_number) + 2 * MM if row.right else 0)
        left = row.left.rstrip()
        lefts.append((left, width if setting.measure(left, style) <= room else room))
        with own.artifact():
            if row.own:
                x = setting.measure(row.left, style)
                own.lines(setting.set(row.own, style, width), style, x=x, y=y, colour=setting.palette.soft)
            if row.right and index:
                lines = setting.set(row.right, style, width)
                own.lines(lines, style, x=0, y=y, colour=setting.palette.soft, width=width, align="right")
        y += style.leading
    own.strip(y)

    def shared() -> list[Strip]:
        return [_foot(lefts, _number(words, page, pages), setting) for page in range(1, pages + 1)]

    strips = setting.memo.same("feet", (words.page,), (setting.key, width, pages, *lefts), shared)
    (mine,) = own.galley("foot").strips
    return [(strip, mine) if mine.marks else (strip,) for strip in strips]


def _foot(lefts: Sequence[tuple[str, float]], number: str, setting: Setting) -> Strip:
    """The rule, the left of each row with the width that it has, and the number of the page."""
    scale, width = setting.scale, setting.width
    style, y = scale.footer, FOOT_TOP
    sketch = Sketch(SECTION)
    with sketch.artifact():
        sketch.shape(rule(0, 0, width, 0, 0.5, setting.palette.line))
        for left, room in lefts:
            sketch.lines(setting.set(left, style, room)[:1], style, x=0, y=y, colour=setting.palette.soft)
            y += style.leading
        lines = setting.set(number, scale.page_number, width)
        ink = setting.palette.ink
        sketch.lines(lines, scale.page_number, x=0, y=FOOT_TOP, colour=ink, width=width, align="right")
    sketch.strip(y)
    return sketch.galley("foot").strips[0]


def _number(words: Footer, page: int, pages: int) -> str:
    return str(words.page.render({"page": page, "pages": pages}))
