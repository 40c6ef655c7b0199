"""Ways to break the structure tree."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.verify.tools import breaks, cut, edit, elements, kids, mcid_of, page_of, put_kids, rows, sequence


@breaks("figure-without-alt")
def alt_dropped(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


@breaks("figure-without-alt")
def alt_blank(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Figure")[-1].Alt = String(" ")


@breaks("figure-without-box")
def box_dropped(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0].A


@breaks("figure-without-box")
def box_off_the_page(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Figure")[0].A.BBox = Array([2000, 2000, 2100, 2100])


@breaks("figure-without-box")
def box_empty(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Figure")[0].A.BBox = Array([50, 50, 50, 50])


@breaks("wrong-parent")
def parent_wrong(pdf: pikepdf.Pdf) -> None:
    one, two = elements(pdf, "Sect")[:2]
    kids(one)[-1].P = two


@breaks("wrong-parent")
def parent_not_named(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "P")[0].P


@breaks("heading-skip")
def heading_level_skipped(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H4


@breaks("heading-skip")
def first_heading_not_the_title(pdf: pikepdf.Pdf) -> None:
    one, two = elements(pdf, "H1", "H2")[:2]
    one.S, two.S = Name.H2, Name.H1


@breaks("one-h1")
def second_h1(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[2].S = Name.H1


@breaks("one-h1")
def no_h1(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H1")[0].S = Name.P


@breaks("list-numbering")
def list_numbering_dropped(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "L")[0].A


@breaks("list-numbering")
def list_numbering_unknown(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "L")[0].A.ListNumbering = Name.Numbered


@breaks("list-labels")
def steps_called_bullets(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "L")[0].A.ListNumbering = Name.Disc


@breaks("list-labels")
def bullets_called_steps(pdf: pikepdf.Pdf) -> None:
    plain = next(item for item in elements(pdf, "L") if item.A.ListNumbering == Name.Disc)
    plain.A.ListNumbering = Name.Decimal


@breaks("list-labels")
def numerals_swapped(pdf: pikepdf.Pdf) -> None:
    one, two = elements(pdf, "Lbl")[:2]
    one.K, two.K = two.K, one.K


@breaks("misplaced")
def item_outside_its_list(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "L")[0].S = Name.Sect


@breaks("misplaced")
def paragraph_directly_in_a_list(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "LI")[0].S = Name.P


@breaks("list-body")
def body_of_an_item_dropped(pdf: pikepdf.Pdf) -> None:
    cut(elements(pdf, "LBody")[0])


@breaks("misplaced")
def text_directly_in_a_section(pdf: pikepdf.Pdf) -> None:
    paragraph = elements(pdf, "P")[0]
    paragraph.S = Name.Sect


@breaks("empty-element")
def empty_paragraph(pdf: pikepdf.Pdf) -> None:
    section = elements(pdf, "Sect")[0]
    empty = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=section, K=Array([])))
    put_kids(section, [*kids(section), empty])


@breaks("empty-element")
def empty_section(pdf: pikepdf.Pdf) -> None:
    document = elements(pdf, "Document")[0]
    empty = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=document))
    put_kids(document, [*kids(document), empty])


@breaks("text-differs")
def two_paragraphs_swapped_in_the_tree(pdf: pikepdf.Pdf) -> None:
    section = elements(pdf, "P")[-2].P
    put_kids(section, kids(section)[::-1])


@breaks("text-differs")
def two_sections_swapped_in_the_tree(pdf: pikepdf.Pdf) -> None:
    document = elements(pdf, "Document")[0]
    *rest, one, two = kids(document)
    put_kids(document, [*rest, two, one])


@breaks("orphan-mcid")
def paragraph_dropped_from_the_tree(pdf: pikepdf.Pdf) -> None:
    cut(elements(pdf, "P")[-1])


@breaks("text-differs")
def paragraph_gone_without_a_trace(pdf: pikepdf.Pdf) -> None:
    last = elements(pdf, "P")[-1]
    page, mcid = page_of(pdf, last), mcid_of(last)
    cut(last)
    edit(pdf, sequence("P", mcid), "", page)
    rows(pdf)[2 * page + 1][mcid] = None


@breaks("document-root")
def root_is_no_document(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Document")[0].S = Name.Part


@breaks("document-root")
def two_roots(pdf: pikepdf.Pdf) -> None:
    document = elements(pdf, "Document")[0]
    *rest, last = kids(document)
    put_kids(document, rest)
    last.P = pdf.Root.StructTreeRoot
    put_kids(pdf.Root.StructTreeRoot, [document, last])


@breaks("document-root")
def no_tree_at_all(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@breaks("unknown-tag")
def tag_nobody_knows(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].S = Name.Para


@breaks("tag-differs")
def heading_retagged_as_paragraph(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H3")[0].S = Name.P


@breaks("malformed")
def element_listed_twice(pdf: pikepdf.Pdf) -> None:
    one, two = elements(pdf, "Sect")[:2]
    put_kids(two, [*kids(two), kids(one)[-1]])


@breaks("malformed")
def tree_without_end(pdf: pikepdf.Pdf) -> None:
    section = elements(pdf, "Sect")[0]
    put_kids(section, [*kids(section), elements(pdf, "Document")[0]])


@breaks("malformed")
def child_is_a_word(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Sect")[0].K = String("section")


@breaks("language")
def language_of_a_passage_is_nonsense(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].Lang = String("Welsh, please")


# Tables


@breaks("scope", of="table")
def scope_dropped(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "TH")[0].A


@breaks("scope", of="table")
def scope_is_no_scope(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "TH")[0].A.Scope = Name.Col


@breaks("scope", of="table")
def scope_of_the_row_for_a_column(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "TH")[0].A.Scope = Name.Row


@breaks("scope", of="table")
def scope_on_a_plain_cell(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "TD")[0].A = Dictionary(O=Name.Table, Scope=Name.Column)


@breaks("table-without-header", of="table")
def one_head_is_a_plain_cell(pdf: pikepdf.Pdf) -> None:
    head = elements(pdf, "TH")[1]
    head.S = Name.TD
    del head.A


@breaks("table-without-header", of="table")
def no_heads_at_all(pdf: pikepdf.Pdf) -> None:
    for head in elements(pdf, "TH"):
        head.S = Name.TD
        del head.A


@breaks("table-shape", of="table")
def cell_missing(pdf: pikepdf.Pdf) -> None:
    cut(elements(pdf, "TD")[-1])


@breaks("misplaced", of="table")
def row_outside_its_table(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Table")[0].S = Name.Sect


@breaks("text-differs", of="table")
def rows_swapped(pdf: pikepdf.Pdf) -> None:
    table = elements(pdf, "Table")[0]
    *rest, one, two = kids(table)
    put_kids(table, [*rest, two, one])
