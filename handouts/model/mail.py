"""How letters go into envelopes: paper, window and fold of one kind of envelope, as data (``assets/mail/``).

All lengths are in millimetres from the top left corner of the flat, upright sheet.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handouts.model.order import Post
from handouts.model.paper import FullPage
from handouts.model.read import PlainText, Read, Whole

Length = Annotated[float, Field(ge=0, le=300)]


class Box(Read):
    """A rectangle on the sheet."""

    left: Length
    top: Length
    width: Length
    height: Length


class MarkPlace(Read):
    """Where the sheet mark stands: along an edge of the paper, ``inset`` from it, beginning ``start`` from its end.

    On ``left`` and ``right`` it reads upwards from the foot; on ``foot`` it reads from the left.
    """

    edge: Literal["left", "right", "foot"] = "right"
    inset: Annotated[float, Field(ge=5, le=13)] = 6
    start: Length = 20


class AddressPlace(Read):
    """Where the address begins, and its type in points."""

    left: Length
    top: Length
    size: Annotated[float, Field(ge=10, le=12)] = 10
    leading: Annotated[float, Field(ge=10.5, le=16)] = 11


class MailProfile(Read):
    """One kind of envelope."""

    envelope: PlainText = Field(description="What it is, for people.")
    source: PlainText = Field(description="Where the measures are from.")
    paper: FullPage
    unprintable: Length = Field(default=5, description="The edge on which the printer prints nothing.")
    cover: Literal["yes", "no"] = Field(
        default="yes", description="yes: a sheet with the address is put in front of each leaflet."
    )
    return_address: Box = Field(description="For the clinic's own address, on the cover.")
    address: AddressPlace
    window: Box = Field(description="What shows through the window however the sheet lies in the envelope.")
    clear: Box = Field(description="What can show through it when the sheet moves: nothing else stands here.")
    postcode: Literal["own_line", "last_line"] = "own_line"
    most_sheets: Annotated[Whole, Field(ge=1, le=100)] = Field(description="Sheets that one envelope holds, folded.")
    mark: MarkPlace = MarkPlace()

    @model_validator(mode="after")
    def _mark_prints(self) -> MailProfile:
        if self.mark.inset < self.unprintable:
            raise ValueError("mark: it must stand further in than unprintable")
        return self


def address_rows(name: str, post: Post, profile: MailProfile) -> tuple[str, ...]:
    """The address as the post wants it; postcode and country in capitals."""
    lines, code = list(post.lines), post.postcode.upper()
    if profile.postcode == "last_line":
        lines[-1] = f"{lines[-1]} {code}"
    else:
        lines.append(code)
    return (name, *lines, *([post.country.upper()] if post.country else []))
