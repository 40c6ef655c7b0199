"""Galleys: blocks laid out once at one width, waiting to be placed on pages.

A galley is a column of strips. A strip is never split; whether a page may end after it is said by the
strip. All painting is recorded in marks, and every mark has an owner: an element of the structure tree,
or none, which makes it an artifact. Text without an owner cannot be recorded at all. Nothing in here
knows where on which page it will stand, so a galley can be kept and used again.

Coordinates are points from the top left corner of the strip, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from handouts.layout.style import Type
from handouts.layout.text import Run, TextLine
from handouts.model.drawing import Photo, Shape
from handouts.model.illustration import Illustration

ARTIFACT = -1


class Glyphs(Struct, frozen=True):
    """A run of characters on a baseline."""

    x: float
    y: float
    font: str
    size: float
    colour: str
    text: str


class Link(Struct, frozen=True):
    """An area that leads to ``uri``; ``says`` tells where. Paints nothing."""

    x: float
    y: float
    width: float
    height: float
    uri: str
    says: str


class Art(Struct, frozen=True):
    """An illustration with the top left corner of its box at ``x``, ``y``; ``scale``: points for a unit.

    ``colours`` are those of its layers; ``thicker`` is a factor for lines, which do not grow with the scale.
    """

    x: float
    y: float
    scale: float
    drawing: Illustration
    colours: tuple[str, ...]
    thicker: float = 1
    mirrored: bool = False


class Dots(Struct, frozen=True):
    """A photo in a box of ``width`` by ``height``, on ``ground``, which shows where the photo is see-through."""

    x: float
    y: float
    width: float
    height: float
    photo: Photo
    ground: str


class Stamp(Struct, frozen=True):
    """Shapes that stand on many pages, such as an icon, from the corner ``x``, ``y`` on."""

    x: float
    y: float
    shapes: tuple[Shape, ...]


Op = Glyphs | Shape | Link | Art | Dots | Stamp


class Element(Struct, frozen=True):
    """A node of the structure tree. ``parent`` is an index into the galley's elements, -1 at the top.

    ``section`` names the part of the leaflet a top element belongs to.
    """

    tag: str
    parent: int
    section: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


class Mark(Struct, frozen=True):
    """Painting with one owner: an index into the galley's elements, or ARTIFACT."""

    owner: int
    ops: tuple[Op, ...]


class Strip(Struct, frozen=True):
    """A piece that is never split. ``may_end``: a page may end below it."""

    height: float
    marks: tuple[Mark, ...]
    may_end: bool = True


class Box(Struct, frozen=True):
    """A frame that is drawn round whatever part of the galley stands on a page."""

    stroke: str
    width: float
    radius: float
    foot: float


class Galley(Struct, frozen=True, eq=False):
    """A block laid out. ``before``: space above it, unless it stands at the top of a page; it may shrink
    to ``tightest`` when a page is full.

    ``keep_next``: the next galley starts on the same page; ``new_page``: this one starts a page. ``repeat``:
    the head of a part that is continued on another page.
    """

    name: str
    strips: tuple[Strip, ...]
    elements: tuple[Element, ...] = ()
    before: float = 0
    tightest: float | None = None
    keep_next: bool = False
    repeat: Strip | None = None
    box: Box | None = None
    new_page: bool = False
    painted: dict[tuple[int, int, bool, int], Any] = field(default_factory=dict)
    """What was painted of it. Whoever changes strips, elements, head or frame starts anew."""
    height: float = 0
    """Height of the whole, unsplit."""

    def __post_init__(self) -> None:
        height = sum([strip.height for strip in self.strips]) + (self.box.foot if self.box else 0)
        force_setattr(self, "height", height)

    def measures(self) -> tuple[object, ...]:
        """All of it that decides where it stands, and nothing that is painted."""
        return (
            self.name,
            tuple([(strip.height, strip.may_end) for strip in self.strips]),
            self.before,
            self.tightest,
            self.keep_next,
            self.new_page,
            self.repeat and self.repeat.height,
            self.box and self.box.foot,
        )

    @property
    def least_before(self) -> float:
        """The least space above it: 70 % of ``before``, unless ``tightest`` says otherwise."""
        return 0.7 * self.before if self.tightest is None else min(self.tightest, self.before)

    @property
    def soft_before(self) -> float:
        """The space above it when gaps give way: 70 % of ``before``, or ``tightest`` if that is more."""
        return max(0.7 * self.before, self.least_before)


class _Inside:
    """While it is open, what is recorded belongs to one owner."""

    __slots__ = ("_owner", "_stack")

    def __init__(self, stack: list[int], owner: int) -> None:
        self._stack, self._owner = stack, owner

    def __enter__(self) -> None:
        self._stack.append(self._owner)

    def __exit__(self, *_: object) -> None:
        self._stack.pop()


