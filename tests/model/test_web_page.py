"""The address behind a QR code: the same for everybody, safe to print, short enough to type."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from handouts.model.web_page import LONGEST, WebPage, as_printed

READ: TypeAdapter[str] = TypeAdapter(WebPage)


@pytest.mark.parametrize(
    "page",
    [
        "https://clinic.example",
        "https://clinic.example/",
        "https://www.clinic.example/Back_pain/p-1.html",
        "https://xn--bcher-kva.example/~back",
        f"https://clinic.example/{'x' * (LONGEST - 23)}",
    ],
)
def test_pages_that_can_be_printed(page: str) -> None:
    assert READ.validate_python(page) == page


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("http://clinic.example/back", "https://"),
        ("clinic.example/back", "https://"),
        ("HTTPS://clinic.example", "https://"),
        ("javascript:alert(1)", "https://"),
        ("https://clinic.example/back?patient=1", "? or #"),
        ("https://clinic.example/back#robin", "? or #"),
        ("https://robin:secret@clinic.example", "password"),
        ("https://robin@clinic.example", "password"),
        ("https://clinic.example:8443/back", "name of a site"),
        ("https://192.168.0.1/back", "name of a site"),
        ("https://localhost/back", "name of a site"),
        ("https://Clinic.example", "name of a site"),
        ("https://", "name of a site"),
        ("https://-clinic.example", "name of a site"),
        ("https://clinic.example/a%20b", "only letters"),
        ("https://clinic.example/{{ name }}", "only letters"),
        ("https://clinic.example/a b", "only letters"),
        ("https://clinic.example/\u00e9", "only letters"),
        ("https://clinic.example/back\n", "only letters"),
        (f"https://clinic.example/{'x' * (LONGEST - 22)}", f"{LONGEST + 1} characters"),
    ],
)
def test_pages_that_cannot(page: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why.replace("?", r"\?")):
        READ.validate_python(page)


def test_it_is_printed_as_people_type_it() -> None:
    assert as_printed("https://clinic.example/back/") == "clinic.example/back"
    assert as_printed("https://clinic.example") == "clinic.example"
