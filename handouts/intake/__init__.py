"""What staff type: order files and settings in, checked values and every problem out."""

from handouts.intake.locate import locate
from handouts.intake.order_file import read_order_file, read_order_files
from handouts.intake.settings import FileSettings, read_settings

__all__ = ["FileSettings", "locate", "read_order_file", "read_order_files", "read_settings"]
