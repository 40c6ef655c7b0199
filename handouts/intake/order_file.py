"""One order from one YAML file, or every problem in it at once."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from handouts import strict
from handouts.intake.alarms import warning_signs
from handouts.intake.contradictions import check_contradictions
from handouts.intake.dates import check_dates
from handouts.intake.form import Form
from handouts.intake.given_away import check_given_away
from handouts.intake.names import check_names
from handouts.model.order import Order
from handouts.model.problem import Place, Problem
from handouts.model.vocabulary import Vocabulary

STANDARD_INPUT = Path("-")


def read_order_files(
    paths: Sequence[Path], vocabulary: Vocabulary, *, today: dt.date
) -> tuple[dict[Path, Order], list[Problem], dict[Path, strict.Document]]:
    """The orders without errors, by file; the problems of all files; and the documents behind the orders.

    Two orders with one reference would write the same files, so the second is an error.
    """
    orders: dict[Path, Order] = {}
    documents: dict[Path, strict.Document] = {}
    problems: list[Problem] = []
    first: dict[str, Path] = {}
    for path in paths:
        order, found, document = _read(path, vocabulary, today)
        problems += found
        if order is None:
            continue
        key = order.reference.casefold()  # Many file systems take A and a for the same name.
        if key in first:
            message = f"reference: {first[key]} has the same, and files are named by it"
            hint = "Give each order a reference of its own, and name each file once."
            problems.append(Problem("repeated-reference", message, hint, document.place(("reference",))))
        else:
            first[key], orders[path], documents[path] = path, order, document
    return orders, problems, documents


def read_order_file(path: Path, vocabulary: Vocabulary, *, today: dt.date) -> tuple[Order | None, list[Problem]]:
    """The order in the file ``path`` (``-``: standard input), and its problems in order of place.

    The order is None when there are errors.
    """
    order, problems, _ = _read(path, vocabulary, today)
    return order, problems


def read_order(
    raw: bytes, file: str, vocabulary: Vocabulary, *, today: dt.date
) -> tuple[Order | None, list[Problem], strict.Document]:
    """The order in ``raw``, its problems, and the document; ``file`` names it in problems."""
    document, problems = strict.parse(raw, file)
    order, problems = check_order(document, vocabulary, today=today, read=problems)
    return order, problems, document


def check_order(
    document: strict.Document, vocabulary: Vocabulary, *, today: dt.date, read: Sequence[Problem] = ()
) -> tuple[Order | None, list[Problem]]:
    """The order that ``document`` holds, and its problems in order of place, with those of reading it (``read``).

    The order is None when there are errors. Orders from files and rows of lists go through this one door.
    """
    order, problems = strict.judge(document, read, Order)
    if isinstance(document.data, dict):
        form = Form(document)
        names, contradictions = list(check_names(form, vocabulary)), list(check_contradictions(form, vocabulary))
        # The schema finds some of these too, in fewer words: a contradiction, or a name of the wrong form.
        codes, places = {problem.code for problem in contradictions}, {problem.place for problem in names}
        problems = [p for p in problems if p.code not in codes and p.place not in places]
        problems += [*names, *check_dates(form, today), *contradictions]
        problems += check_given_away(form)
        if any(problem.is_error for problem in problems):
            problems += warning_signs(form, vocabulary)
    problems.sort(key=lambda problem: problem.place)
    return (None if any(problem.is_error for problem in problems) else order), problems


def _read(path: Path, vocabulary: Vocabulary, today: dt.date) -> tuple[Order | None, list[Problem], strict.Document]:
    raw, problem = file_bytes(path)
    if problem is not None:
        return None, [problem], strict.Document(str(path))
    return read_order(raw, str(path), vocabulary, today=today)


def file_bytes(path: Path) -> tuple[bytes, Problem | None]:
    """The file ``path``, at most one byte more than is allowed: a huge file is refused without being read."""
    limit = strict.MAX_BYTES + 1
    here = Place(str(path))
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read(limit), None
        with path.open("rb") as file:
            return file.read(limit), None
    except FileNotFoundError:
        return b"", Problem("no-file", "there is no such file", "Check the name; or: handouts new order", here)
    except IsADirectoryError:
        return b"", Problem("is-folder", "this is a folder", f"Name the files in it: {path}/*.yaml", here)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        return b"", Problem("cannot-read", f"this file cannot be read: {reason}", "Check the file.", here)
