"""The copy with a password: opens with it alone, can still be read aloud, and claims no more than it is."""

from __future__ import annotations

import io

import page
import pikepdf
import pytest

from handouts.deliver.locked import locked_copy
from handouts.errors import BadInput
from handouts.verify import verify
from tests.verify.leaflets import codes, document

PASSWORD = "plum-Tröster 7"


def opened(pdf: bytes, password: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf), password=password)


@pytest.fixture(scope="module")
def locked() -> bytes:
    return locked_copy(document("order").pdf, PASSWORD)


def unlocked(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with opened(pdf, PASSWORD) as file:
        file.save(out, encryption=False)
    return out.getvalue()


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), "owner"])
def test_no_other_password_opens_it(locked: bytes, password: str) -> None:
    with pytest.raises(pikepdf.PasswordError):
        opened(locked, password)


def test_it_is_encrypted_with_aes_256_and_can_be_read_aloud(locked: bytes) -> None:
    with opened(locked, PASSWORD) as file:
        assert file.encryption.R == 6
        assert file.encryption.stream_method == pikepdf.models.encryption.EncryptionMethod.aesv3
        assert file.user_password_matched
        assert not file.owner_password_matched
        assert file.allow.accessibility
        assert file.allow.print_highres
        assert not file.allow.extract
        assert not file.allow.modify_other


def test_nothing_of_the_patient_can_be_read_in_it(locked: bytes) -> None:
    for secret in (b"FBN-0481-LB", b"Fernhollow"):
        assert secret in document("order").pdf
        assert secret not in locked


def test_it_is_still_pdf_ua_and_says_the_same(locked: bytes) -> None:
    pdf = unlocked(locked)
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    assert codes(verify(pdf, document("order").words)) == {"a2a", "no-a-claim"}


def test_it_claims_pdf_ua_and_not_pdf_a(locked: bytes) -> None:
    with opened(locked, PASSWORD) as file:
        metadata = file.Root.Metadata.read_bytes()
        assert b"<pdfuaid:part>1<" in metadata
        assert b"pdfaid:part" not in metadata
        assert b"pdfaid:conformance" not in metadata
        assert "/OutputIntents" in file.Root


def test_a_letter_can_be_typed_in_two_ways() -> None:
    copy = locked_copy(document("order").pdf, "Tro\u0308ster")
    opened(copy, "Tr\u00f6ster").close()


@pytest.mark.parametrize("password", ["", "ö" * 64])
def test_passwords_that_no_reader_takes(password: str) -> None:
    with pytest.raises(BadInput):
        locked_copy(document("order").pdf, password)
