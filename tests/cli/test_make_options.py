"""``handouts make``: checked before writing, a locked copy, and text past its review date."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from handouts.model.problem import Problem
from tests.cli.conftest import TODAY, Cli

LATE = ("--today", "2031-01-02")
PASSWORD = "a long made-up password"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


def test_verify_is_kept_in_the_record(cli: Cli, samples: Path, record: Path) -> None:
    assert cli("make", samples / "order.yaml", "-o", "x.pdf", "--verify", *TODAY).code == 0
    assert json.loads(record.read_text("utf-8"))["verified"] == {"passes": True, "profiles": ["PDF/UA-1", "PDF/A-2a"]}
    assert cli("make", samples / "order.yaml", "-o", "x.pdf", *TODAY).code == 0
    assert json.loads(record.read_text("utf-8"))["verified"] is None


def test_a_leaflet_that_does_not_pass_is_not_written(
    cli: Cli, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.verify.verify", lambda *_, **__: (Problem("one-h1", "there are 2 titles"),))
    result = cli("make", samples / "order.yaml", "-o", "x.pdf", "--verify", *TODAY)
    assert (result.code, list(tmp_path.iterdir())) == (1, [])
    assert "one-h1" in result.err


def test_a_locked_copy_opens_with_the_password_alone(cli: Cli, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "pw").write_text(f"{PASSWORD}\nnot this line\n", encoding="utf-8")
    result = cli("make", samples / "order.yaml", "-o", "x.pdf", "--password-file", "pw", *TODAY)
    assert result.code == 0, result.err
    assert PASSWORD not in result.out + result.err + (tmp_path / "x.json").read_text("utf-8")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "x.locked.pdf")
    with pikepdf.open(tmp_path / "x.locked.pdf", password=PASSWORD) as locked:
        assert locked.allow.accessibility
        assert len(locked.pages) == 4


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff\xfe\x00"])
def test_a_password_that_cannot_be_used(cli: Cli, samples: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pw").write_bytes(content)
    result = cli("make", samples / "order.yaml", "-o", "out/x.pdf", "--password-file", "pw", *TODAY)
    assert result.code == 2
    assert "pw" in result.err
    assert not (tmp_path / "out").exists()


def test_text_past_its_review_date_is_not_printed(cli: Cli, samples: Path, tmp_path: Path) -> None:
    result = cli("make", samples / "order.yaml", "-o", "x.pdf", *LATE)
    assert (result.code, list(tmp_path.iterdir())) == (2, [])
    assert "past the review date" in result.err
    assert "--allow-expired" in result.err


def test_with_a_reason_it_is_printed_and_the_record_keeps_why(cli: Cli, samples: Path, record: Path) -> None:
    reason = "review is under way, agreed with the lead"
    result = cli("make", samples / "order.yaml", "-o", "x.pdf", "--allow-expired", reason, *LATE)
    assert result.code == 0, result.err
    kept = json.loads(record.read_text("utf-8"))
    assert kept["allow_expired"] == reason
    assert "expired-allowed" in {warning["code"] for warning in kept["warnings"]}
    codes = {choice["code"] for choice in kept["decisions"]["section"] if choice["id"] == "heat_cold"}
    assert codes == {"expired-allowed"}
