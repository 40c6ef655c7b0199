"""Print itself: its size, the length of its lines, and how its paragraphs end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.pages.finding import Finding
from tests.pages.limits import Limits
from tests.pages.paper import HEADINGS, MM, Block, Paper, Row

EXEMPT = ("Table", "TH", "TD", "Caption", "Lbl")
STEP = 0.01
NARROWEST = 0.6
"""Lines are narrowed by a hundredth at a time, to not less than this, in search of a better last line."""
GLUE = re.compile(
    r"\d to (?=\d)|(?<=\d) (?=[A-Za-z\d(])|\b[Cc]all (?=\d|us\b)|(?<=\)) (?=\d)"
    r"|\b(?:Dr|Mr|Mrs|Ms|Prof)\.? |\b[A-Z]\. (?=[A-Z])|\b[A-Z][a-z]{2,8} (?=\d)"
)
"""Where no line may end: number and unit, parts of a phone number, titles and initials (LOOK.md, section 2)."""


def small_type(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """Print under the smallest size; the footer has one of its own."""
    for page in paper.pages:
        for run in page.runs:
            least = limits.footer if page.in_footer(run) else limits.smallest
            if run.text.strip() and run.size < least - 0.01:
                yield Finding("small-type", page.number, run.box, run.size, least, "pt", run.text)


def line_length(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """Lines of running text with more characters than an eye follows, and columns too narrow to read."""
    shortest = limits.characters[0]
    for before, block in pairwise([None, *paper.blocks]):
        if block is None or block.tag not in ("P", "LBody") or set(block.tags) & set(EXEMPT) or block.boxed:
            continue
        longest = limits.small_print if _run_in(before, block) else limits.characters[1]
        full = block.rows[:-1] or block.rows
        # One line of narrow letters is longer than its neighbours; eyes go by the column.
        mean = sum(len(row.text) for row in full) / len(full)
        if mean > longest:
            yield Finding("line-length", full[0].page, full[0].box, mean, longest, "characters", full[0].text)
        if len(full) > 3 and max(len(row.text) for row in full) < shortest:
            most = max(full, key=lambda row: len(row.text))
            yield Finding("line-length", most.page, most.box, len(most.text), shortest, "characters", most.text)


def _run_in(heading: Block | None, block: Block) -> bool:
    """Whether ``block`` begins on the line of its heading."""
    if heading is None or heading.tag not in HEADINGS:
        return False
    above, below = heading.rows[-1], block.rows[0]
    return above.page == below.page and abs(above.runs[0].baseline - below.runs[0].baseline) < 0.2


def last_line(paper: Paper, limits: Limits) -> Iterator[Finding]:
    """One word alone on the last line, where narrower lines would have given it company without one line more."""
    for block in paper.blocks:
        rows = block.rows
        if len(rows) < 2 or len(rows[-1].text.split()) > 1 or len({run.size for row in rows for run in row.runs}) > 1:
            continue
        if rows[-1].page == rows[-2].page and rows[-1].box.top > rows[-2].box.top and _avoidable(rows):
            yield Finding("last-line", rows[-1].page, rows[-1].box, 1, 2, "words", block.text[-60:])


def _avoidable(rows: Sequence[Row]) -> bool:
    """Whether the same words, set narrower, end in two words or more and take no more lines."""
    words = _words(rows)
    space = rows[0].size * 0.25 / MM
    width = max(row.box.right for row in rows) - min(row.box.left for row in rows)
    narrower = width
    while narrower > NARROWEST * width:
        lines = _filled(words, narrower, space)
        if len(lines) == len(rows) and lines[-1] > 1:
            return True
        if len(lines) > len(rows):
            return False
        narrower -= STEP * width
    return False


def _words(rows: Sequence[Row]) -> list[tuple[float, int]]:
    """Widths in mm of what can stand on a line by itself, and the words in it."""
    text = "".join(run.text for row in rows for run in row.runs)
    advances = [wide for row in rows for run in row.runs for wide in run.advances]
    held = GLUE.sub(lambda found: found.group().replace(" ", "\N{NO-BREAK SPACE}"), text)
    return [
        (sum(advances[found.start() : found.end()]), 1 + found.group().count("\N{NO-BREAK SPACE}"))
        for found in re.finditer(r"[^ ]+", held)
    ]


def _filled(words: Sequence[tuple[float, int]], width: float, space: float) -> list[int]:
    """How many words each line takes."""
    lines: list[int] = []
    used = width + 1
    for wide, count in words:
        if used + space + wide > width + 0.01:
            lines.append(count)
            used = wide
        else:
            lines[-1] += count
            used += space + wide
    return lines
