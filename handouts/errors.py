"""Every error that may reach a user, with its exit code and what to do next.

::

    HandoutsError
    ├── Findings             1   a check found something
    ├── BadInput             2   an order, section, brand or setting is wrong: problems say where
    ├── Refused              2   the input is well formed, but this leaflet must not be made
    ├── CannotWrite          2   a file or folder could not be written
    ├── CannotWork           2   worker processes or machines cannot be had
    └── Bug                 70   our fault

``ROWS_FAILED`` (3) is no error: a list was worked through, and some of its rows could not be used.
``URGENT_SHEET`` (4) is no error: an urgent sheet was made in place of a leaflet, and staff must act.

Messages never hold a patient's name, birth date or free text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.model.problem import Problem

DONE = 0
ROWS_FAILED = 3
URGENT_SHEET = 4


class HandoutsError(Exception):
    """Base of all: a one-line message, a remedy, and the problems that led to it."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, *, remedy: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.problems = tuple(problems)


class Findings(HandoutsError):
    """A check of what was made found something."""

    exit_code = 1


class BadInput(HandoutsError):
    """What was read is wrong; each problem says where and how to mend it."""

    exit_code = 2


class Refused(HandoutsError):
    """The input can be read, but making this leaflet would not be safe or honest."""

    exit_code = 2


class CannotWrite(HandoutsError):
    """A file or folder could not be written; nothing was left half done."""

    exit_code = 2


class CannotWork(HandoutsError):
    """Worker processes or machines cannot be had; what was made so far stays."""

    exit_code = 2


class Bug(HandoutsError):
    """Something in Handouts itself broke."""

    exit_code = 70
