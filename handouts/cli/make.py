"""``handouts make``: orders in, leaflets out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.again import make_again
from handouts.cli.finished import Finished, tell, tell_urgent
from handouts.cli.options import (
    Also,
    BrandName,
    ColourScheme,
    Duplex,
    Json,
    LibraryFolder,
    PageName,
    Quiet,
    Today,
    Verify,
    console_of,
    day,
)
from handouts.cli.printing import (
    JobName,
    Mail,
    PrintFile,
    Simplex,
    SplitSheets,
    as_dict,
    check_printing,
    print_options,
    tell_printed,
)
from handouts.cli.progress import tracker
from handouts.errors import URGENT_SHEET

if TYPE_CHECKING:
    from handouts.deliver import Target
    from handouts.pipeline import Made
    from handouts.print_run import Printed


def make(
    context: typer.Context,
    orders: Annotated[
        list[Path], typer.Argument(metavar="ORDER", help="Order files (YAML); - reads one from standard input.")
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="OUT", help="A folder, or for one order a file that ends in .pdf."),
    ] = Path("out"),
    brand: BrandName = None,
    page: PageName = None,
    colours: ColourScheme = None,
    library: LibraryFolder = None,
    today: Today = None,
    verify: Verify = False,
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file", metavar="FILE", help="Write a locked copy too; the password is the file's first line."
        ),
    ] = None,
    allow_expired: Annotated[
        str | None,
        typer.Option(
            "--allow-expired", metavar="REASON", help="Print text past its review date; the record keeps why."
        ),
    ] = None,
    also: Also = None,
    duplex: Duplex = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing: say how many pages and sheets of paper there would be.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Make it again whenever an order or the library changes, until Ctrl-C.")
    ] = False,
    print_file: PrintFile = None,
    split_sheets: SplitSheets = None,
    mail: Mail = None,
    job: JobName = None,
    simplex: Simplex = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make a leaflet (PDF) and a staff record (JSON) from each order.

    Files are named by the order's reference, or as -o says. Every order is checked before the first file
    is written: if one is wrong, nothing is written and every fault is listed with file, line and column.
    An order with a warning sign gives an urgent sheet in place of the leaflet, and exit code 4.

    \b
    Examples:
      handouts make my-order.yaml -o leaflet.pdf
      handouts make orders/*.yaml -o out
      handouts make my-order.yaml --brand quillmere --page letter
      handouts make my-order.yaml --page a5 --also booklet
      handouts make my-order.yaml --dry-run
      handouts make my-order.yaml -o leaflet.pdf --watch
      handouts make orders/*.yaml -o out --print-file monday.pdf
    """
    console = console_of(context, json=json, quiet=quiet)
    check_printing(print_file, split_sheets, mail, job, simplex=simplex, watch=watch)
    printed: list[Printed] = []

    def run() -> list[Finished]:
        from handouts import pipeline

        settings = pipeline.settings_for(
            orders[0].parent,
            today=day(today),
            library=library,
            brand=brand,
            page=page and page.value,
            colours=colours,
            allow_expired=allow_expired,
            also=also or (),
            duplex=duplex,
            track=tracker(console),
        )
        password = pipeline.read_password(password_file) if password_file is not None else None
        if print_file is None:
            return list(pipeline.make_files(orders, out, settings, verify=verify, password=password, dry_run=dry_run))
        from handouts.printing import make_and_print

        printing = print_options(print_file, split_sheets, mail, job, settings, simplex=simplex)
        found, files = make_and_print(
            orders, out, settings, printing, verify=verify, password=password, dry_run=dry_run
        )
        printed.append(files)
        return list(found)

    locked = password_file is not None and not dry_run
    if watch:
        return make_again(console, run, orders, library, locked=locked, dry_run=dry_run)
    finished = run()
    if json:
        leaflets = [_as_dict(*one, locked=locked, dry_run=dry_run) for one in finished]
        console.as_json({"leaflets": leaflets, "print": as_dict(printed[0])} if printed else leaflets)
    else:
        tell(console, finished, locked=locked, dry_run=dry_run)
        if dry_run:
            console.note("Dry run: nothing was written.")
    urgent = tell_urgent(console, finished, dry_run=dry_run)
    for files in printed:
        tell_printed(console, files)
    if urgent:
        raise typer.Exit(URGENT_SHEET)
    return None


def _as_dict(made: Made, target: Target, *, locked: bool, dry_run: bool) -> dict[str, object]:
    return {
        "reference": made.order.reference,
        "sheet": made.selection.sheet and made.selection.sheet.value,
        "signs": [sign.as_dict() for sign in made.selection.signs],
        "dry_run": dry_run,
        "pdf": str(target.pdf),
        "record": str(target.record),
        "locked": str(target.locked) if locked else None,
        "extras": {extra.value: str(target.beside(extra)) for extra in made.extras},
        "pages": made.document.pages,
        "paper_sheets": made.document.paper_sheets,
        "fit": [step.as_dict() for step in made.fit],
        "digest": made.document.digest(),
        "warnings": [problem.as_dict() for problem in made.selection.warnings],
    }
