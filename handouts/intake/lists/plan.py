"""A plan: a mapping worked out for the columns that a list has. It turns each row into the document of an order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from handouts.intake.lists.cells import Fault, Reading, date_pattern
from handouts.intake.lists.fields import Cell, Fields, steps
from handouts.intake.lists.mapping import WrittenMapping, near_field
from handouts.intake.lists.row import FORMULA, UNREADABLE, CellValue, RowDocument, TableRow
from handouts.model.list_mapping import ListMapping
from handouts.model.problem import Place, Problem, in_table
from handouts.strict import Document, Node, Path

OWN_COLUMNS = ("handouts_row", "handouts_codes", "handouts_problems")
"""Columns of ``rejected.csv`` that Handouts adds, and does not read."""


class Target(Struct, frozen=True):
    """A field, and the columns (counted from 0) that it is made of."""

    columns: tuple[int, ...]
    header: str
    steps: Path
    cell: Cell
    values: Mapping[str, str] = field(default_factory=dict)


class Plan(Struct, frozen=True):
    """What becomes of each column. Small, and can be sent to another process; lists of orders have an empty one."""

    targets: tuple[Target, ...] = ()
    constants: tuple[tuple[Path, Node, Place], ...] = ()
    reading: Reading = field(default_factory=Reading)
    columns: Mapping[Path, tuple[int, str]] = field(default_factory=dict)
    fixed: Mapping[Path, Place] = field(default_factory=dict)
    width: int = 0
    needed: tuple[Path, ...] = ()
    """Groups of fields that every order has: what is missing in them is told field by field."""
    nameless: tuple[int, ...] = ()
    """Columns without a name: a cell in one of them has nowhere to go."""

    def document(self, row: TableRow) -> tuple[Document, list[Problem]]:
        """The order in ``row``, and what is wrong with its cells."""
        document = RowDocument(row.file, row=row.number, columns=self.columns, fixed=self.fixed)
        problems = list(row.faults)
        cells = row.cells
        many = len(cells)
        if many > self.width and problems:
            return document, problems  # Nobody knows which cell belongs to which column.
        data: dict[str | int, object] = {}
        for path in self.needed:
            _put(data, path, {})
        for at in self.nameless:
            if at < many and cells[at]:
                message, hint = "this cell stands in a column without a name", "Name the column, or empty the cell."
                problems.append(Problem("no-column-name", message, hint, in_table(row.file, row.number, at + 1)))
        for target in self.targets:
            value = _joined(target.columns, cells) if target.columns[0] < many else ""
            if not value:
                continue
            if isinstance(value, str) and target.values:
                value = target.values.get(value.casefold(), value)
            node, fault = self.reading.read(value, target.cell)
            if isinstance(value, str) and value[0] == "#" and value in UNREADABLE:
                fault = _no_value(value)
            if fault is not None:
                code, message, hint = fault
                problems.append(Problem(code, message, hint, document.place(target.steps)))
            if not _put(data, target.steps, node):
                message = "this list is filled by a cell for all of it, and by cells for its items"
                hint = "Keep one of the two ways in this row."
                problems.append(Problem("repeated-field", message, hint, document.place(target.steps)))
        for path, node, _ in self.constants:
            _put(data, path, node)
        moved: dict[Path, Path] = {}
        document.data = _lists(data, (), (), moved)
        if moved:
            found = {new: self.columns[old] for new, old in moved.items() if old in self.columns}
            document.columns = dict(self.columns) | found
        return document, problems


def _no_value(value: str) -> Fault:
    if value == FORMULA:
        hint = "Copy the column, and paste it in its place as values."
        return "formula", "there is a formula in this cell; only what it gives could be checked", hint
    return "cell-error", "the spreadsheet has an error in this cell", "Fill in the value."


def _joined(columns: Sequence[int], cells: Sequence[CellValue]) -> CellValue:
    if len(columns) == 1:
        value = cells[columns[0]]
        return value.strip() if isinstance(value, str) else value
    found = [text for at in columns if at < len(cells) and (text := str(cells[at]).strip())]
    return next((text for text in found if text in UNREADABLE), " ".join(found))


def _put(data: dict[str | int, object], path: Path, node: Node) -> bool:
    """Put ``node`` in its place; False when the place, or one around it, is filled already."""
    here = data
    for step in path[:-1]:
        inside = here.setdefault(step, {})
        if not isinstance(inside, dict):
            return False
        here = inside
    return here.setdefault(path[-1], node) is node


def _lists(node: dict[str | int, object], path: Path, old: Path, moved: dict[Path, Path]) -> Node:
    """Mappings by number as lists. Empty items are left out; ``moved`` gets the path that each later one had."""
    if node and isinstance(next(iter(node)), int):
        items: list[Node] = []
        for at in sorted(node, key=int):
            items.append(_inside(node[at], (*path, len(items)), (*old, at), moved))
        return items
    for name, child in node.items():
        if isinstance(child, dict):
            node[name] = _lists(child, (*path, name), (*old, name), moved)
    return node  # type: ignore[return-value]


def _inside(child: object, path: Path, old: Path, moved: dict[Path, Path]) -> Node:
    if isinstance(child, dict):
        if path != old:
            moved |= {(*path, name): (*old, name) for name in child}
        return _lists(child, path, old, moved)
    if path != old:
        moved[path] = old
    return child  # type: ignore[return-value]


def plan_for(
    file: str, row: int, headers: Sequence[str], written: WrittenMapping, fields: Fields
) -> tuple[Plan, list[Problem]]:
    """What becomes of the columns named by ``headers`` in row ``row`` of ``file``, and every problem with them."""
    return _Planner(file, row, headers, written, fields).plan()


def plain(header: str) -> str:
    """A name of a column without what people do not see: case, and spaces around and between."""
    return " ".join(header.split()).casefold()


class _Planner:
    def __init__(self, file: str, row: int, headers: Sequence[str], written: WrittenMapping, fields: Fields) -> None:
        self._file, self._row, self._fields = file, row, fields
        self._mapping, self._document = written.mapping, written.document
        self._names = [plain(header) for header in headers]
        self._problems: list[Problem] = []
        self._used: dict[Path, Place] = {}

    def plan(self) -> tuple[Plan, list[Problem]]:
        targets = [*self._from_mapping(self._mapping), *self._by_name()]
        constants = tuple(self._constants())
        self._missing(bool(targets))
        columns = {target.steps: (target.columns[0] + 1, target.header) for target in targets}
        plan = Plan(
            targets=tuple(targets),
            constants=constants,
            reading=reading(self._mapping),
            columns=columns,
            fixed={path: place for path, _, place in constants},
            width=len(self._names),
            needed=tuple(dict.fromkeys(at[:-1] for at in map(steps, self._fields.required) if at[:-1])),
            nameless=tuple(at for at, name in enumerate(self._names) if not name),
        )
        return plan, sorted(self._problems, key=lambda problem: problem.place)

    def _head(self, at: int, header: str = "") -> Place:
        return in_table(self._file, self._row, at + 1, header)

    def _say(self, code: str, message: str, hint: str, place: Place) -> None:
        self._problems.append(Problem(code, message, hint, place))

    def _find(self, header: str, place: Place) -> int | None:
        """The column that the mapping names."""
        found = [at for at, name in enumerate(self._names) if name == plain(header)]
        if len(found) > 1:
            for at in found[1:]:
                hint = "Give each column a name of its own."
                self._say("repeated-column", "there are two columns of this name", hint, self._head(at, header))
        if not found:
            self._say("no-such-column", "the list has no column of this name", "Correct it, or take it out.", place)
        return found[0] if found else None

    def _target(
        self, columns: Iterable[int], header: str, path: str, place: Place, values: Mapping[str, str]
    ) -> Target:
        at = steps(path)
        if at in self._used:
            message = "another column or constant fills this field already"
            self._say("repeated-field", message, "Keep one of the two, or use join.", place)
        self._used[at] = place
        cell = self._fields.cell(path)
        assert cell is not None, "read_mapping has refused it"
        return Target(tuple(columns), header, at, cell, {word.casefold(): value for word, value in values.items()})

    def _from_mapping(self, mapping: ListMapping) -> Iterator[Target]:
        for header, column in mapping.columns.items():
            place = self._document.key_place(("columns", header))
            at = self._find(header, place)
            if at is not None:
                yield self._target([at], header, column.field, place, column.values)
        for path, headers in mapping.join.items():
            place = self._document.key_place(("join", path))
            where = ("join", path)
            found = [self._find(name, self._document.place((*where, n))) for n, name in enumerate(headers)]
            if found and None not in found:
                yield self._target([at for at in found if at is not None], headers[0], path, place, {})

    def _by_name(self) -> Iterator[Target]:
        """Columns that the mapping does not name: named by a field, ignored, or a problem."""
        mapping = self._mapping
        mapped = {plain(name) for name in (*mapping.columns, *(n for names in mapping.join.values() for n in names))}
        ignored = {plain(name) for name in (*mapping.ignore, *OWN_COLUMNS)}
        for header in mapping.ignore:
            if plain(header) in mapped:
                place = self._document.place(("ignore", mapping.ignore.index(header)))
                self._say("column-in-and-out", "this column is both used and ignored", "Keep one of the two.", place)
        seen: set[str] = set()
        for at, name in enumerate(self._names):
            if not name or name in mapped or name in ignored:
                continue
            if self._fields.cell(name) is None:
                near = near_field(name, self._fields)
                what = "lead the column to a field in the mapping, or name it under ignore."
                hint = f"{near} Or {what}" if near else f"{what[0].upper()}{what[1:]}"
                self._say("unknown-column", "nothing says what this column is for", hint, self._head(at))
            elif name in seen:
                hint = "Give each column a name of its own."
                self._say("repeated-column", "there are two columns of this name", hint, self._head(at, name))
            else:
                seen.add(name)
                yield self._target([at], name, name, self._head(at, name), {})

    def _constants(self) -> Iterator[tuple[Path, Node, Place]]:
        for path, text in self._mapping.constants.items():
            place = self._document.place(("constants", path))
            target = self._target([0], "", path, place, {})
            node, fault = reading(self._mapping).read(text, target.cell)
            if fault is not None:
                self._say(*fault, place)
            yield target.steps, node, place

    def _missing(self, some: bool) -> None:
        """A field that every order needs and no column fills: said once, not in every row."""
        for path in self._fields.required:
            at = steps(path)
            if at not in self._used and some:
                hint = f"Add a column for it: name it {path}, or lead a column to it in the mapping."
                self._say("missing-column", f"no column says {path}, which every order needs", hint, self._whole())
        if not some:
            message, hint = "no column is used", "Is this row the names of the columns? They must come first."
            self._say("no-column", message, hint, self._whole())

    def _whole(self) -> Place:
        return in_table(self._file, self._row)


def reading(mapping: ListMapping) -> Reading:
    """How the cells of a list with this mapping are read."""
    pattern = date_pattern(mapping.dates) if mapping.dates is not None else None
    return Reading(mapping.dates, pattern, mapping.separator, mapping.words.meanings())
