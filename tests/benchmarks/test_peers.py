"""The benchmark of peers where it needs no peer: what it says when one is missing, and its table."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks.peers.__main__ import open_peers
from tests.benchmarks.peers.child import growth
from tests.benchmarks.peers.report import Report, Row


@pytest.mark.parametrize(("name", "package", "title"), [("typst", "typst", "Typst"), ("weasyprint", "weasyprint", "W")])
def test_a_missing_peer_is_named_with_its_remedy(
    name: str, package: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("typst_peer", "weasy"):
        monkeypatch.delitem(sys.modules, f"tests.benchmarks.peers.{module}", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SystemExit) as told:
        open_peers([name], tmp_path, tmp_path)
    assert str(told.value).startswith(title)
    assert 'pip install -e ".[bench]"' in str(told.value)


def test_the_table_says_how_many_times_ours_a_value_is() -> None:
    report = Report(["handouts", "typst"], {"Handouts": "1"})
    report.rows = [Row("ms", {"handouts": 2.0, "typst": 50.0}), Row("tags", {"handouts": "pass", "typst": "pass"})]
    lines = report.text(markdown=True).splitlines()
    assert "| ms | 2.0 | 50.0 (25x) |" in lines
    assert "| tags | pass | pass |" in lines


def test_growth_is_told_at_each_power_of_ten() -> None:
    steps = growth(iter([bytes] * 120), 120)
    assert [step["count"] for step in steps] == [1, 10, 100, 120]
    assert all(step["mb"] > 1 for step in steps)
