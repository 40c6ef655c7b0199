"""Which reader opens which list. To add one: a file beside this one, and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handouts.errors import BadInput
from handouts.intake.lists.csv_list import open_csv
from handouts.intake.lists.folder import open_folder
from handouts.intake.lists.json_lines import open_json_lines
from handouts.intake.lists.opened import Opened, Options, Reader, unusable
from handouts.intake.lists.workbook import open_workbook
from handouts.intake.lists.yaml_list import open_yaml

FOLDER = "/"
READERS: Mapping[str, Reader] = {
    ".csv": open_csv,
    ".tsv": open_csv,
    ".txt": open_csv,
    ".xlsx": open_workbook,
    ".jsonl": open_json_lines,
    ".ndjson": open_json_lines,
    ".yaml": open_yaml,
    ".yml": open_yaml,
    FOLDER: open_folder,
}


def open_with_reader(path: Path, options: Options) -> Opened:
    """The list in ``path``, by the ending of its name; what is wrong with it is among its problems."""
    try:
        reader = READERS.get(FOLDER if path.is_dir() else path.suffix.lower())
        if reader is None:
            hint = f"Save it as one of: {' '.join(name for name in READERS if name != FOLDER)}"
            return unusable(path, "unknown-list", "lists of this kind cannot be read", hint)
        return reader(path, options)
    except BadInput as error:  # The row of names itself is broken.
        return Opened(rows=lambda: iter(()), problems=error.problems)
    except FileNotFoundError:
        return unusable(path, "no-file", "there is no such file or folder", "Check the name.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        return unusable(path, "cannot-read", f"this list cannot be read: {reason}", "Check the file.")
