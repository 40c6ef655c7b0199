"""Where finished leaflets go: a PDF and its staff record, both whole or not at all."""

from handouts.deliver.record import record
from handouts.deliver.targets import Target, check_out, targets
from handouts.deliver.write import write

__all__ = ["Target", "check_out", "record", "targets", "write"]
