"""``handouts sign-off``: a clinic's approval, in its own folder and nowhere else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from handouts import resources
from handouts.library import load
from handouts.model.library import Library
from tests.cli.conftest import TODAY, Cli, Result

WHO = ("--by", "Dr Ann Lee", "--role", "GP", "--on", "2026-11-20", *TODAY)
FILE = Path("lib/sections/lists/sign_offs.yaml")


@pytest.fixture
def sign(cli: Cli, tmp_path: Path) -> Cli:
    """``handouts sign-off`` with an empty library of one's own."""
    (tmp_path / "lib").mkdir()

    def call(*arguments: object) -> Result:
        return cli("sign-off", *arguments, "--library", "lib")

    return call


def reviewers(folder: Path) -> dict[str, str]:
    """Who checked what, where somebody did."""
    library, problems = load(folder)
    assert library is not None, problems
    items = [*library.sections.values(), *library.exercises.values()]
    return {item.id: item.reviewed_by for item in items if item.is_reviewed}


def test_sign_off(sign: Cli, tmp_path: Path) -> None:
    result = sign("heat_cold", "cat_cow", *WHO)
    assert result.code == 0, result.err
    assert result.out == (
        "section heat_cold: signed off by Dr Ann Lee, GP, 2026-11-20\n"
        "exercise cat_cow: signed off by Dr Ann Lee, GP, 2026-11-20\n"
    )
    assert reviewers(tmp_path / "lib") == {"heat_cold": "Dr Ann Lee", "cat_cow": "Dr Ann Lee"}
    assert [path for path in (tmp_path / "lib").rglob("*") if path.is_file()] == [tmp_path / FILE]


def test_signing_again_replaces_and_keeps_the_others(sign: Cli, tmp_path: Path) -> None:
    sign("heat_cold", "overview", *WHO)
    again = sign("heat_cold", "--by", "Bo Ek", "--role", "physio.", "--on", "2026-11-21", *TODAY)
    assert "signed off by Bo Ek, physio, 2026-11-21" in again.out
    assert reviewers(tmp_path / "lib") == {"heat_cold": "Bo Ek", "overview": "Dr Ann Lee"}
    assert (tmp_path / FILE).read_text(encoding="utf-8").count("item: heat_cold") == 1


def test_handouts_toml_names_the_library(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "handouts.toml").write_text('library = "lib"\n', encoding="utf-8")
    assert cli("sign-off", "heat_cold", *WHO).code == 0
    assert (tmp_path / FILE).is_file()


def test_a_name_that_two_share(sign: Cli, tmp_path: Path) -> None:
    result = sign("walking", *WHO)
    assert (result.code, "--kind exercise" in result.err) == (2, True)
    assert sign("walking", "--kind", "exercise", *WHO).code == 0
    assert "kind: exercise" in (tmp_path / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("heat_cool", *WHO), "Did you mean heat_cold?"),
        (("heat_cold", "nothing_of_the_kind", *WHO), "there is no section or exercise"),
        (("cat_cow", "--kind", "section", *WHO), "there is no section of this name"),
        (("heat_cold", *WHO, "--on", "2026-11-22"), "this day has not come yet"),
        (("heat_cold", *WHO, "--on", "22.11.2026"), "year-month-day"),
        (("heat_cold", *WHO, "--by", " "), "--by"),
        (("heat_cold", *WHO, "--by", "none yet"), "--by"),
        (("heat_cold", *WHO, "--role", "a\x07b"), "--role"),
        (("heat_cold", "--by", "A", "--on", "2026-11-20"), "--role"),
    ],
)
def test_what_is_refused(arguments: tuple[str, ...], said: str, sign: Cli, tmp_path: Path) -> None:
    result = sign(*arguments)
    assert result.code == 2
    assert said in result.err
    assert not list((tmp_path / "lib").iterdir())


def test_the_built_in_library_is_never_written(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = cli("sign-off", "heat_cold", *WHO)
    assert (result.code, "--library DIR" in result.err) == (2, True)
    # A copy stands in for it, so that nothing is harmed should this ever fail.
    shutil.copytree(resources.sections_dir(), tmp_path / "built-in/sections")
    monkeypatch.setattr(resources, "sections_dir", lambda: tmp_path / "built-in/sections")
    result = cli("sign-off", "heat_cold", *WHO, "--library", "built-in")
    assert (result.code, "is never changed" in result.err) == (2, True)
    assert not (tmp_path / "built-in/sections/lists/sign_offs.yaml").exists()


def test_a_write_that_fails_leaves_the_old_file(sign: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign("heat_cold", *WHO)
    before = (tmp_path / FILE).read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = sign("overview", *WHO)
    assert result.code == 2
    assert "No space left" in result.err
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in (tmp_path / FILE).parent.iterdir()] == ["sign_offs.yaml"]


def test_check_and_record_show_it(sign: Cli, cli: Cli, samples: Path, tmp_path: Path, library: Library) -> None:
    sign("heat_cold", "overview", *WHO)
    (tmp_path / "lib/sections/lists/own_words.yaml").write_text(
        "lines:\n  - line: heat_cold.wrap\n    text: Wrap it well.\n", encoding="utf-8"
    )
    total = len(library.sections) + len(library.exercises)
    checked = cli("check", "--library", "lib", *TODAY)
    assert checked.code == 0
    assert "[sign-off-lapsed]" in checked.out
    assert "changed: wrap." in checked.out
    assert f"{total - 1} of {total} sections and exercises" in checked.out
    assert cli("make", samples / "order.yaml", "-o", "x.pdf", "--library", "lib", *TODAY).code == 0
    record = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    by = {section["id"]: (section["reviewed_by"], section["reviewer_role"]) for section in record["sections"]}
    assert by["overview"] == ("Dr Ann Lee", "GP")
    assert by["heat_cold"] == ("none yet", "")
    assert "sign-off-lapsed" in {warning["code"] for warning in record["warnings"]}
