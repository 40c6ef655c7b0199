"""The command as a real process at a terminal (a pty): what staff see on the screen."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
AT_ONCE = "import handouts.cli.progress as p; p.AFTER_SECONDS = -1; from handouts.cli import main; main()"


@dataclass(frozen=True)
class Shown:
    """Standard output, and all that a terminal or a pipe on standard error was sent."""

    code: int
    out: bytes
    err: bytes


def environment() -> dict[str, str]:
    """A terminal of 100 columns; this checkout; no settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "SYSTEMROOT")}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}


def run(folder: Path, *arguments: object, terminal: bool = True) -> Shown:
    """Run one command in ``folder``, with a bar from the start; ``terminal``: standard error is one."""
    command = [sys.executable, "-c", AT_ONCE, *map(str, arguments)]
    if not terminal:
        # Some set this for all they run; rich would then draw into a pipe.
        forced = environment() | {"FORCE_COLOR": "1"}
        done = subprocess.run(command, cwd=folder, env=forced, capture_output=True, timeout=120, check=False)
        return Shown(done.returncode, done.stdout, done.stderr)
    mine, theirs = pty.openpty()
    process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    seen = b""
    with contextlib.suppress(OSError):  # What Linux says when the other end is closed.
        while piece := os.read(mine, 65536):
            seen += piece
    os.close(mine)
    out, _ = process.communicate(timeout=120)
    return Shown(process.returncode, out, seen)
