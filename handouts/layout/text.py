"""Breaking lines: the one function that every piece of text on the page goes through.

Rules (LOOK.md, section 2): no hyphenation and no split words; titles are balanced; no one-word last line;
no break between a number and its unit, inside a phone number, after "Dr" or between initials.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.fonts import HARD_SPACE, Face, Fonts, Weight
from handouts.layout.style import Type
from handouts.model.wording import Text

_GLUE = (
    re.compile(r"\d to (?=\d)"),  # 2 to 6
    re.compile(r"(?<=\d) (?=[A-Za-z\d(])"),  # 10 minutes, 960 148
    re.compile(r"\b[Cc]all (?=\d|us\b)"),  # call 111
    re.compile(r"(?<=\)) (?=\d)"),  # (406) 555
    re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof)\.? "),
    re.compile(r"\b[A-Z]\. (?=[A-Z])"),  # A. Lindqvist
    re.compile(r"\b[A-Z][a-z]{2,8} (?=\d)"),  # December 14, Call 999
)
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
    """What stands between two places where a line may end."""

    parts: tuple[Part, ...]
    width: float
    space: float
    """Width of a space after it, which is in the face of its end."""

    @property
    def hard(self) -> int:
        """Words a reader would count in it."""
        return 1 + sum(part.text.count(HARD_SPACE) for part in self.parts)


def glued(text: str) -> str:
    """``text`` with hard spaces where a line must not end."""
    for pattern in _GLUE:
        text = pattern.sub(lambda found: found.group().replace(" ", HARD_SPACE), text)
    return text


def set_words(words: Sequence[Word], size: float, width: float, *, balance: bool = False) -> tuple[TextLine, ...]:
    """``words`` of one text, which are ``size`` points high, in lines of at most ``width`` points."""
    if any(word.width > width for word in words):
        words = [part for word in words for part in _fitting(word, size, width)]
    lines = _fill(words, width)
    if len(lines) > 1:
        narrow = narrowest(words, width, len(lines)) if balance else _without_widow(words, width, lines)
        lines = _fill(words, narrow)
    last = len(lines) - 1
    return tuple(_line(line, size, soft_end=index < last) for index, line in enumerate(lines))


def text_width(text: Text, style: Type, fonts: Fonts, *, bold: Weight = Weight.BOLD) -> float:
    """Width of ``text`` on one line."""
    return sum(fonts[bold if span.bold else style.weight].width(glued(span.text), style.size) for span in text.spans)


def words_of(text: Text, style: Type, fonts: Fonts, *, bold: Weight = Weight.BOLD) -> tuple[Word, ...]:
    """The words of ``text``, measured: what stands between two places where a line may end."""
    plain = glued(str(text))
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


def _word(parts: Sequence[Part], size: float) -> Word:
    width = sum(part.face.width(part.text, size) for part in parts)
    return Word(tuple(parts), width, parts[-1].face.width(" ", size))


def _parts(plain: str, looks: list[tuple[Face, str]], start: int, end: int) -> list[Part]:
    parts: list[Part] = []
    first = start
    for index in range(start + 1, end + 1):
        if index == end or looks[index] != looks[first]:
            parts.append(Part(*looks[first], plain[first:index]))
            first = index
    return parts


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
                words.append(Word(tuple(current), used, part.face.width(" ", size)))
                current, used = [], 0.0
            current.append(Part(part.face, part.lang, character))
            used += step
    words.append(Word(tuple(current), used, word.space))
    return words


def _fill(words: Sequence[Word], width: float) -> list[list[Word]]:
    lines: list[list[Word]] = [[]]
    used = space = 0.0
    for word in words:
        if lines[-1] and used + space + word.width > width + 0.01:
            lines.append([])
            used = space = 0.0
        used += space + word.width
        space = word.space
        lines[-1].append(word)
    return lines


def narrowest(words: Sequence[Word], width: float, most: int) -> float:
    """The smallest width, to a tenth of a point, at which ``words`` take at most ``most`` lines, as at ``width``."""
    low, high = max(word.width for word in words), width
    while high - low > 0.1:
        middle = (low + high) / 2
        if len(_fill(words, middle)) > most:
            low = middle
        else:
            high = middle
    return high


def _without_widow(words: Sequence[Word], width: float, lines: list[list[Word]]) -> float:
    """A width that leaves two words on the last line; ``width`` itself when there is none."""

    def lonely(candidate: list[list[Word]]) -> bool:
        return sum(word.hard for word in candidate[-1]) < 2

    narrower, tried = width, lines
    while lonely(tried):
        narrower -= _STEP * width
        if narrower < 0.6 * width:
            return width
        tried = _fill(words, narrower)
        if len(tried) > len(lines):
            return width
    return narrower


def _line(words: list[Word], size: float, *, soft_end: bool) -> TextLine:
    found: list[tuple[Face, str, list[str]]] = []
    for word in words:
        if found:
            found[-1][2].append(" ")  # in the face of what stands before it
        for part in word.parts:
            if not found or found[-1][0] is not part.face or found[-1][1] != part.lang:
                found.append((part.face, part.lang, []))
            found[-1][2].append(part.text)
    texts = ["".join(text).replace(HARD_SPACE, " ") for *_, text in found]
    width = sum(face.width(text, size) for (face, *_), text in zip(found, texts, strict=True))
    if soft_end and texts:
        # Assistive technology reads "Donot" when no space stands at a soft line end.
        texts[-1] += " "
    runs = (
        Run(face, text, face.width(text, size), lang=lang) for (face, lang, _), text in zip(found, texts, strict=True)
    )
    return TextLine(tuple(runs), width)


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
