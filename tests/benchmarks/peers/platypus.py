"""Plain ReportLab platypus as its users write it: styles and tables built once, pictures as shared forms, no tags.

    python -m tests.benchmarks.peers.platypus FILES FONTS LEAFLET.json OUT.pdf

``FILES`` is the folder that ``content.write_files`` has filled. Nothing of this program is imported, so that a cold
start is ReportLab's own.
"""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from tests.benchmarks.peers.look import (
    ACCENT,
    BODY,
    CALL,
    CALLOUTS,
    CARD,
    CARD_STYLE,
    CENTRE,
    CENTRED,
    FACES,
    FRONT_STYLE,
    GRID_STYLE,
    HEAD,
    HELP_STYLE,
    INK,
    KEY,
    KICKER,
    LABEL,
    LEAD,
    MARGIN,
    MESSAGE,
    NEXT,
    NUMERAL,
    PLAIN,
    RED,
    RIGHT,
    RULE,
    SMALL,
    SOFT,
    SOFT_BODY,
    STEP,
    STOP_STYLE,
    SUBHEAD,
    TEXT,
    TIERS,
    TITLE,
    WHOLE,
)
from tests.benchmarks.peers.pictures import Bars, Icon, Picture, Pictures

rl_config.useA85 = 0  # smaller files, and the same in a process where this program has said so
Runs = list[list[Any]]
Cells = list[list[Any]]


def _words(runs: Runs) -> str:
    return "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in runs)


