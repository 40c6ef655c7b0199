"""A mapping proposed from the names of the columns, for a person to finish. It never holds anything from a row."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handouts.errors import BadInput
from handouts.intake.lists.cells import Reading, date_pattern
from handouts.intake.lists.fields import ANY, Cell, Fields, fields_of
from handouts.intake.lists.opened import Opened, Options
from handouts.intake.lists.plan import OWN_COLUMNS
from handouts.intake.lists.readers import open_with_reader
from handouts.intake.lists.row import CellValue, TableRow
from handouts.intake.lists.synonyms import FIRST_NAMES, LAST_NAMES, SURE, UNSURE, VALUES
from handouts.model.problem import Problem, errors_in, in_table
from handouts.model.vocabulary import Vocabulary

SAMPLE = 100
"""Rows looked at for the format of dates."""
LIKE = 87
"""How like a known name a name must be, of 100, to be worth a comment."""
LONGEST_NAME = 60
_FORMATS = [
    sign.join(parts)
    for sign in "/-. "
    for parts in (("day", "month", "year"), ("month", "day", "year"), ("year", "month", "day"))
]
_DATA = re.compile(r"[\W\d_]*\d[\W\d_]*")
"""A name without a letter: a number, a date, a telephone number."""


@dataclass(slots=True)
class _Proposal:
    """For each column, its field if that is sure, else fields that it could be."""

    sure: dict[int, str] = field(default_factory=dict)
    unsure: dict[int, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[int, int] | None = None
    """First and last name, in two columns."""


def propose(path: Path, vocabulary: Vocabulary) -> str:
    """The text of a mapping for the list in ``path``. Raises :class:`~handouts.errors.BadInput`."""
    fields = fields_of(vocabulary)
    known = frozenset(fields.cells) | {name for table in (SURE, UNSURE) for names in table.values() for name in names}
    opened = open_with_reader(path, Options(known=known | set(FIRST_NAMES) | set(LAST_NAMES)))
    if errors_in(opened.problems):
        raise BadInput(f"{path}: the list cannot be used", problems=errors_in(opened.problems))
    if opened.headers is None:
        raise BadInput(f"{path}: this list has no columns", remedy="It needs no mapping.")
    proposal = _proposal(opened.headers, fields)
    if _holds_data(opened.headers) or not (proposal.sure or proposal.unsure or proposal.names):
        message = "the first row does not look like names of columns, so nothing of it is written down"
        hint = "Put a row above it that names the columns, such as: Reference, Name, Age."
        raise BadInput(message, problems=[Problem("no-header", message, hint, in_table(str(path), opened.head_row))])
    return "\n".join(_written(opened, opened.headers, proposal, fields)) + "\n"


def _holds_data(headers: Sequence[str]) -> bool:
    return any(_DATA.fullmatch(name) or "@" in name or len(name) > LONGEST_NAME for name in headers)


def _simple(name: str) -> str:
    """A name in small letters and digits, with one space between words."""
    return " ".join(re.sub(r"[\W_]+", " ", name.casefold()).split())


def _proposal(headers: Sequence[str], fields: Fields) -> _Proposal:
    from rapidfuzz import fuzz, process

    sure = {name: path for path, names in SURE.items() for name in names}
    for path in fields.cells:
        if ANY not in path:
            sure.setdefault(_simple(path), path)
    ends: dict[str, list[str]] = {}
    for path in fields.cells:
        if ANY not in path:
            ends.setdefault(_simple(path.rpartition(".")[2]), []).append(path)
    for end, paths in ends.items():
        if len(paths) == 1:
            sure.setdefault(end, paths[0])
    unsure: dict[str, list[str]] = {}
    for path, names in UNSURE.items():
        for name in names:
            unsure.setdefault(name, []).append(path)
    found = _Proposal()
    simple = [_simple(name) for name in headers]
    firsts, lasts = ([at for at, name in enumerate(simple) if name in known] for known in (FIRST_NAMES, LAST_NAMES))
    if len(firsts) == len(lasts) == 1 and not any(sure.get(name) == "patient.name" for name in simple):
        found.names = firsts[0], lasts[0]
    for at, name in enumerate(simple):
        if not name or name in map(_simple, OWN_COLUMNS) or (found.names and at in found.names):
            continue
        if fields.cell(headers[at].strip().casefold()) is not None:
            found.sure[at] = headers[at].strip().casefold()
        elif name in sure:
            found.sure[at] = sure[name]
        elif name in unsure:
            found.unsure[at] = tuple(unsure[name])
        elif name in (*FIRST_NAMES, *LAST_NAMES):
            found.unsure[at] = ("patient.name",)
        else:
            like = process.extract(name, list(sure), scorer=fuzz.token_sort_ratio, score_cutoff=LIKE, limit=2)
            if like:
                found.unsure[at] = tuple(dict.fromkeys(sure[match] for match, _, _ in like))
    taken = list(found.sure.values())
    for at in [at for at, path in found.sure.items() if taken.count(path) > 1]:
        found.unsure[at] = (found.sure.pop(at),)
    return found


def _written(opened: Opened, headers: Sequence[str], proposal: _Proposal, fields: Fields) -> Iterator[str]:
    yield "# How the columns of a list become the fields of an order; all fields: handouts schema order"
    yield "# Proposed from the names of the columns. Check it, then: handouts batch LIST --mapping FILE --check-only"
    yield ""
    yield "# Lines that begin with # are to be decided: take the # away, and write the right field for FIELD; or"
    yield "# name the column under ignore. A column that nothing is said about is refused."
    yield "columns:"
    for at, header in enumerate(headers):
        if at in proposal.sure:
            yield from _sure(header, proposal.sure[at])
        elif _open(header, at, proposal):
            yield from (f"#  {_quoted(header)}: {choice}" for choice in proposal.unsure.get(at, ("FIELD",)))
    if proposal.names is not None:
        first, last = (_quoted(headers[at]) for at in proposal.names)
        yield from ("", "join:", f"  patient.name: [{first}, {last}]")
    yield from ("", "# Columns that are not used.", "#ignore:", '#  - "Name of the column"')
    yield from ("", "# The same for all rows. Facts about one patient must have a column.")
    yield from ("#constants:", "#  facts.region: low_back", "")
    yield from _dates(opened, proposal, fields)
    yield from ("", "# Words in the cells for yes, no, unknown and none (asked, there are none).", "#words:")
    yield from ('#  yes: ["Y"]', '#  no: ["N"]', "", "# Between the items of a list in one cell.", 'separator: ";"')
    filled = {*proposal.sure.values(), *(path for paths in proposal.unsure.values() for path in paths)}
    missing = [path for path in fields.required if path not in filled]
    if missing:
        yield from ("", "# No column was found for these, and every order needs them:")
        yield from (f"#   {path}" for path in missing)


def _open(header: str, at: int, proposal: _Proposal) -> bool:
    """Whether a person has to decide what this column is for."""
    own = header.strip().casefold() in OWN_COLUMNS
    return bool(header.strip()) and not own and at not in proposal.sure and at not in (proposal.names or ())


def _sure(header: str, path: str) -> Iterator[str]:
    if path in VALUES:
        words = ", ".join(f"{word}: {meaning}" for word, meaning in VALUES[path].items())
        yield f"  {_quoted(header)}: {{field: {path}, values: {{{words}}}}}"
    else:
        yield f"  {_quoted(header)}: {path}"


def _quoted(name: str) -> str:
    return json.dumps("".join(letter if letter.isprintable() else " " for letter in name), ensure_ascii=False)


def _dates(opened: Opened, proposal: _Proposal, fields: Fields) -> Iterator[str]:
    yield "# How dates are typed. Without it, only dates as 2026-11-21 are taken."
    paths = {at: (proposal.sure.get(at), *proposal.unsure.get(at, ())) for at in (*proposal.sure, *proposal.unsure)}
    columns = [at for at, found in paths.items() if any(path and fields.cell(path) is Cell.DATE for path in found)]
    texts = list(_sample(opened, columns))
    if not texts or all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) for text in texts):
        yield "#dates: day/month/year"
        return
    fits = [format for format in _FORMATS if _fits(format, texts)]
    if len(fits) == 1:
        yield f"dates: {fits[0]}"
        return
    if fits:
        yield f"# Not clear: the dates of the first {SAMPLE} rows could be read in more than one way. Ask, then choose:"
    else:
        yield f"# The dates of the first {SAMPLE} rows are not all typed in one way that can be read:"
    yield from (f"#dates: {format}" for format in fits or _FORMATS[:2])


def _sample(opened: Opened, columns: Sequence[int]) -> Iterator[str]:
    for row in itertools.islice(opened.rows(), SAMPLE):
        cells: tuple[CellValue, ...] = row.cells if isinstance(row, TableRow) else ()
        for at in columns:
            value = cells[at] if at < len(cells) else ""
            if isinstance(value, str) and value.strip():
                yield value.strip()


def _fits(format: str, texts: Sequence[str]) -> bool:
    reading = Reading(format, date_pattern(format))
    return all(reading.read(text, Cell.DATE)[1] is None for text in texts)
