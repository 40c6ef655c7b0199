"""A new process loads what one leaflet needs, and no more; who judges the text trusts nothing that was kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handouts.library.compiled import opening
from handouts.library.compiled.vault import Vault
from tests.cli.conftest import TODAY, Cli
from tests.own_library import OwnLibrary

NOT_NEEDED = {
    # Checks of finished files, locked copies, booklets, pictures of pages
    "page_validation",
    "pikepdf",
    "pypdfium2",
    "segno",
    # What only the sources of the library need
    "handouts.library.read",
    "jinja2",
    "svgelements",
    # What only fonts that are taken apart need
    "PIL",
    "handouts.layout.pdf.cut",
    "reportlab",
    # What only some orders need
    "handouts.check",
    "handouts.check.all",
    "rapidfuzz",
    "rich",
    "tomllib",
    # What others bring along
    "http.client",
    "urllib.request",
    # Nobody's business here
    "handouts.cli.check",
    "handouts.cli.explain",
    "handouts.verify",
    "hypothesis",
    "numpy",
    "openpyxl",
    "pytest",
    "shapely",
}
"""Each costs a cold process some milliseconds to some hundred."""
ONLY_FOR_WORDS = {"handouts.check", "rapidfuzz"}
"""Needed where staff typed a note: its words are read like those of the library, and for names of medicines."""
MAKE = """
import gc, sys
from handouts.cli import main
try:
    main()
finally:
    print(*sorted(sys.modules), f"frozen={gc.get_freeze_count()}", file=sys.stderr)
"""


@pytest.mark.parametrize(
    "note", ["", "Take it easy this week. Walk a little further every day, and call us if you are not sure."]
)
def test_one_leaflet_loads_what_it_needs_and_no_more(
    note: str, tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = tmp_path / "order.yaml"
    written = (samples / "order.yaml").read_text(encoding="utf-8")
    assert "note:" not in written
    order.write_text(written + (f"note: {note}\n" if note else ""), encoding="utf-8")
    not_needed = NOT_NEEDED - ONLY_FOR_WORDS if note else NOT_NEEDED
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "cache"))
    made = []
    for number in range(2):
        out = tmp_path / f"{number}.pdf"
        command = [sys.executable, "-c", MAKE, "make", order, "-o", out, *TODAY, "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        made.append((set(done.stderr.split()), out.read_bytes()))
    (from_sources, first), (compiled, second) = made
    assert first == second
    assert NOT_NEEDED & from_sources >= {"handouts.library.read", "reportlab", "svgelements"}
    assert not_needed & compiled == set()
    # Nothing is swept up at the end, which would take longer than most modules.
    assert not {"frozen=0"} & (from_sources | compiled)
    # The list is of names that exist: what it leaves out is loaded by somebody.
    assert {"handouts.library.compiled.parts", "pydantic", "typer", "yaml"} <= compiled


@pytest.fixture
def poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli, samples: Path) -> None:
    """A library is compiled, and nobody may read it from now on."""
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "cache"))
    assert cli("make", samples / "order.yaml", *TODAY).code == 0
    assert list((tmp_path / "cache").glob("*.library"))

    def touched(*_: object) -> None:
        raise AssertionError("what was kept is read")

    monkeypatch.setattr(Vault, "get", touched)
    monkeypatch.setattr(opening, "key_of", touched)


@pytest.mark.usefixtures("poisoned")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", *TODAY), 0),
        (("check", "--claims"), 0),
        (("check", "--grades"), 0),
        (
            ("sign-off", "own", "--library", "own", "--by", "Dr Ann Lee", "--role", "GP", "--on", "2026-11-21", *TODAY),
            0,
        ),
        (("diff", "--library", "own"), 0),
        (("doctor",), 0),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_who_judges_the_text_reads_the_sources(arguments: tuple[str, ...], code: int, cli: Cli, tmp_path: Path) -> None:
    OwnLibrary(tmp_path / "own").section()
    assert cli(*arguments).code == code


@pytest.mark.usefixtures("poisoned")
def test_others_would_read_what_was_kept(cli: Cli, samples: Path) -> None:
    assert cli("make", samples / "order.yaml", *TODAY).code == 70


@pytest.mark.parametrize("written", ["", 'cache = "off"\n', 'cache = "kept here"\n'])
def test_the_settings_say_where_it_is_kept(
    written: str, cli: Cli, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.delenv("HANDOUTS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "orders").mkdir()
    (tmp_path / "orders" / "handouts.toml").write_text(written)
    (tmp_path / "orders" / "order.yaml").write_bytes((samples / "order.yaml").read_bytes())
    assert cli("make", "orders/order.yaml", *TODAY, "--dry-run").code == 0
    places = {"": home / "handouts", 'cache = "kept here"\n': tmp_path / "orders" / "kept here"}
    found = {path.parent for path in tmp_path.rglob("*.library")}
    assert found == ({places[written]} if written in places else set())
