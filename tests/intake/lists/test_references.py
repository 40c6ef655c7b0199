"""References that come again, found with little memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handouts.intake.lists.references import References


@given(st.lists(st.text("abAB1", min_size=1, max_size=3), max_size=80))
def test_as_a_dict_would(references: list[str]) -> None:
    seen, known = References(places=4), dict[str, int]()
    for row, reference in enumerate(references):
        assert seen.first(reference, row) == known.get(reference.casefold())
        known.setdefault(reference.casefold(), row)


def test_it_is_small() -> None:
    seen = References()
    for row in range(20_000):
        assert seen.first(f"A-{row}", row) is None
    assert seen.first("a-7", 1) == 7
    assert seen.size() <= 12 * 2 * 20_000 * 3 / 2
