"""``handouts doctor``: does this installation work?"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from msgspec import Struct, to_builtins

from handouts.cli.options import Json, LibraryFolder, console_of, day
from handouts.errors import HandoutsError

OLDEST_PYTHON = (3, 11)
PACKAGES = ("babel", "jinja2", "pydantic", "PyYAML", "reportlab", "svgelements", "typer")
REINSTALL = "Install Handouts again into a fresh environment; see README.md."
FINDINGS = 1


class Finding(Struct, frozen=True):
    """One line of the report."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def doctor(context: typer.Context, library: LibraryFolder = None, json: Json = False) -> None:
    """Check that everything Handouts needs is here and works. The exit code is 1 if something is not.

    \b
    Example:
      handouts doctor
    """
    console = console_of(context, json=json)
    findings = [_python(), *(_package(name) for name in PACKAGES), *_leaflet(library, day(None)), _writing()]
    if json:
        console.as_json([to_builtins(finding) for finding in findings])
    else:
        width = max(len(finding.name) for finding in findings)
        for finding in findings:
            state = console.paint("ok     ", "ok") if finding.ok else console.paint("problem", "error")
            console.out(f"{state}  {finding.name.ljust(width)}  {finding.detail}".rstrip())
            if finding.remedy:
                console.out(f"{' ' * 9}{finding.remedy}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(FINDINGS)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= OLDEST_PYTHON:
        return Finding("Python", True, version)
    return Finding("Python", False, version, "Install Python 3.11 or newer.")


def _package(name: str) -> Finding:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, "not installed", REINSTALL)


def _leaflet(folder: Path | None, today: dt.date) -> list[Finding]:
    """The way from library to leaflet, as far as it goes."""
    from handouts import pipeline, resources

    sample = resources.assets_dir() / "samples" / "order.yaml"
    findings: list[Finding] = []

    def attempt(name: str, work: Callable[[], Any], told: Callable[[Any], str]) -> Any:
        try:
            result = work()
        except HandoutsError as error:
            first = error.problems[0] if error.problems else None
            detail = f"{first.place}: {first.message}" if first else error.message
            findings.append(Finding(name, False, detail, (first.hint if first else error.remedy) or REINSTALL))
        except Exception as error:  # noqa: BLE001  (a doctor reports what it finds, and goes on)
            findings.append(Finding(name, False, type(error).__name__, REINSTALL))
        else:
            findings.append(Finding(name, True, told(result)))
            return result
        return None

    settings = attempt(
        "settings",
        lambda: pipeline.settings_for(Path(), today=today, library=folder),
        lambda found: f"library {found.library}" if found.library else "the built-in library",
    )
    if settings:
        findings.append(_compiled(settings.cache))
    opened = settings and attempt("library", lambda: pipeline.open_library(settings, from_sources=True), _told_library)
    if not opened:
        return findings
    library, _ = opened
    for family, files in library.fonts.items():
        sound = [asset for asset in files.values() if asset.data[:4] in (b"\0\1\0\0", b"true")]
        detail, remedy = f"{family}, {len(sound)} of {len(files)} files", "Put the TrueType files back."
        findings.append(Finding("font", len(sound) == len(files), detail, "" if len(sound) == len(files) else remedy))
    order = attempt("sample order", lambda: pipeline.read_order(sample, library, settings), lambda _: "reads")
    if order:
        attempt(
            "sample leaflet",
            lambda: pipeline.make(order[0], library, settings),
            lambda made: f"{made.document.pages} pages",
        )
    return findings


def _compiled(folder: Path | None) -> Finding:
    """Where the library is kept. Without it all is as well, but slower: no fault."""
    from handouts.library.compiled.vault import Vault

    if folder is None:
        return Finding("compiled library", True, "off")
    if Vault(folder).usable:
        return Finding("compiled library", True, f"in {folder}")
    remedy = "To start sooner, set HANDOUTS_CACHE to a folder in which you alone can write."
    return Finding("compiled library", True, f"not kept: {folder} cannot be used", remedy)


def _told_library(opened: Any) -> str:
    library = opened[0]
    parts = (len(library.sections), len(library.exercises), len(library.packs), len(library.brands))
    return "version {}: {} sections, {} exercises, {} packs, {} brands".format(library.version, *parts)


def _writing() -> Finding:
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=Path.cwd()) as file:
            file.write(b"0")
    except OSError as error:
        remedy = "Go to a folder of your own, or name one with -o."
        return Finding("writing here", False, error.strerror or "refused", remedy)
    return Finding("writing here", True, "possible")
