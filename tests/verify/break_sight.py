"""Ways to make a leaflet sound other than it looks: what is hidden, covered, turned, or spoken in its place."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.verify.tools import breaks, content, edit, edit_xmp, elements, links, mcid_of, put_content, sequence

WHOLE_PAGE = "0 0 5000 5000 re"


def at_end(pdf: pikepdf.Pdf, code: str) -> None:
    """Paint something more, as decoration."""
    put_content(pdf, f"{content(pdf)}\n/Artifact <</Type /Layout>> BDC\n{code}\nEMC")


# Words that are spoken in place of the text


@breaks("replacement-text")
def alt_on_a_paragraph(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[5].Alt = String("Take 100 pills")


@breaks("replacement-text")
def alt_on_an_item(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "LI")[0].Alt = String("Take 100 pills")


@breaks("replacement-text")
def actual_text_on_a_section(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Sect")[0].ActualText = String("")


@breaks("replacement-text")
def expansion_on_a_paragraph(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[5].E = String("Take 100 pills")


@breaks("replacement-text", of="website")
def alt_on_a_link_is_not_its_text(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Link")[0].Alt = String("Take 100 pills")


@breaks("replacement-text")
def alt_on_marked_content(pdf: pikepdf.Pdf) -> None:
    edit(pdf, "MCID 1>>", "MCID 1 /Alt (Take 100 pills)>>")


@breaks("replacement-text")
def actual_text_on_a_span_inside(pdf: pikepdf.Pdf) -> None:
    edit(pdf, sequence("P", 1), r"\1/Span <</ActualText (Take 100 pills)>> BDC\n\2EMC\n\3")


@breaks("alt-differs")
def another_alt(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Figure")[0].Alt = String("Take 100 pills")


@breaks("figure-without-alt")
def alt_among_the_attributes_only(pdf: pikepdf.Pdf) -> None:
    figure = elements(pdf, "Figure")[0]
    figure.A.Alt = figure.Alt
    del figure.Alt


# Language and title


@breaks("language")
def another_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("fr-FR")


@breaks("language")
def another_language_everywhere(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("fr-FR")
    edit_xmp(pdf, r"(<dc:language><rdf:Bag><rdf:li>)[^<]*", r"\1fr-FR")


@breaks("language")
def language_on_a_paragraph(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[5].Lang = String("fr-FR")


@breaks("language")
def language_on_the_document(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Document")[0].Lang = String("fr-FR")


@breaks("language")
def language_on_marked_content(pdf: pikepdf.Pdf) -> None:
    edit(pdf, "MCID 1>>", "MCID 1 /Lang (fr-FR)>>")


@breaks("title")
def another_title_in_the_metadata(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, r'(<dc:title><rdf:Alt><rdf:li xml:lang="x-default">)[^<]*', r"\1Another leaflet")


@breaks("title")
def another_title_everywhere(pdf: pikepdf.Pdf) -> None:
    another_title_in_the_metadata(pdf)
    pdf.docinfo.Title = String("Another leaflet")


@breaks("title")
def second_title_in_the_metadata(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, "<dc:title>", "<dc:title>Another leaflet</dc:title><dc:title>")


@breaks("title")
def title_not_in_the_information(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo.Title


# Links


@breaks("link-target", of="website")
def link_leads_elsewhere(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].A.URI = String("https://elsewhere.example")


@breaks("link-target", of="website")
def link_is_not_secure(pdf: pikepdf.Pdf) -> None:
    link = links(pdf)[0]
    link.A.URI = String(str(link.A.URI).replace("https:", "http:"))


@breaks("link-target", of="website")
def link_says_something_else(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].Contents = String("elsewhere.example")


@breaks("link-target", of="website")
def link_opens_another_file(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].A.S = Name.Launch


# Text that nobody sees


@breaks("invisible-text")
def text_without_ink(pdf: pikepdf.Pdf) -> None:
    put_content(pdf, f"3 Tr\n{content(pdf)}")


@breaks("invisible-text")
def one_paragraph_without_ink(pdf: pikepdf.Pdf) -> None:
    edit(pdf, sequence("P", mcid_of(elements(pdf, "P")[5])), r"\g<1>3 Tr\n\g<2>0 Tr\n\3")


@breaks("invisible-text")
def white_on_white(pdf: pikepdf.Pdf) -> None:
    put_content(pdf, re.sub(r"[\d.]+ [\d.]+ [\d.]+ rg (/H)", r"1 1 1 rg \1", content(pdf)))


@breaks("invisible-text")
def one_paragraph_white_on_white(pdf: pikepdf.Pdf) -> None:
    edit(pdf, r"(/P <</MCID 1>> BDC\nBT [^/]* Tm )[\d. ]+ rg", r"\1 1 g")


@breaks("invisible-text")
def white_text_loses_its_dark_ground(pdf: pikepdf.Pdf) -> None:
    # Every panel is painted white; the white text on the dark ones is then on white.
    put_content(pdf, re.sub(r"[\d.]+ [\d.]+ [\d.]+ rg\n", "1 1 1 rg\n", content(pdf)))


@breaks("invisible-text")
def text_too_small_to_see(pdf: pikepdf.Pdf) -> None:
    edit(pdf, r"(/P <</MCID 1>> BDC\nBT [^/]*/H\S+) [\d.]+ Tf", r"\1 0.1 Tf")


@breaks("invisible-text")
def text_clipped_away(pdf: pikepdf.Pdf) -> None:
    put_content(pdf, f"0 0 1 1 re W n\n{content(pdf)}")


@breaks("unread-content")
def text_made_transparent(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(Faint=Dictionary(ca=0, CA=0))
    put_content(pdf, f"/Faint gs\n{content(pdf)}")


@breaks("unread-content")
def text_on_a_hidden_layer(pdf: pikepdf.Pdf) -> None:
    edit(pdf, sequence("P", 1), r"\1/OC /Layer BDC\n\2EMC\n\3")


@breaks("covered-text")
def page_painted_over(pdf: pikepdf.Pdf) -> None:
    at_end(pdf, f"1 1 1 rg {WHOLE_PAGE} f")


@breaks("covered-text")
def one_line_painted_over(pdf: pikepdf.Pdf) -> None:
    # The letterhead is the first part of the page, moved to its place.
    corner = re.search(r"q 1 0 0 1 (\S+) (\S+) cm\n", content(pdf))
    place = re.search(r"/P <</MCID 1>> BDC\nBT 1 0 0 1 (\S+) (\S+) Tm", content(pdf))
    assert corner
    assert place
    x, y = (float(a) + float(b) for a, b in zip(corner.groups(), place.groups(), strict=True))
    at_end(pdf, f"q 1 0 0 1 {x + 9} {y} cm 1 g 0 0 20 10 re f Q")


@breaks("covered-text")
def page_covered_by_a_wide_line(pdf: pikepdf.Pdf) -> None:
    at_end(pdf, "1 1 1 RG 2000 w 0 400 m 900 400 l S")


@breaks("covered-text")
def page_covered_by_a_picture(pdf: pikepdf.Pdf) -> None:
    at_end(pdf, "q 900 0 0 900 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")


# The part of the page that is shown


@breaks("page-box")
def crop_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 0, 100, 100])


@breaks("text-outside-page")
def text_outside_the_crop_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 0, 100, 100])


@breaks("page-box")
def crop_box_for_all_pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.CropBox = Array([0, 0, 400, 400])


@breaks("page-box")
def page_turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Rotate = 180


@breaks("page-box")
def page_in_another_scale(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 0.1
