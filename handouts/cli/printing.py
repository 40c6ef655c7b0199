"""``handouts make --print-file``: its options, and what staff are told of the files for the printer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli.console import counted
from handouts.errors import BadInput

if TYPE_CHECKING:
    from handouts.cli.console import Console
    from handouts.pipeline import Settings
    from handouts.print_run import Printed, PrintOptions

_PANEL = "For the printer"
_JOB = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")

PrintFile = Annotated[
    Path | None,
    typer.Option(
        "--print-file",
        metavar="FILE.pdf",
        help="Put all leaflets into one PDF for the printer too, sorted, with an index.",
        rich_help_panel=_PANEL,
    ),
]
SplitSheets = Annotated[
    int | None,
    typer.Option(
        "--split-sheets",
        metavar="N",
        min=1,
        help="At most N sheets of paper in a print file, then the next one.",
        rich_help_panel=_PANEL,
    ),
]
Mail = Annotated[
    str | None,
    typer.Option(
        "--mail", metavar="PROFILE", help="For window envelopes: uk_dl, us_10 or your own.", rich_help_panel=_PANEL
    ),
]
JobName = Annotated[
    str | None,
    typer.Option(
        "--job", metavar="NAME", help="Stands on every sheet; the file's name if left out.", rich_help_panel=_PANEL
    ),
]
Simplex = Annotated[
    bool, typer.Option("--simplex", help="Print on one side of the paper: no empty backs.", rich_help_panel=_PANEL)
]


def check_printing(
    file: Path | None, split: int | None, mail: str | None, job: str | None, *, simplex: bool, watch: bool
) -> None:
    """Refuse options that need ``--print-file``, or do not go with it, before any work is done."""
    given = {
        "--split-sheets": split is not None,
        "--mail": mail is not None,
        "--job": job is not None,
        "--simplex": simplex,
    }
    if file is None:
        if lone := [name for name, is_given in given.items() if is_given]:
            raise BadInput(f"{lone[0]} is for a print file", remedy="Add --print-file FILE.pdf")
        return
    if watch:
        raise BadInput("--watch does not go with --print-file", remedy="Leave one of them out.")
    if not _JOB.fullmatch(job if job is not None else file.stem):
        message = "the name of the job must be up to 40 letters, digits, spaces, . _ and -"
        raise BadInput(message, remedy="Give one with --job. It stands on every sheet: never a patient's name.")


def print_options(
    file: Path, split: int | None, mail: str | None, job: str | None, settings: Settings, *, simplex: bool
) -> PrintOptions:
    """The options as the run wants them."""
    from handouts.print_run import PrintOptions
    from handouts.printing import mail_profile

    profile = mail_profile(mail, settings) if mail is not None else None
    return PrintOptions(file, job or file.stem, split, profile, simplex)


def tell_printed(console: Console, printed: Printed) -> None:
    """The files for the printer with their paper; loudly, which urgent sheets are not in them."""
    for volume in printed.volumes:
        who = counted(len(volume.patients), "patient")
        console.note(f"{volume.file}  {who}  {counted(volume.sheets, 'sheet')} of paper")
    if printed.volumes:
        console.note(f"{printed.index}  says who stands where")
    else:
        console.note("No print file: there is no leaflet for one.")
    if printed.left_out:
        count = counted(len(printed.left_out), "urgent sheet")
        console.alarm(f"NOT IN THE PRINT FILE: {count}. Print now, one by one, and hand over in person.")
        for reference in printed.left_out:
            console.alarm(f"  {reference}", loud=False)


def as_dict(printed: Printed) -> dict[str, object]:
    """The same for programs."""
    return {
        "files": [
            {"file": str(volume.file), "patients": len(volume.patients), "paper_sheets": volume.sheets}
            for volume in printed.volumes
        ],
        "index": str(printed.index),
        "left_out": list(printed.left_out),
    }
