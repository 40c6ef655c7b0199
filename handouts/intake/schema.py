"""JSON Schemas for editors: the models, with the names that the loaded library knows."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from handouts.intake.names import conditions
from handouts.model.brand import Brand
from handouts.model.list_mapping import ListMapping
from handouts.model.order import Order
from handouts.model.pack import Pack
from handouts.model.section import Section
from handouts.model.vocabulary import Vocabulary

Schema = dict[str, Any]


class Kind(StrEnum):
    """What staff write themselves."""

    ORDER = "order"
    SECTION = "section"
    PACK = "pack"
    BRAND = "brand"
    MAPPING = "mapping"


MODELS: dict[Kind, type[BaseModel]] = {
    Kind.ORDER: Order,
    Kind.SECTION: Section,
    Kind.PACK: Pack,
    Kind.BRAND: Brand,
    Kind.MAPPING: ListMapping,
}


def schema_of(kind: Kind, vocabulary: Vocabulary) -> Schema:
    """The JSON Schema of ``kind``, with the names of ``vocabulary`` to choose from."""
    schema: Schema = MODELS[kind].model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"Handouts {kind}"
    if kind is Kind.ORDER:
        _order(schema, vocabulary)
    if kind is Kind.SECTION:
        _section(schema, vocabulary)
    if kind is Kind.PACK:
        _pack(schema, vocabulary)
    return schema


def _order(schema: Schema, vocabulary: Vocabulary) -> None:
    fields, parts = schema["properties"], schema["$defs"]
    for field, names in (("pack", vocabulary.packs), ("brand", vocabulary.brands)):
        fields[field]["anyOf"][0] = _one_of(names)
    for field in ("add", "leave_out"):
        parts["SectionChoice"]["properties"][field]["items"] = _one_of(vocabulary.sections)
    exercise = _one_of(vocabulary.exercises)
    parts["Pick"]["properties"]["id"] |= exercise
    fields["exercises"]["anyOf"][0]["items"] = {"anyOf": [exercise, {"$ref": "#/$defs/Pick"}]}
    flag = _one_of(vocabulary.red_flags)
    parts["Facts"]["properties"]["red_flags"]["items"] = flag
    parts["Clearance"]["properties"]["flag"] |= flag
    answer = {"$ref": "#/$defs/Answer"}
    _only(parts["Facts"]["properties"]["conditions"], dict.fromkeys(sorted(conditions(vocabulary)), answer))
    _only(fields["variables"], _variables(vocabulary))


def _variables(vocabulary: Vocabulary) -> Schema:
    variables = {}
    for id, variable in sorted(vocabulary.variables.items()):
        kind: Schema = {"description": variable.label}
        if variable.type == "integer":
            kind |= {"type": "integer", "minimum": variable.min, "maximum": variable.max}
        else:
            kind |= {"type": "string", "maxLength": variable.max_length}
        variables[id] = kind
    return variables


def _pack(schema: Schema, vocabulary: Vocabulary) -> None:
    fields, exercise = schema["properties"], _one_of(vocabulary.exercises)
    schema["$defs"]["Pick"]["properties"]["id"] |= exercise
    fields["sections"]["items"] = _one_of(vocabulary.sections)
    fields["exercises"]["items"] = {"anyOf": [exercise, {"$ref": "#/$defs/Pick"}]}
    _only(fields["variables"], _variables(vocabulary))


def _section(schema: Schema, vocabulary: Vocabulary) -> None:
    condition = schema["$defs"]["Condition"]["properties"]
    for field in ("any_of", "none_of", "unknown", "not_ruled_out"):
        condition[field]["items"] = _one_of(vocabulary.tags)
    for field in ("exercises", "without_exercises"):
        condition[field]["items"] = _one_of(vocabulary.exercises)
    schema["properties"]["continues"]["anyOf"][0] = _one_of(vocabulary.sections)


def _one_of(names: Iterable[str]) -> Schema:
    return {"type": "string", "enum": sorted(names)}


def _only(mapping: Schema, fields: Schema) -> None:
    """Turn a mapping with any names into one with these."""
    mapping.pop("patternProperties", None)
    mapping |= {"properties": fields, "additionalProperties": False}
