"""The ``handouts`` command. Thin: reads options, calls the pipeline, prints. The only code that prints.

Nothing heavy is imported here or at the top of the command modules, so that ``--help`` is quick.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code. Nothing is raised."""
    from handouts.cli.app import run_command

    return run_command(arguments)


def main() -> NoReturn:
    """Entry point of the ``handouts`` script."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets a substitute, never a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # Loading makes some 120,000 things that stay, and each leaflet leaves a thousand behind: to look for rubbish after
    # every 700, as Python does, takes a tenth of the time of one leaflet and finds nothing.
    gc.set_threshold(200_000, *gc.get_threshold()[1:])
    # Plugins of pydantic that happen to be installed have no business here, and looking for them takes its time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    code = run(sys.argv[1:])
    # Python looks through everything once more before it ends, for a fifth of the time of one leaflet, although the
    # system takes all of it back at once.
    gc.freeze()
    sys.exit(code)


__all__ = ["main", "run"]
