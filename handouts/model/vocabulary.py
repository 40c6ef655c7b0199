"""The names an order may use: what the reader of orders needs to know of the library, and no more."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from handouts.model.variable import Variable


class Vocabulary(Struct, frozen=True):
    """Ids by kind, and the variables a clinician may set."""

    sections: frozenset[str]
    required: frozenset[str]
    exercises: frozenset[str]
    one_sided: frozenset[str]
    packs: frozenset[str]
    brands: frozenset[str]
    tags: frozenset[str]
    medicine_tags: frozenset[str]
    """Conditions that nobody has without taking a medicine."""
    red_flags: Mapping[str, str]
    """The label of each warning sign, by its id."""
    emergencies: frozenset[str]
    """Warning signs with which nobody can let a leaflet be printed."""
    becomes: Mapping[str, Mapping[str, str]]
    """Warning signs that are taken as another one, by their id: by condition, the sign they are in who has it."""
    topics: frozenset[str]
    emergencies_by_limbs: Mapping[str, frozenset[str]]
    """Answers to limb_symptoms that count as a red sign, each with the signs that explain it."""
    variables: Mapping[str, Variable]
