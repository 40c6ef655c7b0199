"""How values are said in the language of the place: dates, times, counts and lists, through Babel."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list

from handouts.errors import Refused
from handouts.model.governance import NOT_REVIEWED
from handouts.model.library import Library
from handouts.model.locale import Language
from handouts.model.wording import Text, Wording

# Babel's own long patterns differ in small ways (a comma after the weekday in British dates), so the
# patterns are fixed here: as the comps show them.
_DATES = {
    "day_first": {
        "full": "EEEE d MMMM y",
        "day": "EEEE d MMMM",
        "long": "d MMMM y",
        "short": "d MMM y",
        "tiny": "EEE d",
    },
    "month_first": {
        "full": "EEEE, MMMM d, y",
        "day": "EEEE, MMMM d",
        "long": "MMMM d, y",
        "short": "MMM d, y",
        "tiny": "EEE d",
    },
}
_CLOCKS = {"24-hour": "H:mm", "12-hour": "h:mm a"}
_CLDR = {"en": "en-001"}
"""Babel takes plain ``en`` for American; the English of the whole world has a code of its own."""


class Speech:
    """One language of a library."""

    def __init__(self, library: Library, language: Language) -> None:
        place = library.locales[language]
        self.language = language
        self._words = library.words
        self._terms = _terms(library, language)
        self._locale = str(Locale.parse(_CLDR.get(language, language), sep="-"))
        self._dates, self._clock = _DATES[place.dates], _CLOCKS[place.clock]

    def say(self, wording: Wording, values: Mapping[str, object]) -> Text:
        """``wording`` with its variables filled in, in the English of the place."""
        return (_in_place(wording, self._terms) if self._terms else wording).render(values)

    def date(self, date: dt.date, style: str = "full") -> str:
        """``full`` with the weekday, ``day`` without the year, ``long`` and ``short`` without the weekday, ``tiny``."""
        return _date(date, self._dates[style], self._locale)

    def month(self, date: dt.date, *, short: bool = False) -> str:
        """Month and year."""
        return _date(date, "MMM y" if short else "MMMM y", self._locale)

    def time(self, time: dt.time) -> str:
        """10:20, or 10:20 am."""
        return _time(time, self._clock, self._locale)

    def listed(self, items: Sequence[str]) -> str:
        """``a, b and c``."""
        return _listed(tuple(items), self._locale)

    def word(self, id: str, count: int | None = None, **values: object) -> str:
        """A fixed word of the page, in the form that goes with ``count``."""
        word = self._words[id]
        plural = count is not None and _plural(count, self._locale) != "one"
        text = word.other if plural and word.other else word.one
        return str(_wording(text).render(values)) if values else text

    def counted(self, id: str, count: int) -> str:
        """``3 moves``, ``1 move``."""
        return f"{count} {self.word(id, count)}"


_wording = lru_cache(maxsize=512)(Wording.of)


@lru_cache(maxsize=512)
def _date(date: dt.date, pattern: str, locale: str) -> str:
    return format_date(date, pattern, locale=locale)


@lru_cache(maxsize=512)
def _time(time: dt.time, pattern: str, locale: str) -> str:
    text = format_time(time, pattern, locale=locale)
    return text.replace("\u202f", " ").replace("AM", "am").replace("PM", "pm")


@lru_cache(maxsize=512)
def _listed(items: tuple[str, ...], locale: str) -> str:
    return format_list(items, style="standard", locale=locale)


@lru_cache(maxsize=512)
def _plural(count: int, locale: str) -> str:
    return Locale.parse(locale).plural_form(count)


Terms = tuple[tuple[str, str], ...]


def _terms(library: Library, language: Language) -> Terms:
    """The words of the library that are others in ``language``, with those, longer ones first."""
    every = ((term.gb, term.said_in(language)) for term in library.terms.values())
    pairs = [(written, said) for written, said in every if said != written]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=8192)
def _in_place(wording: Wording, terms: Terms) -> Wording:
    """``wording`` with the words of ``terms`` exchanged; variables are left alone."""
    exchanged = dict(terms)
    pattern = re.compile(r"\b(" + "|".join(re.escape(written) for written in exchanged) + r")\b", re.IGNORECASE)

    def exchange(found: re.Match[str]) -> str:
        word = exchanged[found.group().lower()]
        return word[:1].upper() + word[1:] if found.group()[:1].isupper() else word

    parts = re.split(r"(\{\{.*?\}\})", wording.source)
    return Wording.of("".join(part if index % 2 else pattern.sub(exchange, part) for index, part in enumerate(parts)))


def rendered(wording: Wording, values: dict[str, str], speech: Speech, item: str) -> Text:
    """``wording`` with its values; raises :class:`~handouts.errors.Refused` when ``item`` lacks one."""
    try:
        return speech.say(wording, values)
    except KeyError as error:
        raise Refused(
            f"{item} needs a value for {error.args[0]}, and there is none",
            remedy="Set it in the order or the brand, or take it out of the text.",
        ) from None


def spoken(values: Mapping[str, object], library: Library, speech: Speech) -> dict[str, str]:
    """Each value in words, by variable name; a whole number with a unit also gives ``NAME_unit``."""
    said: dict[str, str] = {}
    for name, value in values.items():
        if type(value) is str:  # Most are words of the place or the clinic, and said as they stand.
            said[name] = value
            continue
        said[name] = _said(name, value, library, speech)
        if isinstance(value, int) and (variable := library.variables.get(name)) is not None and variable.unit:
            said[f"{name}_unit"] = speech.word(variable.unit, value)
    return said


def _said(name: str, value: object, library: Library, speech: Speech) -> str:
    if (say := _SAYING.get(name)) is not None:
        return say(value, library, speech)
    if isinstance(value, dt.date):
        return speech.date(value)
    return speech.time(value) if isinstance(value, dt.time) else str(value)


def _other_moves(count: int, _library: Library, speech: Speech) -> str:
    return speech.counted("other_move", count) if count > 1 else speech.word("other_move")


def _sources(keys: Sequence[str], library: Library, speech: Speech) -> str:
    return speech.listed(list(dict.fromkeys(library.references[key].short for key in keys)))


def _checked(reviewers: Sequence[tuple[str, str]], _library: Library, speech: Speech) -> str:
    """A true sentence about who checked the text; ``reviewers`` holds name and role, or that there is none yet."""
    people = [(name, role.removesuffix(".")) for name, role in reviewers if name != NOT_REVIEWED]
    if not people:
        return speech.word("not_reviewed")
    if len(people) < len(reviewers):
        return speech.word("partly_reviewed")
    if len(people) == 1:
        names = ", ".join(part for part in people[0] if part)
    else:
        names = speech.listed([f"{name} ({role})" if role else name for name, role in people])
    return speech.word("reviewed", names=names.removesuffix("."))


_SAYING: Mapping[str, Callable[[Any, Library, Speech], str]] = {
    "moves": lambda count, _, speech: speech.counted("move", count),
    "moves_to_do": lambda count, _, speech: speech.counted("move", count),
    "other_moves": _other_moves,
    "moves_often": lambda count, _, speech: speech.counted("times_a_day", count),
    "walk_often": lambda count, _, speech: speech.counted("times_a_day", count),
    "region_name": lambda region, _, speech: speech.word(str(region)),
    "area": lambda region, _, speech: speech.word(f"area_{region}"),
    "follow_up_day": lambda day, _, speech: speech.date(day, "day"),
    "review_month": lambda day, _, speech: speech.month(day),
    "review_status": _checked,
    "sources_list": _sources,
}
"""How the values of variables are said that are said in a way of their own."""
