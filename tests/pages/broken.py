"""Pages broken in one way each, with the code of the measure that must notice."""

from __future__ import annotations

import re
from collections.abc import Callable
from unittest import mock

from msgspec.structs import replace

from handouts.layout import layout, text
from handouts.layout.style import grid
from handouts.layout.units import MM
from handouts.model.blocks import Paragraph
from handouts.model.line import Line
from handouts.model.wording import Text
from tests.pages.spoil import Spoiled
from tests.verify.leaflets import library, made, table, with_blocks

BROKEN: dict[str, tuple[str, Callable[[], bytes]]] = {}
"""By name: the code that must be found, and the broken file."""


def good() -> Spoiled:
    """A sound leaflet of four sides: front; moves; heat, cold and lists; tiers."""
    return Spoiled(made("order").document.pdf)


def breaks(code: str) -> Callable[[Callable[[Spoiled], None]], Callable[[Spoiled], None]]:
    """Register a way to spoil the sample ``order``."""

    def register(spoil: Callable[[Spoiled], None]) -> Callable[[Spoiled], None]:
        def broken() -> bytes:
            spoiled = good()
            spoil(spoiled)
            return spoiled.pdf()

        BROKEN[spoil.__name__] = (code, broken)
        return spoil

    return register


def breaks_layout(code: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a page that layout itself sets wrongly, with a guard taken away."""

    def register(broken: Callable[[], bytes]) -> Callable[[], bytes]:
        BROKEN[broken.__name__] = (code, broken)
        return broken

    return register


# Places


@breaks("outside-margins")
def print_in_the_left_margin(page: Spoiled) -> None:
    page.change("Keep moving. Do as much", across=-8)


@breaks("outside-margins")
def print_in_the_right_margin(page: Spoiled) -> None:
    page.change("1 of 3", across=8)


@breaks("outside-margins")
def print_above_the_body(page: Spoiled) -> None:
    page.change("Should I rest or move?", down=-5)


@breaks("outside-margins")
def print_on_the_footer(page: Spoiled) -> None:
    page.change("Stop and call 999", down=8)


@breaks("outside-margins")
def print_off_the_page(page: Spoiled) -> None:
    page.change("Drive only when", across=60)


@breaks("near-edge")
def a_line_where_printers_cut(page: Spoiled) -> None:
    page.over(1, page.line(1, 5, 100, 5, 150))


@breaks("overlap")
def print_on_print(page: Spoiled) -> None:
    page.change("What is a muscle spasm?", down=6)


@breaks("overlap")
def a_rule_through_a_word(page: Spoiled) -> None:
    sheet, run = page.find("Good days and bad days")
    middle = (run.box.top + run.box.bottom) / 2
    page.over(sheet.number, page.line(sheet.number, run.box.left - 5, middle, run.box.right, middle))


@breaks("overlap")
def print_over_a_picture(page: Spoiled) -> None:
    page.change("Round up", down=-8)


@breaks("overlap")
def print_runs_out_of_its_box(page: Spoiled) -> None:
    page.change("Get help", across=20)


# Print


@breaks("small-type")
def small_body(page: Spoiled) -> None:
    page.change("Do moves that build strength", size=11.5)


@breaks("small-type")
def small_footer(page: Spoiled) -> None:
    content = page.content(2)
    page.put(2, content.replace(" 10 Tf", " 9 Tf"))


@breaks("line-length")
def one_long_line(page: Spoiled) -> None:
    _sheet, run = page.find("These moves should feel")
    page.change("These moves should feel", row=1, across=sum(run.advances), down=-15.75 / MM)


@breaks_layout("line-length")
def a_narrow_column() -> bytes:
    narrow = replace(grid("a4", made("order").leaflet.format), measure=45 * MM)
    words = " ".join(["Walking a little each day keeps your back loose."] * 3)
    with mock.patch.object(layout, "grid", return_value=narrow):
        return with_blocks(Paragraph((Line("more.words", Text.plain(words)),))).pdf


@breaks_layout("last-line")
def lonely_words() -> bytes:
    with mock.patch.object(text, "_without_widow", lambda words, width, lines: width):
        return layout.lay_out(made("order").leaflet, library()).pdf


# Breaks


@breaks("heading-at-foot")
def a_heading_without_its_list(page: Spoiled) -> None:
    for item in ("Your back may feel tight", "The pain may come and go", "It may hurt to bend"):
        page.to_page(item, 4)


@breaks("heading-at-foot")
def a_heading_with_one_line(page: Spoiled) -> None:
    page.to_page("Monday to Friday", 4)


@breaks("split-box")
def a_split_card(page: Spoiled) -> None:
    page.to_page("Turn back before you are tired.", 3)


@breaks("split-box")
def a_split_stop_strip(page: Spoiled) -> None:
    page.to_page("Stop and call 999", 3)


@breaks("split-box")
def a_split_schedule(page: Spoiled) -> None:
    page.to_page("Cold pack", 4)


@breaks("split-box")
def a_split_tier(page: Spoiled) -> None:
    page.to_page("You feel low, very worried", 3)


@breaks("split-line")
def an_item_in_two_columns(page: Spoiled) -> None:
    page.change("It hurts or burns to pee", row=1, across=-80, down=-40)


@breaks_layout("split-table")
def a_split_table() -> bytes:
    spoiled = Spoiled(with_blocks(table(5)).pdf)
    sheet, _run = spoiled.find("Morning 5")
    spoiled.to_page("Morning 5", sheet.number + 1)
    return spoiled.pdf()


# Ink


@breaks("contrast")
def pale_print(page: Spoiled) -> None:
    page.change("Good sleep, low stress", rgb=".45 .45 .45")


@breaks("contrast")
def print_on_a_dark_ground(page: Spoiled) -> None:
    sheet, run = page.find("Stay active most days.")
    page.under(sheet.number, _behind(page, "Stay active most days.", ".3 .4 .6"))
    assert run.text


@breaks("contrast")
def print_that_is_not_there(page: Spoiled) -> None:
    page.change("Stay active most days.", rgb="3 Tr 0 0 0")


@breaks("contrast-in-grey")
def red_on_green(page: Spoiled) -> None:
    page.under(3, _behind(page, "Can heat or cold help?", "0 .92 0"))
    page.change("Can heat or cold help?", rgb=".59 0 0")


@breaks("lost-on-copy")
def print_that_a_copier_loses(page: Spoiled) -> None:
    page.change("How can a spasm feel?", rgb=".65 .65 .65")


@breaks("lost-on-copy")
def print_that_is_covered(page: Spoiled) -> None:
    sheet, _run = page.find("Good days and bad days")
    page.over(sheet.number, _behind(page, "Good days and bad days", "1 1 1"))


@breaks("speckled")
def print_on_hatching(page: Spoiled) -> None:
    sheet, run = page.find("Good days and bad days")
    top, step = run.box.top, 1.4
    lines = [(top + step * (index + 0.5)) for index in range(int(run.box.height / step))]
    left, right = run.box.left, run.box.right
    page.under(sheet.number, "\n".join(page.line(sheet.number, left, y, right, y, 1) for y in lines))


@breaks("white-space")
def a_tinted_page(page: Spoiled) -> None:
    page.under(3, page.box(3, 18, 18, 174, 130, ".95 .97 .98"))


@breaks("toner")
def a_dark_page(page: Spoiled) -> None:
    page.over(3, page.box(3, 18, 18, 174, 45, ".1 .1 .1"))


# Tiers


@breaks("tiers-alike")
def two_solid_heads(page: Spoiled) -> None:
    page.put(4, page.content(4).replace("0.988 0.914 0.788 rg", ".478431 .278431 0 rg"))


@breaks("tiers-alike")
def no_solid_head(page: Spoiled) -> None:
    page.put(4, page.content(4).replace("0.576 0.059 0.102 rg", ".95 .8 .8 rg"))


@breaks("tiers-alike")
def lines_of_one_width(page: Spoiled) -> None:
    page.put(4, re.sub(r"\b(2\.25|1\.25|\.75) w", "2.25 w", page.content(4)))


def _behind(page: Spoiled, text: str, rgb: str) -> str:
    sheet, run = page.find(text)
    return page.box(sheet.number, run.box.left - 1, run.box.top - 1, run.box.width + 2, run.box.height + 2, rgb)
