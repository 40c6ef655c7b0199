"""Fonts that were taken apart once are as good as the files they came from."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs

from handouts.errors import BadInput
from handouts.layout.fonts import Fonts, Weight, fonts, with_cut
from handouts.layout.pdf import cut
from handouts.model.library import FontFile, Library


@pytest.fixture(scope="module")
def family(library: Library) -> dict[str, FontFile]:
    """The files of the built-in family."""
    return dict(next(iter(library.fonts.values())))


def test_what_was_kept_is_what_the_file_gives(family: dict[str, FontFile], monkeypatch: pytest.MonkeyPatch) -> None:
    from_files = fonts(family)
    every = {
        (weight, number): from_files[weight].cut(number)
        for weight in Weight
        for number in range(len(from_files[weight].alphabets))
    }
    kept = {weight: with_cut(file) for weight, file in family.items()}
    monkeypatch.setattr(cut, "opened", None)  # From here on, no font can be.
    again = fonts(kept)
    assert len(every) > len(Weight)
    for weight in Weight:
        one, other = from_files[weight], again[weight]
        assert one is not other
        for name in ("name", "box", "widths", "alphabets", "places"):
            assert getattr(one, name) == getattr(other, name), name
            assert repr(getattr(one, name)) == repr(getattr(other, name)), name
        assert all(other.cut(number) == every[weight, number] for number in range(len(one.alphabets)))


def test_each_alphabet_is_cut_once(family: dict[str, FontFile]) -> None:
    """Bodies of many files hold the very same bytes."""
    for each in (fonts(family), fonts({weight: with_cut(file) for weight, file in family.items()})):
        for weight, number in product(Weight, (0, 1)):
            assert each[weight].cut(number).program is each[weight].cut(number).program


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0" + b"\0" * 200])
def test_a_file_that_is_no_font_holds_up_nobody_but_who_uses_it(family: dict[str, FontFile], data: bytes) -> None:
    bad = FontFile("own.ttf", data)
    assert with_cut(bad) == bad
    with pytest.raises(BadInput, match="font file"):
        fonts({**family, "bold": with_cut(bad)})


def test_a_font_that_cannot_be_cut_holds_up_nobody(family: dict[str, FontFile]) -> None:
    """Opened, but with glyphs that lead nowhere."""
    whole = family["bold"]
    broken = structs.replace(whole, data=whole.data[:20000])
    assert with_cut(broken).cut == b""
    with pytest.raises(BadInput, match="font file"):
        fonts({**family, "bold": broken})[Weight.BOLD].cut(0)


@given(text=st.text())
@example("plain")
@example("a\tb\x7f")
@example("Zoë – 日")
def test_what_is_missing_is_all_that_has_no_width(family: dict[str, FontFile], text: str) -> None:
    letters = fonts(family)
    assert letters.missing(text) == "".join(
        dict.fromkeys(one for one in text if one not in letters[Weight.REGULAR].widths)
    )


def test_a_plain_letter_may_be_missing(family: dict[str, FontFile]) -> None:
    without = {
        weight: structs.replace(letters, widths={key: wide for key, wide in letters.widths.items() if key != "q"})
        for weight in Weight
        for letters in [fonts(family)[weight]]
    }
    assert Fonts(without).missing("quick") == "q"
