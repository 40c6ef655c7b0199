"""The command and its one edge, where every error becomes text and an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from handouts import __version__
from handouts.cli.console import Console, PipeClosed
from handouts.errors import Bug, HandoutsError

PIPE_CLOSED = 141
"""What a shell reports for a command whose reader went away."""

COMMANDS = {
    "make": "make",
    "batch": "batch",
    "rack": "rack",
    "preview": "preview",
    "explain": "explain",
    "check": "check",
    "list": "listing",
    "new": "new",
    "sign-off": "sign_off",
    "diff": "diff",
    "sample-sheet": "sample_sheet",
    "schema": "schema",
    "tags": "tags",
    "verify": "verify",
    "doctor": "doctor",
}
"""In the order of ``--help``: each command, and the module and function of this package that it is."""
_ABOUT = """Printable patient leaflets for back and neck muscle spasm, made for one patient."""
_BEGIN = """\b
Begin with:
  handouts new order my-order.yaml
  handouts make my-order.yaml -o leaflet.pdf

The text is not signed off by a clinician, and this is not a medical device. See README.md."""


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The command line, as far as ``arguments`` ask for it: the one command they begin with, or else all of them."""
    app = typer.Typer(
        name="handouts",
        help=_ABOUT,
        epilog=_BEGIN,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_top)
    asked = [name for name in arguments[:1] if name in COMMANDS]
    for name in asked or COMMANDS:
        function = COMMANDS[name]
        app.command(name)(getattr(import_module(f"handouts.cli.{function}"), function))
    return app


def _version(wanted: bool) -> None:
    if wanted:
        Console().out(f"handouts {__version__}")
        raise typer.Exit


def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


def run_command(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code. Nothing is raised."""
    console = Console()
    try:
        app_for(arguments)(list(arguments), prog_name="handouts", obj=console)
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
