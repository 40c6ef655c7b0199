"""Write a clinic's sign-offs into its own folder. Only this one file is written, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handouts.deliver.write import write_whole
from handouts.model.sign_off import SignOff

_HEAD = """\
# Who checked what, and when. Written by: handouts sign-off
# It is written anew each time, so comments of your own are lost. To take a sign-off back, delete its entry.
"""


def write_sign_offs(library: Path, sign_offs: Iterable[SignOff]) -> Path:
    """Write ``sign_offs`` into the clinic's folder ``library``; returns the file."""
    import yaml

    entries = [entry.model_dump(mode="json") for entry in sorted(sign_offs, key=lambda entry: entry.key)]
    text = yaml.safe_dump({"sign_offs": entries}, sort_keys=False, allow_unicode=True, width=100)
    path = library / "sections" / "lists" / "sign_offs.yaml"
    write_whole(path, (_HEAD + text).encode())
    return path
