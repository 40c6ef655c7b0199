"""A clinic's own folder over the built-in library, written for one test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from handouts import resources
from handouts.library import load
from handouts.model.library import Library
from handouts.model.problem import Problem

GOVERNED = {"version": "0.1", "author": "A clinic", "review_by": "2027-11-20"}
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">
  <path d="M0 0H40V20H0Z" fill="#0B5563"/>
</svg>
"""


class OwnLibrary:
    """Writes files below ``root`` and loads them over the built-in ones."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, content: object) -> Path:
        """A file; what is not text or bytes is written as YAML."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, str | bytes):
            content = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def section(self, id: str = "own", *lines: dict[str, Any], **fields: Any) -> Path:
        """A section with bullets."""
        content: dict[str, Any] = {
            "id": id,
            "title": "Our own",
            "position": 750,
            "kind": "utility",
            "purpose": "A test.",
        }
        blocks = [{"type": "bullets", "lines": list(lines) or [{"id": "one", "text": "One line."}]}]
        return self.write(f"sections/{id}.yaml", content | GOVERNED | {"blocks": blocks} | fields)

    def exercise(self, id: str = "own_move", **fields: Any) -> Path:
        """An exercise."""
        content: dict[str, Any] = {
            "id": id,
            "code": "EX90",
            "name": "Our own move",
            "kind": "stretch",
            "regions": ["low_back"],
            "phases": ["acute"],
            "attributes": {"position": "sit"},
            "steps": [{"id": "sit", "text": "Sit tall."}],
            "dose": {"reps": 5, "times_a_day": 2},
        }
        return self.write(f"sections/exercises/{id}.yaml", content | GOVERNED | fields)

    def pack(self, id: str = "own_pack", **fields: Any) -> Path:
        """A pack."""
        content: dict[str, Any] = {"id": id, "title": "Our own pack", "sections": ["front", "overview"]}
        return self.write(f"sections/packs/{id}.yaml", content | fields)

    def brand(self, id: str = "ownclinic", *, drawing: str | bytes | None = LOGO, **fields: Any) -> Path:
        """A brand with its logo."""
        content: dict[str, Any] = {
            "id": id,
            "name": "Own Clinic",
            "address": "1 Own Road",
            "colours": {"brand": "#225577"},
            "logo": "logo.svg",
            "logo_alt": "Own Clinic",
            "contact": {"phone": "01632 960 000", "hours": "Monday to Friday"},
            "emergency": {"number": "112"},
        }
        if drawing is not None:
            self.write(f"brands/{id}/logo.svg", drawing)
        return self.write(f"brands/{id}/brand.yaml", content | fields)

    def illustration(self, id: str = "own_drawing", *, drawing: str | bytes | None = LOGO, **fields: Any) -> Path:
        """An illustration of the clinic's own: its words, and the drawing beside them."""
        content: dict[str, Any] = {"id": id, "alt": "Somebody sits tall", "caption": "Sit tall", "svg": f"{id}.svg"}
        if drawing is not None:
            self.write(f"illustrations/{id}.svg", drawing)
        return self.write(f"illustrations/{id}.yaml", content | fields)

    def listed(self, name: str, *items: dict[str, Any]) -> Path:
        """One of the lists: variables, tags, flags, references or words."""
        return self.write(f"sections/lists/{name}.yaml", {name: list(items)})

    def load(self) -> Library:
        """The library; there must be no error in it."""
        library, problems = load(self.root)
        assert library is not None, problems
        return library

    def faults(self) -> list[Problem]:
        """The errors; there must be some, and no library."""
        library, problems = load(self.root)
        assert library is None
        return [problem for problem in problems if problem.is_error]

    def fault(self) -> Problem:
        """The one error."""
        (problem,) = self.faults()
        return problem


def built_in_section(id: str) -> dict[str, Any]:
    """A section of the built-in library as plain data, all values text."""
    text = (resources.sections_dir() / f"{id}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return data


def at_line(path: Path, line: int) -> str:
    """Line ``line`` of a file, counted from 1."""
    return path.read_text(encoding="utf-8").splitlines()[line - 1]