def _p(runs: Runs, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(_words(runs), style)


def _joined(lines: Sequence[Runs], style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(" ".join(map(_words, lines)), style)


def _table(cells: Cells, widths: Sequence[float], style: TableStyle = PLAIN, **more: Any) -> Table:
    return Table(cells, colWidths=list(widths), style=style, hAlign="LEFT", **more)


def _bullets(lines: Sequence[Runs], colour: Color = ACCENT) -> ListFlowable:
    items: list[Any] = [ListItem(_p(line), bulletColor=colour) for line in lines]
    return ListFlowable(items, bulletType="bullet", start="•", bulletFontName="Bold", leftIndent=12, bulletFontSize=12)


def _two(lines: Sequence[Runs], width: float, colour: Color = ACCENT) -> Flowable:
    half = (len(lines) + 1) // 2
    if len(lines) < 2:
        return _bullets(lines, colour)
    gap = 6 * mm
    halves = [_bullets(lines[:half], colour), "", _bullets(lines[half:], colour)]
    return _table([halves], [(width - gap) / 2, gap, (width - gap) / 2])


class _Pages(Canvas):
    """Page x of y, for each patient: the pages are held back until their number is known."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._held: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.footer: dict[str, Any] = {}

    def showPage(self) -> None:
        self._held.append((dict(self.__dict__), self.footer))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        of, number = Counter(id(footer) for _, footer in self._held), Counter[int]()
        for state, footer in self._held:
            self.__dict__.update(state)
            number[id(footer)] += 1
            self._foot(footer, number[id(footer)], of[id(footer)])
            super().showPage()
        super().save()

    def _foot(self, footer: dict[str, Any], number: int, of: int) -> None:
        y = 18 * mm
        self.setStrokeColor(RULE)
        self.setLineWidth(0.5)
        self.line(MARGIN, y, A4[0] - MARGIN, y)
        self.setFillColor(SOFT)
        self.setFont("Regular", 9.5)
        self.drawString(MARGIN, y - 13, footer["left"][0])
        self.drawString(MARGIN, y - 26, footer["left"][1])
        self.drawRightString(A4[0] - MARGIN, y - 26, footer["right"])
        self.setFillColor(INK)
        self.setFont("Bold", 9.5)
        self.drawRightString(A4[0] - MARGIN, y - 13, f"Page {number} of {of}")


class _Begin(Flowable):
    """Takes no room; says whose pages begin here."""

    def __init__(self, footer: dict[str, Any]) -> None:
        super().__init__()
        self._footer = footer

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.footer = self._footer  # type: ignore[attr-defined]


class Platypus:
    """Holds what is the same for every leaflet."""

    name = "ReportLab platypus"
    tagged = False

    def __init__(self, files: Path, fonts: Path) -> None:
        for face in FACES:
            if face not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(face, fonts / f"AtkinsonHyperlegibleNext-{face}.ttf"))
        for face in FACES:
            pdfmetrics.registerFontFamily(face, normal=face, bold="Bold", italic=face, boldItalic="Bold")
        self._pictures = Pictures(files)
        self._blocks: dict[str, Callable[..., list[Any]]] = {
            "Front": self._front,
            "NextSteps": self._next_steps,
            "Help": self._help,
            "Bullets": lambda b, s, w: [_bullets(b["lines"]) if w < TEXT else _two(b["lines"], w)],
            "Paragraph": lambda b, s, w: [_joined(b["lines"])],
            "Lead": lambda b, s, w: [_p(b["line"], LEAD)],
            "Small": lambda b, s, w: [_joined(b["lines"], SMALL)],
            "Exercises": lambda b, s, w: [self._card(card, b["tall"]) for card in b["cards"]],
            "Stop": self._stop,
            "Schedule": self._schedule,
            "Callout": self._callout,
            "Tier": self._tier,
            "PictureRow": self._picture_row,
        }

    @property
    def version(self) -> str:
        """Of the package."""
        return str(reportlab.Version)

    def one(self, leaflet: dict[str, Any]) -> bytes:
        """The PDF of one leaflet."""
        return self.many([leaflet])

    def many(self, leaflets: Sequence[dict[str, Any]]) -> bytes:
        """One PDF of all of them, each with page numbers of its own."""
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=MARGIN - 6,
            rightMargin=MARGIN - 6,
            topMargin=14 * mm - 6,
            bottomMargin=20 * mm - 6,
            title=leaflets[0]["title"],
            lang=leaflets[0]["language"],
            initialFontName="Regular",
        )
        story: list[Any] = []
        for leaflet in leaflets:
            story += [PageBreak()] if story else []
            story += self._story(leaflet)
        document.build(story, canvasmaker=_Pages)
        return out.getvalue()

    def _story(self, leaflet: dict[str, Any]) -> list[Any]:
        story: list[Any] = [_Begin(leaflet["footer"]), *self._head(leaflet)]
        for row in leaflet["rows"]:
            if len(row) > 1:
                gap = 6 * mm
                width = (TEXT - gap) / 2
                left, right = (self._section(section, width) for section in row)
                story.append(_table([[left, "", right]], [width, gap, width]))
            else:
                story += self._section(row[0], TEXT)
        return story

    def _head(self, leaflet: dict[str, Any]) -> list[Any]:
        head = leaflet["letterhead"]
        name = Paragraph(
            f'<font name="Bold" size="14.5">{escape(head["name"])}</font><br/>{escape(head["address"])}', BODY
        )
        phone = escape(head["phone"])
        call = Paragraph(f'{escape(head["call_us"])}<br/><font name="Bold" size="14.5">{phone}</font>', RIGHT)
        logo = Picture(self._pictures["logo.svg"], 12 * mm, 12 * mm)
        strip = [
            Paragraph(f"{escape(cell['label'])}<br/><b>{escape(cell['value'])}</b>", BODY) for cell in leaflet["strip"]
        ]
        return [
            _table([[logo, name, call]], [16 * mm, TEXT - 76 * mm, 60 * mm]),
            Spacer(0, 4 * mm),
            _table([strip], [TEXT / len(strip)] * len(strip)),
            Spacer(0, 4 * mm),
        ]

    def _section(self, section: dict[str, Any], width: float) -> list[Any]:
        found: list[Any] = []
        for block in section["blocks"]:
            found += self._blocks[block["type"]](block, section, width)
        if section["title"] is None:
            return found
        head = self._heading(section["title"], section["icon"], width)
        if width < TEXT:
            return [Spacer(0, 13), head, Spacer(0, 4), *found]
        return [CondPageBreak(40 * mm), Spacer(0, 13), head, Spacer(0, 4), *found]

    def _heading(
        self, runs: Runs, icon: str | None, width: float, style: ParagraphStyle = HEAD, colour: str = "accent"
    ) -> Flowable:
        if icon is None:
            return _p(runs, style)
        return _table([[self._icon(icon, colour), _p(runs, style)]], [8 * mm, width - 8 * mm], CENTRED)

    def _icon(self, id: str, colour: str, size: float = 5.6 * mm) -> Icon:
        return Icon(self._pictures[f"icons/{id}-{colour}.svg"], size)

    def _picture(self, picture: dict[str, Any], width: float, height: float) -> Picture:
        drawing = self._pictures[f"illustrations/{picture['id']}.svg"]
        return Picture(drawing, width, height, mirrored=picture["mirrored"])

    def _front(self, block: dict[str, Any], section: dict[str, Any], width: float) -> list[Any]:
        words = [_p(block["kicker"], KICKER)] if block["kicker"] else []
        words += [_p(block["title"], TITLE), *(_p(line, MESSAGE) for line in block["message"])]
        picture = self._picture(block["picture"], 40 * mm, 45 * mm) if block["picture"] else ""
        return [_table([[words, picture]], [width - 50 * mm, 50 * mm], FRONT_STYLE)]

    def _next_steps(self, block: dict[str, Any], section: dict[str, Any], width: float) -> list[Any]:
        number = '<font name="ExtraBold" color="#0B5563">{}</font> {}'
        steps = [Paragraph(number.format(n, _words(step)), NEXT) for n, step in enumerate(block["steps"], 1)]
        return [
            Spacer(0, 10),
            _p(block["title"], HEAD),
            Spacer(0, 4),
            _table([steps], [width / len(steps)] * len(steps)),
        ]

    def _help(self, block: dict[str, Any], section: dict[str, Any], width: float) -> list[Any]:
        call = Paragraph(
            f'{_words(block["call"])} <font name="ExtraBold" size="34">{_words(block["number"])}</font>', CALL
        )
        key = [self._icon("help-now", "paper", 8 * mm), _p(block["title"], KEY), call]
        intro = [Paragraph(f"<b>{_words(block['intro'])}</b>", BODY)] if block["intro"] else []
        cells = [[key, [*intro, _bullets(block["lines"], RED)]]]
        return [Spacer(0, 12), _table(cells, [44 * mm, width - 44 * mm], HELP_STYLE)]

    def _card(self, card: dict[str, Any], tall: bool) -> Flowable:
        left, right = 56 * mm, TEXT - 56 * mm
        room = (left - 16) / len(card["pictures"]) if card["pictures"] else 0
        drawings = [self._picture(picture, room - 2 * mm, 36 * mm) for picture in card["pictures"]]
        captions = [] if tall else [[Paragraph(escape(picture["caption"]), CENTRE) for picture in card["pictures"]]]
        pictures = _table([drawings, *captions], [room] * len(drawings)) if drawings else ""
        place = "" if tall else Paragraph(escape(card["place"]), RIGHT)
        words: list[Any] = [_table([[_p(card["name"], CARD), place]], [right - 16 - 20 * mm, 20 * mm])]
        items: list[Any] = [ListItem(_p(step, STEP), bulletColor=ACCENT) for step in card["steps"]]
        words.append(ListFlowable(items, bulletFontName="ExtraBold", bulletFontSize=13, leftIndent=16))
        hints = [("easier", "soft", card["easier"]), ("harder", "soft", card["harder"])]
        hints += [("stop", "ink", line) for line in card["cautions"]]
        for icon, colour, line in hints:
            if line:
                words.append(self._hint(icon, colour, line, right - 16))
        if card["dose"]:
            words += [Spacer(0, 4), _doses(card["dose"], right - 16)]
        return _table([[pictures, words]], [left, right], CARD_STYLE, spaceBefore=8)

    def _hint(self, icon: str, colour: str, line: Runs, width: float) -> Flowable:
        return _table([[self._icon(icon, colour, 4 * mm), _p(line, SOFT_BODY)]], [6 * mm, width - 6 * mm], CENTRED)

    def _stop(self, block: dict[str, Any], section: dict[str, Any], width: float) -> list[Any]:
        sign = [self._icon("stop", "ink", 8 * mm), _p(block["title"], SUBHEAD)]
        cells = [[sign, _bullets(block["lines"])]]
        return [Spacer(0, 8), _table(cells, [22 * mm, width - 22 * mm], STOP_STYLE)]

    def _schedule(self, block: dict[str, Any], section: dict[str, Any], width: float) -> list[Any]:
        key, rest = 52 * mm, width - 52 * mm
        cells = []
        for row in block["rows"]:
            icon = "thermometer" if row["method"] == "warm" else "snowflake"
            name = [self._heading(row["name"], icon, key - 12, SUBHEAD), _p(row["how"])]
            bars = Bars(row["minutes"] * 1.5 * mm, row["times"], ACCENT)
            cells.append(
                [
                    name,
                    [
                        _doses(row["cells"], rest - 12),
                        Spacer(0, 4),
                        bars,
                        self._hint("eye", "ink", row["check"], rest - 12),
                    ],
                ]
            )
        return [_table(cells, [key, rest], GRID_STYLE, spaceAfter=8)]

    def _callout(self, block: dict[str, Any], section: dict[str, Any], width: float) -> list[Any]:
        icon, colour, style = CALLOUTS[block["level"]]
        head = self._heading(block["title"], icon, width - 16, SUBHEAD, colour)
        lines = block["lines"]
        body = _bullets(lines) if len(lines) > 1 else _joined(lines)
        return [_table([[[head, body]]], [width], style, spaceBefore=10)]

    def _tier(self, block: dict[str, Any], section: dict[str, Any], width: float) -> list[Any]:
        icon, tone, head_style, action_style, dot, style = TIERS[block["urgency"]]
        action = _p(block["action"], action_style) if block["action"] else ""
        inner = width - 12
        title = self._heading(block["title"], icon, inner - 105 * mm, head_style, tone)
        head = _table([[title, action]], [inner - 105 * mm, 105 * mm], CENTRED)
        rest = [_joined(block["intro"])] if block["intro"] else []
        cells: Cells = [[head], [[*rest, _two(block["lines"], inner, dot)]]]
        return [_table(cells, [width], style, spaceBefore=10)]

    def _picture_row(self, block: dict[str, Any], section: dict[str, Any], width: float) -> list[Any]:
        shown = block["pictures"]
        room = min(36 * mm, width / len(shown))
        drawings: list[Any] = [self._picture(each["picture"], room - 3 * mm, 27 * mm) for each in shown]
        captions: list[Any] = [_p(each["caption"], CENTRE) for each in shown]
        return [_table([drawings, captions], [room] * len(shown), WHOLE, spaceBefore=4)]


def _doses(cells: Sequence[dict[str, Any]], width: float) -> Table:
    row: list[Any] = []
    for cell in cells:
        row += [Paragraph(escape(cell["numeral"]), NUMERAL), "", Paragraph(escape(cell["label"]), LABEL)]
    label = min(24 * mm, width / len(cells) - 13 * mm)
    return _table([row], [11 * mm, 2 * mm, label] * len(cells), CENTRED)


if __name__ == "__main__":
    files, fonts, leaflet, out = map(Path, sys.argv[1:])
    out.write_bytes(Platypus(files, fonts).one(json.loads(leaflet.read_bytes())))
