"""A run for the printer: leaflets are added one by one, checked, sorted and written as print files with an index.

Order: language, sheets of paper, postcode, reference. Urgent sheets are left out, for they cannot wait for a post
run. Memory stays flat: what is added goes to the disk.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts import __version__, preflight
from handouts.deliver.write import Maker, written_together
from handouts.errors import BadInput, CannotWrite, Findings
from handouts.layout.fonts import Fonts
from handouts.layout.print_file import Job, Spool, Spooled, write_print_file
from handouts.layout.printable import Measured, Printable, printable
from handouts.model.mail import MailProfile, MarkPlace, address_rows
from handouts.model.memo import Memo
from handouts.model.paper import POINTS
from handouts.model.problem import Problem

if TYPE_CHECKING:
    from handouts.deliver import Target
    from handouts.layout.layout import Pagination
    from handouts.model.extra import Extra
    from handouts.model.order import Order
    from handouts.pipeline import Made

COLUMNS = ("file", "position", "reference", "first_page", "pages", "sheets", "language", "page_size", "text_sha256")
MOST_FAULTS = 1000
"""Faults that are listed; a run that has more has one cause."""


class PrintOptions(Struct, frozen=True):
    """What is asked for. ``job``: its name, on every sheet; ``split``: the most sheets of a file."""

    file: Path
    job: str
    split: int | None = None
    mail: MailProfile | None = None
    simplex: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """One leaflet on its way to the run. It can be sent to another process; ``brand``: its letters are of its fonts."""

    reference: str
    brand: str
    postcode: str
    pages: Printable = field(repr=False)
    addressed: bool


def prepared(order: Order, pages: Pagination, options: PrintOptions, memo: Memo) -> Prepared:
    """The ``pages`` of ``order`` as ``options`` want them; ``memo`` keeps what was measured."""
    mail, name = options.mail, order.patient.name
    rows: tuple[str, ...] = ()
    if mail is not None and mail.cover == "yes" and order.post is not None and name is not None:
        rows = address_rows(name, order.post, mail)
    made = printable(pages, mail=mail, address=rows, memo=memo)
    postcode = order.post.postcode.upper() if order.post else ""
    return Prepared(order.reference, pages.leaflet.brand.id, postcode, made, bool(rows))


class Patient(Struct, frozen=True):
    """One patient's place in the run, from 1 on, and pages."""

    place: int
    reference: str
    pages: Spooled


@dataclass(frozen=True, slots=True)
class Volume:
    """One file and the patients in it; ``sheets``: paper it takes."""

    file: Path
    patients: tuple[Patient, ...] = field(repr=False)
    sheets: int


class Printed(Struct, frozen=True):
    """What was written: files in order, their index, and the references of urgent sheets, which are in none."""

    volumes: tuple[Volume, ...]
    index: Path
    left_out: tuple[str, ...]

    def keep_apart(self, leaflets: Iterable[Target], extras: Sequence[Extra]) -> None:
        """Raise :class:`~handouts.errors.BadInput` if a file of ``leaflets`` would have the name of one of these."""
        ours = {_folded(path) for path in (self.index, *(volume.file for volume in self.volumes))}
        for target in leaflets:
            for path in (target.pdf, target.record, target.locked, *map(target.beside, extras)):
                if _folded(path) in ours:
                    remedy = "Choose another name with --print-file."
                    raise BadInput(f"{path}: two files of this run would have this name", remedy=remedy)


def _folded(path: Path) -> str:
    """Many file systems take A and a for the same name."""
    return str(path.absolute()).casefold()


@contextlib.contextmanager
def print_run(options: PrintOptions, today: dt.date) -> Iterator[PrintRun]:
    """A run, with a spool on the disk that is gone afterwards, whatever happens."""
    if options.file.suffix.lower() != ".pdf":
        raise BadInput(f"{options.file}: a print file is a PDF", remedy="End the name in .pdf")
    folder = next((path for path in options.file.absolute().parents if path.is_dir()), None)
    with contextlib.ExitStack() as work:
        try:
            spool = work.enter_context(tempfile.TemporaryFile(dir=folder))
        except OSError as error:
            message = f"{options.file}: nothing can be written there: {error.strerror}"
            raise CannotWrite(message, remedy="Check the folder and its permissions.") from None
        yield PrintRun(options, today, Spool(spool))


