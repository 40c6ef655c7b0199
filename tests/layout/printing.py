"""What the tests of print files share: leaflets on pages, one kind made once, and print files of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import Any

import pypdfium2

from handouts.compose import compose
from handouts.layout import paginate
from handouts.layout.layout import Pagination
from handouts.layout.print_file import Job, Spool, Spooled, write_print_file
from handouts.layout.printable import Printable, printable
from handouts.model.mail import MailProfile, MarkPlace
from handouts.model.memo import Memo
from handouts.pipeline import Settings, brand_of, decide
from tests.strategies import TODAY, built_in, plain_order

SETTINGS = Settings(today=TODAY)
MEMO = Memo()
KINDS: dict[str, dict[str, Any]] = {
    "even": {},
    "large": {"format": "large16"},
    "other brand": {"brand": "quillmere", "page": "a4", "language": "en-US"},
    "two sides": {"pages": 2},
}
JOB = {"producer": "Handouts", "made": TODAY, "mark": MarkPlace()}


@cache
def pages_of(kind: str, name: str, reference: str, note: str = "") -> Pagination:
    """A leaflet of a kind for somebody of this name."""
    library = built_in()
    order = plain_order(
        **KINDS[kind], reference=reference, patient={"name": name}, note=note or f"You did well, {name}."
    )
    found = compose(
        order,
        library,
        decide(order, library, SETTINGS),
        today=TODAY,
        brand=brand_of(order, SETTINGS),
        page=KINDS[kind].get("page"),
    )
    return paginate(found, library, memo=MEMO)


def spooled(leaflets: Sequence[Pagination], **how: Any) -> tuple[Spool, list[Spooled], list[Printable]]:
    """A spool with all of them in it."""
    spool = Spool(io.BytesIO())
    made = [printable(one, memo=MEMO, **how) for one in leaflets]
    return spool, [spool.add(one, pages.setting.fonts) for one, pages in zip(made, leaflets, strict=True)], made


def print_file(leaflets: Sequence[Pagination], *, simplex: bool = False, name: str = "Monday", **how: Any) -> bytes:
    """A print file of them, in this order."""
    spool, found, _ = spooled(leaflets, **how)
    out = io.BytesIO()
    write_print_file(out.write, spool, enumerate(found, 1), Job(name=name, total=len(found), simplex=simplex, **JOB))
    return out.getvalue()


def texts(pdf: bytes) -> list[str]:
    """What stands on each page, with single spaces."""
    file = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in file]


def profile(**changed: Any) -> MailProfile:
    """An envelope for A4, with some fields changed."""
    plain: dict[str, Any] = {
        "envelope": "DL",
        "source": "a test",
        "paper": "a4",
        "return_address": {"left": 20, "top": 13, "width": 90, "height": 26},
        "address": {"left": 24, "top": 53.2},
        "window": {"left": 20, "top": 53, "width": 83, "height": 28},
        "clear": {"left": 10, "top": 42, "width": 103, "height": 50},
        "most_sheets": 6,
    }
    return MailProfile.model_validate({**plain, **changed})
