"""Paths are four fifths of what a page paints, and all that counts of them is how far they reach: they are read apart.

In a content stream (ISO 32000-1, 7.8 and 8.5.2), each run of steps of a path gives way to one operator that names it;
the rest stays as it is, for a reader of PDF. Where that cannot be told for certain, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

RUN = "handouts.path"
"""The operator that stands for a run. Its operand is the place of the run among the runs."""

_SPACE = rb"[\t\n\f\r ]"
_NUMBER = rb"[-+]?(?:[0-9]{1,9}(?:\.[0-9]*)?|\.[0-9]+)"
_POINT = rb"%b%b+%b%b+" % (_NUMBER, _SPACE, _NUMBER, _SPACE)
_STEP = rb"(?:(?:%b(?:[ml]|%b(?:[vy]|%bc)))|h)(?=%b|\Z)" % (_POINT, _POINT, _POINT, _SPACE)
_TOKEN = re.compile(
    rb"(?P<run>(?<![^\t\n\f\r ])%b(?:%b+%b)*)" % (_STEP, _SPACE, _STEP)
    # What could hold the like of it, stepped over: strings, and the signs round a dictionary.
    + rb"|\((?:[^()\\]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>"
    # What is too hard to step over: brackets in strings, comments, pictures among the operators.
    + rb"|(?P<hard>[()<>%]|\bBI\b|handouts)",
    re.DOTALL,
)


def apart(content: bytes) -> tuple[bytes, Sequence[bytes]]:
    """``content`` with an operator for each run of steps, and the runs."""
    runs: list[bytes] = []
    kept: list[bytes] = []
    end = 0
    for token in _TOKEN.finditer(content):
        if token["hard"] is not None:
            return content, ()
        run = token["run"]
        if run is not None:
            kept += (content[end : token.start()], b"%d %b" % (len(runs), RUN.encode()))
            runs.append(run)
            end = token.end()
    kept.append(content[end:])
    return b"".join(kept), runs


def points(run: bytes) -> tuple[Sequence[float], Sequence[float]]:
    """Each x and each y in a run of steps: where they lead, and what bends them."""
    numbers = list(map(float, run.translate(None, b"mlcvyh").split()))
    return numbers[::2], numbers[1::2]
