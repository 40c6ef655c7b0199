"""Golden texts: the words of a whole leaflet, read as a patient would.

A case is ``tests/cases/orders/NAME.yaml``; the samples of ``assets/samples`` are cases too. The words stand in
``NAME.txt``. Write them anew with ``pytest --update-golden``, and read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import resources
from handouts.compose import compose
from handouts.intake import read_order_file
from handouts.model.leaflet import Leaflet
from handouts.model.library import Library
from handouts.model.problem import errors_in
from handouts.select import select
from tests.strategies import TODAY

CASES = Path(__file__).parents[1] / "cases" / "orders"
SAMPLES = resources.assets_dir() / "samples"
FILES = {path.stem: path for path in sorted(CASES.glob("*.yaml"))} | {
    f"sample_{path.stem}": path for path in sorted(SAMPLES.glob("*.yaml"))
}


def made(path: Path, library: Library) -> Leaflet:
    order, problems = read_order_file(path, library.vocabulary, today=TODAY)
    assert order is not None, errors_in(problems)
    brand = order.brand or "fernhollow"
    return compose(order, library, select(order, library, today=TODAY, brand=brand), today=TODAY, brand=brand)


def text_of(leaflet: Leaflet) -> str:
    """Strip, then section by section, then the footer."""
    head = [leaflet.letterhead.name, *(f"{cell.label}: {cell.value}" for cell in leaflet.strip)]
    foot = leaflet.footer
    parts = [head, *(list(section.read_aloud()) for section in leaflet.sections)]
    parts.append([foot.title, foot.version, foot.made, foot.review_by, foot.clinic, foot.reference])
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def test_there_are_enough_cases() -> None:
    assert len(FILES) >= 12


@pytest.mark.parametrize("name", FILES)
def test_the_words_of_the_leaflet(name: str, library: Library, update_golden: bool) -> None:
    text, golden = text_of(made(FILES[name], library)), CASES / f"{name}.txt"
    if update_golden:
        golden.write_text(text, encoding="utf-8")
    assert golden.is_file(), "write it with: pytest --update-golden"
    assert text == golden.read_text(encoding="utf-8")


def test_every_golden_text_belongs_to_a_case() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == set(FILES)
