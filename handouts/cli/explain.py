"""``handouts explain``: what a patient gets, what not, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts.cli.dose import dose_in_words
from handouts.cli.options import BrandName, Json, LibraryFolder, Today, console_of, day
from handouts.cli.urgent import report, sheet_name
from handouts.errors import URGENT_SHEET

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.model.brand import Brand
    from handouts.model.library import Library
    from handouts.model.selection import Cause, Choice, ChosenExercise, Selection

WIDTH = 80
_NAME = 20


def explain(
    context: typer.Context,
    order: Annotated[Path, typer.Argument(metavar="ORDER", help="An order file (YAML), or - .")],
    brand: BrandName = None,
    library: LibraryFolder = None,
    today: Today = None,
    all_lines: Annotated[
        bool, typer.Option("--all", help="Also every line that is out for another reason, and all that is unknown.")
    ] = False,
    json: Json = False,
) -> None:
    """Show what is in the leaflet, what is out, and why. Nothing is written.

    With a warning sign there is no leaflet: it shows the urgent sheet in its place, and ends with exit code 4.

    \b
    Example:
      handouts explain my-order.yaml
    """
    console = console_of(context, json=json)
    from handouts import pipeline

    settings = pipeline.settings_for(order.parent, today=day(today), library=library, brand=brand)
    loaded, _ = pipeline.open_library(settings)
    read, selection = pipeline.explain(order, loaded, settings)
    if json:
        console.as_json(_as_json(read.reference, selection))
    else:
        console.out(console.paint(f"Order {read.reference}", "head"))
        if selection.sheet is not None:
            _sheet(console, selection, loaded.brands[pipeline.brand_of(read, settings)])
            _warnings(console, selection)
        else:
            _leaflet(console, selection, loaded, all_lines=all_lines)
    if selection.sheet is not None:
        raise typer.Exit(URGENT_SHEET)


def _leaflet(console: Console, selection: Selection, library: Library, *, all_lines: bool) -> None:
    _facts(console, selection, library, all_lines=all_lines)
    _warnings(console, selection)
    _lists(console, selection)
    _advice(console, selection, library)
    _questions(console, selection, library)
    _exercises(console, selection)
    _sections(console, selection)
    _lines(console, selection, all_lines=all_lines)


def _sheet(console: Console, selection: Selection, brand: Brand) -> None:
    """No leaflet: which sheet takes its place, why, what to do now, and what is printed."""
    assert selection.sheet is not None, "the caller looked"
    console.out(console.paint(f"URGENT: no leaflet. In its place: {sheet_name(selection.sheet)}", "error"))
    for line in report(selection.sheet, selection.signs, brand):
        console.out(line)
    _heading(console, "Lines on the sheet")
    for id in sorted(selection.lines):
        console.out(f"  {id}")
    console.out()
    console.out("Nothing was written. handouts make writes the sheet.")


def _warnings(console: Console, selection: Selection) -> None:
    _heading(console, "Warnings for staff")
    for problem in selection.warnings:
        _wrapped(console, f"- {problem.message}. {problem.hint}", "  ", "    ")
    if not selection.warnings:
        console.out("  none")


def _as_json(reference: str, selection: Selection) -> dict[str, Any]:
    return {
        "reference": reference,
        "sheet": selection.sheet and selection.sheet.value,
        "signs": [sign.as_dict() for sign in selection.signs],
        "region": selection.region.value,
        "phase": selection.phase.value,
        "pack": selection.pack or None,
        "tags": {tag: answer.value for tag, answer in selection.tags.items()},
        "sections": list(selection.sections),
        "exercises": [
            {"id": item.id, "side": item.side and item.side.value, **item.dose.model_dump(exclude_none=True)}
            for item in selection.exercises
        ],
        "lines": sorted(selection.lines),
        "advice": [ruling.as_dict() for ruling in selection.rulings.values()],
        "to_learn": {item: list(tags) for item, tags in selection.to_learn.items()},
        "decisions": [{"kind": choice.kind, **choice.as_dict()} for choice in selection.choices],
        "warnings": [problem.as_dict() for problem in selection.warnings],
    }


def _heading(console: Console, text: str) -> None:
    console.out()
    console.out(console.paint(text, "head"))


def _wrapped(console: Console, text: str, first: str, rest: str) -> None:
    for line in textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False):
        console.out(line)


def _item(console: Console, name: str, text: str) -> None:
    """A name, and beside it what is to be said about it."""
    label = f"  {name.ljust(_NAME)}"
    if len(label) > _NAME + 2:
        console.out(label)
        label = " " * (_NAME + 2)
    _wrapped(console, text, f"{label} ", " " * (_NAME + 3))


def _facts(console: Console, selection: Selection, library: Library, *, all_lines: bool) -> None:
    _heading(console, "What is known")
    reasons = {kind: _last(selection.of(kind)) for kind in ("phase", "pack")}
    _item(console, "region", selection.region.value)
    _item(console, "phase", _because(selection.phase.value, reasons["phase"].get(selection.phase.value)))
    _item(console, "pack", _because(selection.pack, reasons["pack"].get(selection.pack)))
    for answer in ("yes", "unknown"):
        tags = [tag for tag, given in selection.tags.items() if given.value == answer]
        labels = "; ".join(library.tags[tag].label for tag in tags) or "nothing"
        if answer == "unknown" and len(tags) > _MANY and not all_lines:
            labels = f"{len(tags)} conditions; --all names them"
        _item(console, "known to be so" if answer == "yes" else "not known", labels)


def _lists(console: Console, selection: Selection) -> None:
    """Conditions that medicines, allergies and devices show or leave open, each with what led to it."""
    decided = _last(selection.of("tag"))
    if decided:
        _heading(console, "What follows from medicines, allergies and devices")
    for choice in decided.values():
        _item(console, choice.id, choice.reason)


_SAID = {"ok": "as usual", "care": "with care", "ask": "ask first", "avoid": "no"}


def _advice(console: Console, selection: Selection, library: Library) -> None:
    """How far each topic is open, by which rule, and from which source."""
    _heading(console, "What may be advised")
    for topic in (topic for topic in library.topics.values() if not topic.either):
        ruling = selection.rulings[topic.id]
        if ruling.undone:
            _item(console, topic.label, f"as usual: a clinician undid {_SAID[ruling.undone]!r}, with a reason")
            continue
        why = "; ".join(dict.fromkeys(_why(cause, library) for cause in ruling.at(ruling.level)))
        _item(console, topic.label, _SAID[ruling.level] + (f": {why}" if why and ruling.level != "ok" else ""))


def _why(cause: Cause, library: Library) -> str:
    """The conditions behind a rule, then its id and sources: what a clinician can look up."""
    tags = ", ".join([library.tags[tag].label for tag in cause.tags])
    open = ", ".join([library.tags[tag].label for tag in cause.open])
    facts = " and ".join(part for part in (tags, open and f"not known: {open}") if part)
    rule = library.topic_rules[cause.rule]
    return f"{facts} [{', '.join([cause.rule, *rule.refs])}]"


def _questions(console: Console, selection: Selection, library: Library) -> None:
    """What to ask: with no to all of these, more can be printed."""
    if not selection.to_learn:
        return
    _heading(console, "Ask this, and more may be printed")
    for item, tags in selection.to_learn.items():
        topic = library.topics.get(item)
        if topic and topic.either:
            continue
        what = topic.label if topic else f"exercise {item}"
        _item(console, what, f"when each of these is no: {'; '.join(library.tags[tag].label for tag in tags)}")


def _because(name: str, choice: Choice | None) -> str:
    return f"{name} ({choice.reason})" if choice else name


def _last(choices: Iterable[Choice]) -> dict[str, Choice]:
    """The final decision about each item."""
    return {choice.id: choice for choice in choices}


def _exercises(console: Console, selection: Selection) -> None:
    _heading(console, "Exercises")
    decided = _last(selection.of("exercise"))
    for item in selection.exercises:
        _item(console, item.id, f"in: {decided[item.id].reason}; {_dose(item)}")
    for choice in decided.values():
        if choice.verdict == "out":
            _item(console, choice.id, f"out: {choice.reason}")
    if not decided:
        console.out("  none")


def _dose(item: ChosenExercise) -> str:
    return ", ".join([dose_in_words(item.dose), *([f"{item.side.value} side"] if item.side else [])])


def _sections(console: Console, selection: Selection) -> None:
    decided = _last(selection.of("section"))
    for verdict, title in (("in", "Sections that are in"), ("out", "Sections that are out")):
        _heading(console, title)
        for choice in decided.values():
            if choice.verdict == verdict:
                _item(console, choice.id, choice.reason)


_WITHHELD = frozenset({"tag", "not-ruled-out", "level-ask", "level-avoid", "for-staff"})
"""Codes of lines that this patient's health keeps out. The others are for other patients, or lack a value."""
_MANY = 12
"""So many unknown conditions are counted, not named."""


def _lines(console: Console, selection: Selection, *, all_lines: bool) -> None:
    """Lines that are out, by section and reason. Those of a section that is out are not told again."""
    out = [c for c in selection.of("line") if c.verdict == "out" and _section(c) in selection.sections]
    left_out = [choice for choice in out if all_lines or choice.code in _WITHHELD]
    _heading(console, "Lines that are out" + ("" if all_lines else " because of this patient's health"))
    said = f"{len(selection.lines)} lines are in, {len(out)} are out"
    _wrapped(console, said + ("." if all_lines else "; --all shows each of these."), "  ", "  ")
    for section in selection.sections:
        reasons: dict[str, list[str]] = {}
        for choice in left_out:
            if _section(choice) == section:
                reasons.setdefault(choice.reason, []).append(choice.id.partition(".")[2])
        if reasons:
            console.out(f"  {section}")
        for reason, ids in reasons.items():
            _wrapped(console, f"{', '.join(ids)}: {reason}", "    ", "      ")


def _section(choice: Choice) -> str:
    return choice.id.partition(".")[0]
