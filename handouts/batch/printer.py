"""The file for the printer at the end of a batch: workers prepare pages, here they are collected and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from handouts.batch.engines import Engine, Lost, chunked
from handouts.batch.plan import Plan
from handouts.batch.worker import Collect
from handouts.errors import BadInput
from handouts.intake.lists import RawRow
from handouts.layout.layout import family
from handouts.print_run import Prepared, Printed, PrintOptions, PrintRun, print_run

CHUNK = 20


class Printer:
    """Collects the leaflets of a batch; see :func:`printer`."""

    def __init__(self, options: PrintOptions, plan: Plan, run: PrintRun) -> None:
        self.options = options
        self._plan, self._run = plan, run

    def take(self, pages: Prepared) -> None:
        """One leaflet."""
        library = self._plan.library
        self._run.take(pages, family(library.brands[pages.brand], library))

    def collect(self, engine: Engine, rows: Iterable[RawRow], progress: Callable[[int], None]) -> None:
        """Leaflets that an earlier run has made: their pages are worked out again, and nothing is written."""
        done = 0
        for chunk in engine.run(Collect(self.options), chunked(rows, CHUNK)):
            for pages in chunk.results:
                if isinstance(pages, Prepared):
                    self.take(pages)
                elif isinstance(pages, Lost):
                    raise BadInput(
                        "the print file cannot be made: workers died or hung at a leaflet that is there already",
                        remedy="Was there enough memory? Try again with fewer workers.",
                    )
            done += len(chunk.results)
            progress(done)

    def write(self, urgent: Iterable[str]) -> Printed:
        """Write the print files and their index, all or none; ``urgent``: references of sheets that are not in them."""
        for reference in urgent:
            self._run.leave_out(reference)
        with self._run.written() as printed:
            return printed


@contextmanager
def printer(options: PrintOptions | None, plan: Plan) -> Iterator[Printer | None]:
    """The printer of a run, if any. Raises :class:`~handouts.errors.BadInput` for a name in the folder of the run."""
    if options is None:
        yield None
        return
    if options.file.absolute().is_relative_to(plan.out.absolute()):
        message = f"{options.file}: this folder is for the leaflets"
        raise BadInput(message, remedy="Give the print file a name outside of it.")
    with print_run(options, plan.settings.today) as run:
        yield Printer(options, plan, run)
