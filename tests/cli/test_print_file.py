"""``handouts make --print-file``: beside the leaflets one file for the printer, with an index, or nothing at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.verify import verify
from tests.cli.conftest import TODAY, Cli
from tests.layout.printing import texts

POST = "post:\n  lines: [3 Maplewhite Street, Little Haven]\n  postcode: {code}\n"


@pytest.fixture
def orders(samples: Path, tmp_path: Path) -> list[Path]:
    """Two orders with an address."""
    found = []
    for number, sample in enumerate(("order", "flare"), 1):
        text = (samples / f"{sample}.yaml").read_text("utf-8") + POST.format(code=f"EX{number} 1AA")
        found.append(tmp_path / f"o{number}.yaml")
        found[-1].write_text(text, encoding="utf-8")
    return found


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


LEAFLETS = {"FBN-0481-LB.pdf", "FBN-0481-LB.json", "FBN-0485-LB.pdf", "FBN-0485-LB.json"}


def test_leaflets_a_print_file_and_an_index(cli: Cli, orders: list[Path], tmp_path: Path) -> None:
    result = cli("make", *orders, "-o", "out", "--print-file", "out/monday.pdf", *TODAY)
    assert result.code == 0, result.err
    assert names(tmp_path / "out") == {*LEAFLETS, "monday.pdf", "monday.csv"}
    pages = texts((tmp_path / "out" / "monday.pdf").read_bytes())
    assert "monday | patient 1 of 2 | side 1 of 4" in pages[0]
    assert "out/monday.pdf  2 patients  5 sheets of paper" in result.err
    for path in (tmp_path / "out").glob("FBN*.pdf"):
        assert verify(path.read_bytes(), name=path.stem) == ()


def test_letters_and_nothing_says_the_address(cli: Cli, orders: list[Path], tmp_path: Path) -> None:
    result = cli(
        "make",
        *orders,
        "-o",
        "out",
        "--print-file",
        "mail.pdf",
        "--mail",
        "uk_dl",
        "--split-sheets",
        "4",
        "--json",
        *TODAY,
    )
    assert result.code == 0, result.err
    assert names(tmp_path) >= {"mail-001.pdf", "mail-002.pdf", "mail.csv"}
    assert "Maplewhite" in texts((tmp_path / "mail-001.pdf").read_bytes())[0]
    said = json.loads(result.out)
    assert [one["paper_sheets"] for one in said["print"]["files"]] == [3, 4]
    assert len(said["leaflets"]) == 2
    others = [result.out, result.err, (tmp_path / "mail.csv").read_text("utf-8")]
    others += [path.read_text("utf-8") for path in (tmp_path / "out").glob("*.json")]
    others += [" ".join(texts(path.read_bytes())) for path in (tmp_path / "out").glob("*.pdf")]
    assert len(others) == 7
    assert not any(word in text for text in others for word in ("Maplewhite", "EX1", "EX2"))


def test_a_fault_leaves_nothing_and_names_no_address(cli: Cli, orders: list[Path], tmp_path: Path) -> None:
    text = (
        orders[1]
        .read_text("utf-8")
        .replace("Maplewhite Street", "Maplewhite Street behind the Great Lane of all Lanes East")
    )
    orders[1].write_text(text, encoding="utf-8")
    result = cli("make", *orders, "-o", "out", "--print-file", "mail.pdf", "--mail", "uk_dl", *TODAY)
    assert result.code == 1
    assert "FBN-0485-LB" in result.err
    assert "[address-too-long]" in result.err
    assert "Maplewhite" not in result.err
    assert names(tmp_path) == {"o1.yaml", "o2.yaml"}


def test_urgent_sheets_are_not_in_it_and_it_is_said_loudly(
    cli: Cli, orders: list[Path], samples: Path, tmp_path: Path
) -> None:
    urgent = samples / "urgent_emergency.yaml"
    result = cli("make", *orders, urgent, "-o", "out", "--print-file", "out/run.pdf", "--quiet", *TODAY)
    assert result.code == 4
    assert "NOT IN THE PRINT FILE: 1 urgent sheet" in result.err
    assert result.err.rstrip().endswith("FBN-0482-LB")
    assert "FBN-0482-LB" not in (tmp_path / "out" / "run.csv").read_text("utf-8")
    assert "FBN-0482-LB.pdf" in names(tmp_path / "out")
    alone = cli("make", urgent, "-o", "alone", "--print-file", "alone/run.pdf", *TODAY)
    assert alone.code == 4
    assert "No print file" in alone.err
    assert names(tmp_path / "alone") == {"FBN-0482-LB.pdf", "FBN-0482-LB.json"}


def test_a_dry_run(cli: Cli, orders: list[Path], tmp_path: Path) -> None:
    result = cli("make", *orders, "--print-file", "run.pdf", "--dry-run", *TODAY)
    assert result.code == 0, result.err
    assert "run.pdf  2 patients  5 sheets of paper" in result.err
    assert names(tmp_path) == {"o1.yaml", "o2.yaml"}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--split-sheets", "5"), "--split-sheets is for a print file"),
        (("--mail", "uk_dl"), "--mail is for a print file"),
        (("--job", "x"), "--job is for a print file"),
        (("--simplex",), "--simplex is for a print file"),
        (("--print-file", "run.txt"), "a print file is a PDF"),
        (("--print-file", "run.pdf", "--watch"), "--watch does not go with --print-file"),
        (("--print-file", "run.pdf", "--job", "Ärzte"), "the name of the job"),
        (("--print-file", "run.pdf", "--job", ""), "the name of the job"),
        (("--print-file", "run.pdf", "--mail", "nowhere"), "there is no mail profile of this name"),
        (("--print-file", "out/FBN-0481-LB.pdf"), "two files of this run would have this name"),
        (("--print-file", "out/fbn-0481-lb.pdf"), "two files of this run would have this name"),
        (("--print-file", "run.pdf", "--split-sheets", "0"), "split-sheets"),
    ],
)
def test_options_that_do_not_go(
    cli: Cli, orders: list[Path], tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    result = cli("make", *orders, *options, *TODAY)
    assert result.code == 2
    assert says in result.err
    assert names(tmp_path) == {"o1.yaml", "o2.yaml"}
