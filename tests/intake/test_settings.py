"""``handouts.toml``: what it sets, and every fault at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.intake import FileSettings, read_settings


def test_no_file_sets_nothing(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == (FileSettings(), [])
    assert read_settings(tmp_path / "gone") == (FileSettings(), [])


def test_all_fields(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "handouts.toml").write_text(
        '# ours\nlibrary = "ours"\n  brand = "quillmere"\n"page" = "letter"\ncache = "kept"\n', encoding="utf-8"
    )
    found, problems = read_settings(tmp_path)
    assert problems == []
    assert (found.library, found.brand, found.page) == (tmp_path / "ours", "quillmere", "letter")
    assert found.cache == str(tmp_path / "kept")
    places = {name: (place.line, place.column) for name, place in found.places.items()}
    assert places == {"library": (2, 11), "brand": (3, 11), "page": (4, 10), "cache": (5, 9)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('\nbrand = "Fern Hollow"\n', [(2, 9, "bad-value")]),
        ('page = "a6"\n', [(1, 8, "unknown-choice")]),
        ("page = 4\n", [(1, 8, "unknown-choice")]),
        ("brand = 4\n", [(1, 9, "bad-value")]),
        ('colour = "red"\nbrnad = "x"\n', [(1, 1, "unknown-field"), (2, 1, "unknown-field")]),
        ('[clinic]\nname = "x"\n', [(1, 1, "unknown-field")]),
        ('library = "nowhere"\n', [(1, 11, "no-folder")]),
        ("brand = fernhollow\n", [(1, 9, "toml-syntax")]),
        ('brand = "a"\nbrand = "b"\n', [(2, 12, "toml-syntax")]),
        (b"\xff", [(1, 1, "not-text")]),
    ],
)
def test_faults_and_their_places(text: str | bytes, expected: list[tuple[int, int, str]], tmp_path: Path) -> None:
    raw = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "handouts.toml").write_bytes(raw)
    found, problems = read_settings(tmp_path)
    assert [(problem.place.line, problem.place.column, problem.code) for problem in problems] == expected
    assert all(problem.hint for problem in problems)
    assert found.brand is None
