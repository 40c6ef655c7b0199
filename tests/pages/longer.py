"""The same leaflet with words that take 40 % more room, as a translation would.

Every text that layout sets in lines grows by real words, short and long ones in turn; numbers, names and
telephone numbers stay as they are. Nothing else of the leaflet changes.
"""

from __future__ import annotations

from itertools import cycle
from typing import Any

from msgspec import Struct, structs

from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.wording import Span, Text

MORE = 1.4
"""Length of the new text, as a part of the old."""
NEAR = 3
"""Letters that a word may have too many."""
_SHORT = "now"
_WORDS = ("also", "particularly", "again", "as well", "straightforward", "then", "comfortably", "now", "nevertheless")


def longer(leaflet: Leaflet) -> Leaflet:
    """``leaflet`` with all words of its sections 40 % longer."""
    return structs.replace(leaflet, sections=tuple(_section(section) for section in leaflet.sections))


def _section(section: LeafletSection) -> LeafletSection:
    grown: LeafletSection = _grown(section)
    return grown


def _grown(value: Any) -> Any:
    """``value`` with every :class:`Text` in it made longer."""
    if isinstance(value, Text):
        return more(value)
    if isinstance(value, tuple):
        return tuple(_grown(item) for item in value)
    if isinstance(value, Struct):
        return structs.replace(value, **{name: _grown(getattr(value, name)) for name in value.__struct_fields__})
    return value


def more(text: Text) -> Text:
    """``text`` with words added inside it, before its last word, until it is 40 % longer; a bare number stays."""
    said = str(text)
    if not any(letter.isalpha() for letter in said):
        return text
    wanted, added = (MORE - 1) * len(said), ""
    # Which word comes first hangs on the text, so that not all lines end alike.
    first = len(said) % len(_WORDS)
    words = cycle(_WORDS[first:] + _WORDS[:first])
    while (missing := wanted - len(added)) > 0:
        word = next(words)
        added += f" {word if len(word) <= missing + NEAR else _SHORT}"
    spans = list(text.spans)
    index = next(i for i in reversed(range(len(spans))) if spans[i].text.strip())
    span = spans[index]
    body, end = span.text.rstrip(), span.text[len(span.text.rstrip()) :]
    before, _space, last = body.rpartition(" ")
    grown = f"{before}{added} {last}" if before else f"{last}{added}"
    spans[index] = Span(grown + end, span.bold, span.lang)
    return Text(tuple(spans))
