"""Mail profiles: those built in hold together, and a clinic's own is read as strictly as all else."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.library.mail import mail_profiles, read_mail_profile
from handouts.model.mail import Box, address_rows
from handouts.model.order import Post
from handouts.model.paper import POINTS

BUILT_IN = sorted(mail_profiles())
MM = 72 / 25.4


def holds(one: Box, left: float, top: float, width: float, height: float) -> bool:
    inside = one.left <= left and one.top <= top
    return inside and left + width <= one.left + one.width and top + height <= one.top + one.height


def test_there_are_two() -> None:
    assert BUILT_IN == ["uk_dl", "us_10"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_profile_holds_together(name: str) -> None:
    profile, problems = read_mail_profile(name)
    assert problems == []
    assert profile is not None
    window, sender = profile.window, profile.return_address
    assert holds(profile.clear, window.left, window.top, window.width, window.height)
    assert holds(window, profile.address.left, profile.address.top, 60, 12)
    assert sender.top + sender.height <= profile.clear.top
    assert window.left + window.width < POINTS[profile.paper][0] / MM


def test_the_windows_follow_from_envelope_and_fold() -> None:
    """Envelope, sheet and window as suppliers give them: what always shows, and what can show."""
    inch = 25.4
    cases = {
        "uk_dl": ((220, 110), (210, 99), (20, 53, 93, 39)),
        "us_10": (
            (9.5 * inch, 4.125 * inch),
            (8.5 * inch, 11 * inch / 3),
            (0.875 * inch, 2.5 * inch, 4.5 * inch, 1.125 * inch),
        ),
    }
    for name, ((wide, high), (across, down), (left, top, width, height)) in cases.items():
        profile, _ = read_mail_profile(name)
        assert profile is not None
        sideways, up = wide - across, high - down
        always = (left, top, width - sideways, height - up)
        may = (max(0.0, left - sideways), top - up, width + min(left, sideways), height + up)
        for box, expected in ((profile.window, always), (profile.clear, may)):
            found = (box.left, box.top, box.width, box.height)
            assert found == pytest.approx(expected, abs=0.2), name


def test_a_profile_of_the_clinics_own_wins(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    text = mail_profiles()["uk_dl"].read_text("utf-8").replace("most_sheets: 6", "most_sheets: 4")
    (folder / "uk_dl.yaml").write_text(text, encoding="utf-8")
    profile, problems = read_mail_profile("uk_dl", tmp_path)
    assert problems == []
    assert profile is not None
    assert profile.most_sheets == 4


FAULTS = [
    ("paper: a4", "paper: a5", "paper: a4"),
    ("most_sheets: 6", "most_sheets: 0", "most_sheets: 6"),
    ("inset: 6", "inset: 3", "inset: 6"),
    ("unprintable: 5", "unprintable: 8", "envelope:"),
    ("cover: yes", "covers: yes", "cover: yes"),
]
"""What is replaced, by what, and what the line of the fault holds; the whole file's is its first."""


@pytest.mark.parametrize(("old", "new", "where"), FAULTS)
def test_a_faulty_one_is_refused_with_its_place(tmp_path: Path, old: str, new: str, where: str) -> None:
    (tmp_path / "mail").mkdir()
    text = mail_profiles()["uk_dl"].read_text("utf-8")
    assert text.count(old) == 1
    (tmp_path / "mail" / "x.yaml").write_text(text.replace(old, new), encoding="utf-8")
    profile, (problem,) = read_mail_profile("x", tmp_path)
    assert profile is None
    assert problem.place.file.endswith("x.yaml")
    assert where in text.splitlines()[problem.place.line - 1]


def test_an_unknown_name() -> None:
    profile, (problem,) = read_mail_profile("us_11")
    assert profile is None
    assert "uk_dl, us_10" in problem.hint


def test_addresses_as_the_post_wants_them() -> None:
    post = Post(lines=("3 Maple Street", "Little Haven, OR"), postcode="97xxx-1", country="Freedonia")
    (british, _), (american, _) = read_mail_profile("uk_dl"), read_mail_profile("us_10")
    assert british is not None
    assert american is not None
    assert address_rows("Ada", post, british) == ("Ada", "3 Maple Street", "Little Haven, OR", "97XXX-1", "FREEDONIA")
    assert address_rows("Ada", post, american) == ("Ada", "3 Maple Street", "Little Haven, OR 97XXX-1", "FREEDONIA")
