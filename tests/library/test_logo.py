"""Logos as clinics have them: SVG of any drawing program, PNG, JPEG; mended, and asked for their colour."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from handouts.library.logo import NewLogo, new_logo
from handouts.library.mend import LARGEST_FILE, mended
from handouts.library.photo import LARGEST_SIDE, MOST_HIGH, MOST_WIDE, read_photo
from handouts.library.svg import read_svg
from handouts.model.drawing import Drawing

RED, TEAL = "#D7263D", "#008080"


def svg(inside: str, head: str = "", attributes: str = 'viewBox="0 0 100 40"') -> bytes:
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def photo(
    kind: str = "PNG", size: tuple[int, int] = (400, 200), ground: Any = (0, 0, 0, 0), colour: str = TEAL, **save: Any
) -> bytes:
    """A picture file with a bar of ``colour`` and a grey one, and an empty edge."""
    image = Image.new("RGBA", size, ground)
    draw, (wide, high) = ImageDraw.Draw(image), size
    draw.rectangle((wide // 10, high // 10, wide * 6 // 10, high * 9 // 10), fill=colour)
    draw.rectangle((wide * 7 // 10, high // 10, wide * 9 // 10, high * 9 // 10), fill="#555555")
    out = io.BytesIO()
    image.convert("RGB" if kind == "JPEG" else "RGBA").save(out, kind, **save)
    return out.getvalue()


def made(raw: bytes) -> NewLogo:
    found, problems = new_logo(raw, "logo")
    assert found is not None, problems
    return found


def drawn(logo: NewLogo) -> Drawing:
    drawing, problems = read_svg(logo.content, logo.file)
    assert drawing is not None, problems
    return drawing


PLAIN = f'<rect width="40" height="40" fill="{RED}"/>'


@pytest.mark.parametrize(
    ("inside", "fills", "note"),
    [
        (PLAIN, [RED], None),
        (f'{PLAIN}<text x="1" y="2">Fern</text>', [RED], "letters are left out"),
        (f"{PLAIN}<script>alert(1)</script>", [RED], "a program"),
        (f'<rect width="40" height="40" fill="{RED}" onclick="x()"/>', [RED], "a program"),
        (
            f'<filter id="f"><feBlend/></filter><rect width="9" height="9" fill="{RED}" filter="url(#f)"/>',
            [RED],
            "effect",
        ),
        (f'<mask id="m"><rect/></mask><rect width="9" height="9" fill="{RED}" mask="url(#m)"/>', [RED], "a mask"),
        (
            f'<clipPath id="c"><circle r="9"/></clipPath><rect width="9" height="9" fill="{RED}" clip-path="url(#c)"/>',
            [RED],
            "cut-out",
        ),
        (f"{PLAIN}<foreignObject><p/></foreignObject>", [RED], "foreign content"),
        (f'{PLAIN}<image href="https://example.org/x.png"/>', [RED], "a photo"),
        (f'{PLAIN}<rect width="9" height="9" visibility="hidden"/>', [RED], None),
        (f'<rect width="9" height="9" fill="{RED}"><animate attributeName="x"/></rect>', [RED], "an animation"),
        (
            '<linearGradient id="g"><stop stop-color="#000000"/><stop style="stop-color: #FEFEFE"/></linearGradient>'
            '<rect width="9" height="9" fill="url(#g)"/>',
            ["#7F7F7F"],
            "in one colour, #7F7F7F",
        ),
        (
            '<radialGradient id="a"><stop stop-color="teal"/></radialGradient><linearGradient id="b" href="#a"/>'
            '<rect width="9" height="9" style="fill:url(#b)"/>',
            [TEAL],
            "in one colour",
        ),
        (
            '<style>.x{fill:url(#g)}</style><linearGradient id="g"><stop stop-color="teal"/></linearGradient>'
            '<rect class="x" width="9" height="9"/>',
            [TEAL],
            "in one colour",
        ),
        (
            '<pattern id="p"><circle r="1" fill="teal"/></pattern><rect width="9" height="9" fill="url(#p)"/>',
            [TEAL],
            "in one colour",
        ),
        (f'{PLAIN}<rect width="9" height="9" fill="url(#nowhere)"/>', [RED], "not in the file"),
        (f'{PLAIN}<rect width="9" height="9" fill-opacity="0"/>', [RED], None),
        (f'<rect width="9" height="9" fill="{RED}" fill-opacity="0.5"/>', ["#EB929E"], None),
    ],
)
def test_what_cannot_be_printed_is_mended_or_left_out_and_said(inside: str, fills: list[str], note: str | None) -> None:
    logo = made(svg(inside))
    assert logo.file == "logo.svg"
    assert [shape.fill for shape in drawn(logo).shapes if shape.fill] == fills
    assert any(note in said for said in logo.notes) if note else not logo.notes
    assert not any(word in logo.content for word in (b"script", b"onclick", b"href", b"url("))


@pytest.mark.parametrize(
    "head",
    [
        "\ufeff",
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        '<?xml version="1.0"?><!DOCTYPE svg [\n<!ENTITY red "#D7263D">\n]>',
    ],
)
def test_what_drawing_programs_put_before_the_drawing(head: str) -> None:
    paint = "&red;" if "ENTITY" in head else RED
    logo = made(svg(f'<rect width="40" height="40" fill="{paint}"/>', head))
    assert drawn(logo).shapes[0].fill == RED
    assert bool(logo.notes) is ("ENTITY" in head)


def test_shorthand_that_leads_to_shorthand_or_to_a_file_is_not_followed() -> None:
    for entity in ('<!ENTITY a "&b;&b;"><!ENTITY b "x">', '<!ENTITY a SYSTEM "file:///etc/passwd">'):
        found, problems = new_logo(svg(f"{PLAIN}<desc>&a;</desc>", f"<!DOCTYPE svg [{entity}]>"), "logo.svg")
        assert (found, [problem.code for problem in problems]) == (None, ["bad-drawing"])


def test_a_drawing_of_letters_alone_says_what_to_do() -> None:
    found, problems = new_logo(svg("<text>Fernhollow</text>"), "logo.svg")
    assert found is None
    assert "PNG" in problems[0].hint
    assert "letters are left out" in problems[0].hint


def test_a_photo_inside_an_svg_file_is_taken_out() -> None:
    inside = base64.b64encode(photo()).decode()
    logo = made(svg(f'<image href="data:image/png;base64,{inside}"/>'))
    assert (logo.file, logo.colour) == ("logo.png", TEAL)
    assert "taken out" in logo.notes[0]


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert mended(svg(PLAIN) + b" " * LARGEST_FILE) is None


@given(st.binary(max_size=200))
def test_any_bytes_give_a_logo_or_a_problem(raw: bytes) -> None:
    for content in (raw, b"<svg" + raw, svg("") + raw, b"\x89PNG\r\n\x1a\n" + raw):
        found, problems = new_logo(content, "logo")
        assert (found is None) is bool(problems)


FEATURES = (
    PLAIN,
    "<text>x</text>",
    '<g fill="url(#g)"><path d="M0 0L9 0L9 9Z"/></g>',
    '<linearGradient id="g"><stop stop-color="teal"/></linearGradient>',
    '<filter id="f"/>',
    '<use href="#g"/>',
    "<script/>",
    '<circle r="4" stroke="red" fill="none" opacity="0.3"/>',
)


@given(st.lists(st.sampled_from(FEATURES), max_size=6))
def test_what_was_mended_can_be_read_and_mended_again(parts: list[str]) -> None:
    mend = mended(svg(PLAIN + "".join(parts)))
    assert mend is not None
    assert read_svg(mend.svg, "logo.svg")[0] is not None
    again = mended(mend.svg)
    assert again is not None
    assert not again.notes
    assert again.svg == mend.svg


# Photos


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photo_becomes_a_png_without_its_empty_edge(kind: str) -> None:
    logo = made(photo(kind, ground=(255, 255, 255, 255)))
    assert logo.file == "logo.png"
    found, _ = read_photo(logo.content, "logo.png")
    assert found is not None
    assert found.width == pytest.approx(320, abs=10)
    assert found.height == pytest.approx(160, abs=10)
    assert any("empty edge" in note for note in logo.notes)


def test_a_large_photo_is_made_smaller_and_a_small_one_told() -> None:
    large = made(photo(size=(3000, 1500)))
    found, _ = read_photo(large.content, "x")
    assert found is not None
    assert (found.width <= MOST_WIDE, found.height) == (True, MOST_HIGH)
    assert any("smaller" in note for note in large.notes)
    assert any("coarse" in note for note in made(photo(size=(80, 40))).notes)
    assert not any("coarse" in note or "smaller" in note for note in made(photo()).notes)


def test_nothing_of_the_camera_is_kept() -> None:
    exif = Image.Exif()
    exif[0x9286] = "Somebody made this"
    exif[0x0112] = 6  # turned by a quarter
    raw = photo("JPEG", exif=exif)
    assert b"Somebody" in raw
    logo = made(raw)
    assert b"Somebody" not in logo.content
    found, _ = read_photo(logo.content, "x")
    assert found is not None
    assert found.height > found.width


def test_see_through_dots_stay_so_in_the_library() -> None:
    found, _ = read_photo(made(photo()).content, "x")
    assert found is not None
    assert 0 in found.rgba[3::4]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (photo()[:200], "damaged"),
        (b"GIF89a" + b"\0" * 20, "not a readable"),
        (b"%PDF-1.7", "not a readable"),
        (b"", "not a readable"),
        (photo(size=(LARGEST_SIDE + 1, 2)), "larger than"),
    ],
)
def test_a_photo_that_cannot_be_used(raw: bytes, message: str) -> None:
    found, problems = new_logo(raw, "logo.png")
    assert found is None
    assert message in problems[0].message
    assert problems[0].hint


# The colour of a logo


@pytest.mark.parametrize(
    ("inside", "colour"),
    [
        (f'{PLAIN}<rect width="10" height="10" fill="{TEAL}"/>', RED),
        (f'{PLAIN}<rect width="90" height="40" fill="{TEAL}"/>', TEAL),
        (f'<rect width="90" height="40" fill="#FFFFFF"/><rect width="90" height="39" fill="#222"/>{PLAIN}', RED),
        ('<rect width="90" height="40" fill="#777777"/>', None),
        (f'<path d="M0 0L90 0" stroke="{TEAL}" stroke-width="9" fill="none"/><circle r="2" fill="{RED}"/>', TEAL),
    ],
)
def test_the_colour_of_a_drawing_is_the_one_that_covers_most(inside: str, colour: str | None) -> None:
    assert made(svg(inside)).colour == colour


@pytest.mark.parametrize(("painted", "colour"), [(TEAL, TEAL), (RED, RED), ("#444444", None)])
def test_the_colour_of_a_photo_is_the_one_that_covers_most(painted: str, colour: str | None) -> None:
    assert made(photo(colour=painted)).colour == colour
