"""Reading grades of each section, and of the leaflet that each pack makes by itself. A report, no finding."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from handouts.check.reading.grade import Grade, grade
from handouts.check.reading.leaflets import library_words, templates
from handouts.check.said import by_host
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library


class Graded(Struct, frozen=True):
    """``kind`` is section, exercise or leaflet; a leaflet bears the name of its pack."""

    kind: str
    id: str
    grade: Grade

    def as_dict(self) -> dict[str, object]:
        """Plain values; a grade that cannot be worked out is None."""
        return {
            "kind": self.kind,
            "id": self.id,
            "sentences": self.grade.sentences,
            "words": self.grade.words,
            "fkgl": _rounded(self.grade.fkgl),
            "smog": _rounded(self.grade.smog),
            "smog_allowed": _rounded(self.grade.smog_allowed),
        }


def grades(library: Library, leaflets: Mapping[str, Leaflet]) -> tuple[Graded, ...]:
    """Sections, then exercises, then ``leaflets`` by pack."""
    found = []
    for host, said in by_host(library).items():
        kind, _, id = host.rpartition(".")
        found.append(
            Graded(
                kind.removesuffix("s") or "section",
                id,
                grade((one.text for one in said if not one.heading), library.style),
            )
        )
    wordings = templates(library)
    for pack, leaflet in leaflets.items():
        words = (text for section in leaflet.sections for text in library_words(section, wordings))
        found.append(Graded("leaflet", pack, grade(words, library.style)))
    return tuple(found)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
