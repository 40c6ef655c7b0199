"""All printing: results on standard output, everything else on standard error.

Colour only on a terminal, and never with ``NO_COLOR``.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

import handouts
from handouts.errors import HandoutsError

if TYPE_CHECKING:
    from handouts.model.problem import Problem

_COLOURS = {"error": "31;1", "warning": "33;1", "ok": "32", "head": "1", "soft": "2"}
_PACKAGE = Path(handouts.__file__).parent


class PipeClosed(Exception):
    """Nobody reads the output any more, as in ``handouts list sections | head``."""


class Bar(Protocol):
    """Something that moves at the foot of the screen."""

    def stop(self) -> None:
        """Take it away."""
        ...


class Console:
    """What one run prints, and how. Commands set ``json`` and ``quiet`` from their options.

    ``bar`` is what moves on the screen now, if anything: it is taken away before anything else is printed.
    """

    def __init__(self) -> None:
        self.json = False
        self.quiet = False
        self.bar: Bar | None = None

    def out(self, text: str = "") -> None:
        """A result."""
        self._write(sys.stdout, text)

    def note(self, text: str) -> None:
        """Something nice to know: not with ``--quiet`` or ``--json``."""
        if not self.quiet and not self.json:
            self._write(sys.stderr, text)

    def alarm(self, text: str, *, loud: bool = True) -> None:
        """Something that staff must act on: always on standard error, whatever ``--quiet`` or ``--json`` say."""
        self._write(sys.stderr, self.paint(_printable(text), "error", sys.stderr) if loud else _printable(text))

    def as_json(self, value: object) -> None:
        """A result for programs."""
        self._write(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2))

    def paint(self, text: str, style: str, stream: TextIO | None = None) -> str:
        """``text`` in a colour, if ``stream`` (standard output) is a terminal that wants colour."""
        stream = stream or sys.stdout
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty()
        return text if plain else f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"

    def problems(self, problems: Iterable[Problem], stream: TextIO | None = None) -> None:
        """Each problem with its place and what to do."""
        stream = stream or sys.stderr
        for problem in problems:
            place = f"{_printable(str(problem.place))}: " if problem.place.file else ""
            severity = self.paint(problem.severity.value, problem.severity.value, stream)
            self._write(stream, f"{place}{severity}: {problem.message} [{problem.code}]")
            if problem.hint:
                self._write(stream, f"    {problem.hint}")

    def warnings(self, about: str, problems: Iterable[Problem]) -> None:
        """What staff should know about one leaflet."""
        for problem in problems:
            self.note(f"{self.paint('warning', 'warning', sys.stderr)}: {about}: {problem.message}")
            if problem.hint:
                self.note(f"    {problem.hint}")

    def error(self, error: HandoutsError, *, lead: str = "") -> None:
        """An error that was foreseen: what is wrong, where, and what to do. ``lead`` stands before it."""
        if self.json:
            problems = [problem.as_dict() for problem in error.problems]
            self.as_json({"error": error.message, "remedy": error.remedy, "problems": problems})
            return
        if not lead and len(error.problems) == 1 and not error.problems[0].place.file:
            self.problems(error.problems)  # It says all there is to say.
            return
        self._write(sys.stderr, f"{lead}{self.paint('error', 'error', sys.stderr)}: {_printable(error.message)}")
        if error.remedy:
            self._write(sys.stderr, f"    {_printable(error.remedy)}")
        self.problems(error.problems)

    def bug(self, error: BaseException) -> None:
        """An error that was not foreseen. Its message may hold a patient's data, so only places are shown."""
        self._write(sys.stderr, f"{self.paint('error', 'error', sys.stderr)}: Handouts itself failed.")
        self._write(sys.stderr, "    This is a fault in the program, not in your files. Please report these lines;")
        self._write(sys.stderr, "    they hold nothing about a patient.")
        self._write(sys.stderr, f"    handouts {handouts.__version__}, {type(error).__name__}, at:")
        for frame in traceback.extract_tb(error.__traceback__):
            path = Path(frame.filename)
            if path.is_relative_to(_PACKAGE):
                where = path.relative_to(_PACKAGE.parent).as_posix()
                self._write(sys.stderr, f"      {where}:{frame.lineno} {frame.name}")

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Aligned columns; the last one is as wide as it needs."""
        cells = [tuple(head), *(tuple(row) for row in rows)]
        widths = [max(len(row[column]) for row in cells) for column in range(len(head) - 1)]
        for number, row in enumerate(cells):
            aligned = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            line = "  ".join([*aligned, row[-1]]).rstrip()
            self.out(self.paint(line, "head") if number == 0 else line)

    def finish(self, code: int) -> int:
        """Send out what is still held back; ``code`` stands even when nobody reads it."""
        self.clear()
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            self.give_up()
        return code

    def flush(self) -> None:
        """Send out what is held back: for those who look on while the run goes on."""
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            raise PipeClosed from None

    def give_up(self) -> None:
        """Send the rest of standard output nowhere, so that Python does not complain at its end."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

    def clear(self) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.stop()
            self.bar = None

    def _write(self, stream: TextIO, text: str) -> None:
        self.clear()
        try:
            stream.write(f"{text}\n")
        except BrokenPipeError:
            raise PipeClosed from None


def counted(count: int, word: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _printable(text: str) -> str:
    """File names may hold control characters, which a terminal would obey."""
    return "".join(character if character.isprintable() else "?" for character in text)
