"""What staff are told when an urgent sheet takes the place of a leaflet: loud, on standard error, always."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.model.brand import Brand
    from handouts.model.selection import Sign
    from handouts.pipeline import Made

WIDTH = 80


def sheet_name(sheet: str) -> str:
    """What kind of sheet, in capitals that cannot be missed."""
    return {"emergency": "EMERGENCY SHEET", "same_day": "SAME-DAY SHEET"}[sheet]


def to_do(sheet: str, brand: Brand) -> tuple[str, ...]:
    """What staff do now, step by step."""
    if sheet == "emergency":
        return (
            f"Get this patient to emergency care now: call {brand.emergency.number}, or go to "
            f"{brand.emergency.department}.",
            "Do not let the patient drive. Do not leave the patient to wait alone.",
            "Print the sheet, fill in the box at its foot, and give it to the patient.",
        )
    return (
        "See to it that a clinician examines this patient today.",
        "Print the sheet, fill in the time and the box at its foot, and give it to the patient.",
        "When a clinician has looked into the sign, add it under facts.cleared: then there is a leaflet.",
    )


def why(signs: Iterable[Sign]) -> list[str]:
    """The signs by their labels, with how each was found."""
    return [f"{sign.alarm.value.upper()}: {sign.label} ({sign.reason})" for sign in signs]


def announce(console: Console, finished: Sequence[tuple[Made, str]]) -> None:
    """Every sheet of a run: what became of it (``written to out/A-1.pdf``), why, and what to do now."""
    sheets = [(made, done) for made, done in finished if made.selection.sheet is not None]
    count = "1 order" if len(sheets) == 1 else f"{len(sheets)} orders"
    help = "This patient needs help." if len(sheets) == 1 else "These patients need help."
    console.alarm(f"URGENT: {count} of {len(finished)} gave no leaflet. {help}")
    for made, done in sheets:
        sheet = made.selection.sheet
        assert sheet is not None, "only orders with a sheet are told of"
        console.alarm(f"  {made.order.reference}: {sheet_name(sheet)}, {done}")
        for line in report(sheet, made.selection.signs, made.leaflet.brand):
            console.alarm(line, loud=False)


def report(sheet: str, signs: Sequence[Sign], brand: Brand) -> list[str]:
    """Why, and what to do now, as lines of text."""
    lines: list[str] = []
    for head, items in (("Why:", why(signs)), ("Do now:", to_do(sheet, brand))):
        for index, item in enumerate(items):
            lead = f"    {head if index == 0 else '':<8}"
            lines += textwrap.wrap(item, WIDTH, initial_indent=lead, subsequent_indent=" " * 12, break_long_words=False)
    return lines
