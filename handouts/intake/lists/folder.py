"""A list that is a folder of order files, in the order of their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts.intake.lists.opened import Opened, Options, unusable
from handouts.intake.lists.text_row import YamlRow
from handouts.intake.order_file import file_bytes

_ENDINGS = {".yaml", ".yml"}


def open_folder(path: Path, _options: Options) -> Opened:
    """The orders in the folder ``path``, not those in folders inside it; hidden files are left alone."""
    names = sorted(entry for entry in path.iterdir() if entry.suffix.lower() in _ENDINGS and entry.name[0] != ".")
    if not names:
        return unusable(path, "empty", "there is no order in this folder", "Order files end in .yaml or .yml")

    def rows() -> Iterator[YamlRow]:
        for number, name in enumerate(names, 1):
            text, fault = file_bytes(name)
            yield YamlRow(str(name), number, text, fault=fault)

    return Opened(rows=rows, called=lambda number: names[number - 1].name)
