"""What a run is to do, settled before it begins, and by what it is known again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

import handouts
from handouts import pipeline
from handouts.deliver import check_out
from handouts.errors import BadInput
from handouts.intake.lists import OrderList, open_list
from handouts.model.library import Library
from handouts.model.problem import Problem, errors_in
from handouts.pipeline import Settings


class Plan(Struct, frozen=True):
    """A list, the folder ``out`` where its leaflets go, and how they are made. ``said``: warnings of the library.

    ``made_of`` is all that its leaflets are made of, by digest: a run may only go on with the same.
    """

    orders: OrderList
    mapping: Path | None
    out: Path
    settings: Settings
    library: Library
    said: tuple[Problem, ...]
    verify: bool
    made_of: Mapping[str, str]

    @property
    def versions(self) -> Mapping[str, object]:
        """What made a leaflet. Rules are part of the library."""
        library = {"version": self.library.version, "digest": self.library.digest}
        return {"library": library, "handouts_version": handouts.__version__}

    @property
    def common(self) -> Mapping[str, object]:
        """What stands in every line of the manifest. ``run`` is a digest of all that leaflets are made of, the list
        too: a row of another list is never taken for one of this."""
        made_of = json.dumps(dict(self.made_of), sort_keys=True)
        return {**self.versions, "run": hashlib.sha256(made_of.encode()).hexdigest()[:16]}

    def check_unchanged(self) -> None:
        """Raise :class:`~handouts.errors.BadInput` if somebody has changed the list since the run began."""
        if self.made_of["list"] != list_digest(self.orders.path):
            raise BadInput(
                f"{self.orders.path}: the list was changed while it was worked on",
                remedy="Begin again in another folder, with a copy that nobody writes to.",
            )


def plan(path: Path, mapping: Path | None, out: Path, settings: Settings, *, verify: bool = False) -> Plan:
    """The plan for the list in ``path``. Raises :class:`~handouts.errors.BadInput` when it cannot be used."""
    check_out(out)
    if out.suffix.lower() == ".pdf":
        raise BadInput(f"{out}: a list of orders cannot go into one file", remedy="Name a folder, for example: -o out")
    library, said = pipeline.open_library(settings)
    orders = open_list(path, mapping, library.vocabulary)
    if faults := errors_in(orders.problems):
        raise BadInput(f"{path}: the list cannot be used", problems=faults)
    made_of = {
        "list": list_digest(path),
        "mapping": "" if mapping is None else _digest(mapping),
        "library": library.digest,
        "program": handouts.__version__,
        **_choices(settings),
        "--verify": str(verify),
    }
    return Plan(orders, mapping, out, settings, library, said, verify, made_of)


def _choices(settings: Settings) -> dict[str, str]:
    """Settings that leaflets depend on, by what staff call them."""
    return {
        "--today": settings.today.isoformat(),
        "--brand": f"{settings.brand or ''}/{settings.default_brand}",
        "--page": f"{settings.page or ''}/{settings.default_page or ''}",
        "--colours": settings.colours.value if settings.colours is not None else "",
        "--allow-expired": settings.allow_expired or "",
        "--also": " ".join(extra.value for extra in settings.also),
        "--duplex": str(settings.duplex),
    }


def list_digest(path: Path) -> str:
    """SHA-256 of a list: of a folder, that of the names and digests of its files."""
    if not path.is_dir():
        return _digest(path)
    names = sorted(entry for entry in path.iterdir() if entry.suffix.lower() in (".yaml", ".yml") and entry.is_file())
    return hashlib.sha256("".join(f"{entry.name}\n{_digest(entry)}\n" for entry in names).encode()).hexdigest()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise BadInput(f"{path}: it cannot be read: {reason}", remedy="Check the file.") from None
