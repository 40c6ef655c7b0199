"""Illustrations of a folder: compiled poses, and a clinic's own drawings (SVG) with their words.

The poses themselves are read by the compiler (``python -m handouts.draw``), never when a leaflet is made.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from handouts import strict
from handouts.library.svg import read_svg
from handouts.model.illustration import Box, Illustration, Layer, Role, Shown
from handouts.model.problem import Place, Problem
from handouts.model.read import HexColour, PlainText, Read, Slug
from handouts.model.wording import Wording

COMPILED = "compiled"
AGAIN = "Run: python -m handouts.draw"
_PATH = re.compile(r"(?:-?[0-9.]+ -?[0-9.]+ [ml] ?|h ?)+")


class Artwork(Read):
    """A clinic's own illustration: one SVG file beside this one, and its words."""

    id: Slug
    alt: PlainText
    caption: Wording
    shows: Shown | None = Field(default=None, description="The side that is worked in the drawing, if one is.")
    svg: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.svg$", description="A file beside this one.")]


class _Compiled(Read):
    """What the compiler writes."""

    id: Slug
    alt: PlainText
    caption: Wording
    shows: Shown | None
    box: Box
    pose: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    layers: tuple[tuple[Role, str, HexColour | None, Annotated[float, Field(ge=0, le=9)], tuple[float, ...]], ...]


@dataclass
class Album:
    """Reads illustrations, and keeps what is wrong with them.

    ``bytes_of`` reads a file and notes it in the library's digest.
    """

    bytes_of: Callable[[Path, str], bytes | None]
    problems: list[Problem] = field(default_factory=list)
    illustrations: dict[str, Illustration] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def add(self, folder: Path, shown: Callable[[Path], str], *, own: bool) -> None:
        """All illustrations of ``folder``; one with a known id takes its place.

        In a clinic's ``own`` folder, the files with the words are read too: they say which drawings are SVG
        files, and whether a pose has changed since it was compiled.
        """
        poses: dict[str, str] = {}
        for path in sorted((folder / COMPILED).glob("*.json")):
            self._compiled(path, shown(path), poses)
        if own:
            for path in sorted(folder.glob("*.yaml")):
                self._words(path, shown(path), poses)

    def _compiled(self, path: Path, shown: str, poses: dict[str, str]) -> None:
        raw = self.bytes_of(path, shown)
        if raw is None:
            return
        try:
            data: Any = json.loads(raw)
            if not all(_PATH.fullmatch(layer[1]) for layer in data["layers"]):
                raise ValueError("not a path")
            read = _Compiled.model_validate(data)
        except json.JSONDecodeError as error:
            self._broken(Place(shown, error.lineno, error.colno))
            return
        except (ValidationError, ValueError, TypeError, KeyError, IndexError):
            self._broken(Place(shown, 1, 1))
            return
        poses[read.id] = read.pose
        layers = tuple(Layer(role, path, tone, width, dash) for role, path, tone, width, dash in read.layers)
        # What is wrong with its words is mended in the pose.
        pose = Place(shown.replace(f"{COMPILED}/{path.name}", f"{path.stem}.yaml"), 1, 1)
        self._keep(Illustration(read.id, read.alt, read.caption, read.box, read.shows, layers), pose)

    def _broken(self, place: Place) -> None:
        self.problems.append(Problem("bad-drawing", "this is not a compiled drawing", AGAIN, place))

    def _words(self, path: Path, shown: str, poses: dict[str, str]) -> None:
        raw = self.bytes_of(path, shown)
        if raw is None:
            return
        document, problems = strict.parse(raw, shown)
        if isinstance(document.data, dict) and "frame" in document.data:
            # A pose: the compiler reads it, and says what is wrong with it.
            self.problems += problems
            if poses.get(path.stem) != hashlib.sha256(raw).hexdigest():
                message = "this pose has changed since it was compiled, or never was"
                self.problems.append(Problem("not-compiled", message, f"{AGAIN} {path.parent}", Place(shown, 1, 1)))
            return
        artwork, problems, document = strict.read(raw, shown, Artwork)
        self.problems += problems
        if artwork is None:
            return
        if artwork.id != path.stem:
            message = f"the id is {artwork.id}, but the file is called {path.stem}"
            self.problems.append(Problem("id-not-file", message, "Make them the same.", document.place(("id",))))
            return
        self._artwork(artwork, path.parent / artwork.svg, shown, document.place(("svg",)))

    def _artwork(self, artwork: Artwork, svg: Path, shown: str, place: Place) -> None:
        if not svg.is_file():
            message = "the drawing is not in the folder of this file"
            self.problems.append(Problem("no-drawing", message, f"Put {artwork.svg} beside it.", place))
            return
        named = f"{shown.rpartition('/')[0]}/{artwork.svg}".removeprefix("/")
        raw = self.bytes_of(svg, named)
        if raw is None:
            return
        drawing, problems = read_svg(raw, named)
        self.problems += problems
        if drawing is not None:
            box = (0.0, 0.0, drawing.width, drawing.height)
            self._keep(
                Illustration(artwork.id, artwork.alt, artwork.caption, box, artwork.shows, artwork=drawing), place
            )

    def _keep(self, illustration: Illustration, place: Place) -> None:
        self.illustrations[illustration.id] = illustration
        self.places[f"illustrations/{illustration.id}"] = place
