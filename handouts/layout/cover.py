"""The cover of a letter: the clinic's address, and the patient's where the window of the envelope is. Nothing else.

What a leaflet is about must not be read through a window, so its own first page never stands behind one.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.fonts import Weight
from handouts.layout.galley import Sketch, Strip, baseline_in
from handouts.layout.painting import paint_strip
from handouts.layout.setting import Setting
from handouts.layout.style import Type
from handouts.layout.units import MM
from handouts.layout.writer import Part, Side
from handouts.model.leaflet import Letterhead
from handouts.model.mail import MailProfile

CLINIC, STREET = Type(Weight.BOLD, 11, 14), Type(Weight.REGULAR, 9.5, 12.5)


def cover(head: Letterhead, rows: Sequence[str], setting: Setting, profile: MailProfile) -> Side:
    """The front of the sheet; its one part is the address, and its frame is what else is printed."""
    back, place = profile.return_address, profile.address
    style = Type(Weight.REGULAR, place.size, place.leading)
    width = back.width * MM
    clinic = [(line, CLINIC) for line in setting.set(head.name, CLINIC, width)]
    clinic += [(line, STREET) for line in setting.set(head.address, STREET, width)]
    sender, receiver = Sketch("cover"), Sketch("cover")
    y = 0.0
    with sender.element("P"):
        for line, face in clinic:
            y = sender.lines([line], face, x=0, y=y, colour=setting.palette.ink)
    sender.strip(y)
    y = 0.0
    with receiver.element("P"):
        for row in rows:
            y = receiver.lines(setting.set(row, style, 1e6), style, x=0, y=y, colour=setting.palette.ink)
    receiver.strip(y)
    # The profile says where letters begin, not where their line does.
    high = setting.fonts[style.weight].box[3] * style.size / 1000
    down = high - baseline_in(style, 0.0)
    return Side(
        (_part(receiver, setting, place.left, place.top, down),), (_part(sender, setting, back.left, back.top, 0),)
    )


def _part(sketch: Sketch, setting: Setting, left: float, top: float, down: float) -> Part:
    strip: Strip = sketch.galley("cover").strips[0]
    y = setting.grid.height - top * MM - down
    return Part(-1, paint_strip(strip, "Pagination", setting.fonts), left * MM, y, 0)
