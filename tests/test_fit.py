"""Fit: steps in their order, none for nothing, and never at the cost of a warning."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from handouts.compose import shorter
from handouts.fit import USUAL_SIDES, Fitted, Stages, fit
from handouts.model.blocks import Exercises, Front, Help, Qr, Stop, Tier
from handouts.model.document import Document
from handouts.model.extra import Extra
from handouts.model.fit import FitStep, Step
from handouts.model.leaflet import Leaflet, LeafletSection
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.selection import Selection
from handouts.model.typical import typical_order
from handouts.pipeline import Made, Settings, decide, make, make_files
from tests.compose.test_compose import leaflet_for
from tests.strategies import BRANDS, TODAY, plain_order
from tests.verify.leaflets import assert_sound

SETTINGS = Settings(today=TODAY)
TRIM = ("causes", "prevention")


@dataclass(frozen=True)
class Counted:
    """Stands for pages."""

    sides: int
    fit: tuple[FitStep, ...] = ()
    leaflet: Leaflet | None = None

    def document(self) -> Document:
        return Document(b"", self.sides, ())


def fitted(sides: Any, *, pages: int | None, format: str = "standard", qr: bool = False) -> Fitted:
    """The fit of a plain order where ``sides(leaflet, out)`` stands for layout."""
    order = plain_order(pages=pages, format=format)
    library_selection = selection_of(order)
    out_of: dict[int, tuple[str, ...]] = {}

    def select(out: tuple[str, ...]) -> Selection:
        found = replace(library_selection, values={**library_selection.values, "out": out})
        out_of[id(found)] = out
        return found

    def compose(selection: Selection) -> Leaflet:
        leaflet = leaflet_for(order)
        left = tuple(section for section in leaflet.sections if section.id not in selection.values["out"])  # type: ignore[operator]
        code = (LeafletSection(shorter.QR, None, None, half=False, blocks=()),) if qr else ()
        extra = tuple(
            LeafletSection(id, None, None, half=False, blocks=())
            for id in TRIM
            if id not in selection.values["out"]  # type: ignore[operator]
        )
        return replace(leaflet, sections=(*left, *extra, *code))

    def next_out(selection: Selection) -> str | None:
        gone = selection.values["out"]
        return next((id for id in TRIM if id not in gone), None)  # type: ignore[operator]

    def within(most: float, leaflet: Leaflet) -> int | None:
        found: int = sides(leaflet)
        return found if found <= most else None

    stages = Stages(select, compose, lambda leaflet: Counted(sides(leaflet)), next_out, within)
    return fit(order, stages)


def selection_of(order: Any) -> Selection:
    from tests.strategies import built_in

    return decide(order, built_in(), SETTINGS)


def ids(leaflet: Leaflet) -> set[str]:
    return {section.id for section in leaflet.sections}


def tall(leaflet: Leaflet) -> bool:
    return any(isinstance(b, Exercises) and b.tall for section in leaflet.sections for b in section.blocks)


def figure(leaflet: Leaflet) -> bool:
    return any(isinstance(b, Front) and b.picture for section in leaflet.sections for b in section.blocks)


def never(_leaflet: Leaflet) -> int:
    return 9


def test_a_leaflet_within_its_budget_is_left_as_it_is() -> None:
    assert fitted(lambda _: 4, pages=None, qr=True).steps == ()
    assert fitted(lambda _: 3, pages=3, qr=True).steps == ()


@pytest.mark.parametrize(
    ("needs", "steps"),
    [
        (lambda leaflet: shorter.QR not in ids(leaflet), [Step.NO_QR]),
        (lambda leaflet: not figure(leaflet), [Step.NO_FIGURE]),
        (tall, [Step.TALL_CARDS]),
        (lambda leaflet: tall(leaflet) and shorter.QR not in ids(leaflet), [Step.NO_QR, Step.TALL_CARDS]),
    ],
)
def test_without_a_budget_only_what_harms_nobody_is_done_and_nothing_for_nothing(needs: Any, steps: list[Step]) -> None:
    found = fitted(lambda leaflet: USUAL_SIDES if needs(leaflet) else 5, pages=None, qr=True)
    assert [step.step for step in found.steps] == steps
    assert set(TRIM) <= ids(found.leaflet)


@pytest.mark.parametrize(
    ("changes", "again"),
    [({}, False), ({"shape": "other"}, True), ({"pages": 4}, True), ({"qr": True}, True), ({"front": True}, True)],
    ids=str,
)
def test_shorter_forms_are_tried_once_for_leaflets_of_one_shape(changes: dict[str, Any], again: bool) -> None:
    """But where a section may go, where one has a QR code, and for another title block, they are tried again."""
    tried: list[Leaflet] = []
    base, memo = leaflet_for(plain_order()), Memo()

    def within(most: float, leaflet: Leaflet) -> int | None:
        tried.append(leaflet)
        sides = USUAL_SIDES if tall(leaflet) else USUAL_SIDES + 1
        return sides if sides <= most else None

    def found(shape: str = "one", pages: int | None = None, qr: bool = False, front: bool = False) -> Fitted:
        code = (LeafletSection(shorter.QR, None, None, half=False, blocks=(Qr("https://x.test", "a code", ()),)),)
        sections = (*base.sections, *(code if qr else ()))
        other = tuple(with_other_front(section) for section in sections) if front else sections
        leaflet, order = replace(base, sections=other), plain_order(pages=pages)
        stages = Stages(
            lambda _: selection_of(order),
            lambda _: leaflet,
            lambda leaflet: Counted(5, leaflet=leaflet),
            lambda _: None,
            within,
            shape=lambda _: shape,
            memo=memo,
        )
        return fit(order, stages)

    first = found()
    assert [step.step for step in first.steps] == [Step.TALL_CARDS]
    tried.clear()
    assert Step.TALL_CARDS in {step.step for step in found(**changes).steps}
    assert bool(tried) is again


def with_other_front(section: LeafletSection) -> LeafletSection:
    """The same with a title block that says the same and is another."""
    blocks = (replace(block) if isinstance(block, Front) else block for block in section.blocks)
    return replace(section, blocks=tuple(blocks))


def test_a_budget_takes_sections_out_before_it_makes_cards_tall() -> None:
    found = fitted(lambda leaflet: 3 if "causes" not in ids(leaflet) else 4, pages=3)
    assert found.steps == (FitStep(Step.SECTION_OUT, ("causes",)),)
    found = fitted(lambda leaflet: 3 if "prevention" not in ids(leaflet) else 4, pages=3)
    assert found.steps == (FitStep(Step.SECTION_OUT, ("prevention",)),), "the first comes back: it saved nothing"


def test_a_budget_that_cannot_be_met_gives_the_shortest_and_takes_nothing_more_out() -> None:
    found = fitted(never, pages=3, qr=True)
    assert found.steps == ()
    found = fitted(lambda leaflet: 5 if "causes" not in ids(leaflet) else 6, pages=3, qr=True)
    assert (found.pages.sides, found.steps) == (5, (FitStep(Step.SECTION_OUT, ("causes",)),))


def test_large_print_never_has_tall_cards_nor_the_two_side_form() -> None:
    seen: list[Leaflet] = []

    def sides(leaflet: Leaflet) -> int:
        seen.append(leaflet)
        return 9

    fitted(sides, pages=2, format="large16")
    assert len(seen) > 1
    assert not any(tall(leaflet) or leaflet.two_sides for leaflet in seen)


def made(library: Library, pages: int | None, **fields: Any) -> Made:
    return make(plain_order(pages=pages, **fields), library, SETTINGS)


def test_two_sides_are_reached_where_the_warnings_leave_room(library: Library) -> None:
    """With three moves the whole list of warnings leaves no room: then it is three sides, and staff are told."""
    two = made(library, 2, exercises=[])
    assert two.document.pages == 2
    assert two.leaflet.two_sides
    assert not two.selection.warnings or "over-budget" not in {w.code for w in two.selection.warnings}
    three = made(library, 2)
    assert three.document.pages == 3
    assert "over-budget" in {warning.code for warning in three.selection.warnings}


@pytest.mark.parametrize("pages", [2, 3, 4])
def test_warnings_cautions_steps_and_doses_survive_every_budget(library: Library, pages: int) -> None:
    picks = ["chin_tuck", "neck_turns", "shoulder_blade_squeeze"]
    whole = made(library, 12, facts={"region": "neck"}, exercises=picks)
    short = made(library, pages, facts={"region": "neck"}, exercises=picks)
    for kind in (Tier, Help, Stop):
        assert blocks(whole.leaflet, kind) == blocks(short.leaflet, kind)
    before, after = (
        [card for block in blocks(run.leaflet, Exercises) for card in block.cards] for run in (whole, short)
    )
    for one, other in zip(before, after, strict=True):
        assert (one.name, one.steps, one.cautions, one.dose) == (other.name, other.steps, other.cautions, other.dose)


def blocks(leaflet: Leaflet, kind: type) -> list[Any]:
    return [block for section in leaflet.sections for block in section.blocks if isinstance(block, kind)]


@pytest.mark.parametrize("pack", ["low_back_acute", "low_back_first_days", "low_back_flare", "mid_back_first_days"])
@pytest.mark.parametrize(("page", "brand"), [("a4", BRANDS[0]), ("letter", BRANDS[1])])
def test_the_usual_packs_take_four_sides(library: Library, pack: str, page: str, brand: str) -> None:
    order = typical_order(library.packs[pack], library)
    run = make(order, library, Settings(today=TODAY, page=page, brand=brand))
    assert run.document.pages == USUAL_SIDES


@pytest.mark.parametrize("pages", [None, 2])
def test_a_fitted_leaflet_is_as_accessible_as_any(library: Library, pages: int | None) -> None:
    order = typical_order(library.packs["low_back_acute"], library).model_copy(update={"pages": pages})
    run = make(order, library, Settings(today=TODAY, page="letter", brand="quillmere"))
    assert Step.TALL_CARDS in {step.step for step in run.fit}
    assert_sound(run.document, run.leaflet)


def test_the_record_says_each_step(tmp_path: Path) -> None:
    order = tmp_path / "o.yaml"
    plain = plain_order(pages=3).model_dump_json(exclude_none=True, exclude_defaults=True)
    order.write_text(plain, encoding="utf-8")
    ((run, target),) = make_files([order], tmp_path / "out", SETTINGS)
    record = json.loads(target.record.read_text(encoding="utf-8"))
    assert run.fit
    assert [step["step"] for step in record["fit"]] == [step.step.value for step in run.fit]
    assert all(step["says"] for step in record["fit"])


def test_a_poster_shows_all_pictures_of_a_move_also_where_the_leaflet_has_tall_cards(library: Library) -> None:
    order = typical_order(library.packs["low_back_acute"], library).model_copy(update={"page": "letter"})
    run = make(order, library, replace(SETTINGS, also=(Extra.POSTER,)))
    assert FitStep(Step.TALL_CARDS) in run.fit
    in_leaflet = [picture for block in blocks(run.leaflet, Exercises) for picture in block.shown()]
    assert len(run.extras[Extra.POSTER].alts) - 1 > len(in_leaflet)
