"""A document against a pydantic model: every fault in plain words, at its place, without what was typed."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from handouts.model.problem import Problem
from handouts.strict.document import Document, Path

M = TypeVar("M", bound=BaseModel)


def check(document: Document, model: type[M], *, context: Any = None) -> tuple[M | None, list[Problem]]:
    """The document as ``model`` (None with errors), and every problem."""
    if not isinstance(document.data, dict):
        message = "fields are expected here, as name: value"
        return None, [Problem("not-a-mapping", message, "Begin with: handouts new", document.place(()))]
    try:
        return model.model_validate(document.data, context=context), []
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
    problems = [_problem(document, detail, model) for detail in found if not _only_echo(detail, found)]
    unique = {(problem.place, problem.message): problem for problem in reversed(problems)}
    return None, list(reversed(unique.values()))


def _only_echo(detail: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a list counts as too short only because its items were refused, which is said on its own."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in found
    )


def _problem(document: Document, detail: Mapping[str, Any], model: type[BaseModel]) -> Problem:
    loc, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    path = _path(document, loc)
    # Names that the model knows may be shown. Others were typed, and could be anything.
    known = field_names(model)
    name = next((str(step) for step in reversed(path) if step in known), "this file")
    place = document.place(path)
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(loc[-1]), known, n=1, cutoff=0.7)
        hint = f"Did you mean {near[0]}?" if near else "Take it out. All fields: handouts schema"
        return Problem("unknown-field", "there is no field of this name here", hint, document.key_place(path))
    if kind == "missing":
        hint = f"Add a line here: {loc[-1]}: ..."
        return Problem("missing-field", f"{loc[-1]} is missing", hint, document.key_place(path))
    if "[key]" in loc:
        message = f"{name}: a name here has small letters, digits and _ only"
        return Problem("bad-value", message, "See: handouts schema", document.key_place(path))
    if document.at(path) is None and kind != "value_error":
        hint = _in_plain_words(kind, context)[1] if "expected" in context else "Fill it in."
        return Problem("missing-field", f"{name} is empty", hint, document.key_place(path))
    if kind in ("value_error", "assertion_error"):
        raised = context.get("error")
        message = str(raised) if raised else "this value is not allowed"
        code, hint = (
            getattr(raised, "code", "bad-value"),
            getattr(raised, "hint", "Correct it, or see: handouts schema"),
        )
        return Problem(code, f"{name}: {message}", hint, place)
    message, hint = _in_plain_words(kind, context)
    return Problem(_CODES.get(kind, "bad-value"), f"{name}: {message}", hint, place)


def _path(document: Document, loc: tuple[str | int, ...]) -> Path:
    """The part of pydantic's location that is in the document; the rest names branches of the model."""
    path: Path = ()
    for step in loc:
        if document.knows((*path, step)):
            path = (*path, step)
    return path


_CODES = {
    "enum": "unknown-choice",
    "literal_error": "unknown-choice",
    "union_tag_invalid": "unknown-choice",
    "union_tag_not_found": "missing-field",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
    "too_long": "too-long",
    "too_short": "too-short",
    "string_too_long": "too-long",
    "string_too_short": "too-short",
}


def _in_plain_words(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Message and hint for a pydantic error type."""
    limit = next((context[key] for key in ("ge", "le", "max_length", "min_length") if key in context), "")
    match kind:
        case "enum" | "literal_error" | "union_tag_invalid":
            choices = str(context.get("expected", context.get("expected_tags", "")))
            return "this is not one of the choices", f"Choose from: {choices.replace(chr(39), '')}"
        case "union_tag_not_found":
            return "type is missing", "Add a line such as type: bullets"
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return "a whole number is expected", "Write digits only, for example 10"
        case "float_parsing" | "float_type":
            return "a number is expected", "Write digits, for example 1.5"
        case "greater_than_equal":
            return f"it must be {limit} or more", "Correct the number."
        case "less_than_equal":
            return f"it must be {limit} or less", "Correct the number."
        case "string_too_long":
            return f"it may have at most {limit} characters", "Shorten it."
        case "too_long":
            return f"it may have at most {limit} items", "Take some out."
        case "string_too_short" | "too_short":
            return "it must not be empty", "Fill it in, or take the field out."
        case "string_pattern_mismatch":
            return "it has characters, or a form, that are not allowed here", "See: handouts schema"
        case "string_type":
            return "text is expected here", "If the line above ends in a colon, indent less; else write text."
        case "tuple_type" | "list_type":
            return "a list is expected here", "Put each item on its own line, after a dash."
        case "dict_type" | "model_type" | "model_attributes_type":
            return "fields are expected here, as name: value", "Indent them under this line."
        case _ if kind.startswith("date"):
            return "this is not a date of the calendar", "Write year-month-day, for example 2026-11-21"
        case _:
            return "this value is not allowed here", "See: handouts schema"


@functools.cache
def field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """Every field name in ``model`` and the models inside it."""
    names: dict[str, None] = {}
    seen: set[type[BaseModel]] = set()

    def walk(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation not in seen:
                seen.add(annotation)
                for name, info in annotation.model_fields.items():
                    names[info.alias or name] = None
                    walk(info.annotation)
            return
        for argument in get_args(annotation):
            walk(argument)

    walk(model)
    return tuple(names)
