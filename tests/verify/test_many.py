"""Many files, by several processes: in order, the same as one by one, and never silent when a process dies."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from handouts.errors import BadInput, CannotWork
from handouts.verify import many
from handouts.verify.many import verify_files
from tests.verify.leaflets import document


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Whole, cut and missing ones in turn."""
    pdf = document("order").pdf
    paths = [tmp_path / f"{number:02}.pdf" for number in range(18)]
    for number, path in enumerate(paths):
        if number % 3 < 2:
            path.write_bytes(pdf if number % 3 == 0 else pdf[: len(pdf) // 2])
    return paths


def told(found: list[object]) -> list[object]:
    return [done.message if isinstance(done, BadInput) else done for done in found]


def test_the_same_as_one_by_one(files: list[Path]) -> None:
    together, alone = list(verify_files(files, 2)), list(verify_files(files, 1))
    assert told(together) == told(alone)
    assert [isinstance(done, BadInput) for done in together] == [False, False, True] * 6
    assert not together[0].problems  # type: ignore[union-attr]
    assert together[1].problems  # type: ignore[union-attr]


def die(_path: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not the same there")
def test_a_process_that_dies_is_told_of(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "verified", die)
    with pytest.raises(CannotWork, match="has died"):
        list(verify_files(files, 2))
