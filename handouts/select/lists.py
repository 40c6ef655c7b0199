"""What the lists of an order say about this patient: conditions shown by medicines, allergies and devices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from handouts.model.library import LISTED, Library
from handouts.model.order import Medicine, Order
from handouts.model.patient import Answer
from handouts.model.selection import Verdict
from handouts.select.medicines import Entry, Found, read_entry, read_list
from handouts.select.noted import Noted

_ONE = {"medicines": "medicine", "allergies": "allergy", "devices": "device"}


class Reading(Struct, frozen=True):
    """One list, read. ``entries``: where each stands in the order, and what it says.

    ``known``: whether anybody asked; ``read``: whether all that was typed is clear.
    """

    kind: str
    entries: tuple[tuple[str, Entry], ...]
    known: bool

    @property
    def read(self) -> bool:
        """Whether every entry is clear."""
        return all(entry.clear for _, entry in self.entries)

    @property
    def open(self) -> bool:
        """Whether the list says, or may say, something that nobody has worked out."""
        return not self.read or (self.kind == "medicines" and not self.known)

    def names(self) -> Iterator[tuple[str, Found]]:
        """Each name in it, said with its place, and what follows from it."""
        for place, entry in self.entries:
            for one in entry.found:
                yield f"{place}: {one.name}, {one.label}", one


def read_lists(order: Order, library: Library) -> Mapping[str, Reading]:
    """Each list of ``order``, read with the lexicon of the same name. No typed text is in the result."""
    readings = {}
    for kind in LISTED:
        typed, lexicon = getattr(order.facts, kind), library.lexicons[kind]
        entries = () if isinstance(typed, str) else read_list(typed, lexicon)
        placed = [(f"{_ONE[kind]} {number} of the list", entry) for number, entry in enumerate(entries, 1)]
        if kind == "medicines":
            placed += [
                (f"row {number} of medicines_list", _row(row, library))
                for number, row in enumerate(order.medicines_list, 1)
            ]
        readings[kind] = Reading(kind, tuple(placed), typed != "unknown")
    return readings


def _row(row: Medicine, library: Library) -> Entry:
    """A row that a prescriber typed. How much and when tell the form; only the name must be clear to the last word."""
    lexicon = library.lexicons["medicines"]
    name = read_entry(row.name, lexicon)
    full = read_entry(f"{row.name} {row.how_much} {row.when}", lexicon)
    return Entry((*full.found, *(one for one in name.found if not full.found)), name.clear)


def tell(
    tags: dict[str, Answer],
    readings: Mapping[str, Reading],
    typed: Mapping[str, Answer],
    library: Library,
    noted: Noted,
) -> None:
    """Set in ``tags`` what the lists answer; what shows it, and what staff must ask, goes into ``noted``.

    What a list shows wins over a typed no. What it leaves open is unknown where nobody typed an answer.
    """
    showing, leaving_open = _by_tag(readings)
    named = showing.keys() | leaving_open.keys()
    for tag in library.tags.values() if named else library.listed:
        shown, doubtful = showing.get(tag.id), leaving_open.get(tag.id)
        reading = readings[tag.told_by] if tag.told_by else None
        if shown:
            tags[tag.id] = Answer.YES
            noted.choose("tag", tag.id, Verdict.IN, "listed", "; ".join(shown))
            if typed.get(tag.id) is Answer.NO:
                noted.warn(
                    "medicine-says-yes",
                    f"{tag.id} was typed as no, but it is taken as yes ({'; '.join(shown)})",
                    "Ask the patient, then correct the order.",
                )
        elif tag.id in typed or tags[tag.id] is Answer.YES:
            continue
        elif doubtful:
            tags[tag.id] = Answer.UNKNOWN
            noted.choose("tag", tag.id, Verdict.OUT, "listed-unclear", f"unknown: {'; '.join(doubtful)}")
        elif reading and reading.open:
            tags[tag.id] = Answer.UNKNOWN
        elif reading and reading.known and tag.told_fully == "yes":
            tags[tag.id] = Answer.NO
    _combine(tags, typed, library, noted)


def _by_tag(readings: Mapping[str, Reading]) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """By tag, the names that show it, and those that leave it open."""
    showing, leaving_open = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for reading in readings.values():
        for name, one in reading.names():
            for tag in one.tags:
                showing[tag].append(name)
            for tag in one.unknown:
                leaving_open[tag].append(name)
    return showing, leaving_open


def _combine(tags: dict[str, Answer], typed: Mapping[str, Answer], library: Library, noted: Noted) -> None:
    """What follows from several conditions together. Not ruled out is unknown."""
    for lexicon in library.lexicons.values():
        for one in lexicon.combinations:
            answers = {tags[tag] for tag in one.all_of}
            for tag in one.tags:
                if answers == {Answer.YES}:
                    tags[tag] = Answer.YES
                    noted.choose("tag", tag, Verdict.IN, "combined", f"{one.label} ({', '.join(one.all_of)})")
                elif Answer.NO not in answers and tag not in typed and tags[tag] is not Answer.YES:
                    tags[tag] = Answer.UNKNOWN


def warn_about_lists(readings: Mapping[str, Reading], typed: Mapping[str, Answer], noted: Noted) -> None:
    """Tell staff what was not understood or is left open, by its place: never what was typed."""
    if not readings["medicines"].known:
        noted.warn("medicines-unknown", "medicines were not asked about", "Ask, and set facts.medicines.")
    for kind, reading in readings.items():
        one = _ONE[kind]
        for place, entry in reading.entries:
            asks = _asks(entry, typed)
            if not entry.clear:
                names = ", ".join(dict.fromkeys(found.name for found in entry.found))
                noted.warn(
                    f"{one}-not-read",
                    f"{place} was not fully understood" + (f"; it may name {names}" if names else ""),
                    " ".join(["Check its spelling, or set the conditions that follow from it yourself.", *asks]),
                )
                continue
            for found in entry.found:
                if found.spelled:
                    message = f"{place} is read as {found.name} by its spelling"
                    noted.warn(f"{one}-by-spelling", message, "Check it, and correct the order.")
            for ask in asks:
                noted.warn(f"{one}-ask", f"{place}: {', '.join(found.name for found in entry.found)}", ask)


def _asks(entry: Entry, typed: Mapping[str, Answer]) -> tuple[str, ...]:
    """Questions that no typed answer has settled."""
    return tuple(dict.fromkeys(ask for found in entry.found if _open(found, typed) for ask in found.asks))


def _open(found: Found, typed: Mapping[str, Answer]) -> bool:
    return not found.unknown or any(typed.get(tag, Answer.UNKNOWN) is Answer.UNKNOWN for tag in found.unknown)
