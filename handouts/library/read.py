"""Read the built-in library and a clinic's own folder over it.

A clinic's folder holds any of ``sections/``, ``sections/exercises/``, ``sections/packs/``,
``sections/lists/``, ``sections/rules/``, ``illustrations/`` and ``brands/``; an item with the id of a
built-in one takes its place, others are added. A rule may be made stricter there, never weaker.
Names of medicines, allergies and devices (``sections/rules/``) are only ever added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, create_model

from handouts import resources, strict
from handouts.library.guards import loosened
from handouts.library.illustrations import Album
from handouts.library.lexicons import Lexicons, check_lexicons, place_groups
from handouts.library.overlay import Overlay, lay_over, read_overlay
from handouts.library.photo import read_photo
from handouts.library.references import dangling
from handouts.library.style import FILE as STYLE
from handouts.library.style import laid_over
from handouts.library.svg import read_svg
from handouts.library.warnings import allowed, lowered, weakened, younger
from handouts.model.brand import Brand
from handouts.model.claims import Claim
from handouts.model.drawing import Drawing, Logo
from handouts.model.exercise import Exercise
from handouts.model.library import FontFile, Library, RedFlag, Reference, Tag, Term, Word
from handouts.model.locale import Locale
from handouts.model.pack import Pack
from handouts.model.problem import Place, Problem
from handouts.model.read import Read
from handouts.model.rules import Cap, ExerciseRule, NeverTogether, SafeMove, Topic, TopicRule, Trim
from handouts.model.section import Section
from handouts.model.style import Style
from handouts.model.variable import Variable

M = TypeVar("M", bound=BaseModel)

FONT_WEIGHTS = ("regular", "medium", "semibold", "bold", "extrabold")
BUILT_IN_FONT = "AtkinsonHyperlegibleNext"
_LISTS: dict[str, tuple[str, str, type[BaseModel]]] = {
    "variables": ("lists/variables", "variables", Variable),
    "tags": ("lists/tags", "tags", Tag),
    "red_flags": ("lists/flags", "flags", RedFlag),
    "references": ("lists/references", "references", Reference),
    "words": ("lists/words", "words", Word),
    "terms": ("lists/terms", "terms", Term),
    "claims": ("lists/claims", "claims", Claim),
    "topics": ("rules/topics", "topics", Topic),
    "topic_rules": ("rules/matrix", "rules", TopicRule),
    "exercise_rules": ("rules/exercises", "exercise_rules", ExerciseRule),
    "caps": ("rules/caps", "caps", Cap),
    "safe_set": ("rules/safe_set", "safe_set", SafeMove),
    "trim": ("rules/trim", "trim", Trim),
    "never_together": ("rules/never_together", "never_together", NeverTogether),
    "locales": ("lists/locales", "locales", Locale),
}
"""By kind: the file under ``sections/``, the key its list stands under, and the model of an item."""
_IN_ORDER = frozenset({"safe_set", "trim"})
"""Kinds whose order in the file means something."""


class _Title(Read):
    """``library.yaml``."""

    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+$")]
    title: str


@dataclass
class _Shelf:
    """What was read so far."""

    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    logos: dict[str, Logo] = field(default_factory=dict)
    fonts: dict[str, Mapping[str, FontFile]] = field(default_factory=dict)
    lexicons: Lexicons = field(default_factory=Lexicons)
    digest: Any = field(default_factory=hashlib.sha256)

    def kind(self, name: str) -> dict[str, Any]:
        return self.items.setdefault(name, {})

    def bytes_of(self, path: Path, shown: str) -> bytes | None:
        try:
            raw = path.read_bytes()
        except OSError as error:
            self.problems.append(
                Problem("cannot-read", f"this file cannot be read ({error.strerror})", "Check the file.", Place(shown))
            )
            return None
        self.digest.update(path.name.encode() + b"\0" + hashlib.sha256(raw).digest())
        return raw


def read_library(own: Path | None = None) -> tuple[Library | None, tuple[Problem, ...]]:
    """The built-in library with a clinic's folder ``own`` over it, and every problem found.

    The library is None when there are errors.
    """
    shelf = _Shelf()
    title = _read_title(shelf)
    icons = _read_icons(shelf)
    shelf.fonts[BUILT_IN_FONT] = _font(
        shelf,
        resources.assets_dir() / "fonts",
        [f"{BUILT_IN_FONT}-{w}.ttf" for w in ("Regular", "Medium", "SemiBold", "Bold", "ExtraBold")],
    )
    _read_folder(shelf, resources.sections_dir(), resources.assets_dir() / "brands", resources.sections_dir().parent)
    style = _read_style(shelf, resources.sections_dir(), Style())
    album = Album(shelf.bytes_of, shelf.problems)
    home = resources.assets_dir()
    album.add(home / "illustrations", lambda path: path.relative_to(home.parent).as_posix(), own=False)
    overlay = Overlay()
    if own is not None:
        if not own.is_dir():
            shelf.problems.append(
                Problem("no-folder", "this library folder does not exist", "Check --library.", Place(str(own)))
            )
        else:
            _read_folder(shelf, own / "sections", own / "brands", None)
            style = _read_style(shelf, own / "sections", style)
            album.add(own / "illustrations", str, own=True)
            overlay = read_overlay(own / "sections" / "lists", shelf.bytes_of, shelf.problems)
    if any(problem.is_error for problem in shelf.problems):
        return None, tuple(shelf.problems)
    library = Library(
        version=title.version if title else "0.0",
        sections=_frozen(shelf, "sections"),
        exercises=_frozen(shelf, "exercises"),
        packs=_frozen(shelf, "packs"),
        brands=_frozen(shelf, "brands"),
        variables=_frozen(shelf, "variables"),
        tags=_frozen(shelf, "tags"),
        red_flags=_frozen(shelf, "red_flags"),
        references=_frozen(shelf, "references"),
        words=_frozen(shelf, "words"),
        terms=_frozen(shelf, "terms"),
        logos=MappingProxyType(shelf.logos),
        fonts=MappingProxyType(shelf.fonts),
        icons=MappingProxyType(icons),
        digest=shelf.digest.hexdigest(),
        places=MappingProxyType(shelf.places | album.places),
        claims=_frozen(shelf, "claims"),
        topics=_frozen(shelf, "topics"),
        topic_rules=_frozen(shelf, "topic_rules"),
        exercise_rules=_frozen(shelf, "exercise_rules"),
        caps=_frozen(shelf, "caps"),
        safe_set=_frozen(shelf, "safe_set"),
        trim=_frozen(shelf, "trim"),
        never_together=_frozen(shelf, "never_together"),
        locales=_frozen(shelf, "locales"),
        style=style,
        illustrations=MappingProxyType(dict(sorted(album.illustrations.items()))),
    )
    library, said = lay_over(place_groups(library, shelf.lexicons), overlay)
    problems = (*shelf.problems, *said, *dangling(library), *check_lexicons(library))
    return (None if any(problem.is_error for problem in problems) else library), problems


def _frozen(shelf: _Shelf, kind: str) -> Mapping[str, Any]:
    items = shelf.kind(kind)
    return MappingProxyType(dict(items if kind in _IN_ORDER else sorted(items.items())))


def _read_title(shelf: _Shelf) -> _Title | None:
    path = resources.sections_dir() / "library.yaml"
    raw = shelf.bytes_of(path, str(path))
    if raw is None:
        return None
    title, problems, _ = strict.read(raw, str(path), _Title)
    shelf.problems += problems
    return title


def _read_style(shelf: _Shelf, sections: Path, built_in: Style) -> Style:
    """The list of plain words in ``sections``, over the one before it."""
    path = sections / "lists" / STYLE
    raw = shelf.bytes_of(path, str(path)) if path.is_file() else None
    if raw is None:
        return built_in
    own, problems, document = strict.read(raw, str(path), Style)
    shelf.problems += problems
    if own is None:
        return built_in
    style, problems = laid_over(built_in, own, document)
    shelf.problems += problems
    return style


def _read_icons(shelf: _Shelf) -> dict[str, Drawing]:
    icons = {}
    for path in sorted((resources.assets_dir() / "icons").glob("*.svg")):
        drawing = _read_svg(shelf, path, str(path))
        if drawing is not None:
            icons[path.stem] = drawing
    return icons


def _read_svg(shelf: _Shelf, path: Path, shown: str) -> Drawing | None:
    raw = shelf.bytes_of(path, shown)
    if raw is None:
        return None
    drawing, problems = read_svg(raw, shown)
    shelf.problems += problems
    return drawing


def _read_logo(shelf: _Shelf, path: Path, shown: str) -> Logo | None:
    if path.suffix == ".svg":
        return _read_svg(shelf, path, shown)
    raw = shelf.bytes_of(path, shown)
    if raw is None:
        return None
    photo, problems = read_photo(raw, shown)
    shelf.problems += problems
    return photo


def _font(shelf: _Shelf, folder: Path, files: Iterable[str]) -> Mapping[str, FontFile]:
    family = {}
    for weight, name in zip(FONT_WEIGHTS, files, strict=True):
        raw = shelf.bytes_of(folder / name, str(folder / name))
        if raw is not None:
            family[weight] = FontFile(str(folder / name), raw)
    return MappingProxyType(family)


def _read_folder(shelf: _Shelf, sections: Path, brands: Path, shown_from: Path | None) -> None:
    def shown(path: Path) -> str:
        return path.relative_to(shown_from).as_posix() if shown_from else str(path)

    for kind, (file, key, model) in _LISTS.items():
        path = sections / f"{file}.yaml"
        if path.is_file():
            _read_list(shelf, path, shown(path), kind, key, model)
    shelf.problems += shelf.lexicons.add_folder(sections / "rules", shown, shelf.bytes_of)
    for kind, folder, model in (
        ("sections", sections, Section),
        ("exercises", sections / "exercises", Exercise),
        ("packs", sections / "packs", Pack),
    ):
        for path in sorted(folder.glob("*.yaml")):
            if path.name != "library.yaml":
                _read_item(shelf, path, shown(path), kind, model, path.stem)
    for path in sorted(brands.glob("*/brand.yaml")):
        brand = _read_item(shelf, path, shown(path), "brands", Brand, path.parent.name)
        if brand is not None:
            _read_brand_files(shelf, brand, path, shown(path))


def _read_list(shelf: _Shelf, path: Path, shown: str, kind: str, key: str, model: type[BaseModel]) -> None:
    raw = shelf.bytes_of(path, shown)
    if raw is None:
        return
    listed: Any = create_model("Listed", __base__=Read, **{key: (tuple[model, ...], ...)})  # type: ignore[call-overload, valid-type]
    value, problems, document = strict.read(raw, shown, listed)
    shelf.problems += problems
    if value is None:
        return
    seen: set[str] = set()
    for index, item in enumerate(getattr(value, key)):
        place = document.place((key, index))
        if item.id in seen:
            shelf.problems.append(Problem("repeated-id", f"{item.id} stands in this list twice", "Keep one.", place))
        seen.add(item.id)
        before = shelf.kind(kind).get(item.id)
        for guard in (lowered, younger, allowed, loosened):
            shelf.problems += guard(before, item, place)
        shelf.kind(kind)[item.id] = item
        shelf.places[f"{kind}/{item.id}"] = place


def _read_item(shelf: _Shelf, path: Path, shown: str, kind: str, model: type[M], name: str) -> M | None:
    raw = shelf.bytes_of(path, shown)
    if raw is None:
        return None
    item, problems, document = strict.read(raw, shown, model)
    shelf.problems += problems
    if item is None:
        return None
    id = item.id  # type: ignore[attr-defined]
    if id != name:
        shelf.problems.append(
            Problem(
                "id-not-file",
                f"the id is {id}, but the file or folder is called {name}",
                "Make them the same.",
                document.place(("id",)),
            )
        )
        return None
    before = shelf.kind(kind).get(id)
    shelf.problems += [*weakened(before, item, document), *loosened(before, item, document.place(()))]
    shelf.kind(kind)[id] = item
    for path_in_file, place in document.values.items():
        shelf.places["/".join([kind, id, *map(str, path_in_file)])] = place
        if path_in_file and path_in_file[-1] == "id":
            line = _at(document.data, path_in_file)
            shelf.places[f"{kind}/{id}#{line}"] = document.place(path_in_file[:-1])
    shelf.places[f"{kind}/{id}"] = Place(shown, 1, 1)
    return item


def _at(data: Any, path: strict.Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _read_brand_files(shelf: _Shelf, brand: Brand, path: Path, shown: str) -> None:
    folder, shown_folder = path.parent, shown.rsplit("/", 1)[0]
    place = shelf.places.get(f"brands/{brand.id}/logo", Place(shown))
    logo = folder / brand.logo
    if not logo.is_file():
        shelf.problems.append(
            Problem(
                "no-logo", "the logo file is not in the brand's folder", f"Put it at {shown_folder}/{brand.logo}", place
            )
        )
    else:
        found = _read_logo(shelf, logo, f"{shown_folder}/{brand.logo}")
        if found is not None:
            shelf.logos[brand.id] = found
    if brand.fonts is not None:
        names = [getattr(brand.fonts, weight) for weight in FONT_WEIGHTS]
        missing = [name for name in names if not (folder / name).is_file()]
        if missing:
            shelf.problems.append(
                Problem(
                    "no-font",
                    f"the font file {missing[0]} is not in the brand's folder",
                    "Put it there.",
                    shelf.places.get(f"brands/{brand.id}/fonts", Place(shown)),
                )
            )
        else:
            shelf.fonts[brand.id] = _font(shelf, folder, names)
