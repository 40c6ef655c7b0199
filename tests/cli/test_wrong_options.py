"""Options and names that cannot be used: said once, in plain words, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.intake.form import near
from tests.cli.conftest import TODAY, Cli
from tests.cli.test_bad_orders import GOOD


@pytest.fixture(autouse=True)
def order(tmp_path: Path) -> None:
    (tmp_path / "order.yaml").write_text(GOOD.replace("41", "70"), encoding="utf-8")


def test_a_paper_that_is_not_there(cli: Cli) -> None:
    result = cli("make", "order.yaml", "--page", "a3", *TODAY)
    assert result.code == 2
    assert "choose from: a4, letter" in result.err
    assert "Value error" not in result.err


def test_a_brand_that_is_not_there_is_said_once(cli: Cli) -> None:
    result = cli("make", "order.yaml", "--brand", "nope", *TODAY)
    assert result.code == 2
    assert result.err.splitlines() == [
        "error: --brand: there is no brand of this name [unknown-brand]",
        "    See: handouts list brands",
    ]


def test_a_file_that_is_no_pdf(cli: Cli, tmp_path: Path) -> None:
    result = cli("make", "order.yaml", "-o", "a.txt", *TODAY)
    assert result.code == 2
    assert "this name ends in .txt" in result.err
    assert not (tmp_path / "a.txt").exists()


@pytest.mark.parametrize("out", ["week.12", "clinic.north", "there.txt", "a.PDF"])
def test_folders_with_a_dot(out: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "there.txt").mkdir()
    assert cli("make", "order.yaml", "-o", out, *TODAY).code == 0
    assert (tmp_path / out).exists()


def test_staff_read_labels_not_ids(cli: Cli) -> None:
    result = cli("make", "order.yaml", *TODAY)
    assert "fewer than 2 exercises of the pack are safe" in result.err
    assert "age_65_plus" not in result.err


def test_what_is_past_its_review_date_is_named_by_kind(cli: Cli) -> None:
    result = cli("make", "order.yaml", "--today", "2031-01-01")
    assert result.code == 2
    sections, exercises = result.err.split("past the review date: sections ")[1].split("; exercises ")
    assert "walking" in sections
    assert "walking" in exercises


def test_only_a_name_that_is_like_it_is_suggested() -> None:
    known = ["cat_cow", "walking", "heat_cold"]
    assert near("Cat-Cow", known, "") == "Did you mean cat_cow?"
    assert near("walkin", known, "") == "Did you mean walking?"
    assert near("talking_cow", known, "none") == "none"
    assert near("heading", known, "none") == "none"
