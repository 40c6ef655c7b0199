"""The leaflet says who checked it only as far as that is true."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest
from msgspec import structs

from handouts.compose import compose
from handouts.model.library import Library
from handouts.model.sign_off import Signable
from handouts.select import select
from tests.strategies import TODAY, plain_order

LEE = {"reviewed_by": "Dr Ann Lee", "reviewer_role": "GP"}
EK = {"reviewed_by": "Bo Ek", "reviewer_role": "physiotherapist"}
NOBODY = "No clinician has signed off this text yet."
SOME = "Only some of this text has been signed off so far."


def signed(library: Library, who: Mapping[str, str], *, but: Collection[str] = ()) -> Library:
    """The library with everything signed off, except items by kind and id: ``sections/overview``."""

    def shelf(name: str, items: Mapping[str, Signable]) -> dict[str, Signable]:
        return {id: item if f"{name}/{id}" in but else item.model_copy(update=dict(who)) for id, item in items.items()}

    return structs.replace(
        library,
        sections=shelf("sections", library.sections),  # type: ignore[arg-type]
        exercises=shelf("exercises", library.exercises),  # type: ignore[arg-type]
    )


def status(library: Library, language: str = "en-GB") -> str:
    order = plain_order(language=language)
    selection = select(order, library, today=TODAY, brand="fernhollow")
    leaflet = compose(order, library, selection, today=TODAY, brand="fernhollow")
    (line,) = (text for text in leaflet.read_aloud() if "Written by the Handouts team." in text)
    return line.partition("Written by the Handouts team. ")[2]


def printed(library: Library) -> list[str]:
    """What the plain order prints, by kind and id."""
    selection = select(plain_order(), library, today=TODAY, brand="fernhollow")
    return [
        *(f"sections/{id}" for id in selection.sections),
        *(f"exercises/{chosen.id}" for chosen in selection.exercises),
    ]


def begins(text: str, sentence: str) -> bool:
    """Other sentences of the block may follow."""
    return text == sentence or text.startswith(f"{sentence} ")


def test_nobody_has_signed(library: Library) -> None:
    assert begins(status(library), NOBODY)


@pytest.mark.parametrize("language", ["en-GB", "en-US"])
def test_all_signed_by_one(language: str, library: Library) -> None:
    assert begins(status(signed(library, LEE), language), "Checked by Dr Ann Lee, GP.")


def test_one_part_unsigned_is_enough(library: Library) -> None:
    everything = printed(library)
    assert {part.partition("/")[0] for part in everything} == {"sections", "exercises"}
    for part in everything:
        assert begins(status(signed(library, LEE, but=[part])), SOME), part


def test_what_is_not_printed_does_not_matter(library: Library) -> None:
    everything = {f"sections/{id}" for id in library.sections} | {f"exercises/{id}" for id in library.exercises}
    others = everything - set(printed(library))
    assert others
    assert begins(status(signed(library, LEE, but=others)), "Checked by Dr Ann Lee, GP.")


def test_signed_by_several(library: Library) -> None:
    both = signed(signed(library, LEE), EK, but=["sections/overview"])
    assert begins(status(both), "Checked by Bo Ek (physiotherapist) and Dr Ann Lee (GP).")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ({"reviewed_by": "Dr Ann Lee"}, "Checked by Dr Ann Lee."),
        ({"reviewed_by": "Ann Lee M.D."}, "Checked by Ann Lee M.D."),
        ({"reviewed_by": "Ann Lee", "reviewer_role": "G.P."}, "Checked by Ann Lee, G.P."),
        (
            {"reviewed_by": "{{ clinic_phone }} **A**", "reviewer_role": "<b>"},
            "Checked by {{ clinic_phone }} **A**, <b>.",
        ),
    ],
)
def test_names_are_printed_as_typed(who: dict[str, str], said: str, library: Library) -> None:
    assert begins(status(signed(library, who)), said)
