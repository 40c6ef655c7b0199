"""A worker: the library opened once, a memo that stays warm, and the two things it does with rows."""

from __future__ import annotations

import dataclasses
import gc
import hashlib
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

import handouts
from handouts import pipeline, triage
from handouts.batch.durable import Aside
from handouts.batch.engines.engine import Finish, Lost, Setup
from handouts.batch.lock import check_lock
from handouts.batch.manifest import Entry, FileMark, Status
from handouts.batch.places import places
from handouts.errors import BadInput, CannotWork, Findings, Refused
from handouts.finish import staff_record, verify_all
from handouts.intake import locate
from handouts.intake.lists import RawRow, order_of
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.problem import Place, Problem, errors_in
from handouts.print_run import Prepared, PrintOptions, prepared
from handouts.strict import Document

if TYPE_CHECKING:
    from handouts.pipeline import Made
    from handouts.triage import Judged

_PACKAGE = Path(handouts.__file__).parent


class Worker:
    """One process of a batch. Raises :class:`~handouts.errors.HandoutsError` if its library cannot be used, or is
    not that of the run."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        if handouts.__version__ != setup.program:
            raise CannotWork(
                f"a worker has Handouts {handouts.__version__}, and the run was begun with {setup.program}",
                remedy="Install the same version on every machine.",
            )
        self.library, self.said = pipeline.open_library(setup.settings)
        if self.library.digest != setup.library:
            raise CannotWork(
                "a worker has another library than the run was begun with",
                remedy="Leave the library alone while a batch runs; on a cluster, give every machine the same one.",
            )
        self.memo = Memo()

    def order(self, raw: RawRow) -> tuple[Order | None, list[Problem], Document]:
        """See :func:`~handouts.intake.lists.order_of`."""
        return order_of(raw, self.library.vocabulary, self.setup.settings.today, self.setup.plan)

    def made(self, order: Order) -> Made:
        """The leaflet of an order, or the urgent sheet in its place."""
        return pipeline.make(order, self.library, self.setup.settings, memo=self.memo)

    def pages(self, made: Made, printing: PrintOptions | None) -> Prepared | None:
        """The pages of a leaflet for the print file, if there is one; urgent sheets are never in it."""
        if printing is None or made.selection.sheet is not None or made.pages is None:
            return None
        return prepared(made.order, made.pages, printing, self.memo)


def settle() -> None:
    """Spare the search for cycles: the library stays as it is, and leaflets hold none. It took a third of the time.

    What it would walk through is what the memo keeps. It is left on for what nobody thought of.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000, 20, 50)


class Verdict(Struct, frozen=True):
    """What one row will come to by itself. ``reference`` as typed, which stands at ``place``; ``where`` as in
    :class:`~handouts.batch.manifest.Entry`."""

    reference: str
    place: Place
    judged: Judged
    where: tuple[str, ...] = ()


