"""What staff are told of finished leaflets: the same by ``make``, by ``make --watch`` and by ``rack``."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from handouts.cli.console import Console
from handouts.cli.finished import Finished, Warned, tell
from handouts.deliver import Target
from handouts.model.extra import Extra
from handouts.model.fit import FitStep, Step
from handouts.model.problem import Problem, Severity
from tests.verify.leaflets import made

ODD = Problem("odd", "this is odd", "Look at it.", severity=Severity.WARNING)


@pytest.fixture
def finished(tmp_path: Path) -> Finished:
    """A leaflet with a poster, of which two steps were taken and one warning is given."""
    whole = made("order")
    selection = structs.replace(whole.selection, warnings=(ODD,))
    fit = (FitStep(Step.GAPS, ("2",)), FitStep(Step.TALL_CARDS))
    one = structs.replace(whole, selection=selection, fit=fit, extras={Extra.POSTER: whole.document})
    return one, Target(tmp_path / "x.pdf", tmp_path / "x.json")


def said(
    capsys: pytest.CaptureFixture[str], finished: Finished, *, quiet: bool = False, warned: Warned | None = None
) -> tuple[list[str], list[str]]:
    console = Console()
    console.quiet = quiet
    tell(console, [finished], locked=True, lead="12:00:00", taken="0.1 s", warned=warned)
    captured = capsys.readouterr()
    return captured.out.splitlines(), captured.err.splitlines()


def test_file_steps_extras_and_warnings_are_told(finished: Finished, capsys: pytest.CaptureFixture[str]) -> None:
    one, target = finished
    out, err = said(capsys, finished)
    assert out == [
        f"12:00:00  {target.pdf}  4 pages  0.1 s",
        f"fit: {', '.join(map(str, one.fit))}",
        f"{target.beside(Extra.POSTER)}  4 pages",
        f"{target.locked}  opens with the password",
    ]
    assert out[1].startswith("fit: gaps (2), ")
    assert err == [f"warning: {one.order.reference}: this is odd", "    Look at it."]


def test_quiet_says_nothing(finished: Finished, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, finished, quiet=True) == ([], [])


def test_only_new_warnings_are_told_again(finished: Finished, capsys: pytest.CaptureFixture[str]) -> None:
    one, target = finished
    reference = one.order.reference
    before = tell(Console(), [finished])
    capsys.readouterr()
    assert before == {reference: (ODD,)}
    assert said(capsys, finished, warned=before)[1] == []
    assert said(capsys, finished, warned={reference: ()})[1] != []
    target.beside(Extra.BOOKLET).write_bytes(b"of another run")
    assert "is of an older leaflet" in said(capsys, finished, warned=before)[1][2]
