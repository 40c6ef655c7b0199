"""A clinic's own brand: every fault of it at file and line."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from handouts.model.drawing import Drawing, Photo
from tests.own_library import LOGO, OwnLibrary, at_line


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ({"emergency": {"department": "the hospital"}}, "missing-field", "emergency"),
        ({"emergency": {"number": "call us"}}, "bad-value", "number"),
        ({"colours": {"brand": "#225577", "text": "#999999"}}, "bad-value", "colours"),
        ({"colours": {"brand": "petrol"}}, "bad-value", "brand"),
        ({"corner_mm": "5"}, "out-of-range", "corner_mm"),
        ({"header": "stripe"}, "unknown-choice", "header"),
        ({"logo": "../logo.svg"}, "bad-value", "logo"),
        ({"contact": {"phone": "112", "hours": "x", "qr_page": "http://a.example"}}, "bad-value", "qr_page"),
        ({"contact": {"phone": "112", "hours": "x", "qr_page": "https://a.example?id=1"}}, "bad-value", "qr_page"),
        ({"slogan": "x"}, "unknown-field", "slogan"),
    ],
)
def test_a_brand_with_a_fault(own: OwnLibrary, fields: dict[str, Any], code: str, line: str) -> None:
    path = own.brand(**fields)
    problem = own.fault()
    assert (problem.code, problem.place.file) == (code, str(path))
    around = path.read_text(encoding="utf-8").splitlines()[problem.place.line - 2 : problem.place.line]
    assert line in "".join(around), (problem, around)


def test_text_that_is_hard_to_read_is_told_with_its_contrast(own: OwnLibrary) -> None:
    own.brand(colours={"brand": "#225577", "text": "#999999"})
    assert "2.8 to 1 on white paper" in own.fault().message


def test_an_emergency_number_is_never_left_out(own: OwnLibrary) -> None:
    path = own.brand()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("emergency:\n  number: '112'\n", ""), encoding="utf-8")
    problem = own.fault()
    assert problem.code == "missing-field"
    assert "emergency" in problem.message


def test_a_logo_that_is_not_there(own: OwnLibrary) -> None:
    path = own.brand(drawing=None)
    problem = own.fault()
    assert problem.code == "no-logo"
    assert "logo: logo.svg" in at_line(path, problem.place.line)


def test_a_font_file_that_is_not_there(own: OwnLibrary) -> None:
    weights = ("regular", "medium", "semibold", "bold", "extrabold")
    path = own.brand(fonts={weight: f"{weight}.ttf" for weight in weights})
    own.write("brands/ownclinic/regular.ttf", b"\0")
    problem = own.fault()
    assert problem.code == "no-font"
    assert "medium.ttf" in problem.message
    assert problem.place.file == str(path)


@pytest.mark.parametrize(
    ("logo", "line", "column", "message"),
    [
        ("<svg>\n  <path d='M0 0'\n</svg>", 3, 1, "not a readable"),
        ("", 1, 1, "not a readable"),
        ("not a drawing", 1, 1, "not a readable"),
        (b"\x89PNG\r\n\x1a\n", 1, 1, "not a readable"),
        (LOGO.replace("  <path", "  <text>x</text><path"), 2, 1, "<text>"),
        (LOGO.replace("  <path", "\n  <image href='x.png'/><path"), 3, 1, "<image>"),
        (LOGO.replace("  <path", "  <script>x</script><path"), 2, 1, "<script>"),
        (LOGO.replace("  <path", "  <linearGradient id='g'/><path"), 2, 1, "<linearGradient>"),
        ("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>", 1, 1, "nothing to draw"),
        (LOGO.replace('width="40" height="20" viewBox="0 0 40 20"', 'width="0" height="0"'), 1, 1, "nothing to draw"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>\n' + LOGO, 1, 1, "entities"),
    ],
)
def test_a_logo_that_cannot_be_drawn(own: OwnLibrary, logo: str | bytes, line: int, column: int, message: str) -> None:
    own.brand(drawing=logo)
    problem = own.fault()
    assert problem.code == "bad-drawing"
    assert message in problem.message
    assert problem.place.file.endswith("ownclinic/logo.svg")
    assert problem.place.line == line
    if column > 1:
        assert problem.place.column == column


def test_a_logo_may_be_a_photo(own: OwnLibrary) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (30, 20), "#225577").save(out, "PNG")
    own.brand(drawing=None, logo="logo.png")
    own.write("brands/ownclinic/logo.png", out.getvalue())
    logo = own.load().logos["ownclinic"]
    assert isinstance(logo, Photo)
    assert (logo.width, logo.height, logo.rgba[:4]) == (30, 20, b"\x22\x55\x77\xff")


@pytest.mark.parametrize("content", [LOGO.encode(), b"", b"\x89PNG\r\n\x1a\n"])
def test_a_photo_that_is_none(own: OwnLibrary, content: bytes) -> None:
    own.brand(drawing=None, logo="logo.png")
    own.write("brands/ownclinic/logo.png", content)
    problem = own.fault()
    assert problem.code == "bad-drawing"
    assert problem.place.file.endswith("ownclinic/logo.png")


def test_what_is_see_through_is_drawn_as_on_white_paper(own: OwnLibrary) -> None:
    shapes = '<path d="M0 0H9V9Z" fill="#000000" fill-opacity="0.2"/><path d="M0 0H9V9Z" fill-opacity="0"/></svg>'
    own.brand(drawing=LOGO.replace("</svg>", shapes))
    logo = own.load().logos["ownclinic"]
    assert isinstance(logo, Drawing)
    assert [shape.fill for shape in logo.shapes] == ["#0B5563", "#CCCCCC"]
