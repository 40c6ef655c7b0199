"""What ``handouts check`` can say beside findings: its codes, why a check is there, grades and PEMAT scores."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.cli.console import Console
from handouts.errors import BadInput

if TYPE_CHECKING:
    from handouts.check import Check
    from handouts.model.problem import Problem
    from handouts.pipeline import Settings

Rows = list[dict[str, Any]]
BAR = 0.8
"""Share of PEMAT items that must agree (CONTENT_BRIEF 10.4)."""


def list_codes(console: Console) -> None:
    """Every check by its code."""
    from handouts.check.all import CHECKS

    _show(console, [{"code": one.CODE, "severity": one.SEVERITY.value, "finds": _finds(one)} for one in CHECKS])


def explain(console: Console, code: str) -> None:
    """What one check looks for, why, how to mend what it finds, and where the rule comes from."""
    from handouts.check.all import CHECKS

    known = {one.CODE: one for one in CHECKS}
    if code not in known:
        near = difflib.get_close_matches(code, list(known), n=1)
        listed = "See: handouts check --list-codes. Other findings are of form, and say what to do"
        remedy = f"Did you mean {near[0]}?" if near else listed
        raise BadInput("there is no check of this code", remedy=remedy)
    one = known[code]
    said = {
        "code": one.CODE,
        "severity": one.SEVERITY.value,
        "what": _finds(one),
        "why": one.RATIONALE,
        "mend": one.MEND,
        "source": one.SOURCE,
    }
    if console.json:
        console.as_json(said)
        return
    console.out(f"{console.paint(one.CODE, 'head')} ({one.SEVERITY.value})")
    for name in ("what", "why", "mend", "source"):
        console.out(f"  {name.capitalize():8}{said[name]}")


def show_grades(console: Console, settings: Settings) -> None:
    """Reading grades of sections, exercises and the leaflets of all packs."""
    from handouts import pipeline
    from handouts.check.grades import grades

    library, leaflets = pipeline.pack_leaflets(settings)
    _show(console, [graded.as_dict() for graded in grades(library, leaflets)])
    console.note("Flesch-Kincaid: 6 is the most. SMOG: 8 is the most, without the words that readers must know.")


def show_pemat(console: Console, settings: Settings) -> None:
    """PEMAT-P score of the leaflet of each pack, what it failed, and what is left for people to judge."""
    from handouts import pipeline
    from handouts.check.pemat import FOR_A_PERSON, judge, score

    library, leaflets = pipeline.pack_leaflets(settings)
    rows: Rows = []
    for pack, leaflet in leaflets.items():
        verdicts = judge(leaflet, library)
        asked = [verdict for verdict in verdicts if verdict.agrees is not None]
        rows.append(
            {
                "pack": pack,
                "score": round(100 * score(verdicts)),
                "agree": sum(bool(verdict.agrees) for verdict in asked),
                "judged": len(asked),
                "not_met": [f"{verdict.item} {verdict.label}" for verdict in asked if not verdict.agrees],
            }
        )
    if console.json:
        console.as_json({"leaflets": rows, "for_a_person": FOR_A_PERSON, "least": round(100 * BAR)})
        return
    _show(console, rows)
    console.out()
    console.out("Two people judge the rest, one of whom did not write the text:")
    for item, label in FOR_A_PERSON.items():
        console.out(f"  {item:2} {label}")


def without_known(console: Console, problems: tuple[Problem, ...], baseline: Path) -> tuple[Problem, ...]:
    """The problems that are not in the baseline."""
    from handouts.check.baseline import read, unknown

    try:
        raw = baseline.read_bytes()
    except OSError as error:
        message = f"{baseline}: this file cannot be read ({error.strerror})"
        raise BadInput(message, remedy="Write one with: handouts check --write-baseline FILE") from None
    known, faults = read(raw, str(baseline))
    if faults:
        raise BadInput("the baseline cannot be used", problems=faults)
    new, gone = unknown(problems, known)
    hidden = len(problems) - len(new)
    if hidden or gone:
        console.note(f"{hidden} known findings are not shown; {gone} of the baseline are no longer there.")
    return new


def write_baseline(console: Console, problems: tuple[Problem, ...], path: Path) -> None:
    """Write down the findings that have an id; the others can not be accepted."""
    from handouts.check.baseline import written
    from handouts.deliver.new_file import write_new

    write_new({path: written(problems)})
    kept = sum(bool(problem.item) for problem in problems)
    console.note(f"{path}: {kept} findings. {len(problems) - kept} cannot be accepted and stay.")


def _finds(one: Check) -> str:
    return (one.__doc__ or "").splitlines()[0]


def _show(console: Console, rows: Rows) -> None:
    if console.json:
        console.as_json(rows)
        return
    head = list(rows[0])
    console.table([name.replace("_", " ") for name in head], [[_cell(row[name]) for name in head] for row in rows])


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value) or "-"
    return "-" if value is None else str(value)
