"""The command and its one edge, where every error becomes text and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from handouts import __version__
from handouts.cli.batch import batch
from handouts.cli.check import check
from handouts.cli.console import Console, PipeClosed
from handouts.cli.diff import diff
from handouts.cli.doctor import doctor
from handouts.cli.explain import explain
from handouts.cli.listing import listing
from handouts.cli.make import make
from handouts.cli.new import new
from handouts.cli.preview import preview
from handouts.cli.rack import rack
from handouts.cli.sample_sheet import sample_sheet
from handouts.cli.schema import schema
from handouts.cli.sign_off import sign_off
from handouts.cli.tags import tags
from handouts.cli.verify import verify
from handouts.errors import Bug, HandoutsError

PIPE_CLOSED = 141
"""What a shell reports for a command whose reader went away."""

app = typer.Typer(
    name="handouts",
    help="Printable patient leaflets for back and neck muscle spasm, made for one patient.",
    epilog="""\b
Begin with:
  handouts new order my-order.yaml
  handouts make my-order.yaml -o leaflet.pdf

The text is not signed off by a clinician, and this is not a medical device. See README.md.""",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("make")(make)
app.command("batch")(batch)
app.command("rack")(rack)
app.command("preview")(preview)
app.command("explain")(explain)
app.command("check")(check)
app.command("list")(listing)
app.command("new")(new)
app.command("sign-off")(sign_off)
app.command("diff")(diff)
app.command("sample-sheet")(sample_sheet)
app.command("schema")(schema)
app.command("tags")(tags)
app.command("verify")(verify)
app.command("doctor")(doctor)


def _version(wanted: bool) -> None:
    if wanted:
        Console().out(f"handouts {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code. Nothing is raised."""
    console = Console()
    try:
        app(list(arguments), prog_name="handouts", obj=console)
    except SystemExit as stop:
        return console.finish(stop.code if isinstance(stop.code, int) else 1)
    except HandoutsError as error:
        console.error(error)
        return console.finish(error.exit_code)
    except PipeClosed:
        console.give_up()
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001  (the last edge: anything else would show data in a traceback)
        console.bug(error)
        return console.finish(Bug.exit_code)
    return console.finish(0)


def main() -> NoReturn:
    """Entry point of the ``handouts`` script."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets a substitute, never a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
