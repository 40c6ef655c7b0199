"""How far the library covers the claims of the source articles."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from handouts.check import claim_not_covered, rejected_claim
from handouts.model.claims import ALL_IDS, SEEDS, Disposition
from handouts.model.library import Library
from handouts.model.problem import Problem


class Row(Struct, frozen=True):
    """``covered`` of ``of`` claims of one article. A rejected claim is covered when nothing makes it."""

    seed: str
    disposition: Disposition | None
    covered: int
    of: int

    def as_dict(self) -> dict[str, object]:
        """Plain values for ``--json``; a disposition of None is for claims that are not in the list."""
        return {"seed": self.seed, "disposition": self.disposition, "covered": self.covered, "of": self.of}


class Coverage(Struct, frozen=True):
    """A row for each article and disposition, and a problem for each gap."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def covered(self) -> int:
        """Claims without a gap."""
        return sum(row.covered for row in self.rows)

    @property
    def of(self) -> int:
        """All claims."""
        return sum(row.of for row in self.rows)


def coverage(library: Library, today: dt.date) -> Coverage:
    """Each claim counted once, under its article and what becomes of it."""
    missing = tuple(claim_not_covered.run(library, today))
    gaps = {problem.item for problem in missing} | {claim.id for claim, _ in rejected_claim.made(library)}
    ids = [*ALL_IDS, *(id for id in library.claims if id not in ALL_IDS)]
    rows = []
    for seed in sorted({*SEEDS, *(id[:3] for id in ids)}):
        for disposition in (*Disposition, None):
            claims = [id for id in ids if id[:3] == seed and _disposition(library, id) is disposition]
            if claims:
                rows.append(Row(seed, disposition, len(set(claims) - gaps), len(claims)))
    problems = (*missing, *rejected_claim.run(library, today))
    return Coverage(tuple(rows), tuple(sorted(problems, key=lambda problem: problem.place)))


def _disposition(library: Library, id: str) -> Disposition | None:
    claim = library.claims.get(id)
    return claim.disposition if claim else None