class PrintRun:
    """Collects leaflets and writes them; see :func:`print_run`."""

    def __init__(self, options: PrintOptions, today: dt.date, spool: Spool) -> None:
        self._options, self._today, self._spool = options, today, spool
        self._rules = preflight.Rules(options.mail, options.simplex, options.split)
        self._measures = Memo()
        self._found: list[tuple[tuple[str, int, str, str], Spooled]] = []
        self._left_out: list[str] = []
        self._faults: list[Problem] = []

    def add(self, made: Made) -> None:
        """A leaflet that was just made; an urgent sheet is only noted."""
        if made.selection.sheet is not None:
            self.leave_out(made.order.reference)
            return
        assert made.pages is not None, "make keeps the pages"
        self.add_pages(made.order, made.pages)

    def leave_out(self, reference: str) -> None:
        """Note an urgent sheet."""
        self._left_out.append(reference)

    def add_pages(self, order: Order, pages: Pagination) -> None:
        """A leaflet on its pages, for ``order``. Faults are kept until :meth:`written`."""
        self.take(prepared(order, pages, self._options, self._measures), pages.setting.fonts)

    def take(self, one: Prepared, family: Fonts) -> None:
        """A leaflet that was prepared, perhaps in another process; its faces are of ``family``."""
        try:
            spooled = self._spool.add(one.pages, family)
        except OSError as error:
            message = f"{self._options.file}: pages could not be kept: {error.strerror}"
            raise CannotWrite(message, remedy="Check the free space of the folder.") from None
        sheets = spooled.sheets(simplex=self._options.simplex)
        self._check(one.reference, spooled, one.pages.measured, sheets, addressed=one.addressed)
        self._found.append(((spooled.language, sheets, one.postcode, one.reference), spooled))

    def _check(self, reference: str, one: Spooled, seen: Measured, sheets: int, *, addressed: bool) -> None:
        laid = preflight.Laid(
            reference,
            one.page,
            one.size,
            seen.sides,
            seen.front,
            len(one.printed(simplex=self._options.simplex)),
            sheets,
            addressed,
            seen.address,
        )
        if len(self._faults) < MOST_FAULTS:
            self._faults += preflight.preflight(laid, self._rules)

    @contextlib.contextmanager
    def written(self, *, dry_run: bool = False) -> Iterator[Printed]:
        """Write files and index beside their names; they move into place when the block ends well.

        Raises :class:`~handouts.errors.Findings` when a leaflet has a fault: then nothing is written. With ``dry_run``
        all is checked and nothing written.
        """
        self._refuse()
        printed = Printed(self._volumes(), self._options.file.with_suffix(".csv"), tuple(self._left_out))
        if dry_run or not printed.volumes:
            yield printed
            return
        _check_older(self._options.file, printed)
        makers: dict[Path, Maker] = {printed.index: lambda file: file.write(self._index(printed.volumes))}
        makers |= {volume.file: self._maker(volume) for volume in printed.volumes}
        with written_together(makers) as places:
            for volume in printed.volumes:
                self._faults += preflight.fonts_not_embedded(places[volume.file], str(volume.file))
            self._refuse()
            yield printed

    def _refuse(self) -> None:
        if self._faults:
            raise Findings("the print file has faults; nothing was written", problems=self._faults)

    def _volumes(self) -> tuple[Volume, ...]:
        """The files: one for each size of page, split where this is asked for; patients are never split."""
        self._found.sort(key=lambda found: (list(POINTS).index(found[1].page), *found[0]))
        patients = [Patient(place, key[-1], one) for place, (key, one) in enumerate(self._found, 1)]
        sizes = [(page, list(group)) for page, group in groupby(patients, key=lambda one: one.pages.page)]
        file, volumes = self._options.file, []
        for page, group in sizes:
            stem = file.stem if len(sizes) == 1 else f"{file.stem}-{page}"
            parts = list(self._parts(group))
            for number, part in enumerate(parts, 1):
                ending = "" if self._options.split is None else f"-{number:03}"
                sheets = sum(self._sheets(one) for one in part)
                volumes.append(Volume(file.with_name(f"{stem}{ending}.pdf"), tuple(part), sheets))
        return tuple(volumes)

    def _parts(self, patients: Sequence[Patient]) -> Iterator[list[Patient]]:
        part: list[Patient] = []
        used = 0
        for one in patients:
            sheets = self._sheets(one)
            if part and self._options.split is not None and used + sheets > self._options.split:
                yield part
                part, used = [], 0
            part.append(one)
            used += sheets
        yield part

    def _sheets(self, one: Patient) -> int:
        return one.pages.sheets(simplex=self._options.simplex)

    def _maker(self, volume: Volume) -> Maker:
        options = self._options
        mark = options.mail.mark if options.mail else MarkPlace()
        made_by = f"Handouts {__version__}"
        job = Job(options.job, len(self._found), made_by, self._today, mark, options.simplex)
        patients = [(one.place, one.pages) for one in volume.patients]
        return lambda file: write_print_file(file.write, self._spool, patients, job)

    def _index(self, volumes: Sequence[Volume]) -> bytes:
        """Who stands where: a row for each patient, by reference."""
        out = io.StringIO()
        rows = csv.writer(out, lineterminator="\r\n")
        rows.writerow(COLUMNS)
        for volume in volumes:
            first = 1
            for one in volume.patients:
                pages = len(one.pages.printed(simplex=self._options.simplex))
                place = (volume.file.name, one.place, one.reference, first, pages, self._sheets(one))
                rows.writerow((*place, one.pages.language, one.pages.page, one.pages.words))
                first += pages
        return out.getvalue().encode()


def _check_older(file: Path, printed: Printed) -> None:
    """Refuse to leave files of an older run beside the new ones: somebody would print them too."""
    sizes = "|".join(POINTS)
    kin = re.compile(rf"{re.escape(file.stem)}(-({sizes}))?(-\d{{3,}})?\.pdf", re.IGNORECASE)
    ours = {volume.file.name for volume in printed.volumes}
    folder = file.parent
    older = sorted(path.name for path in folder.glob("*.pdf") if kin.fullmatch(path.name) and path.name not in ours)
    if older:
        remedy = "Move the older files away, or choose another name with --print-file."
        raise CannotWrite(f"{folder / older[0]}: it is of an older run, which had other files", remedy=remedy)
