"""Ways to break what the file says of itself: catalogue, metadata, fonts, bookmarks."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.verify.tools import breaks, edit_map, edit_xmp, first_font

# Catalogue and metadata


@breaks("language")
def language_dropped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


@breaks("language")
def language_is_nonsense(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("English")


@breaks("title")
def title_dropped(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, r"<dc:title>.*</dc:title>", "")


@breaks("title")
def title_blank(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, r'(<dc:title><rdf:Alt><rdf:li xml:lang="x-default">)[^<]*', r"\1 ")


@breaks("title")
def another_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Title = String("Another leaflet")


@breaks("display-title")
def title_not_shown(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@breaks("display-title")
def no_viewer_preferences(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


@breaks("not-marked")
def said_to_be_untagged(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


@breaks("not-marked")
def not_said_to_be_tagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


@breaks("not-marked")
def tags_said_to_be_suspect(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


@breaks("no-ua-claim")
def no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@breaks("no-ua-claim")
def ua_claim_removed(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, r"<pdfuaid:part>1</pdfuaid:part>", "")


@breaks("no-ua-claim")
def metadata_is_no_xml(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(b"<x:xmpmeta")


@breaks("no-a-claim")
def a_claim_lowered(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, r"<pdfaid:conformance>A<", "<pdfaid:conformance>B<")


@breaks("no-a-claim")
def a_claim_of_another_part(pdf: pikepdf.Pdf) -> None:
    edit_xmp(pdf, r"<pdfaid:part>2<", "<pdfaid:part>1<")


@breaks("output-intent")
def no_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


@breaks("output-intent")
def output_intent_without_a_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


@breaks("tab-order")
def tab_order_dropped(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj.Tabs


@breaks("tab-order")
def tab_order_by_rows(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Tabs = Name.R


@breaks("page-box")
def page_without_a_size(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([0, 0, 0, 0])


@breaks("text-differs")
def page_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


@breaks("a2a")
def script_added(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


# Fonts


@breaks("font-not-embedded")
def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    del first_font(pdf).FontDescriptor.FontFile2


@breaks("font-not-embedded")
def plain_helvetica(pdf: pikepdf.Pdf) -> None:
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources.Font["/H"] = pdf.make_indirect(helvetica)


@breaks("to-unicode")
def characters_unknown(pdf: pikepdf.Pdf) -> None:
    del first_font(pdf).ToUnicode


@breaks("to-unicode")
def character_is_nothing(pdf: pikepdf.Pdf) -> None:
    edit_map(pdf, r"(<65> )<[0-9A-F]{4}>", r"\1<0000>")


@breaks("to-unicode")
def character_is_a_byte_order_mark(pdf: pikepdf.Pdf) -> None:
    edit_map(pdf, r"(<65> )<[0-9A-F]{4}>", r"\1<FEFF>")


@breaks("to-unicode")
def character_is_private(pdf: pikepdf.Pdf) -> None:
    edit_map(pdf, r"(<65> )<[0-9A-F]{4}>", r"\1<E001>")


@breaks("to-unicode")
def character_left_out(pdf: pikepdf.Pdf) -> None:
    edit_map(pdf, r"<65> <[0-9A-F]{4}>\n", "")


@breaks("text-differs")
def character_is_another(pdf: pikepdf.Pdf) -> None:
    edit_map(pdf, r"(<65> )<[0-9A-F]{4}>", r"\1<0051>")


@breaks("unread-content")
def font_missing(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[0].obj.Resources.Font
    del fonts[next(iter(fonts.keys()))]


# Bookmarks


@breaks("bookmark")
def bookmark_renamed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("Another heading")


@breaks("bookmark")
def bookmark_dropped(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    pdf.Root.Outlines.First = first.Next
    del first.Next.Prev


@breaks("bookmark")
def bookmarks_dropped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


@breaks("bookmark")
def bookmark_leads_to_another_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Dest[0] = pdf.pages[-1].obj


@breaks("bookmark")
def bookmarks_run_in_a_circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.Last.Next = pdf.Root.Outlines.First