class Check(Struct, frozen=True):
    """Read, check and decide each row. Nothing is made."""

    def begin(self, worker: Worker, rows: Sequence[RawRow], at: Callable[[int], None]) -> Finish[Verdict]:
        """See :class:`~handouts.batch.engines.Task`."""
        found = []
        for raw in rows:
            at(raw.number)
            found.append(self._verdict(worker, raw))
        return lambda: found

    @staticmethod
    def _verdict(worker: Worker, raw: RawRow) -> Verdict:
        setup = worker.setup
        try:
            return Verdict(*triage.judge(raw, setup.plan, worker.library, setup.settings))
        except Exception as error:  # noqa: BLE001  (its text may hold a patient's data)
            problem = bug(raw)
            return Verdict("", problem.place, triage.Judged("", "", (problem,)), tuple(safe_places(error)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row, and the problems because of which it was not made."""

    entry: Entry
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Its files, by name, until they are written."""
    pages: Prepared | None = field(default=None, repr=False)
    """Its pages for the print file, where there is one."""


class Make(Struct, frozen=True):
    """Make the leaflet of each row and write it under ``out``; files of many orders in ``depth`` levels of folders.

    ``token`` stands in the lock of the run: a worker that does not find it there has another folder, or is late.
    """

    out: Path
    token: str
    depth: int
    verify: bool = False
    printing: PrintOptions | None = None

    def begin(self, worker: Worker, rows: Sequence[RawRow], at: Callable[[int], None]) -> Finish[Outcome]:
        """See :class:`~handouts.batch.engines.Task`. Files are in their places once the second half is done."""
        check_lock(self.out, self.token)
        aside = Aside()
        outcomes = []
        for raw in rows:
            at(raw.number)
            outcome = self._outcome(worker, raw)
            for name, content in outcome.files.items():
                aside.add(self.out / name, content)
            outcomes.append(dataclasses.replace(outcome, files={}))

        def finish() -> Sequence[Outcome]:
            aside.place()
            return outcomes

        return finish

    def _outcome(self, worker: Worker, raw: RawRow) -> Outcome:
        row, reference = raw.number, ""
        try:
            order, problems, document = worker.order(raw)
            if order is None:
                reference = triage.readable_reference(document, problems)
                return _not_made(Status.REJECTED, row, reference, errors_in(problems))
            reference = order.reference
            try:
                made = worker.made(order)
                pages = worker.pages(made, self.printing)
            except (BadInput, Refused) as error:
                return _not_made(
                    Status.REJECTED, row, reference, tuple(locate(pipeline.as_problems(error), order, document))
                )
            if self.verify:
                verify_all([made], worker.setup.settings)
            return dataclasses.replace(self._made(worker, row, made), pages=pages)
        except Findings as error:
            return _not_made(Status.FAILED, row, reference, error.problems)
        except Exception as error:  # noqa: BLE001  (one row never stops the others, and its text is not shown)
            return _not_made(Status.FAILED, row, reference, (bug(raw),), tuple(safe_places(error)))

    def _made(self, worker: Worker, row: int, made: Made) -> Outcome:
        setup, document = worker.setup, made.document
        names = places(made.order.reference, self.depth)
        record = staff_record(made, worker.library, worker.said, setup.settings, verified=self.verify)
        # The leaflet comes last: it never stands without what belongs to it.
        files = {names.record: record}
        files |= {names.beside(extra): beside.pdf for extra, beside in made.extras.items()}
        marks = tuple(FileMark.of(name, content) for name, content in files.items())
        files[names.leaflet] = document.pdf
        sheet = made.selection.sheet
        entry = Entry(
            row,
            Status.MADE if sheet is None else Status.URGENT,
            made.order.reference,
            sheet="" if sheet is None else sheet.value,
            leaflet=FileMark.of(names.leaflet, document.pdf),
            beside=marks,
            pages=document.pages,
            paper_sheets=document.paper_sheets,
            digests={
                "order": hashlib.sha256(made.order.model_dump_json().encode()).hexdigest(),
                "text": document.text_digest(),
            },
            codes=codes_of(made.selection.warnings),
        )
        return Outcome(entry, files=files)


class Collect(Struct, frozen=True):
    """The pages of leaflets that an earlier run has made, for the print file."""

    printing: PrintOptions

    def begin(self, worker: Worker, rows: Sequence[RawRow], at: Callable[[int], None]) -> Finish[Prepared | None]:
        """See :class:`~handouts.batch.engines.Task`."""
        found = []
        for raw in rows:
            at(raw.number)
            order, _, _ = worker.order(raw)
            found.append(None if order is None else worker.pages(worker.made(order), self.printing))
        return lambda: found


def _not_made(
    status: Status, row: int, reference: str, problems: Sequence[Problem], where: tuple[str, ...] = ()
) -> Outcome:
    return Outcome(Entry(row, status, reference, codes=codes_of(problems), where=where), tuple(problems))


def bug(raw: RawRow) -> Problem:
    """What is said of a row at which Handouts itself fails."""
    hint = "Please report it: the manifest says where in the program, and nothing about the patient."
    return Problem("bug", "Handouts itself failed at this row", hint, Place(raw.file, raw.number))


def gone(raw: RawRow, lost: Lost) -> Problem:
    """What is said of a row from which no worker came back."""
    place = Place(raw.file, raw.number)
    if lost.hung:
        hint = "Go on with --resume and a longer --row-timeout, or report it."
        return Problem("took-too-long", "the work on this row did not end in time and was broken off", hint, place)
    hint = "Was there enough memory? Make it by itself, or report it."
    return Problem("worker-died", "the process that worked on this row died, each time", hint, place)


OURS = frozenset({"bug", "worker-died", "took-too-long"})
"""Codes of what is no fault of the row."""


def codes_of(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The codes of ``problems``, each once."""
    return tuple(dict.fromkeys(problem.code for problem in problems))


def safe_places(error: BaseException) -> list[str]:
    """The kind of an error and where in our code it came up: nothing about a patient."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_PACKAGE)]
    lines = [f"{Path(f.filename).relative_to(_PACKAGE.parent).as_posix()}:{f.lineno} {f.name}" for f in frames]
    return [type(error).__name__, *lines]
