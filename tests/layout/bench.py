"""What layout tests share: a setting, and blocks composed from case files without a selection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from handouts.layout.fonts import fonts
from handouts.layout.layout import BUILT_IN
from handouts.layout.setting import Setting
from handouts.layout.style import SCALES, grid
from handouts.model.blocks import Block, BlockSource
from handouts.model.colour import Scheme, palette
from handouts.model.drawing import Shape
from handouts.model.exercise import Card, DoseCell, Kind
from handouts.model.illustration import Picture, paints
from handouts.model.library import Library
from handouts.model.line import Line, LineSource
from handouts.model.paper import Format
from handouts.model.wording import Text, Wording
from handouts.strict import parse

CASES = Path(__file__).parent.parent / "cases" / "blocks"
NUMBERS = {"minutes": 15, "short": 10, "gap": 2, "times": 3, "check": 5}


def setting_for(
    library: Library,
    *,
    page: str = "a4",
    format: Format = Format.STANDARD,
    brand: str = "fernhollow",
    colour: str | None = None,
    scheme: Scheme = Scheme.FULL,
) -> Setting:
    """A setting as a leaflet would have it; ``colour`` in place of the brand's."""
    look, paper = library.brands[brand], grid(page, format)
    colour = colour or look.colours.brand
    return Setting(
        scale=SCALES[format],
        grid=paper,
        fonts=fonts(library.fonts[BUILT_IN]),
        palette=palette(colour, scheme=scheme),
        brand=look,
        icons=library.icons,
        logo=library.logos[brand],
        width=paper.text_width,
        continued="(continued)",
        links={},
        illustrations=library.illustrations,
        paint=paints(colour, look.figures, scheme),
    )


def _line(id: str, text: str) -> Line:
    return Line(id, Text.plain(text))


class PlainComposer:
    """Says every line, with ``stretch`` as much longer as a translation might be."""

    def __init__(self, stretch: float = 0) -> None:
        self._stretch = stretch

    def lines(self, sources: tuple[LineSource, ...]) -> tuple[Line, ...]:
        return tuple(self.title(source.id, source.text) for source in sources)

    def first(self, alternatives: tuple[LineSource, ...]) -> Line | None:
        return self.lines(alternatives)[0]

    def title(self, id: str, wording: Wording) -> Line:
        text = wording.render(NUMBERS)
        more = int(len(str(text)) * self._stretch)
        words = (" longer words" * (more // 13 + 1))[:more] if more else ""
        return Line(id, Text.joined([text, Text.plain(words.strip())]) if words.strip() else text)

    def signs(self) -> tuple[Line, ...]:
        texts = ("You have a fever, or feel hot, cold or shivery.", "The pain keeps waking you and nothing eases it.")
        return tuple(self.title(f"sign_{number}", Wording.of(text)) for number, text in enumerate(texts))

    def number(self, variable: str) -> int:
        return NUMBERS[variable]

    def word(self, id: str, count: int | None = None, **values: object) -> str:
        if id.startswith("ordinal"):
            return "1st"
        return " ".join([id.replace("_", " "), *map(str, values.values())])

    def days(self, count: int) -> tuple[str, ...]:
        return tuple(f"Mon {number}" for number in range(1, count + 1))

    def rows(self, variable: str) -> tuple[tuple[str, ...], ...]:
        return ()

    def web_page(self) -> str | None:
        return "https://fernhollow.example/back"

    def title_picture(self, usual: str) -> Picture | None:
        return Picture(usual, "Somebody walks", "Walk")

    def illustration(self, id: str, caption: Line) -> Picture:
        return Picture(id, "Somebody rests", str(caption))

    def cards(self, kind: Kind) -> tuple[Card, ...]:
        steps = tuple(_line(f"s{n}", f"Do step {n} of this move, slowly and with care.") for n in range(1, 5))
        dose = (DoseCell("8", "slow moves"), DoseCell("3", "seconds hold"), DoseCell("2", "times a day"))
        if kind is not Kind.STRETCH:
            return ()
        pictures = (
            Picture("cat_cow_a", "A back is round", "Round up"),
            Picture("cat_cow_b", "A back is level", "Back to level", mirrored=True),
        )
        return (
            Card(
                "a",
                _line("a", "First move"),
                "1 of 2",
                steps,
                _line("e", "Easier: sit."),
                None,
                (),
                dose,
                None,
                pictures,
            ),
            Card(
                "b",
                _line("b", "Second move"),
                "2 of 2",
                steps[:3],
                None,
                _line("h", "Next: more."),
                (_line("x", "Stop if dizzy."),),
                dose[:1],
            ),
        )


def block_names() -> list[str]:
    """The case files, one for each block type."""
    return sorted(path.stem for path in CASES.glob("*.yaml"))


def composed(name: str, stretch: float = 0) -> Block:
    """The block of a case file."""
    document, problems = parse((CASES / f"{name}.yaml").read_bytes(), name)
    assert not problems, problems
    source: Any = TypeAdapter(BlockSource).validate_python(document.data)
    block: Block | None = source.compose(PlainComposer(stretch))
    assert block is not None
    return block


def extent(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the points of a path, on its strip."""
    xs = [shape.x + n for _, numbers in shape.segments for n in numbers[::2]]
    ys = [shape.y + n for _, numbers in shape.segments for n in numbers[1::2]]
    return min(xs), min(ys), max(xs), max(ys)
