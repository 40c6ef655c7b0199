"""Preflight: what a mail house would send a print file back for, found before it is written.

Each check is one function with a code, a message and a remedy; it looks at what was measured on the finished pages
(:class:`Laid`), not at what layout meant to do. To add one: a function, and its name in ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from handouts.model.mail import Box, MailProfile
from handouts.model.problem import Problem

_MM = 72 / 25.4
PLAY = 0.05
"""Points that do not count: positions are rounded."""
EDGE = 5.0
"""Millimetres at the edge of the paper that no printer needs more of, where no mail profile says otherwise."""
Rect = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page."""


class Laid(Struct, frozen=True):
    """One patient's pages as they were laid: boxes of ink of each side, and of each thing on the first.

    ``sides``: pages in the file, with empty ones; ``address``: the box of the address on the cover, ``rows`` its
    lines; ``addressed``: whether name and postal address are known.
    """

    reference: str
    page: str
    size: tuple[float, float]
    ink: Sequence[Rect | None]
    front: Sequence[Rect]
    sides: int
    sheets: int
    addressed: bool = False
    address: Rect | None = None


class Rules(Struct, frozen=True):
    """What a run asks of each patient's pages. ``split``: the most sheets of a file, where it is split."""

    mail: MailProfile | None = None
    simplex: bool = False
    split: int | None = None


Found = Iterator[tuple[str, str]]
"""What is wrong, and what to do."""


def content_outside_printable_area(laid: Laid, rules: Rules) -> Found:
    """Ink where the printer cannot print."""
    edge = rules.mail.unprintable if rules.mail else EDGE
    wide, high = laid.size
    area = (edge * _MM, edge * _MM, wide - edge * _MM, high - edge * _MM)
    for number, ink in enumerate(laid.ink, 1):
        if ink is not None and not _inside(ink, area):
            yield (
                f"side {number} has print within {edge:g} mm of the edge of the paper",
                "Use a larger page, or another printer.",
            )
            return


def text_in_address_window(laid: Laid, rules: Rules) -> Found:
    """Anything but the address where it could show through the window. Without an address there is no cover yet."""
    if rules.mail is None or (rules.mail.cover == "yes" and not laid.addressed):
        return
    clear = _on_page(rules.mail.clear, laid)
    if any(_meet(box, clear) for box in laid.front):
        remedy = "Have a cover sheet (cover: yes), or move the clinic's own address (return_address in the profile)."
        yield "something else than the address could show through the window of the envelope", remedy


def address_outside_window(laid: Laid, rules: Rules) -> Found:
    """An address that would have room in the window, but does not stand in it."""
    if rules.mail is None or laid.address is None:
        return
    window = _on_page(rules.mail.window, laid)
    if _fits(laid.address, window) and not _inside(laid.address, window):
        yield "the address does not stand in the window of the envelope", "Mend address in the mail profile."


def address_too_long(laid: Laid, rules: Rules) -> Found:
    """An address that is larger than the window."""
    if rules.mail is None or laid.address is None:
        return
    if not _fits(laid.address, _on_page(rules.mail.window, laid)):
        yield "the address is larger than the window of the envelope", "Write it in fewer or shorter lines."


def address_missing(laid: Laid, rules: Rules) -> Found:
    """No address, or nobody's."""
    if rules.mail is not None and rules.mail.cover == "yes" and not laid.addressed:
        yield "there is no postal address, or no name for it", "Add post: and patient: name: to the order."


def page_size_mixed(laid: Laid, rules: Rules) -> Found:
    """Another paper than the envelope is for."""
    if rules.mail is not None and laid.page != rules.mail.paper:
        remedy = f"Make it with --page {rules.mail.paper}, or choose another mail profile."
        yield f"its pages are {laid.page}, and these envelopes are for {rules.mail.paper}", remedy


def odd_sides(laid: Laid, rules: Rules) -> Found:
    """Sides that would put the next patient on the back of this one's last sheet."""
    if not rules.simplex and laid.sides % 2:
        yield f"it has {laid.sides} sides, and the next patient would begin on the back", "Please report this fault."


def sheet_count_over_limit(laid: Laid, rules: Rules) -> Found:
    """More sheets than an envelope or a file holds."""
    if rules.mail is not None and laid.sheets > rules.mail.most_sheets:
        yield (
            f"it takes {laid.sheets} sheets, and an envelope holds {rules.mail.most_sheets}",
            "Ask for fewer pages: (pages: 4).",
        )
    elif rules.split is not None and laid.sheets > rules.split:
        yield f"it takes {laid.sheets} sheets, and a file may have {rules.split}", "Choose a larger --split-sheets."


CHECKS: dict[str, Callable[[Laid, Rules], Found]] = {
    "content-outside-printable-area": content_outside_printable_area,
    "text-in-address-window": text_in_address_window,
    "address-outside-window": address_outside_window,
    "address-too-long": address_too_long,
    "address-missing": address_missing,
    "page-size-mixed": page_size_mixed,
    "odd-sides": odd_sides,
    "sheet-count-over-limit": sheet_count_over_limit,
}


def preflight(laid: Laid, rules: Rules) -> tuple[Problem, ...]:
    """Every fault of one patient's pages, by reference and code; never a word of the address."""
    return tuple(
        Problem(code, f"{laid.reference}: {message}", remedy, item=laid.reference)
        for code, check in CHECKS.items()
        for message, remedy in check(laid, rules)
    )


def fonts_not_embedded(path: Path, name: str) -> tuple[Problem, ...]:
    """Fonts that the finished file at ``path`` does not hold; ``name`` is what the file will be called."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        shared = {page.Resources.objgen: page.Resources for page in pdf.pages}
        named = {font.objgen: font for one in shared.values() for _, font in one.Font.items()}
        bare = [font for font in named.values() if "/FontFile2" not in font.FontDescriptor]
    if not bare:
        return ()
    message = f"{name}: {len(bare)} of its fonts are not in the file"
    return (Problem("fonts-not-embedded", message, "Please report this fault.", item=name),)


def _on_page(box: Box, laid: Laid) -> Rect:
    top = laid.size[1] - box.top * _MM
    return (box.left * _MM, top - box.height * _MM, (box.left + box.width) * _MM, top)


def _inside(one: Rect, other: Rect) -> bool:
    low = one[0] >= other[0] - PLAY and one[1] >= other[1] - PLAY
    return low and one[2] <= other[2] + PLAY and one[3] <= other[3] + PLAY


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _fits(one: Rect, other: Rect) -> bool:
    wide, high = other[2] - other[0] + PLAY, other[3] - other[1] + PLAY
    return one[2] - one[0] <= wide and one[3] - one[1] <= high
