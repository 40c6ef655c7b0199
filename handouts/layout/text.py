"""Breaking lines: the one function that every piece of text on the page goes through.

Rules (LOOK.md, section 2): no hyphenation and no split words; titles are balanced; no one-word last line;
no break between a number and its unit, inside a phone number, after "Dr" or between initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.fonts import HARD_SPACE, Face, Fonts, Weight
from handouts.layout.style import Type
from handouts.model.wording import Text

_DIGITS = tuple("0123456789")
_GLUE = (
    (re.compile(r"[0-9] to (?=[0-9])"), (" to ",)),  # 2 to 6
    (re.compile(r"(?<=[0-9]) (?=[A-Za-z0-9(])"), _DIGITS),  # 10 minutes, 960 148
    (re.compile(r"\b[Cc]all (?=[0-9]|us\b)"), ("all ",)),  # call 111
    (re.compile(r"(?<=\)) (?=[0-9])"), (") ",)),  # (406) 555
    (re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof)\.? "), ("Dr", "Mr", "Ms", "Prof")),
    (re.compile(r"\b[A-Z]\. (?=[A-Z])"), (". ",)),  # A. Lindqvist
    (re.compile(r"\b[A-Z][a-z]{2,8} (?=[0-9])"), _DIGITS),  # December 14, Call 999
)
"""Where a line must not end, with what stands in every such text: most texts hold none of it, and are not searched."""
_STEP = 0.01
"""Part of the width by which a paragraph is narrowed while looking for a better last line."""


class Run(Struct, frozen=True):
    """Characters in one face, with their width in points.

    ``link``: where they lead, if anywhere; ``lang``: their language, where it is not the leaflet's.
    """

    face: Face
    text: str
    width: float
    link: str = ""
    lang: str = ""


class TextLine(Struct, frozen=True):
    """One line. ``width`` is that of its ink; a soft line end carries a space beyond it."""

    runs: tuple[Run, ...]
    width: float


class Part(Struct, frozen=True):
    """Characters of a word in one face and language."""

    face: Face
    lang: str
    text: str


class Word(Struct, frozen=True):
    """What stands between two places where a line may end. ``counted``: words that a reader would count in it."""

    parts: tuple[Part, ...]
    width: float
    space: float
    """Width of a space after it, which is in the face of its end."""
    counted: int


@lru_cache(maxsize=1024)
def glued(text: str) -> str:
    """``text`` with hard spaces where a line must not end."""
    for pattern, needed in _GLUE:
        if any(map(text.__contains__, needed)):
            text = pattern.sub(lambda found: found.group().replace(" ", HARD_SPACE), text)
    return text


def set_words(words: Sequence[Word], size: float, width: float, *, balance: bool = False) -> tuple[TextLine, ...]:
    """``words`` of one text, which are ``size`` points high, in lines of at most ``width`` points."""
    words = _all_fitting(words, size, width)
    ends = _ends(words, width)
    if len(ends) > 1:
        narrow = narrowest(words, width, len(ends)) if balance else _without_widow(words, width, ends)
        ends = _ends(words, narrow)
    last = len(ends) - 1
    return tuple(
        _line(words[start:end], size, soft_end=index < last) for index, (start, end) in enumerate(pairwise((0, *ends)))
    )


def count_lines(words: Sequence[Word], size: float, width: float) -> int:
    """How many lines :func:`set_words` makes of ``words``."""
    return len(_ends(_all_fitting(words, size, width), width))


def text_width(text: Text, style: Type, fonts: Fonts, *, bold: Weight = Weight.BOLD) -> float:
    """Width of ``text`` on one line."""
    return sum([fonts[bold if span.bold else style.weight].width(glued(span.text), style.size) for span in text.spans])


def words_of(text: Text, style: Type, fonts: Fonts, *, bold: Weight = Weight.BOLD) -> tuple[Word, ...]:
    """The words of ``text``, measured: what stands between two places where a line may end."""
    plain = glued(str(text))
    if len(text.spans) == 1:
        (span,) = text.spans
        face, lang, size = fonts[bold if span.bold else style.weight], span.lang, style.size
        return tuple([_plain_word(face, lang, piece, size) for piece in plain.split(" ") if piece])
    looks: list[tuple[Face, str]] = []
    for span in text.spans:
        looks += [(fonts[bold if span.bold else style.weight], span.lang)] * len(span.text)
    words: list[Word] = []
    start = 0
    for piece in plain.split(" "):
        end = start + len(piece)
        if piece:
            words.append(_word(_parts(plain, looks, start, end), style.size))
        start = end + 1
    return tuple(words)


@lru_cache(maxsize=4096)
def _plain_word(face: Face, lang: str, text: str, size: float) -> Word:
    """A word in one face and language: most of them stand in many texts."""
    return _word((Part(face, lang, text),), size)


def _word(parts: Sequence[Part], size: float) -> Word:
    width = sum(part.face.width(part.text, size) for part in parts)
    counted = 1 + sum(part.text.count(HARD_SPACE) for part in parts)
    return Word(tuple(parts), width, parts[-1].face.width(" ", size), counted)


def _parts(plain: str, looks: list[tuple[Face, str]], start: int, end: int) -> list[Part]:
    parts: list[Part] = []
    first = start
    for index in range(start + 1, end + 1):
        if index == end or looks[index] != looks[first]:
            parts.append(Part(*looks[first], plain[first:index]))
            first = index
    return parts


def _all_fitting(words: Sequence[Word], size: float, width: float) -> Sequence[Word]:
    if max([word.width for word in words], default=0) <= width:
        return words  # nearly always
    return [part for word in words for part in _fitting(word, size, width)]


def _fitting(word: Word, size: float, width: float) -> list[Word]:
    """One word; only if it is wider than the whole line, as many as it takes to stay on the page."""
    if word.width <= width:
        return [word]
    if any(HARD_SPACE in part.text for part in word.parts):
        loose: list[list[Part]] = [[]]
        for part in word.parts:
            first, *rest = part.text.split(HARD_SPACE)
            loose[-1].append(Part(part.face, part.lang, first))
            loose += [[Part(part.face, part.lang, piece)] for piece in rest]
        filled = (_word(piece, size) for piece in loose if any(part.text for part in piece))
        return [part for piece in filled for part in _fitting(piece, size, width)]
    words: list[Word] = []
    current: list[Part] = []
    used = 0.0
    for part in word.parts:
        for character in part.text:
            step = part.face.width(character, size)
            if current and used + step > width:
                words.append(Word(tuple(current), used, part.face.width(" ", size), 1))
                current, used = [], 0.0
            current.append(Part(part.face, part.lang, character))
            used += step
    words.append(Word(tuple(current), used, word.space, 1))
    return words


def _ends(words: Sequence[Word], width: float) -> list[int]:
    """Where each line of at most ``width`` ends: the number of the word after it."""
    ends: list[int] = []
    start, used, space = 0, 0.0, 0.0
    for index, word in enumerate(words):
        wider = used + space + word.width
        if wider > width + 0.01 and index > start:
            ends.append(index)
            start, wider = index, word.width
        used, space = wider, word.space
    return [*ends, len(words)]


def narrowest(words: Sequence[Word], width: float, most: int) -> float:
    """The smallest width, to a tenth of a point, at which ``words`` take at most ``most`` lines, as at ``width``."""
    low, high = max(word.width for word in words), width
    while high - low > 0.1:
        middle = (low + high) / 2
        if len(_ends(words, middle)) > most:
            low = middle
        else:
            high = middle
    return high


def _without_widow(words: Sequence[Word], width: float, ends: list[int]) -> float:
    """A width that leaves two words on the last line; ``width`` itself when there is none."""

    def lonely(tried: list[int]) -> bool:
        return sum([word.counted for word in words[tried[-2] :]]) < 2

    narrower, tried = width, ends
    while lonely(tried):
        narrower -= _STEP * width
        if narrower < 0.6 * width:
            return width
        tried = _ends(words, narrower)
        if len(tried) > len(ends):
            return width
    return narrower


def _line(words: Sequence[Word], size: float, *, soft_end: bool) -> TextLine:
    runs: list[Run] = []
    width = 0.0
    for face, lang, text in _in_one_face(words):
        written = text.replace(HARD_SPACE, " ")
        wide = face.width(written, size)
        runs.append(Run(face, written, wide, lang=lang))
        width += wide
    if soft_end and runs:
        # Assistive technology reads "Donot" when no space stands at a soft line end.
        last = runs[-1]
        runs[-1] = Run(last.face, f"{last.text} ", last.width + last.face.width(" ", size), lang=last.lang)
    return TextLine(tuple(runs), width)


def _in_one_face(words: Sequence[Word]) -> Iterator[tuple[Face, str, str]]:
    """Runs of ``words`` in one face and language, with a space between two words in the face of the first."""
    if not words:
        return
    looks = {(part.face, part.lang) for word in words for part in word.parts}
    face, lang, texts = words[0].parts[0].face, words[0].parts[0].lang, list[str]()
    if len(looks) == 1:  # most lines
        yield face, lang, " ".join(["".join([part.text for part in word.parts]) for word in words])
        return
    for index, word in enumerate(words):
        if index:
            texts.append(" ")
        for part in word.parts:
            if part.face is not face or part.lang != lang:
                yield face, lang, "".join(texts)
                face, lang, texts = part.face, part.lang, []
            texts.append(part.text)
    yield face, lang, "".join(texts)


def linked(line: TextLine, links: Mapping[str, str], size: float) -> TextLine:
    """``line`` with each text of ``links`` leading to its address."""
    runs: list[Run] = []
    for run in line.runs:
        found = next((text for text in links if text in run.text), None)
        if found is None:
            runs.append(run)
            continue
        before, after = run.text.split(found, 1)
        for text, link in ((before, ""), (found, links[found]), (after, "")):
            if text:
                runs.append(Run(run.face, text, run.face.width(text, size), link, run.lang))
    return TextLine(tuple(runs), line.width)


def with_space(lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """``lines`` with a space after the last: what follows belongs to the same sentence."""
    *head, last = lines
    *runs, run = last.runs
    return (*head, TextLine((*runs, replace(run, text=run.text + " ")), last.width))
