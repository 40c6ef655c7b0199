"""A guard that cannot fail is none: leaflets are broken in every way we can think of, and each is found."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest

from handouts.verify import CHECKS, verify
from tests.verify import break_content, break_file, break_sight, break_tree
from tests.verify.leaflets import codes, document, expected, saved
from tests.verify.tools import MUTATIONS, Mutation

WAYS = (break_content, break_file, break_sight, break_tree)
"""Importing them fills the list."""


@pytest.mark.parametrize("of", sorted({mutation.of for mutation in MUTATIONS}))
def test_nothing_is_found_in_the_unbroken_leaflet(of: str) -> None:
    whole = document(of)
    with pikepdf.open(io.BytesIO(whole.pdf)) as pdf:
        rewritten = saved(pdf)
    assert verify(whole.pdf, whole.words, **expected(of)) == ()
    assert verify(rewritten, whole.words, **expected(of), text_digest=whole.text_digest()) == ()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_every_way_to_break_a_leaflet_is_found(mutation: Mutation) -> None:
    whole = document(mutation.of)
    with pikepdf.open(io.BytesIO(whole.pdf)) as pdf:
        mutation.run(pdf)
        broken = saved(pdf)
    found = verify(broken, whole.words, **expected(mutation.of), name="leaflet.pdf")
    assert mutation.code in codes(found), [problem.message for problem in found]
    for problem in found:
        assert problem.is_error
        assert problem.place.file == "leaflet.pdf"
        assert problem.hint


def test_every_check_is_seen_to_fail_once() -> None:
    # A file is encrypted when it is saved, in a test of its own below.
    assert {check.code for check in CHECKS} - codes(MUTATIONS) == {"encrypted"}


def test_what_the_leaflet_says_of_itself_is_compared() -> None:
    whole, said = document("order"), expected("order")
    assert codes(verify(whole.pdf, **{**said, "title": "Other"})) == {"title"}
    assert codes(verify(whole.pdf, **{**said, "language": "en-US"})) == {"language"}
    assert codes(verify(whole.pdf, **{**said, "alts": ()})) == {"alt-differs"}
    assert codes(verify(whole.pdf, **{**said, "alts": ("A fern",)})) == {"alt-differs"}


def test_there_are_enough_ways() -> None:
    assert len(MUTATIONS) >= 36
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)


def test_the_digest_alone_finds_a_changed_text() -> None:
    whole = document("order")
    dose = next(mutation for mutation in MUTATIONS if mutation.name == "digit_of_a_dose_changed")
    with pikepdf.open(io.BytesIO(whole.pdf)) as pdf:
        dose.run(pdf)
        broken = saved(pdf)
    assert codes(verify(broken, text_digest=whole.text_digest())) == {"text-differs"}
    assert verify(broken) == (), "without words or digest, a changed digit cannot be known"


def test_findings_never_quote_the_leaflet() -> None:
    whole = document("order")
    for mutation in MUTATIONS:
        if mutation.of != "order":
            continue
        with pikepdf.open(io.BytesIO(whole.pdf)) as pdf:
            mutation.run(pdf)
            broken = saved(pdf)
        for problem in verify(broken, whole.words, **expected("order")):
            for secret in ("Okafor", "minutes", "Nair", "pills", "fern"):
                assert secret not in problem.message + problem.hint


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_a_finding(password: str) -> None:
    whole = document("order")
    with pikepdf.open(io.BytesIO(whole.pdf)) as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(user=password, owner="owner", R=6))
    assert "encrypted" in codes(verify(locked, whole.words))


def test_metadata_with_entities_is_not_read() -> None:
    pdf = document("order").pdf
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode()
    assert head in pdf
    broken = pdf.replace(head, b'<!DOCTYPE a [<!ENTITY b "b">]>'.ljust(len(head)))
    assert "no-ua-claim" in codes(verify(broken))


@pytest.mark.parametrize("pdf", [b"", b"junk", b"%PDF-1.7\n", b"\x00" * 5000], ids=["empty", "junk", "head", "zeros"])
def test_what_is_no_pdf_is_a_finding(pdf: bytes) -> None:
    assert "unreadable" in codes(verify(pdf))


def test_damaged_files_are_findings_and_never_crash() -> None:
    whole = document("order")
    chance = random.Random(20261121)
    for _ in range(40):
        damaged = bytearray(whole.pdf)
        for _ in range(chance.randrange(1, 60)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        verify(bytes(damaged[: chance.randrange(len(damaged) // 2, len(damaged) + 1)]), whole.words)
