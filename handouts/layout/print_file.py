"""Print files: many patients' pages in one PDF, where what several of them show is held once.

Pages are first spooled: each different piece once, on the disk. When all are there, it is known how often a piece
is used, how many patients there are and in which order they come; then the files are written, object by object. So
memory stays flat: under a kilobyte a patient.

A piece that is used once goes straight into the stream of its page. A run of pieces that others use too is a
stream of its own from the second time on, and the pages that show it name it; pieces of runs that are new are
shared one by one. These files are for printers: no tags, nothing for screen readers (see ``writer`` for those).
"""

from __future__ import annotations

import datetime as dt
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from msgspec import Struct

from handouts.layout.fonts import Face, Fonts, Weight
from handouts.layout.pdf import fonts, metadata, photos
from handouts.layout.pdf.fonts import FontKey
from handouts.layout.pdf.objects import Name, Ref, Value, joined_stream, number
from handouts.layout.pdf.operators import moved, shown
from handouts.layout.pdf.photos import PhotoKey
from handouts.layout.pdf.pieces import Piece, stored
from handouts.layout.pdf.serial import Serial
from handouts.layout.printable import Printable
from handouts.layout.units import MM
from handouts.model.mail import MarkPlace

MARK_SIZE = 7.5
KNOWN = 8192
"""Pieces and runs that are remembered, to be found again."""
LEAVES = 128
"""Pages under one node of the page tree."""
_SPOT = struct.Struct("<Iii")


@dataclass(frozen=True, slots=True)
class Spooled:
    """One patient's pages in a spool: ``alone`` sides with an empty back, then ``sides`` less these.

    ``at``: where they begin; ``counts``: the pieces of each side.
    """

    page: str
    size: tuple[float, float]
    language: str
    words: str
    sides: int
    alone: int
    at: int
    counts: tuple[int, ...]
    fonts: tuple[FontKey, ...] = field(repr=False)
    photos: tuple[PhotoKey, ...] = field(repr=False)

    def printed(self, *, simplex: bool = False) -> tuple[int | None, ...]:
        """Its sides as the paper goes through the printer, by number; None is an empty one.

        Without ``simplex``, paper is printed on both sides, and the last sheet is this patient's alone.
        """
        if simplex:
            return tuple(range(self.sides))
        found: list[int | None] = []
        for side in range(self.sides):
            found += [side, None] if side < self.alone else [side]
        return tuple(found + [None] * (len(found) % 2))

    def sheets(self, *, simplex: bool = False) -> int:
        """Sheets of paper."""
        return len(self.printed(simplex=simplex)) if simplex else len(self.printed()) // 2


