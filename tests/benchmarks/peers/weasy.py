"""WeasyPrint as its own experts write it: PDF/UA-1, one compiled template, style sheet, fonts and pictures read once.

    python -m tests.benchmarks.peers.weasy FILES FONTS LEAFLET.json OUT.pdf

``FILES`` is the folder that ``content.write_files`` has filled. Nothing of this program is imported, so that a cold
start is WeasyPrint's own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
import weasyprint
from weasyprint.text.fonts import FontConfiguration

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700, "ExtraBold": 800}


class Weasy:
    """Holds what is the same for every leaflet."""

    name = "WeasyPrint"
    tagged = True

    def __init__(self, files: Path, fonts: Path) -> None:
        self._base = files.resolve().as_uri() + "/"
        environment = jinja2.Environment(autoescape=True, loader=jinja2.FileSystemLoader(files))
        self._template = environment.get_template("leaflet.html.jinja")
        self._fonts = FontConfiguration()
        faces = "".join(
            f'@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: {weight}; '
            f'src: url("{(fonts.resolve() / f"AtkinsonHyperlegibleNext-{face}.ttf").as_uri()}") }}\n'
            for face, weight in WEIGHTS.items()
        )
        style = faces + (files / "leaflet.css").read_text(encoding="utf-8")
        self._style = weasyprint.CSS(string=style, base_url=self._base, font_config=self._fonts)
        self._pictures: dict[str, Any] = {}

    @property
    def version(self) -> str:
        """Of the package."""
        return str(weasyprint.__version__)

    def one(self, leaflet: dict[str, Any]) -> bytes:
        """The PDF of one leaflet."""
        pdf = self._render(leaflet).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
        assert isinstance(pdf, bytes)
        return pdf

    def many(self, leaflets: Sequence[dict[str, Any]]) -> bytes:
        """One PDF of all of them, each with page numbers of its own."""
        documents = [self._render(leaflet) for leaflet in leaflets]
        pages = [page for document in documents for page in document.pages]
        pdf = documents[0].copy(pages).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
        assert isinstance(pdf, bytes)
        return pdf

    def _render(self, leaflet: dict[str, Any]) -> Any:
        html = weasyprint.HTML(string=self._template.render(leaflet), base_url=self._base)
        return html.render(
            stylesheets=[self._style],
            font_config=self._fonts,
            cache=self._pictures,
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
        )


if __name__ == "__main__":
    files, fonts, leaflet, out = map(Path, sys.argv[1:])
    out.write_bytes(Weasy(files, fonts).one(json.loads(leaflet.read_bytes())))
