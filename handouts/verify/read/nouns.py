"""What is read from a PDF. Pages count from 0; an object is known by its number, 0 when it has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

NOBODY = -2
"""Owner of what is painted outside all marked content."""
ARTIFACT = -1
"""Owner of what is decoration, or said elsewhere."""
NOWHERE = -1
"""Page of content whose page is not said."""

Box = tuple[float, float, float, float]
Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""
WHITE: Colour = (1.0, 1.0, 1.0)
Value = str | tuple[float, ...]
INLINE = frozenset({"Span", "Link", "Reference", "Annot", "Quote", "BibEntry", "Code", "Ruby", "Warichu"})
"""Tags whose text runs on in the sentence around them."""


class Content(Struct, frozen=True):
    """A structure element's claim to marked content, by its number on a page."""

    page: int
    mcid: int


class Area(Struct, frozen=True):
    """A structure element's claim to an annotation."""

    page: int
    annotation: int


@dataclass(slots=True)
class Node:
    """A structure element. ``said_parent`` is the object that its own /P names; ``parent`` the one that lists it."""

    tag: str
    number: int
    said_parent: int
    parent: Node | None
    attributes: Mapping[str, Value]
    children: list[Node | Content | Area] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """The elements directly below."""
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def contents(self) -> list[Content]:
        """The marked content directly below."""
        return [child for child in self.children if isinstance(child, Content)]

    def walk(self) -> Iterator[Node]:
        """Itself and all below, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.nodes)

    def page(self) -> int:
        """The page of its first content."""
        return next((child.page for node in self.walk() for child in node.contents), NOWHERE)


class Shown(Struct, frozen=True):
    """A string that a page shows, with both ends of its baseline and the size of its print on the page.

    ``order`` counts what the page paints; ``filled``: its letters are filled with ``colour``, and nothing
    cuts them off.
    """

    text: str
    start: tuple[float, float]
    end: tuple[float, float]
    size: float
    order: int = 0
    colour: Colour = (0.0, 0.0, 0.0)
    filled: bool = True

    @property
    def ink_end(self) -> tuple[float, float]:
        """Where the last letter ends: a space at a soft line end may hang over."""
        ink = len(self.text.rstrip()) / len(self.text) if self.text else 0.0
        (x, y), (right, top) = self.start, self.end
        return (x + (right - x) * ink, y + (top - y) * ink)

    @property
    def body(self) -> Box:
        """A box well inside the letters, between the ends of the ink."""
        (x, y), (right, top) = self.start, self.ink_end
        low, high = 0.15 * self.size, 0.5 * self.size
        return (min(x, right), min(y, top) + low, max(x, right), max(y, top) + high)


class Patch(Struct, frozen=True):
    """What lies under all that is painted on it later: a filled path, a picture, a line as wide as print."""

    order: int
    box: Box
    colour: Colour


@dataclass(slots=True)
class Marked:
    """A marked-content sequence. ``inside``: the owner of the sequence round it, ``None`` for none.

    ``spoken``: the names of what it, or a span in it, says of how it is spoken (Alt, ActualText, E, Lang).
    """

    owner: int
    tag: str
    kind: str = ""
    subtype: str = ""
    actual: str | None = None
    inside: int | None = None
    spoken: set[str] = field(default_factory=set)
    shown: list[Shown] = field(default_factory=list)
    paints: int = 0

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(item.text for item in self.shown) if self.actual is None else self.actual


class Annotation(Struct, frozen=True):
    """An annotation. ``key`` is its place in the parent tree, ``None`` for none."""

    number: int
    subtype: str
    contents: str
    key: int | None
    flags: int
    has_goal: bool
    uri: str


@dataclass(slots=True)
class Page:
    """``key`` is the page's place in the parent tree; ``odd`` what could not be followed in its content.

    ``box`` is the paper; ``seen`` what of it is shown; ``turned``: it is shown on its side or in another scale.
    """

    number: int
    box: Box
    seen: Box
    turned: bool
    tabs: str
    key: int | None
    annotations: tuple[Annotation, ...] = ()
    marked: list[Marked] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    _owned: dict[int, list[Marked]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, owner: int) -> list[Marked]:
        """The sequences of one owner, in the order they are painted: once the whole page is read."""
        if not self._owned:
            for marked in self.marked:
                self._owned.setdefault(marked.owner, []).append(marked)
        return self._owned.get(owner, [])

    @property
    def mcids(self) -> list[int]:
        """Every number that marked content has here, as often as it stands there."""
        return [marked.owner for marked in self.marked if marked.owner >= 0]


@dataclass(slots=True)
class Font:
    """``unicode`` maps codes to text, ``None`` without a map; ``used`` holds the codes that pages show."""

    name: str
    embedded: bool
    unicode: Mapping[int, str] | None
    widths: Mapping[int, float]
    default_width: float
    code_bytes: int = 1
    used: set[int] = field(default_factory=set)


class Bookmark(Struct, frozen=True):
    """An entry of the outline and the page it leads to."""

    title: str
    page: int


class Catalog(Struct, frozen=True):
    """What the file says of itself. ``xmp`` holds the plain values of its metadata by their XML names."""

    language: str
    marked: bool
    suspects: bool
    display_title: bool
    info_title: str
    xmp: Mapping[str, str]
    output_intent: bool
    encrypted: bool


@dataclass(slots=True)
class File:
    """A whole PDF. ``parents`` is the parent tree: the elements under each key."""

    pages: list[Page]
    roots: list[Node]
    root_number: int
    parents: Mapping[int, tuple[int, ...] | int]
    fonts: list[Font]
    bookmarks: list[Bookmark]
    catalog: Catalog
    odd: list[str] = field(default_factory=list)
    _nodes: list[Node] = field(default_factory=list, repr=False, compare=False)

    def walk(self) -> Iterator[Node]:
        """Every structure element, in reading order."""
        if not self._nodes:
            self._nodes += (node for root in self.roots for node in root.walk())
        return iter(self._nodes)

    def text(self, node: Node) -> str:
        """What ``node`` and all below it say, as it stands there."""
        said = node.attributes.get("ActualText")
        if isinstance(said, str):
            return said
        parts = []
        for child in node.children:
            if isinstance(child, Node):
                parts.append(self.text(child) if child.tag in INLINE else f" {self.text(child)} ")
            elif isinstance(child, Content):
                parts += [marked.text for marked in self.marked(child)]
        return "".join(parts)

    def marked(self, content: Content) -> list[Marked]:
        """The sequences that ``content`` stands for: one, in a sound file."""
        return self.pages[content.page].of(content.mcid) if 0 <= content.page < len(self.pages) else []

    def shown(self, node: Node) -> list[tuple[int, Shown]]:
        """The strings directly in ``node``, and in what runs on in its sentence, each with its page."""
        found: list[tuple[int, Shown]] = []
        for child in node.children:
            if isinstance(child, Content):
                found += [(child.page, item) for marked in self.marked(child) for item in marked.shown]
            elif isinstance(child, Node) and child.tag in INLINE:
                found += self.shown(child)
        return found
