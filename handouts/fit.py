"""The one home of "fit": what is done when a leaflet is longer than wanted, step by step (LOOK.md, section 7).

An order may name a budget (``pages``); without one, a leaflet in standard print wants to be four sides, and only
what harms nobody is tried. Layout itself moves short sections up and lets gaps give way. Then, in this order: the
two-side form if two sides are asked for; no QR code; no picture beside the title; optional sections out, only for
a budget; tall exercise cards. Never: smaller type, tighter leading, narrower margins, warnings left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handouts.compose.shorter import two_sided, with_tall_cards, without_figure, without_qr
from handouts.model.document import Document
from handouts.model.fit import FitStep, Step
from handouts.model.leaflet import Leaflet
from handouts.model.order import Format, Order
from handouts.model.selection import Selection

USUAL_SIDES = 4
"""What a standard leaflet wants to be: a folded A3 sheet, or two leaves (LOOK.md, decisions)."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A leaflet with the steps that led to it."""

    selection: Selection
    leaflet: Leaflet
    document: Document
    steps: tuple[FitStep, ...]


@dataclass(frozen=True, slots=True)
class Stages:
    """How a selection becomes a document; ``trim`` gives the section that goes next, if any, and the selection
    without it and those before it."""

    compose: Callable[[Selection], Leaflet]
    lay_out: Callable[[Leaflet], Document]
    trim: Callable[[Selection, tuple[str, ...]], tuple[str, Selection] | None]


def fit(order: Order, selection: Selection, stages: Stages) -> Fitted:
    """The first leaflet within the budget; if none is, the first of the shortest."""
    most = order.pages or (USUAL_SIDES if order.format is Format.STANDARD else None)
    shortest: Fitted | None = None
    for found in _tries(order, selection, stages):
        if most is None or selection.sheet is not None or found.document.pages <= most:
            return found
        if shortest is None or found.document.pages < shortest.document.pages:
            shortest = found
    assert shortest is not None, "the leaflet as it is always comes first"
    return shortest


def _tries(order: Order, selection: Selection, stages: Stages) -> Iterator[Fitted]:
    """The leaflet as it is, then shorter and shorter."""
    standard, two_sides = order.format is Format.STANDARD, order.format is Format.STANDARD and order.pages == 2
    changes: list[tuple[Step, Callable[[Leaflet], Leaflet]]] = []
    out: tuple[str, ...] = ()
    last: Leaflet | None = None

    def tried() -> Iterator[Fitted]:
        """The leaflet with all changes so far, unless the last one changed nothing."""
        nonlocal last
        leaflet, taken = stages.compose(selection), list[FitStep]()
        for step, change in changes:
            changed = change(leaflet)
            taken += [FitStep(step)] if changed != leaflet else []
            leaflet = changed
        if leaflet == last:
            return
        last = leaflet
        document = stages.lay_out(leaflet)
        taken += [FitStep(Step.SECTION_OUT, out)] if out else []
        yield Fitted(selection, leaflet, document, (*document.fit, *taken))

    yield from tried()
    if two_sides:
        changes += [(Step.TWO_SIDES, two_sided), (Step.TALL_CARDS, with_tall_cards)]
        yield from tried()
    changes.append((Step.NO_QR, without_qr))
    yield from tried()
    if standard and not two_sides:
        changes.append((Step.NO_FIGURE, without_figure))
        yield from tried()
    while order.pages is not None and (found := stages.trim(selection, out)) is not None:
        id, selection = found
        out = (*out, id)
        yield from tried()
    if standard and not two_sides:
        changes.append((Step.TALL_CARDS, with_tall_cards))
        yield from tried()