class Sketch:
    """Records one galley."""

    def __init__(self, section: str) -> None:
        self._section = section
        self._elements: list[Element] = []
        self._marks: list[tuple[int, list[Op]]] = []
        self._stack: list[int] = []
        self._strips: list[Strip] = []

    def element(self, tag: str, **attributes: str) -> _Inside:
        """What is recorded inside belongs to a new element below the current one."""
        parent = self._stack[-1] if self._stack else ARTIFACT
        section = "" if self._stack else self._section
        self._elements.append(Element(tag, parent, section, tuple(sorted(attributes.items())) if attributes else ()))
        return _Inside(self._stack, len(self._elements) - 1)

    def artifact(self) -> _Inside:
        """What is recorded inside is decoration, or said elsewhere, and is not read aloud."""
        return _Inside(self._stack, ARTIFACT)

    def lines(
        self,
        lines: Sequence[TextLine],
        style: Type,
        *,
        x: float,
        y: float,
        colour: str,
        width: float = 0,
        align: str = "left",
    ) -> float:
        """Record text from the top ``y`` down; returns where it ends. Raises without an owner."""
        if not self._stack:
            raise ValueError("text needs an element to belong to")
        share = {"left": 0.0, "right": 1.0, "centre": 0.5}[align]
        for line in lines:
            at = x + share * (width - line.width)
            baseline = baseline_in(style, y)
            for run in line.runs:
                glyphs = Glyphs(at, baseline, run.face.name, style.size, colour, run.text)
                if run.lang:
                    with self.element("Span", Lang=run.lang):
                        self._run(run, glyphs, y, style.leading)
                else:
                    self._run(run, glyphs, y, style.leading)
                at += run.width
            y += style.leading
        return y

    def _run(self, run: Run, glyphs: Glyphs, top: float, height: float) -> None:
        if not run.link:
            self._add(self._stack[-1], glyphs)
            return
        with self.element("Link"):
            self._add(self._stack[-1], glyphs)
            self._add(self._stack[-1], Link(glyphs.x, top, run.width, height, run.link, run.text))

    def shape(self, shape: Shape | Art | Dots | Stamp) -> None:
        """Record a shape, a photo or a whole illustration; outside a Figure it is decoration."""
        owner = self._stack[-1] if self._stack else ARTIFACT
        figure = owner != ARTIFACT and self._elements[owner].tag == "Figure"
        self._add(owner if figure else ARTIFACT, shape)

    def behind(self, *shapes: Shape) -> None:
        """Record decoration under all that this strip holds so far: panels are as high as what is on them."""
        self._marks.insert(0, (ARTIFACT, list(shapes)))

    def place(self, galley: Galley, x: float, y: float) -> float:
        """Record another galley inside this one, with its elements; returns where it ends."""
        offset = len(self._elements)
        parent = self._stack[-1] if self._stack else ARTIFACT
        for element in galley.elements:
            up = parent if element.parent == ARTIFACT else element.parent + offset
            section = element.section if up == ARTIFACT else ""
            self._elements.append(replace(element, parent=up, section=section))
        for strip in galley.strips:
            for mark in strip.marks:
                owner = mark.owner if mark.owner == ARTIFACT else mark.owner + offset
                for op in mark.ops:
                    self._add(owner, moved(op, x, y))
            y += strip.height
        return y

    def strip(self, height: float, *, may_end: bool = True) -> None:
        """End a strip of ``height`` with all that was recorded since the last."""
        marks = tuple([Mark(owner, tuple(ops)) for owner, ops in self._marks])
        self._strips.append(Strip(height, marks, may_end))
        self._marks = []

    def galley(
        self,
        name: str,
        *,
        before: float = 0,
        tightest: float | None = None,
        keep_next: bool = False,
        repeat: Strip | None = None,
        box: Box | None = None,
    ) -> Galley:
        """What was recorded, frozen."""
        if self._marks:
            raise ValueError(f"{name}: the last strip was not ended")
        return Galley(name, tuple(self._strips), tuple(self._elements), before, tightest, keep_next, repeat, box)

    def _add(self, owner: int, op: Op) -> None:
        if self._marks and self._marks[-1][0] == owner:
            self._marks[-1][1].append(op)
        else:
            self._marks.append((owner, [op]))


def stack_height(galleys: Sequence[Galley]) -> float:
    """Height of galleys one under the other with the least gaps."""
    return sum([galley.height + (galley.least_before if index else 0.0) for index, galley in enumerate(galleys)])


def baseline_in(style: Type, top: float) -> float:
    """The baseline that centres capitals in a line box. Capitals are 0.668 of the size high."""
    return top + style.leading / 2 + 0.334 * style.size


def moved(op: Op, x: float, y: float) -> Op:
    """``op`` shifted right by ``x`` and down by ``y``."""
    return replace(op, x=op.x + x, y=op.y + y) if x or y else op
