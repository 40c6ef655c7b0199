"""How platypus pages look: colours, paragraph styles and table styles, built once."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import TableStyle

ACCENT, INK, SOFT, RULE, TINT = (HexColor(c) for c in ("#0B5563", "#16191D", "#454B54", "#8A919B", "#F0F4F5"))
RED, AMBER, PALE = (HexColor(c) for c in ("#930F1A", "#7A4700", "#FCE9C9"))
MARGIN, TEXT = 18 * mm, A4[0] - 36 * mm
FACES = ("Regular", "Medium", "SemiBold", "Bold", "ExtraBold")


def style(name: str, face: str, size: float, leading: float, colour: Color = INK, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=leading, textColor=colour, **more)


BODY = style("body", "Regular", 12, 15.75, spaceAfter=2.5)
SMALL = style("small", "Regular", 12, 15, SOFT, spaceBefore=8)
LABEL = style("label", "Medium", 12, 14.5)
SOFT_BODY = style("soft", "Regular", 12, 15.75, SOFT)
RIGHT = style("right", "Regular", 12, 15.75, SOFT, alignment=TA_RIGHT)
CENTRE = style("centre", "Regular", 12, 14.5, alignment=TA_CENTER)
STEP = style("step", "Medium", 13, 17)
LEAD = style("lead", "Bold", 13, 17.5, spaceAfter=3)
CARD = style("card", "Bold", 14.5, 18)
KICKER = style("kicker", "SemiBold", 13, 16, ACCENT, spaceAfter=3)
TITLE = style("title", "ExtraBold", 30, 33, spaceAfter=5)
MESSAGE = style("message", "SemiBold", 16, 21)
HEAD = style("head", "Bold", 15.5, 19, ACCENT)
HEAD_INK = style("head ink", "Bold", 15.5, 19)
HEAD_WHITE = style("head white", "Bold", 15.5, 19, white)
SUBHEAD = style("subhead", "Bold", 13, 16.5)
ACTION = style("action", "Bold", 13, 17, alignment=TA_RIGHT)
ACTION_WHITE = style("action white", "Bold", 13, 17, white, alignment=TA_RIGHT)
KEY = style("key", "ExtraBold", 18, 21, white)
CALL = style("call", "Regular", 18, 36, white)
NUMERAL = style("numeral", "ExtraBold", 25, 30, ACCENT, alignment=TA_RIGHT)
NEXT = style("next", "Medium", 13, 17, rightIndent=4 * mm)

BARE = (("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0))
TIGHT = (*BARE, ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0))
FONT = ("FONTNAME", (0, 0), (-1, -1), "Regular")
UNSPLIT = ("NOSPLIT", (0, 0), (-1, -1))
TOP, MIDDLE = ("VALIGN", (0, 0), (-1, -1), "TOP"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
PLAIN = TableStyle([FONT, *TIGHT, TOP])
WHOLE = TableStyle([FONT, *TIGHT, TOP, UNSPLIT])
CENTRED = TableStyle([FONT, *TIGHT, MIDDLE])
CARD_STYLE = TableStyle(
    [
        FONT,
        TOP,
        ("BOX", (0, 0), (-1, -1), 0.75, RULE),
        ("BACKGROUND", (0, 0), (0, 0), TINT),
        ("PADDING", (0, 0), (-1, -1), 8),
    ]
)
HELP_STYLE = TableStyle(
    [
        FONT,
        TOP,
        ("BOX", (0, 0), (-1, -1), 1.25, RED),
        ("BACKGROUND", (0, 0), (0, 0), RED),
        ("PADDING", (0, 0), (-1, -1), 10),
    ]
)
STOP_STYLE = TableStyle([FONT, MIDDLE, ("BOX", (0, 0), (-1, -1), 1.5, INK), ("PADDING", (0, 0), (-1, -1), 8)])
GRID_STYLE = TableStyle(
    [FONT, TOP, UNSPLIT, ("BOX", (0, 0), (-1, -1), 0.75, RULE), ("LINEBELOW", (0, 0), (-1, -2), 0.75, RULE)]
)


def box(line: float, colour: Color | None, fill: Color | None) -> TableStyle:
    look: list[Any] = [FONT, TOP, ("PADDING", (0, 0), (-1, -1), 8)]
    look += [("BOX", (0, 0), (-1, -1), line, colour)] if colour else []
    look += [("BACKGROUND", (0, 0), (-1, -1), fill)] if fill else []
    return TableStyle(look)


FRONT_STYLE = box(0, None, TINT)
CALLOUTS = {
    "note": ("info", "accent", FRONT_STYLE),
    "caution": ("ask", "ink", box(1.25, INK, None)),
    "urgent": ("help-now", "red", box(2.25, RED, None)),
}


def tier(line: float, colour: Color, fill: Color | None) -> TableStyle:
    look: list[Any] = [FONT, TOP, UNSPLIT, ("BOX", (0, 0), (-1, -1), line, colour)]
    look.append(("PADDING", (0, 0), (-1, -1), 6))
    look += [("BACKGROUND", (0, 0), (-1, 0), fill)] if fill else [("LINEBELOW", (0, 0), (-1, 0), 0.5, colour)]
    return TableStyle(look)


TIERS = {
    "now": ("help-now", "paper", HEAD_WHITE, ACTION_WHITE, RED, tier(2.25, RED, RED)),
    "today": ("help-today", "amber", HEAD_INK, ACTION, AMBER, tier(1.25, AMBER, PALE)),
    "visit": ("calendar", "accent", HEAD_INK, ACTION, ACCENT, tier(0.75, ACCENT, None)),
}
