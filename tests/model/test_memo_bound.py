"""A memo is bounded, and keeps what is asked for again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handouts.model.memo import FEW, Memo


def kept(memo: Memo, kind: str) -> int:
    return len(memo._kept[kind].new) + len(memo._kept[kind].old)


@given(st.lists(st.integers(0, 40)), st.integers(0, 12))
def test_always_right_and_never_more(keys: list[int], most: int) -> None:
    memo = Memo(most)
    for key in keys:
        assert memo.of("kind", key, lambda key=key: key * 2) == key * 2  # type: ignore[misc]
    assert not keys or not most or kept(memo, "kind") <= most + 1


def test_what_is_asked_for_again_stays() -> None:
    memo, made = Memo(10), []
    for new in range(100):
        memo.of("kind", "often", lambda: made.append("often"))
        memo.of("kind", new, lambda: None)
    assert made == ["often"]
    memo.of("kind", 3, lambda: made.append("seldom"))
    assert made == ["often", "seldom"]


def test_of_large_results_fewer_are_kept() -> None:
    memo = Memo()
    for key in range(10 * FEW["body"]):
        memo.of("body", key, lambda: None)
    assert kept(memo, "body") <= FEW["body"]


def test_a_number_stands_for_one_key_alone_and_is_never_given_again() -> None:
    memo = Memo(8)
    one = memo.number("measured", (1.0, 2.0))
    assert memo.number("measured", (1.0, 2.0)) == one
    others = [memo.number("measured", key) for key in range(100)]
    assert len({one, *others}) == 101
    assert memo.number("measured", (1.0, 2.0)) not in {one, *others}, "it was no longer kept"
    assert Memo(0).number("measured", 1) != Memo(0).number("measured", 1), "nothing is kept"
