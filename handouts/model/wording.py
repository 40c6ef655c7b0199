"""Wording: one line of library text with variables and a stressed phrase, compiled once.

``Wording.of("Use it for {{ heat_minutes }} minutes. **Never sleep on it.**")`` knows which variables
it needs and renders to :class:`Text`. The template language is Jinja2, sandboxed and strict: an
undefined name is an error, and only plain expressions are accepted, no blocks, no calls, no
attributes. Stress marks (``**``) are read before rendering, so a value can never add any.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

_ONLY_VARIABLES = "only plain variables such as {{ heat_minutes }} are allowed in text"
_VARIABLE = re.compile(r"\{\{ *((?!(?:false|none|not|self|true)\b)[a-z][a-z0-9_]*) *\}\}")
"""A variable as everybody writes it, so that Jinja2 need not be asked; but for the words that mean something to it."""


class Span(Struct, frozen=True, cache_hash=True):
    """A run of characters in one weight. ``lang``: its language, where that is not the leaflet's."""

    text: str
    bold: bool = False
    lang: str = ""


class Text(Struct, frozen=True, cache_hash=True):
    """Final words, ready to lay out: spans without any markup left in them."""

    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return "".join([span.text for span in self.spans])

    def __bool__(self) -> bool:
        return any(span.text for span in self.spans)

    @classmethod
    def plain(cls, text: str, *, bold: bool = False) -> Text:
        """Data as text: nothing in it is read as markup."""
        return cls((Span(text, bold),))

    def in_language(self, lang: str) -> Text:
        """The same words, said to be in ``lang``."""
        return Text(tuple(Span(span.text, span.bold, lang) for span in self.spans))

    @classmethod
    def joined(cls, texts: Iterable[Text], separator: str = " ") -> Text:
        """Several texts as one, with ``separator`` between them."""
        spans: list[Span] = []
        for text in texts:
            if spans and separator:
                spans.append(Span(separator))
            spans.extend(text.spans)
        return cls(tuple(spans))


class WordingError(ValueError):
    """A template that cannot be used; the message says why in words for an author."""


Pieces = tuple[str, ...]
"""Literal text and names of variables in turn, text first: ``("Use it for ", "heat_minutes", " minutes.")``."""


@functools.lru_cache(maxsize=8192)
def _pieces(source: str) -> Pieces:
    """What ``source`` is made of; raises :class:`WordingError` on all but text and plain variables."""
    pieces = tuple(_VARIABLE.split(source))
    return pieces if not any("{" in text for text in pieces[::2]) else _pieces_by_jinja(source)


def _pieces_by_jinja(source: str) -> Pieces:
    """The same for whatever else an author may have typed: Jinja2 says what it is."""
    import jinja2.meta
    import jinja2.nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, autoescape=False)
    environment.globals.clear()
    try:
        tree = environment.parse(source)
    except jinja2.TemplateSyntaxError as error:
        raise WordingError(f"the variable part cannot be read: {error.message}") from None
    names = frozenset(jinja2.meta.find_undeclared_variables(tree))
    texts, variables = [""], []
    for node in tree.find_all(jinja2.nodes.Node):
        match node:
            case jinja2.nodes.Template() | jinja2.nodes.Output():
                pass
            case jinja2.nodes.TemplateData():
                texts[-1] += node.data
            # A name that is not asked for is one that Jinja2 fills in by itself, such as self.
            case jinja2.nodes.Name() if node.name in names:
                variables.append(node.name)
                texts.append("")
            case _:
                raise WordingError(_ONLY_VARIABLES)
    pairs = zip(texts, [*variables, ""], strict=True)
    return tuple(piece for pair in pairs for piece in pair)[:-1]


class Wording(Struct, frozen=True):
    """Library text as the author wrote it. ``parts`` alternates plain and stressed, plain first."""

    source: str
    parts: tuple[Pieces, ...]
    variables: frozenset[str]

    @classmethod
    def of(cls, source: str) -> Wording:
        """Read and compile ``source``; raises :class:`WordingError` on text that cannot be used."""
        source = " ".join(source.split())
        if not source.replace("*", "").strip():
            raise WordingError("the text is empty")
        if "{%" in source or "{#" in source:
            raise WordingError(_ONLY_VARIABLES)  # raw blocks and comments leave no trace in the tree
        parts = source.split("**")
        if len(parts) % 2 == 0:
            raise WordingError("a stressed phrase needs ** at both ends")
        pieces = tuple(map(_pieces, parts))
        return cls(source, pieces, frozenset(name for part in pieces for name in part[1::2]))

    def render(self, values: Mapping[str, object]) -> Text:
        """The final text for ``values``; raises KeyError naming a variable that has no value."""
        missing = sorted(name for name in self.variables if values.get(name) in (None, ""))
        if missing:
            raise KeyError(missing[0])
        spans = []
        for index, part in enumerate(self.parts):
            if part != ("",):
                texts = (str(values[piece]) if at % 2 else piece for at, piece in enumerate(part))
                spans.append(Span("".join(texts), bold=index % 2 == 1))
        return Text(tuple(spans))

    def __str__(self) -> str:
        return self.source

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text = core_schema.no_info_after_validator_function(
            cls.of, core_schema.str_schema(min_length=1, max_length=600)
        )
        # A wording that was read already stays as it is: a block hands its own on to its lines.
        return core_schema.no_info_wrap_validator_function(
            lambda value, read: value if isinstance(value, cls) else read(value),
            text,
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "description": "Patient text. Variables as {{ name }}, one stressed phrase as **words**.",
        }
