"""The ``handouts`` command. Thin: reads options, calls the pipeline, prints. The only code that prints.

Nothing heavy is imported here or at the top of the command modules, so that ``--help`` is quick.
"""

from handouts.cli.app import main, run

__all__ = ["main", "run"]
