"""Ways to break what pages paint, and the way between pages and tree."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.verify.tools import (
    breaks,
    content,
    cut,
    edit,
    elements,
    links,
    mcid_of,
    page_of,
    put_content,
    respell,
    rows,
    sequence,
)

# The parent tree


@breaks("parent-tree")
def parents_swapped(pdf: pikepdf.Pdf) -> None:
    row = rows(pdf)[1]
    one, two = row[1], row[2]
    row[1], row[2] = two, one


@breaks("parent-tree")
def parents_of_two_pages_swapped(pdf: pikepdf.Pdf) -> None:
    pages = pdf.pages
    pages[0].obj.StructParents, pages[1].obj.StructParents = 1, 0


@breaks("parent-tree")
def parent_missing(pdf: pikepdf.Pdf) -> None:
    rows(pdf)[1][3] = None


@breaks("parent-tree")
def row_too_short(pdf: pikepdf.Pdf) -> None:
    del rows(pdf)[1][-1]


@breaks("parent-tree")
def row_missing(pdf: pikepdf.Pdf) -> None:
    del rows(pdf)[2:4]


@breaks("parent-tree")
def parent_tree_dropped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


@breaks("parent-tree")
def parent_for_nothing(pdf: pikepdf.Pdf) -> None:
    rows(pdf)[1].append(elements(pdf, "P")[0])


@breaks("page-without-struct-parents")
def page_does_not_lead_to_the_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj.StructParents


@breaks("page-without-struct-parents")
def two_pages_lead_to_one_place(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.StructParents = 0


# Marked content


@breaks("orphan-mcid")
def content_of_nobody(pdf: pikepdf.Pdf) -> None:
    put_content(pdf, content(pdf) + "\n/P <</MCID 999>> BDC 0 0 9 9 re f EMC")


@breaks("unknown-mcid")
def element_names_missing_content(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].K = 999


@breaks("unknown-mcid")
def element_names_no_page(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "P")[0].Pg


@breaks("mcid-twice")
def number_used_twice_on_a_page(pdf: pikepdf.Pdf) -> None:
    edit(pdf, "MCID 2>>", "MCID 1>>")


@breaks("mcid-twice")
def two_elements_name_the_same_content(pdf: pikepdf.Pdf) -> None:
    one, two = elements(pdf, "P")[:2]
    two.K = one.K


@breaks("unmarked-content")
def text_unmarked(pdf: pikepdf.Pdf) -> None:
    edit(pdf, sequence("P", mcid_of(elements(pdf, "P")[0])), r"\2")


@breaks("unmarked-content")
def rule_outside_marked_content(pdf: pikepdf.Pdf) -> None:
    put_content(pdf, content(pdf) + "\n0 0 m 100 100 l S")


@breaks("unmarked-content")
def marked_as_nothing(pdf: pikepdf.Pdf) -> None:
    edit(pdf, r"/P <</MCID 1>> BDC", "/Span <</Lang (en)>> BDC")


@breaks("text-as-artifact")
def paragraph_made_decoration(pdf: pikepdf.Pdf) -> None:
    last = elements(pdf, "P")[-1]
    page, mcid = page_of(pdf, last), mcid_of(last)
    cut(last)
    rows(pdf)[2 * page + 1][mcid] = None
    edit(pdf, sequence("P", mcid), r"/Artifact <</Type /Layout>> BDC\n\2\3", page)


@breaks("text-as-artifact")
def paragraph_made_a_footer(pdf: pikepdf.Pdf) -> None:
    first = elements(pdf, "P")[0]
    mcid = mcid_of(first)
    cut(first)
    rows(pdf)[1][mcid] = None
    edit(pdf, sequence("P", mcid), r"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n\2\3")


@breaks("text-as-artifact")
def paragraph_made_a_repeated_head(pdf: pikepdf.Pdf) -> None:
    first = elements(pdf, "P")[0]
    mcid = mcid_of(first)
    cut(first)
    rows(pdf)[1][mcid] = None
    edit(pdf, sequence("P", mcid), r"/Artifact <</Type /Pagination>> BDC\n\2\3")


@breaks("nested-content")
def decoration_inside_a_tag(pdf: pikepdf.Pdf) -> None:
    edit(pdf, sequence("P", 1), r"\1/Artifact BMC 0 0 9 9 re f EMC\n\2\3")


@breaks("nested-content")
def tag_inside_decoration(pdf: pikepdf.Pdf) -> None:
    edit(pdf, sequence("P", 1), r"/Artifact BMC\n\1\2\3\nEMC")


@breaks("unread-content")
def end_missing(pdf: pikepdf.Pdf) -> None:
    edit(pdf, r"EMC\nQ\s*$", "Q")


@breaks("unread-content")
def end_too_many(pdf: pikepdf.Pdf) -> None:
    put_content(pdf, content(pdf) + "\nEMC")


@breaks("unread-content")
def text_hidden_in_a_form(pdf: pikepdf.Pdf) -> None:
    body = re.search(sequence("P", 1), content(pdf), re.DOTALL)
    assert body
    form = pdf.make_stream(body[2].encode("latin-1"))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
    form.Resources = pdf.pages[0].obj.Resources
    pdf.pages[0].obj.Resources.XObject = Dictionary({"/Form": form})
    edit(pdf, sequence("P", 1), r"\1/Form Do\n\3")


@breaks("text-outside-page")
def text_moved_off_the_page(pdf: pikepdf.Pdf) -> None:
    edit(pdf, r"(/P <</MCID 1>> BDC\nBT 1 0 0 1 )[\d.]+ ", r"\g<1>9000 ")


@breaks("text-outside-page")
def text_moved_below_the_page(pdf: pikepdf.Pdf) -> None:
    put_content(pdf, "1 0 0 1 0 -700 cm\n" + content(pdf, 1), 1)


@breaks("text-outside-page")
def page_cut_smaller(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([0, 0, 300, 300])


# Words


@breaks("space-lost")
def space_lost_at_a_line_end(pdf: pikepdf.Pdf) -> None:
    respell(pdf, lambda text: text.rstrip(" ") if len(text) > 9 else text)


@breaks("text-differs")
def digit_of_a_dose_changed(pdf: pikepdf.Pdf) -> None:
    respell(pdf, lambda text: text.replace("10 minutes", "20 minutes"))


@breaks("text-differs")
def a_word_taken_out(pdf: pikepdf.Pdf) -> None:
    respell(pdf, lambda text: text.replace(" not ", " "))


@breaks("space-lost")
def a_word_cut_in_two(pdf: pikepdf.Pdf) -> None:
    respell(pdf, lambda text: text.replace("muscles", "mus cles"))


# Links


@breaks("link-without-contents", of="letter_us")
def contents_of_a_link_dropped(pdf: pikepdf.Pdf) -> None:
    del links(pdf)[0].Contents


@breaks("link-without-goal", of="letter_us")
def link_leads_nowhere(pdf: pikepdf.Pdf) -> None:
    del links(pdf)[0].A


@breaks("link-without-goal", of="letter_us")
def link_hidden(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].F = 2


@breaks("link-without-objr", of="letter_us")
def link_not_in_the_tree(pdf: pikepdf.Pdf) -> None:
    link = elements(pdf, "Link")[0]
    link.K = link.K[0]


@breaks("link-without-objr", of="letter_us")
def link_leads_back_elsewhere(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].StructParent = 0


@breaks("link-without-objr", of="letter_us")
def link_taken_off_its_page(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots


@breaks("link-without-objr", of="letter_us")
def link_tagged_as_plain_text(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Link")[0].S = Name.Span


@breaks("link-without-objr")
def link_without_a_tag(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://clinic.example"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 99, 99]), F=4, A=action)
    link.Contents = String("clinic.example")
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


@breaks("annotation")
def note_stuck_on_a_page(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 29, 29]), Contents=String("hello"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
