"""The one home of "fit": what is done when a leaflet is longer than wanted, step by step (LOOK.md, section 7).

An order may name a budget (``pages``); without one, a leaflet in standard print wants to be four sides, and only
what harms nobody is tried. Layout itself moves short sections up and lets gaps give way. Then, in this order: the
two-side form if two sides are asked for; no QR code; no picture beside the title; optional sections out, only for
a budget; tall exercise cards. Never: smaller type, tighter leading, narrower margins, warnings left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from msgspec import Struct, field
from msgspec.structs import replace

from handouts.compose.shorter import two_sided, with_tall_cards, without_figure, without_qr
from handouts.model.blocks import Exercises, Front, Qr
from handouts.model.fit import FitStep, Step
from handouts.model.leaflet import Leaflet
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.paper import Format
from handouts.model.problem import Problem, Severity
from handouts.model.selection import Selection

if TYPE_CHECKING:
    from handouts.layout.layout import Pagination

USUAL_SIDES = 4
"""What a standard leaflet wants to be: a folded A3 sheet, or two leaves (LOOK.md, decisions)."""


WHOLE_PAGES = ("a4", "letter")


class Fitted(Struct, frozen=True):
    """A leaflet on its pages, with the steps that led to it; ``whole``: as it was before them."""

    selection: Selection
    whole: Leaflet
    leaflet: Leaflet
    pages: Pagination
    steps: tuple[FitStep, ...]


class Stages(Struct, frozen=True):
    """How an order becomes pages.

    ``select``: the selection without the named sections; ``next_out``: the section of a selection that may go next,
    if any; ``sides_within``: sides of a leaflet, if they are no more than so many; ``shape``: all of a leaflet that
    decides how many it has; ``never``: steps that are not for this leaflet; ``memo``: what is known from other
    leaflets.
    """

    select: Callable[[tuple[str, ...]], Selection]
    compose: Callable[[Selection], Leaflet]
    paginate: Callable[[Leaflet], Pagination]
    next_out: Callable[[Selection], str | None]
    sides_within: Callable[[float, Leaflet], int | None]
    shape: Callable[[Leaflet], Hashable] = lambda _: object()
    never: frozenset[Step] = frozenset()
    memo: Memo = field(default_factory=Memo)


def fit(order: Order, stages: Stages) -> Fitted:
    """The first leaflet within the budget; if none is, the first of the shortest. Nothing is done for nothing."""
    plan = _plan(stages)
    if (budget := _budget(order, plan)) is not None:
        plan = _short_enough(order, plan, budget, stages)
    pages = stages.paginate(plan.leaflet)
    out = (FitStep(Step.SECTION_OUT, plan.out),) if plan.out else ()
    return Fitted(plan.selection, plan.whole, plan.leaflet, pages, (*pages.fit, *plan.steps, *out))


def _budget(order: Order, plan: _Plan) -> int | None:
    """Sides that are not too many; None where any number will do."""
    if plan.selection.sheet is not None:
        return None
    return order.pages or (USUAL_SIDES if _on_whole_pages(order, plan.leaflet) else None)


def _short_enough(order: Order, first: _Plan, budget: int, stages: Stages) -> _Plan:
    """What :func:`_shortest` finds. It follows from the shape of the first plan and from the blocks that the changes
    are about; but where a section or the QR code may go, those round it may get other neighbours."""
    blocks = [block for section in first.leaflet.sections for block in section.blocks]
    if order.pages is not None or any(isinstance(block, Qr) for block in blocks):
        return _shortest(order, first, budget, stages)
    about = tuple([block for block in blocks if isinstance(block, Front | Exercises)])
    key = (budget, stages.never, stages.shape(first.leaflet))
    changes = stages.memo.same("fit", about, key, lambda: _shortest(order, first, budget, stages).changes)
    return first.changed(*changes) if changes else first


def _shortest(order: Order, first: _Plan, budget: int, stages: Stages) -> _Plan:
    """The first plan within the ``budget``, or the first of the shortest."""
    sides = cast(int, stages.sides_within(math.inf, first.leaflet))
    best = first
    plans = _different(_plans(order, first, stages), first.leaflet)
    while sides > budget and (plan := next(plans, None)) is not None:
        if (found := stages.sides_within(sides - 1, plan.leaflet)) is not None:
            best, sides = plan, found
    return best if best is first else _spared(best, sides, stages)


_CHANGES: Mapping[Step, Callable[[Leaflet, Memo], Leaflet]] = {
    Step.TWO_SIDES: two_sided,
    Step.NO_QR: without_qr,
    Step.NO_FIGURE: without_figure,
    Step.TALL_CARDS: with_tall_cards,
}


class _Plan(Struct, frozen=True):
    """What is tried: a selection without the sections ``out``, its ``whole`` leaflet, and that with ``changes``.

    ``steps``: the changes that made a difference.
    """

    selection: Selection
    whole: Leaflet
    leaflet: Leaflet
    memo: Memo
    changes: tuple[Step, ...] = ()
    steps: tuple[FitStep, ...] = ()
    out: tuple[str, ...] = ()

    def changed(self, *changes: Step) -> _Plan:
        """The same selection with other changes."""
        leaflet, steps = self.whole, []
        for step in changes:
            leaflet, before = _CHANGES[step](leaflet, self.memo), leaflet
            steps += [FitStep(step)] if leaflet != before else []
        return replace(self, leaflet=leaflet, changes=changes, steps=tuple(steps))

    def without(self, out: tuple[str, ...], stages: Stages) -> _Plan:
        """The same changes of a selection without the sections ``out``."""
        return _plan(stages, out).changed(*self.changes)


def _plan(stages: Stages, out: tuple[str, ...] = ()) -> _Plan:
    selection = stages.select(out)
    leaflet = stages.compose(selection)
    return _Plan(selection, leaflet, leaflet, stages.memo, out=out)


def _on_whole_pages(order: Order, leaflet: Leaflet) -> bool:
    """Whether it is in standard print on a page with room for cards side by side."""
    return order.format is Format.STANDARD and leaflet.page in WHOLE_PAGES


def _plans(order: Order, plan: _Plan, stages: Stages) -> Iterator[_Plan]:
    """Shorter and shorter leaflets than ``plan``."""
    standard = _on_whole_pages(order, plan.leaflet)
    first: tuple[Step, ...] = (Step.NO_QR, Step.NO_FIGURE) if standard else (Step.NO_QR,)
    last: tuple[Step, ...] = (Step.TALL_CARDS,) if standard and Step.TALL_CARDS not in stages.never else ()
    if standard and order.pages == 2:
        # A plan of its own, which has no picture beside the title.
        plan = plan.changed(Step.TWO_SIDES, Step.TALL_CARDS)
        yield plan
        first, last = (Step.NO_QR,), ()
    for step in first:
        plan = plan.changed(*plan.changes, step)
        yield plan
    while order.pages is not None and (id := stages.next_out(plan.selection)) is not None:
        plan = plan.without((*plan.out, id), stages)
        yield plan
    for step in last:
        plan = plan.changed(*plan.changes, step)
        yield plan


def _different(plans: Iterator[_Plan], before: Leaflet) -> Iterator[_Plan]:
    """The plans, but for those that change nothing; ``before``: the leaflet before the first of them."""
    for plan in plans:
        if plan.leaflet != before:
            yield plan
        before = plan.leaflet


def _spared(plan: _Plan, sides: int, stages: Stages) -> _Plan:
    """``plan``, which comes to ``sides``, without what a later step made needless; of the sections, the last that went
    comes back first."""
    form = (Step.TWO_SIDES, Step.TALL_CARDS) if sides <= 2 else ()
    for step in plan.changes:
        if Step.TWO_SIDES in plan.changes and step in form:
            continue  # Two sides have a form of their own.
        milder = plan.changed(*(other for other in plan.changes if other is not step))
        if (found := _as_short(milder, plan, sides, stages)) is not None:
            plan, sides = milder, found
    for id in reversed(plan.out):
        milder = plan.without(tuple(other for other in plan.out if other != id), stages)
        if (found := _as_short(milder, plan, sides, stages)) is not None:
            plan, sides = milder, found
    return plan


def _as_short(plan: _Plan, than: _Plan, sides: int, stages: Stages) -> int | None:
    """What ``plan`` comes to, if that is no more than the ``sides`` of another."""
    return None if plan.leaflet == than.leaflet else stages.sides_within(sides, plan.leaflet)


def over_budget(order: Order, found: Fitted) -> tuple[Problem, ...]:
    """Warnings and chosen exercises are never trimmed: staff are told that it is longer than they asked for."""
    if order.pages is None or found.selection.sheet is not None or found.pages.sides <= order.pages:
        return ()
    message = f"the leaflet has {found.pages.sides} sides, not {order.pages}: all that is left must stay"
    hint = "Leave out sections or exercises, or allow more pages."
    return (Problem("over-budget", message, hint, severity=Severity.WARNING),)
