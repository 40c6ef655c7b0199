"""Preflight: every code is seen to fail, on the pages that a run really lays, and to pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from handouts.layout.printable import printable
from handouts.preflight import CHECKS, Laid, Rules, fonts_not_embedded, preflight
from tests.layout.printing import pages_of, print_file, profile

ROWS = ("Ada Quill", "3 Maple Street", "Little Haven", "EX1 1AA")
LONG = ("Ada Quill", *(f"Line {number} of a very long address" for number in range(1, 6)), "EX1 1AA", "FRANCE")


def laid(rows: tuple[str, ...] = ROWS, cover: bool = True, **changed: Any) -> Laid:
    """A leaflet with its cover, as a run lays it."""
    mail = profile(**changed)
    pages = pages_of("even", "Ada Quill", "T-1")
    made = printable(pages, mail=mail, address=rows if cover else ())
    seen = made.measured
    return Laid("T-1", made.page, (made.width, made.height), seen.sides, seen.front, 6, 3, cover, seen.address)


def box(left: float, top: float, width: float, height: float) -> dict[str, float]:
    return {"left": left, "top": top, "width": width, "height": height}


BAD: dict[str, tuple[Laid, Rules]] = {
    "content-outside-printable-area": (
        laid(),
        Rules(profile(unprintable=10, mark={"edge": "right", "inset": 12})),
    ),
    "text-in-address-window": (laid(cover=False), Rules(profile(cover="no"))),
    "address-outside-window": (laid(address={"left": 24, "top": 49}), Rules(profile())),
    "address-too-long": (laid(LONG), Rules(profile())),
    "address-missing": (laid(cover=False), Rules(profile())),
    "page-size-mixed": (laid(), Rules(profile(paper="letter"))),
    "odd-sides": (replace(laid(), sides=5), Rules()),
    "sheet-count-over-limit": (laid(), Rules(profile(most_sheets=2))),
}


def test_every_code_has_a_case() -> None:
    assert set(BAD) == set(CHECKS)


def test_the_readme_explains_every_code() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    for code in (*CHECKS, "fonts-not-embedded"):
        assert f"`{code}`" in readme, code


@pytest.mark.parametrize("code", BAD)
def test_a_code_fails(code: str) -> None:
    (found,) = preflight(*BAD[code])
    assert (found.code, found.item) == (code, "T-1")
    assert found.message.startswith("T-1: ")
    assert found.hint
    assert not any(
        word in found.message + found.hint for row in (*ROWS, *LONG) for word in row.split()[:2] if len(word) > 2
    )


def test_a_sound_letter_passes_all() -> None:
    assert preflight(laid(), Rules(profile())) == ()
    assert preflight(laid(), Rules(profile(), split=3)) == ()
    assert preflight(laid(), Rules()) == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"return_address": box(20, 40, 90, 26)}, "text-in-address-window"),
        ({"address": {"left": 95, "top": 53.2}}, "address-outside-window"),
        ({"address": {"left": 24, "top": 70}}, "address-outside-window"),
    ],
)
def test_a_profile_that_was_changed_badly(changed: dict[str, Any], code: str) -> None:
    assert [found.code for found in preflight(laid(**changed), Rules(profile(**changed)))] == [code]


def test_a_line_that_is_too_wide() -> None:
    wide = laid(("Ada Quill", "The Old Forge behind the Market Hall at the End of Long Lane", "EX1 1AA"))
    assert [found.code for found in preflight(wide, Rules(profile()))] == ["address-too-long"]


def test_a_leaflet_with_more_sheets_than_a_file() -> None:
    (found,) = preflight(laid(), Rules(split=2))
    assert found.code == "sheet-count-over-limit"
    assert "--split-sheets" in found.hint


def test_on_one_side_of_the_paper_odd_sides_are_fine() -> None:
    assert preflight(replace(laid(), sides=5), Rules(simplex=True)) == ()


def test_fonts(tmp_path: Path) -> None:
    path = tmp_path / "run.pdf"
    path.write_bytes(print_file([pages_of("even", "Ada Quill", "T-1")]))
    assert fonts_not_embedded(path, "run.pdf") == ()
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        font = next(iter(file.pages[0].Resources.Font.values()))
        del font.FontDescriptor.FontFile2
        file.save(path)
    (found,) = fonts_not_embedded(path, "run.pdf")
    assert (found.code, found.item) == ("fonts-not-embedded", "run.pdf")
