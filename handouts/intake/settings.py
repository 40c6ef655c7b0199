"""``handouts.toml``: what a clinic sets once for all its orders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from handouts import strict
from handouts.model.paper import PageSize
from handouts.model.problem import Place, Problem
from handouts.model.read import PlainText, Read, Slug

FILE_NAME = "handouts.toml"
_FIELD = re.compile(r"""^[ \t]*(?P<quote>["']?)(?P<name>[A-Za-z0-9_-]+)(?P=quote)[ \t]*=[ \t]*""")
_TABLE = re.compile(r"^[ \t]*\[")


class _Written(Read):
    """The fields of the file. All may be left out."""

    library: PlainText | None = None
    brand: Slug | None = None
    page: PageSize | None = None
    cache: PlainText | None = None


class FileSettings(Struct, frozen=True):
    """Settings from a file. ``library`` and ``cache`` (a folder, or ``off``) are resolved.

    ``places`` says where each field stands.
    """

    library: Path | None = None
    brand: str | None = None
    page: str | None = None
    cache: str | None = None
    places: Mapping[str, Place] = field(default_factory=dict)


def read_settings(folder: Path) -> tuple[FileSettings, list[Problem]]:
    """The settings in ``folder``, and every problem with them. Without a file, nothing is set."""
    path = folder / FILE_NAME
    file = str(path)
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return FileSettings(), []
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        return FileSettings(), [Problem("cannot-read", message, "Check the file.", Place(file))]
    document, problem = _parsed(raw, file)
    if problem is not None:
        return FileSettings(), [problem]
    written, problems = strict.check(document, _Written)
    if written is None:
        return FileSettings(), problems
    places = {name: document.place((name,)) for name in _Written.model_fields}
    library = None if written.library is None else (folder / Path(written.library).expanduser())
    if library is not None and not library.is_dir():
        hint = f"Correct the path; it is relative to the folder of {FILE_NAME}."
        problems.append(Problem("no-folder", "library: there is no such folder", hint, places["library"]))
    cache = written.cache
    if cache is not None and cache != "off":
        cache = str(folder / Path(cache).expanduser())
    return FileSettings(library, written.brand, written.page, cache, places), problems


def _parsed(raw: bytes, file: str) -> tuple[strict.Document, Problem | None]:
    """The file as a document. The TOML reader gives no places, so the lines are looked through for them."""
    import tomllib  # Most orders have no such file beside them.

    document = strict.Document(file)
    try:
        text = raw.decode("utf-8-sig")
        data: dict[str, Any] = tomllib.loads(text)
    except UnicodeDecodeError:
        place = Place(file, 1, 1)
        return document, Problem("not-text", "this is not UTF-8 text", "Save it as plain text in UTF-8.", place)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+), column (\d+)", str(error))
        last = Place(file, max(1, text.count("\n")), 1)
        place = Place(file, int(at[1]), int(at[2])) if at else last
        hint = 'Each line is a name, = and a text in quotes, such as brand = "fernhollow"'
        return document, Problem("toml-syntax", "the TOML cannot be read here", hint, place)
    document.data = data
    document.values[()] = Place(file, 1, 1)
    for number, line in enumerate(text.splitlines(), 1):
        found = _FIELD.match(line)
        if found and found["name"] in data:
            document.keys.setdefault((found["name"],), Place(file, number, found.start("name") + 1))
            document.values.setdefault((found["name"],), Place(file, number, found.end() + 1))
        elif _TABLE.match(line):
            name = line.strip().strip("[]").split(".")[0].strip()
            document.keys.setdefault((name,), Place(file, number, 1))
            document.values.setdefault((name,), Place(file, number, 1))
    return document, None
