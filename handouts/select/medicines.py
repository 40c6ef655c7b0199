"""Read what staff typed in a list of medicines, allergies or devices: which names it holds, and what follows.

Unknown is not no: an entry that is not understood to the last word, that denies something, or whose
spelling fits two names with different meanings, is never a plain yes or no.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from handouts.model.lexicon import BREAK, PART, Group, Lexicon, Meaning, Words, alike, words_of

ONE_SLIP, TWO_SLIPS = 5, 9
"""From how many letters on a name may hold one wrong, missing or swapped letter, and two."""
SPELLED_WORDS = 3
"""Most words of a name that is read by its spelling."""


class Found(Struct, frozen=True):
    """One name of an entry: as the library writes it, never as typed. ``spelled``: not typed exactly so."""

    group: str
    label: str
    name: str
    tags: frozenset[str]
    unknown: frozenset[str]
    asks: tuple[str, ...] = ()
    spelled: bool = False


class Entry(Struct, frozen=True):
    """What was read in one entry. ``clear``: every word was understood, and nothing is denied or doubtful."""

    found: tuple[Found, ...]
    clear: bool

    @property
    def tags(self) -> frozenset[str]:
        """Conditions that are yes."""
        return frozenset().union(*(one.tags for one in self.found))

    @property
    def unknown(self) -> frozenset[str]:
        """Conditions to ask about."""
        return frozenset().union(*(one.unknown for one in self.found)) - self.tags


_NOTHING = Entry((), clear=False)


class _Hit(Struct, frozen=True):
    """Words ``start`` to ``end`` are, or may be, one of ``names``: each with its group, the nearest first."""

    start: int
    end: int
    names: tuple[tuple[Group, str], ...]
    spelled: bool

    @property
    def alone(self) -> bool:
        return all(group.alone == "yes" for group, _ in self.names)


def read_list(entries: Iterable[str], lexicon: Lexicon) -> tuple[Entry, ...]:
    """What each entry says, in the order of the entries."""
    return tuple(read_entry(entry, lexicon) for entry in entries)


def read_entry(text: str, lexicon: Lexicon) -> Entry:
    """What one entry says. It may name several items."""
    words = words_of(text)
    hits, spelled = list(_exact(words, lexicon)), list(_by_spelling(words, lexicon))
    if not hits and not spelled:
        return _NOTHING
    known, denied = _cover(words, hits, lexicon)
    hits += _where_not_known(spelled, known)
    left = any(not known[at] for at in range(len(words)))
    parts = _parts(words, hits, lexicon)
    found: list[Found] = []
    clear = bool(hits) and not left and not denied
    for part in parts:
        counted = [hit for hit in part.hits if not hit.alone] or part.hits
        for hit, beside in _beside(words, part, counted):
            one, sure = _found(hit, beside, lexicon, crowded=len(counted) > 1, denied=denied)
            found.append(one)
            clear = clear and sure
    return Entry(tuple(found), clear)


def _exact(words: Words, lexicon: Lexicon) -> Iterator[_Hit]:
    """Names typed as they are, apart from case, accents, hyphens and spaces; the longest first."""
    beginnings, at = lexicon.beginnings, 0
    while at < len(words):
        if words[at] not in beginnings:
            at += 1
            continue
        for length in range(_reach(words[at : at + lexicon.longest], beginnings), 0, -1):
            piece = words[at : at + length]
            if BREAK in piece:
                continue
            name = lexicon.by_words.get(piece) or lexicon.by_letters.get("".join(piece))
            if name:
                yield _Hit(at, at + length, (name,), spelled=False)
                at += length
                break
        else:
            at += 1


def _reach(words: Words, beginnings: frozenset[str]) -> int:
    """How many of ``words``, from the first on, may be of one name."""
    letters = ""
    for count, word in enumerate(words):
        letters += word
        if letters not in beginnings:
            return count
    return len(words)


def _cover(words: Words, hits: Sequence[_Hit], lexicon: Lexicon) -> tuple[list[bool], bool]:
    """Which words are understood, and whether one of them denies."""
    known = [word == BREAK or word.isdecimal() for word in words]
    for hit in hits:
        known[hit.start : hit.end] = [True] * (hit.end - hit.start)
    named = {at for hit in hits for at in range(hit.start, hit.end)}
    denials, others = lexicon.known_phrases
    lengths = lexicon.phrase_lengths
    denied, at = False, 0
    while at < len(words):
        end = at + 1
        for length in lengths.get(words[at], ()):
            piece = words[at : at + length]
            if (piece in denials or piece in others) and named.isdisjoint(range(at, at + len(piece))):
                denied = denied or piece in denials
                end = at + len(piece)
                known[at:end] = [True] * len(piece)
                break
        at = end
    return known, denied


def _where_not_known(hits: Iterable[_Hit], known: list[bool]) -> Iterator[_Hit]:
    """Those of ``hits`` in which a word is not understood. Marks their words in ``known``."""
    for hit in hits:
        if not all(known[hit.start : hit.end]):
            known[hit.start : hit.end] = [True] * (hit.end - hit.start)
            yield hit


def _by_spelling(words: Words, lexicon: Lexicon) -> Iterator[_Hit]:
    """Names that are as typed or nearly so, the longest first."""
    places, text = [*accumulate(map(len, words), initial=0)], "".join(words)
    # Runs of words that begin with the same word have their first letters in common, and so on: see ``Lexicon.like``.
    ends, starts = places[SPELLED_WORDS:] + places[-1:] * SPELLED_WORDS, [0] * SPELLED_WORDS + places
    begun_like, ended_like = lexicon.begun_like, lexicon.ended_like
    begun = [begun_like(text[at:end][:PART]) for at, end in zip(places[:-1], ends, strict=False)]
    ended = [ended_like(text[start:at][-PART:]) for at, start in zip(places[1:], starts[1:], strict=False)]
    heads, tails = _not_empty(begun), _not_empty(ended)
    if not heads and not tails:
        return
    for length in range(min(SPELLED_WORDS, len(words)), 0, -1):
        for start in sorted({*heads, *(at - length + 1 for at in tails)}):
            end = start + length
            if start < 0 or end > len(words):
                continue
            size = places[end] - places[start]
            slips = 0 if size < ONE_SLIP else 1 if size < TWO_SLIPS else 2
            names_like = alike(begun[start], ended[end - 1], slips) if slips else ()
            like = [name for name in names_like if abs(len(name) - size) <= slips]
            if not like or not all(map(str.isalpha, words[start:end])):
                continue
            names = _near(text[places[start] : places[end]], like, slips, lexicon)
            if names:
                yield _Hit(start, end, names, spelled=True)


def _not_empty(found: Sequence[frozenset[str]]) -> list[int]:
    return [at for at, names in enumerate(found) if names]


def _near(letters: str, like: Iterable[str], slips: int, lexicon: Lexicon) -> tuple[tuple[Group, str], ...]:
    """Every name of ``like`` within so many ``slips`` of ``letters``, the nearest first.

    Names from which nothing follows are given one slip at most: more is for names that it would be harm to miss.
    """
    near, distance_of = [], _distance()
    for name in like:
        distance = distance_of(letters, name, score_cutoff=slips)
        if distance <= slips:
            group, shown = lexicon.by_letters[name]
            if distance <= 1 or _matters(group):
                near.append((distance, shown, group))
    near.sort(key=lambda one: one[:2])
    return tuple((group, shown) for _, shown, group in near)


@functools.cache
def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import OSA  # Few words of an order are like a name.

    return OSA.distance


def _matters(group: Group) -> bool:
    return any(meaning.tags or meaning.unknown for meaning in group.meanings)


class _Part(Struct, frozen=True):
    """A stretch of an entry between two separators, and the names in it."""

    start: int
    end: int
    hits: list[_Hit]


def _parts(words: Words, hits: Sequence[_Hit], lexicon: Lexicon) -> list[_Part]:
    named = {at for hit in hits for at in range(hit.start, hit.end)}
    breaks = [at for at, word in enumerate(words) if word in lexicon.boundaries and at not in named]
    parts = []
    for start, end in zip([-1, *breaks], [*breaks, len(words)], strict=True):
        inside = sorted((hit for hit in hits if start < hit.start < end), key=lambda hit: hit.start)
        if inside:
            parts.append(_Part(start + 1, end, inside))
    return parts


def _beside(words: Words, part: _Part, counted: Sequence[_Hit]) -> Iterator[tuple[_Hit, Words]]:
    """Each name with the words that tell about it: up to the next name, and for the first those before it."""
    for number, hit in enumerate(counted):
        before = () if number else words[part.start : hit.start]
        end = counted[number + 1].start if number + 1 < len(counted) else part.end
        yield hit, (*before, BREAK, *words[hit.end : end])


def _found(hit: _Hit, beside: Words, lexicon: Lexicon, *, crowded: bool, denied: bool) -> tuple[Found, bool]:
    """What follows from one name, and whether it is sure which name it is."""
    meanings = [_meaning(group, beside, lexicon, crowded=crowded) for group, _ in hit.names]
    (group, name), (tags, unknown, ask) = hit.names[0], meanings[0]
    sure = all(meaning[:2] == meanings[0][:2] for meaning in meanings)
    if denied or not sure:
        every = frozenset().union(*(one for meaning in meanings for one in meaning[:2]))
        tags, unknown = frozenset(), every
    asks = (ask,) if ask else ()
    return Found(group.id, group.label, name, tags, unknown, asks, hit.spelled), sure


def _meaning(
    group: Group, beside: Words, lexicon: Lexicon, *, crowded: bool
) -> tuple[frozenset[str], frozenset[str], str | None]:
    """Conditions that are yes, conditions to ask about, and the question."""
    told: Meaning = next(
        (
            form
            for form in group.forms
            if _says(beside, lexicon.form_words.get(form.form, frozenset()))
            and not (form.unless and _says(beside, lexicon.form_words.get(form.unless, frozenset())))
        ),
        group,
    )
    tags, unknown = frozenset(told.tags), frozenset(told.unknown)
    if crowded and told is not group:
        # Several names stand side by side: the word may belong to another one.
        unknown |= frozenset((*group.tags, *group.unknown))
    return tags, unknown - tags, told.ask


def _says(words: Words, phrases: frozenset[Words]) -> bool:
    return any(
        words[at : at + len(phrase)] == phrase for phrase in phrases for at in range(len(words) - len(phrase) + 1)
    )
