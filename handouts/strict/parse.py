"""YAML text to a document, event by event, so that nothing in it is interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from msgspec import structs

from handouts.model.problem import Place, Problem
from handouts.strict.document import MAX_BYTES, MAX_DEPTH, Document, Node, Path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNREADABLE = yaml.reader.Reader.NON_PRINTABLE
"""Characters that YAML text cannot hold (PyYAML's own pattern takes a while to compile a second time)."""
_BYTE_ORDER_MARK = "\ufeff"
"""It cannot stand in the middle either."""


class _Stop(Exception):
    """Reading cannot go on; carries the one problem."""

    def __init__(self, code: str, message: str, hint: str, place: Place) -> None:
        super().__init__(code)
        self.problem = Problem(code, message, hint, place)


_BEGINS = re.compile(rb"---(?=[ \t\r\n]|\Z)")
"""The mark that begins a document: YAML knows it at the start of a line only, inside texts too."""
_SAYS_NOTHING = re.compile(rb"(?:---)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:#[^\n]*)?(?:\.\.\.\s*)?\Z")


def parse_many(lines: Iterable[bytes], max_bytes: int = MAX_BYTES) -> Iterator[tuple[int, bytes]]:
    """The documents of a YAML file, each as the number of its first line and its text, for :func:`parse`.

    ``lines`` are those of the file, in order. Of a document, at most one line more than ``max_bytes`` is kept, which
    is enough for :func:`parse` to refuse it. Documents of nothing but comments are left out.
    """
    first, size = 1, 0
    kept: list[bytes] = []
    for number, line in enumerate(lines, 1):
        if kept and _BEGINS.match(line):
            yield from _document(first, kept)
            first, size, kept = number, 0, []
        if size <= max_bytes:
            kept.append(line)
            size += len(line)
    yield from _document(first, kept)


def _document(first: int, lines: list[bytes]) -> Iterator[tuple[int, bytes]]:
    text = b"".join(lines)
    if not _SAYS_NOTHING.match(text.removeprefix(b"\xef\xbb\xbf")):
        yield first, text


def parse(raw: bytes, file: str, *, max_bytes: int = MAX_BYTES, first_line: int = 1) -> tuple[Document, list[Problem]]:
    """Read one YAML document from ``raw``, which begins at ``first_line`` of the file.

    Returns the document and its problems; with problems, the data may be in part or None.
    """
    document, problems = _parse(raw, file, max_bytes)
    if first_line > 1:
        before = first_line - 1
        for places in (document.values, document.keys):
            places.update({path: _lower(place, before) for path, place in places.items()})
        problems = [structs.replace(problem, place=_lower(problem.place, before)) for problem in problems]
    return document, problems


def _lower(place: Place, lines: int) -> Place:
    return Place(place.file, place.line + lines, place.column)


def _parse(raw: bytes, file: str, max_bytes: int) -> tuple[Document, list[Problem]]:
    document = Document(file)
    problems: list[Problem] = []
    text = ""
    try:
        text = _decoded(raw, file, max_bytes)
        document.data = _Builder(text, document, problems).build()
    except _Stop as stop:
        problems.append(stop.problem)
    except yaml.YAMLError as error:
        problems.append(_syntax_problem(error, file, text))
    return document, problems


def _decoded(raw: bytes, file: str, max_bytes: int) -> str:
    if len(raw) > max_bytes:
        message = f"the file is larger than {max_bytes // 1024} kB, which is more than is read"
        raise _Stop("too-large", message, "Shorten the texts in it.", Place(file, 1, 1))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(file, raw.count(b"\n", 0, error.start) + 1, 1)
        raise _Stop("not-text", "this is not UTF-8 text", "Save it as plain text in UTF-8.", place) from None
    mark, unreadable = text.find(_BYTE_ORDER_MARK), _UNREADABLE.search(text)
    if found := [*([mark] if mark >= 0 else []), *([unreadable.start()] if unreadable else [])]:
        at = min(found)
        place = Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        message = f"the character U+{ord(text[at]):04X} cannot stand in this file"
        raise _Stop("not-text", message, "Delete it. Is this file really plain text?", place)
    return text


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[min(number, len(lines) - 1)]


def _syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "this is not YAML"
    hint = "Look at this line and the one above: indent, colons, quotes. Text with ': ' in it needs quotes."
    begun = getattr(error, "context_mark", None)
    if "end of stream" in what and begun is not None:
        mark, what, hint = begun, "what is opened here has no end", "Close the quote or bracket."
    elif mark is not None and "\t" in _line(text, mark.line)[: mark.column + 1]:
        hint = "Indent with spaces: there is a tab in this line."
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    return Problem("yaml-syntax", f"the YAML cannot be read: {what}", hint, place)


class _Builder:
    """Turns events into data, and refuses what has no place in a clinic's file."""

    def __init__(self, text: str, document: Document, problems: list[Problem]) -> None:
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._document, self._problems = document, problems

    def build(self) -> Node:
        data: Node = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message, hint = "a second document begins here (---)", "Put each into a file of its own."
                    raise _Stop("many-documents", message, hint, self._place(event))
            elif isinstance(event, yaml.NodeEvent):
                data = self._node(event, ())
        return data

    def _place(self, event: Any) -> Place:
        return Place(self._document.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_features(self, event: Any) -> None:
        what = ""
        if isinstance(event, yaml.AliasEvent):
            what = "an alias (*name)"
        elif getattr(event, "anchor", None):
            what = "an anchor (&name)"
        elif getattr(event, "tag", None):
            what = "a tag (!name)"
        if what:
            message = f"{what} cannot be used here"
            hint = "Write the value out in full; text that begins with this sign needs quotes."
            raise _Stop("yaml-feature", message, hint, self._place(event))

    def _node(self, event: Any, path: Path) -> Node:
        self._refuse_features(event)
        if len(path) > MAX_DEPTH:
            raise _Stop("too-deep", "lists are nested too deep here", "Take levels out.", self._place(event))
        self._document.values[path] = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in (None, "")
            return None if plain and event.value in ("", "~", "null") else str(event.value)
        return self._list(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def _list(self, path: Path) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> Node:
        mapping: dict[str, Node] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            self._refuse_features(key)
            if not isinstance(key, yaml.ScalarEvent):
                message = "a list or mapping cannot be a field name"
                raise _Stop("yaml-feature", message, "Write a name and a colon.", self._place(key))
            name, place = str(key.value), self._place(key)
            if name in mapping:
                message = "this field stands here twice"
                self._problems.append(Problem("repeated-field", message, "Keep one of the two.", place))
                # What follows is read for its own faults, under a path that no field has.
                self._node(next(self._events), (*path, f"{name} again", len(self._problems)))
                continue
            self._document.keys[*path, name] = place
            mapping[name] = None
            mapping[name] = self._node(next(self._events), (*path, name))
        return mapping