class Spool:
    """Pages that wait to be written, in ``file``, which is open for reading and writing."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = 0
        self._at_end = True
        self._places, self._sizes, self._uses = array("Q"), array("I"), array("I")
        self._lengths, self._adlers = array("I"), array("I")
        self._known: dict[bytes, int] = {}
        self._same: dict[Any, Any] = {}
        self.families: dict[str, Fonts] = {}
        """The family of each face that is used."""

    def add(self, pages: Printable, family: Fonts) -> Spooled:
        """Keep ``pages``, whose faces are of ``family``."""
        for face, _ in pages.fonts:
            self.families.setdefault(face, family)
        spots = [spot for side in pages.sides for spot in side]
        rows = b"".join(_SPOT.pack(self._number(piece), round(x * 1000), round(y * 1000)) for piece, x, y in spots)
        at, counts = self._keep(rows), tuple(map(len, pages.sides))
        return Spooled(
            pages.page,
            (pages.width, pages.height),
            pages.language,
            pages.words,
            len(pages.sides),
            pages.alone,
            at,
            self._same.setdefault(counts, counts),
            self._same.setdefault(pages.fonts, pages.fonts),
            self._same.setdefault(pages.photos, pages.photos),
        )

    def side(self, one: Spooled, side: int) -> bytes:
        """The spots of a side, 12 bytes each: piece, x and y."""
        before = sum(one.counts[:side])
        return self._read(one.at + _SPOT.size * before, _SPOT.size * one.counts[side])

    def uses(self, piece: int) -> int:
        """On how many places a piece stands."""
        return self._uses[piece]

    def piece(self, piece: int) -> Piece:
        """The piece of this number."""
        data = self._read(self._places[piece], self._sizes[piece])
        return Piece(data, self._lengths[piece], self._adlers[piece])

    def _number(self, piece: Piece) -> int:
        known = self._known.pop(piece.data, None)
        if known is None:
            known = len(self._uses)
            self._places.append(self._keep(piece.data))
            self._sizes.append(len(piece.data))
            self._lengths.append(piece.length)
            self._adlers.append(piece.adler)
            self._uses.append(0)
            _make_room(self._known)
        self._uses[known] += 1
        self._known[piece.data] = known  # at the end: the one that was not needed for longest goes first
        return known

    def _keep(self, data: bytes) -> int:
        """Where ``data`` begins."""
        if not self._at_end:
            self._file.seek(self._end)
            self._at_end = True
        self._file.write(data)
        self._end += len(data)
        return self._end - len(data)

    def _read(self, at: int, size: int) -> bytes:
        self._file.seek(at)
        self._at_end = False
        return self._file.read(size)


def _make_room(known: dict[Any, Any]) -> None:
    """Drop the oldest quarter when there are too many."""
    if len(known) >= KNOWN:
        for old in list(known)[: KNOWN // 4]:
            del known[old]


class Job(Struct, frozen=True):
    """What all files of a run have in common. ``total``: patients; ``simplex``: printed on one side of the paper."""

    name: str
    total: int
    producer: str
    made: dt.date
    mark: MarkPlace
    simplex: bool = False


def write_print_file(
    out: Callable[[bytes], object], spool: Spool, patients: Iterable[tuple[int, Spooled]], job: Job
) -> None:
    """A PDF of the pages of ``patients``, each with the number in the run, in this order; all are of one size.

    The same input gives the same bytes.
    """
    work = _Book(out, spool, job)
    for place, one in patients:
        work.add(place, one)
    work.close()


class _Book:
    """One file."""

    def __init__(self, out: Callable[[bytes], object], spool: Spool, job: Job) -> None:
        self._file, self._spool, self._job = Serial(out), spool, job
        self._face: Face | None = None
        self._root, self._nodes = self._file.reserve(), [self._file.reserve()]
        self._leaves: list[Ref] = []
        self._pages = 0
        self._size = (0.0, 0.0)
        self._fonts: set[FontKey] = set()
        self._photos: dict[PhotoKey, None] = {}
        self._pieces: dict[int, Ref] = {}
        self._runs: dict[bytes, Ref | None] = {}
        self._moves: dict[tuple[int, int], Ref] = {}

    def add(self, place: int, one: Spooled) -> None:
        """The pages of a patient, each with its mark."""
        self._size = one.size
        if self._face is None:  # marks are in the type of the first patient's leaflet
            self._face = self._spool.families[one.fonts[0][0]][Weight.REGULAR]
        self._fonts.update(one.fonts)
        self._photos.update(dict.fromkeys(one.photos))
        printed = one.printed(simplex=self._job.simplex)
        for count, side in enumerate(printed, 1):
            who = f"{self._job.name}  |  patient {place} of {self._job.total}"
            mark = self._mark(f"{who}  |  side {count} of {len(printed)}", self._face)
            spots = b"" if side is None else self._spool.side(one, side)
            self._page([*self._body(spots, mark)])

    def close(self) -> None:
        """Fonts, photos, the tree of pages and the catalog."""
        file, job = self._file, self._job
        shared: dict[str, Value] = {
            "Font": {
                fonts.font_name(key): fonts.embed(file, self._spool.families[key[0]], key)
                for key in sorted(self._fonts)
            }
        }
        if self._photos:
            shared["XObject"] = {photos.name_of(key): photos.embed(file, key) for key in self._photos}
        resources = file.put(shared)
        self._node()
        tree: dict[str, Value] = {"Type": Name("Pages"), "Kids": self._nodes[:-1], "Count": self._pages}
        file.put(tree | {"MediaBox": [0, 0, *self._size], "Resources": resources}, self._root)
        flow = Name("Simplex" if job.simplex else "DuplexFlipLongEdge")
        wishes: dict[str, Value] = {"PrintScaling": Name("None"), "Duplex": flow, "PickTrayByPDFSize": True}
        catalog: dict[str, Value] = {
            "Type": Name("Catalog"),
            "Pages": self._root,
            "OutputIntents": [metadata.output_intent(file)],
            "ViewerPreferences": wishes | {"DisplayDocTitle": True},
        }
        stamp = f"D:{job.made:%Y%m%d}120000Z"
        about: dict[str, Value] = {"Title": job.name, "Producer": job.producer, "CreationDate": stamp}
        file.close(file.put(catalog), about)

    def _page(self, contents: list[Ref]) -> None:
        node = self._nodes[-1]
        self._leaves.append(self._file.put({"Type": Name("Page"), "Parent": node, "Contents": contents}))
        self._pages += 1
        if len(self._leaves) == LEAVES:
            self._node()

    def _node(self) -> None:
        """Close the node of the page tree that is open."""
        if self._leaves:
            node: dict[str, Value] = {"Type": Name("Pages"), "Parent": self._root, "Kids": self._leaves}
            self._file.put(node | {"Count": len(self._leaves)}, self._nodes[-1])
            self._nodes.append(self._file.reserve())
            self._leaves = []

    def _body(self, spots: bytes, mark: Piece) -> Iterator[Ref]:
        """The streams of a page: runs of pieces that others use too, and between them what is its own."""
        own: list[Piece] = []
        step = _SPOT.size
        numbers = [_SPOT.unpack_from(spots, at) for at in range(0, len(spots), step)]
        start = 0
        for end in range(len(numbers) + 1):
            if end < len(numbers) and self._spool.uses(numbers[end][0]) > 1:
                continue
            if start < end:
                yield from self._run(spots[start * step : end * step], numbers[start:end], own)
            if end < len(numbers):
                own += self._moved(*numbers[end])
            start = end + 1
        yield self._file.put_stream(joined_stream([*own, mark]))

    def _run(self, key: bytes, numbers: Sequence[tuple[int, int, int]], own: list[Piece]) -> Iterator[Ref]:
        """The streams of a run; ``own``, which they take, stands before it."""
        if key not in self._runs:
            _make_room(self._runs)
            self._runs[key] = None
            for piece, x, y in numbers:
                # The state that a stream leaves behind holds for the next, so the move may stand in one of its own.
                if own:
                    yield self._file.put_stream(joined_stream([*own, moved(x / 1000, y / 1000)]))
                    own.clear()
                else:
                    yield self._moving(x, y)
                yield self._shared(piece)
            return
        if own:
            yield self._file.put_stream(joined_stream(own))
            own.clear()
        if (ref := self._runs[key]) is None:
            pieces = [piece for one in numbers for piece in self._moved(*one)]
            ref = self._runs[key] = self._file.put_stream(joined_stream(pieces))
        yield ref

    def _moving(self, x: int, y: int) -> Ref:
        """A stream that moves the next piece to its place."""
        key = (x, y)
        if key not in self._moves:
            _make_room(self._moves)
            self._moves[key] = self._file.put_stream(joined_stream([moved(x / 1000, y / 1000)]))
        return self._moves[key]

    def _shared(self, piece: int) -> Ref:
        """The stream of a piece."""
        if piece not in self._pieces:
            _make_room(self._pieces)
            self._pieces[piece] = self._file.put_stream(joined_stream([self._spool.piece(piece)]))
        return self._pieces[piece]

    def _moved(self, piece: int, x: int, y: int) -> tuple[Piece, ...]:
        return (moved(x / 1000, y / 1000), self._spool.piece(piece))

    def _mark(self, text: str, face: Face) -> Piece:
        """The sheet mark: small, grey, along an edge of the paper."""
        place = self._job.mark
        wide, _ = self._size
        low = -face.box[1] * MARK_SIZE / 1000
        high = face.box[3] * MARK_SIZE / 1000
        inset, start = place.inset * MM, place.start * MM
        matrix = {
            "right": f"0 1 -1 0 {number(wide - inset - low)} {number(start)}",
            "left": f"0 1 -1 0 {number(inset + high)} {number(start)}",
            "foot": f"1 0 0 1 {number(start)} {number(inset + low)}",
        }[place.edge]
        runs = shown(face, text, MARK_SIZE)
        self._fonts.update(key for _, _, key in runs)
        code = " ".join(f"{font} {codes}" for font, codes, _ in runs)
        return stored(f"q {matrix} cm BT 0.25 g {code} ET Q\n".encode("ascii"))
