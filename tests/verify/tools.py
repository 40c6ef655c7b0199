"""Tools that break a PDF in one place, and the list of ways to break one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from handouts.verify.read.fonts import read_font

Break = Callable[[pikepdf.Pdf], None]


@dataclass(frozen=True)
class Mutation:
    """One way to break a leaflet: the leaflet it is done to, and a code that verify must then report."""

    name: str
    code: str
    of: str
    run: Break


MUTATIONS: list[Mutation] = []


def breaks(code: str, of: str = "order") -> Callable[[Break], Break]:
    """Put the function into the list."""

    def keep(function: Break) -> Break:
        MUTATIONS.append(Mutation(function.__name__, code, of, function))
        return function

    return keep


# The tree


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The children of a structure element."""
    found = element.get("/K")
    return list(found) if isinstance(found, Array) else [found]


def elements(pdf: pikepdf.Pdf, *tags: str) -> list[pikepdf.Object]:
    """Structure elements in reading order; of ``tags`` only, if any are given."""

    def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield element
        for kid in kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    found = [element for root in kids(pdf.Root.StructTreeRoot) for element in walk(root)]
    return [element for element in found if not tags or str(element.S)[1:] in tags]


def put_kids(element: pikepdf.Object, new: list[pikepdf.Object]) -> None:
    """Other children for ``element``."""
    element.K = Array(new)


def cut(element: pikepdf.Object) -> None:
    """Take ``element`` out of the tree; what it names stays on its page."""
    put_kids(element.P, [kid for kid in kids(element.P) if kid != element])


def rows(pdf: pikepdf.Pdf) -> Array:
    """The parent tree: keys and values in turn."""
    found = pdf.Root.StructTreeRoot.ParentTree.Nums
    assert isinstance(found, Array)
    return found


def mcid_of(element: pikepdf.Object) -> int:
    """The number of its only content."""
    (kid,) = kids(element)
    return int(kid)


def page_of(pdf: pikepdf.Pdf, element: pikepdf.Object) -> int:
    """Which page it is on."""
    return next(index for index, page in enumerate(pdf.pages) if page.obj == element.Pg)


# The content of a page


def content(pdf: pikepdf.Pdf, page: int = 0) -> str:
    """What stands in the content stream."""
    return pdf.pages[page].obj.Contents.read_bytes().decode("latin-1")


def put_content(pdf: pikepdf.Pdf, text: str, page: int = 0) -> None:
    """Another content stream."""
    pdf.pages[page].obj.Contents = pdf.make_stream(text.encode("latin-1"))


def edit(pdf: pikepdf.Pdf, pattern: str, replacement: str, page: int = 0) -> None:
    """Replace the first match of ``pattern`` in the content of ``page``; there must be one."""
    before = content(pdf, page)
    after, count = re.subn(pattern, replacement, before, count=1, flags=re.DOTALL)
    assert count == 1, pattern
    put_content(pdf, after, page)


def sequence(tag: str, mcid: int) -> str:
    """A pattern for the marked content of an element: three groups, begin, inside and end."""
    return rf"(/{tag} <</MCID {mcid}>> BDC\n)((?:(?!EMC).)*)(EMC)"


def respell(pdf: pikepdf.Pdf, change: Callable[[str], str]) -> None:
    """Change the first string that ``change`` changes, in letters that its font has."""
    for page in pdf.pages:
        fonts = {name: read_font(font) for name, font in page.obj.Resources.Font.items()}
        instructions = list(pikepdf.parse_content_stream(page))
        font = ""
        for index, instruction in enumerate(instructions):
            if str(instruction.operator) == "Tf":
                font = str(instruction.operands[0])
            if str(instruction.operator) != "Tj":
                continue
            said = fonts[font].unicode
            assert said is not None
            before = "".join(said[code] for code in bytes(instruction.operands[0]))
            after = change(before)
            if after != before:
                back = {text: code for code, text in said.items()}
                data = pikepdf.String(bytes(back[letter] for letter in after))
                instructions[index] = pikepdf.ContentStreamInstruction([data], instruction.operator)
                page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
                return
    raise AssertionError("no string was changed")


# What the file says of itself


def edit_xmp(pdf: pikepdf.Pdf, pattern: str, replacement: str) -> None:
    """Replace the first match of ``pattern`` in the metadata; there must be one."""
    before = pdf.Root.Metadata.read_bytes().decode()
    after, count = re.subn(pattern, replacement, before, count=1)
    assert count == 1, pattern
    pdf.Root.Metadata.write(after.encode())


def first_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The first font of the first page."""
    return next(iter(pdf.pages[0].obj.Resources.Font.values()))


def edit_map(pdf: pikepdf.Pdf, pattern: str, replacement: str) -> None:
    """Replace the first match of ``pattern`` in the ToUnicode map of the first font; there must be one."""
    stream = first_font(pdf).ToUnicode
    after, count = re.subn(pattern, replacement, stream.read_bytes().decode(), count=1)
    assert count == 1, pattern
    stream.write(after.encode())


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every link annotation."""
    found = [item for page in pdf.pages for item in page.obj.get("/Annots", Array([]))]
    assert found
    return [item for item in found if item.Subtype == Name.Link]
