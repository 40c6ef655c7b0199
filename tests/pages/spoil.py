"""Tools to spoil a page: change, move, add and hide what is painted."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
from pikepdf import Dictionary

from tests.pages.paper import MM, Page, Paper, Run, read

_TEXT = re.compile(r"BT 1 0 0 1 (\S+) (\S+) Tm (\S+ \S+ \S+ rg) (/\S+) (\S+) Tf (.*?ET)", re.S)
_STEP = re.compile(
    r"(?P<string>\((?:\\.|[^\\()])*\))"
    r"|(?P<text>BT 1 0 0 1 \S+ \S+ Tm)(?P<ink>(?: \S+ \S+ \S+ rg)?)(?P<face>(?: /\S+ \S+ Tf)?)"
    r"|(?P<font> /\S+ \S+ Tf)|(?P<fill>(?<=\n)\S+ \S+ \S+ rg)|\b(?P<keep>[qQ])\b",
    re.S,
)
"""What sets colour or font, or shows text."""


def explicit(content: str) -> str:
    """``content`` with colour and font set for each text, so that it looks the same wherever it stands."""
    kept: list[tuple[str, str]] = []
    now = ("", "")

    def step(found: re.Match[str]) -> str:
        nonlocal now
        if found["text"]:
            now = (found["ink"] or now[0], found["face"] or now[1])
            return "".join((found["text"], *now))
        if found["font"]:
            now = (now[0], found["font"])
        elif found["fill"]:
            now = (f" {found['fill']}", now[1])
        elif found["keep"] == "q":
            kept.append(now)
        elif found["keep"] == "Q":
            now = kept.pop()
        return found[0]

    return _STEP.sub(step, content)


class Spoiled:
    """A PDF whose pages can be spoiled. Lengths in mm from the top left corner."""

    def __init__(self, pdf: bytes) -> None:
        self.paper: Paper = read(pdf)
        self._file = pikepdf.open(io.BytesIO(pdf))

    def pdf(self) -> bytes:
        """The spoiled file."""
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()

    def find(self, text: str) -> tuple[Page, Run]:
        """The first print that begins with ``text``, and its page."""
        return next((page, run) for page in self.paper.pages for run in page.runs if run.text.startswith(text))

    def content(self, number: int) -> str:
        """What page ``number`` paints."""
        return explicit(bytes(self._file.pages[number - 1].Contents.read_bytes()).decode("latin-1"))

    def put(self, number: int, content: str) -> None:
        """Let page ``number`` paint ``content`` and nothing else."""
        self._file.pages[number - 1].Contents = self._file.make_stream(content.encode("latin-1"))

    def over(self, number: int, code: str) -> None:
        """Paint more on top."""
        self.put(number, f"{self.content(number)}\n/Artifact <</Type /Layout>> BDC\n{code}\nEMC")

    def under(self, number: int, code: str) -> None:
        """Paint more beneath everything."""
        self.put(number, f"/Artifact <</Type /Layout>> BDC\n{code}\nEMC\n{self.content(number)}")

    def box(self, number: int, left: float, top: float, width: float, height: float, rgb: str) -> str:
        """Operators for a filled rectangle."""
        down = self.paper.page(number).height - top - height
        return f"q {rgb} rg {left * MM} {down * MM} {width * MM} {height * MM} re f Q"

    def line(self, number: int, left: float, top: float, right: float, bottom: float, width: float = 0.75) -> str:
        """Operators for a black line of ``width`` points."""
        high = self.paper.page(number).height
        ends = f"{left * MM} {(high - top) * MM} m {right * MM} {(high - bottom) * MM} l"
        return f"q 0 0 0 RG {width} w {ends} S Q"

    def change(
        self,
        text: str,
        *,
        across: float = 0,
        down: float = 0,
        size: float | None = None,
        rgb: str | None = None,
        row: int = 0,
    ) -> tuple[Page, Run]:
        """Move, resize or colour the print that begins with ``text``, or a later row of it."""
        page, run = self.find(text)

        def spoil(sequence: str) -> str:
            found = list(_TEXT.finditer(sequence))[row]
            x, y, colour, font, points, rest = found.groups()
            x, y = float(x) + across * MM, float(y) - down * MM
            colour, points = f"{rgb} rg" if rgb else colour, size or points
            new = f"BT 1 0 0 1 {x} {y} Tm {colour} {font} {points} Tf {rest}"
            return sequence[: found.start()] + new + sequence[found.end() :]

        self._in_sequence(page.number, run.mcid, spoil)
        return page, run

    def to_page(self, text: str, number: int) -> None:
        """Paint the piece that begins with ``text`` on another page, and say so in the tree."""
        page, run = self.find(text)
        taken: list[str] = []

        def take(sequence: str) -> str:
            taken.append(sequence)
            return ""

        self._in_sequence(page.number, run.mcid, take)
        free = 1 + max(other.mcid for other in self.paper.page(number).runs) + len(self.content(number))
        self.put(number, self.content(number) + "\n" + re.sub(r"MCID \d+", f"MCID {free}", taken[0], count=1))
        owner = self._owner(self._file.pages[page.number - 1].obj.objgen, run.mcid)
        owner.Pg, owner.K = self._file.pages[number - 1].obj, free

    def _in_sequence(self, number: int, mcid: int, spoil: Callable[[str], str]) -> None:
        content = self.content(number)
        found = re.search(rf"/\w+ <</MCID {mcid}>> BDC\n.*?\nEMC", content, re.S)
        assert found is not None
        self.put(number, content[: found.start()] + spoil(found.group()) + content[found.end() :])

    def _owner(self, page: tuple[int, int], mcid: int) -> Dictionary:
        waiting = [self._file.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            kids = element.get("/K")
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            if any(kid == mcid for kid in kids if not isinstance(kid, Dictionary)) and element.Pg.objgen == page:
                return element
            waiting += [kid for kid in kids if isinstance(kid, Dictionary)]
        raise AssertionError("nobody owns it")
