"""New files for staff to fill in, from ``templates/``."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Iterable
from pathlib import Path

from handouts.intake.names import conditions
from handouts.intake.schema import Kind
from handouts.model.colour import PLAIN_BRAND
from handouts.model.vocabulary import Vocabulary

_FOLDER = Path(__file__).parent / "templates"

_LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">
  <path d="M14 0H86A14 14 0 0 1 100 14V86A14 14 0 0 1 86 100H14A14 14 0 0 1 0 86V14A14 14 0 0 1 14 0Z" \
fill="$colour" stroke="none"/>
  <path d="M50 24V76M24 50H76" fill="none" stroke="#FFFFFF" stroke-width="12" stroke-linecap="round"/>
</svg>
"""


def placeholder(colour: str = PLAIN_BRAND) -> str:
    """An SVG file that stands in for a clinic's logo until it puts its own there."""
    return string.Template(_LOGO).substitute(colour=colour)


def template(
    kind: Kind,
    id: str,
    vocabulary: Vocabulary,
    *,
    schema: str,
    today: dt.date,
    colour: str = PLAIN_BRAND,
    logo: str = "logo.svg",
    logo_alt: str = "Your clinic, a white cross",
) -> str:
    """A commented file of ``kind``; ``id`` is filled in, ``schema`` names the schema file for editors.

    ``colour``, ``logo`` and ``logo_alt`` are those of a brand.
    """
    text = string.Template((_FOLDER / f"{kind}.yaml").read_text(encoding="utf-8"))
    return text.substitute(
        id=id,
        colour=colour,
        logo=logo,
        logo_alt=logo_alt,
        schema=schema,
        today=today.isoformat(),
        tomorrow=(today + dt.timedelta(days=14)).isoformat(),
        next_year=(today + dt.timedelta(days=365)).isoformat(),
        packs=_wrapped(vocabulary.packs),
        brands=_wrapped(vocabulary.brands),
        sections=_wrapped(vocabulary.sections),
        exercises=_wrapped(vocabulary.exercises),
        tags=_wrapped(vocabulary.tags),
        topics=_wrapped(vocabulary.topics),
        conditions=_wrapped(conditions(vocabulary)),
        red_flags=_wrapped(vocabulary.red_flags),
        variables=_wrapped(vocabulary.variables),
    )


def _wrapped(names: Iterable[str], width: int = 100) -> str:
    """Names as comment lines."""
    lines, line = [], "#  "
    for name in sorted(names):
        if len(line) + len(name) + 1 > width:
            lines.append(line.rstrip())
            line = "#  "
        line += f" {name}"
    return "\n".join([*lines, line])
