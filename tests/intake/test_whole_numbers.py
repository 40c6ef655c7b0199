"""Whole numbers are digits alone, in every field of everything that staff write."""

from __future__ import annotations

from typing import Annotated, Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from handouts.intake.schema import MODELS
from handouts.model.exercise import Exercise
from handouts.model.read import Read, Whole, is_whole
from handouts.model.variable import Variable

LENIENT = ["4_1", "+4", "4.0", "04", " 4", "4 ", "4e0", "\u0664", "-4", "0x4", "", "1234567890"]


@pytest.mark.parametrize("text", LENIENT)
def test_digits_alone(text: str) -> None:
    assert not is_whole(text)
    with pytest.raises(ValidationError):
        TypeAdapter(Whole).validate_python(text)


@pytest.mark.parametrize("value", ["0", "4", "41", "120", 7])
def test_a_whole_number(value: str | int) -> None:
    assert TypeAdapter(Whole).validate_python(value) == int(value)


def whole_numbers(model: type[Read], seen: set[type[Read]]) -> list[tuple[str, Any, tuple[Any, ...]]]:
    """Every field in ``model`` and the models inside it that takes a whole number, with its type."""
    found = []

    def walk(annotation: Any) -> bool:
        if isinstance(annotation, type) and issubclass(annotation, Read):
            if annotation not in seen:
                seen.add(annotation)
                found.extend(whole_numbers(annotation, seen))
            return False
        return annotation is int or True in [walk(argument) for argument in get_args(annotation)]

    for name, field in model.model_fields.items():
        if walk(field.annotation):
            found.append((f"{model.__name__}.{name}", field.annotation, tuple(field.metadata)))
    return found


def test_every_field_takes_digits_alone() -> None:
    seen: set[type[Read]] = set()
    fields = [f for model in (*MODELS.values(), Exercise, Variable) for f in whole_numbers(model, seen)]  # type: ignore[arg-type]
    names = {name for name, _, _ in fields}
    assert {"Facts.age", "Pick.reps", "Section.position", "RuledSource.count", "Variable.min"} <= names
    for name, annotation, metadata in fields:
        whole = Annotated[annotation, *metadata] if metadata else annotation
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(whole).validate_python("1_0")
        assert "int_parsing" in {detail["type"] for detail in caught.value.errors()}, name
