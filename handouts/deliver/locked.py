"""A copy of a leaflet that opens with a password only, for sending by e-mail."""

from __future__ import annotations

import io
import secrets
import unicodedata

import pikepdf

from handouts.errors import BadInput

LONGEST = 127
"""Bytes of a password that the cipher takes."""
_CLAIM = "{http://www.aiim.org/pdfa/ns/id/}"
_ALLOWED = pikepdf.Permissions(
    accessibility=True,
    print_lowres=True,
    print_highres=True,
    extract=False,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
)


def locked_copy(pdf: bytes, password: str) -> bytes:
    """``pdf``, encrypted with AES-256 (revision 6) so that ``password`` opens it.

    Screen readers may read it and it may be printed; copying and changing are not granted to anyone. It is
    still PDF/UA-1, but PDF/A forbids encryption, so that claim is dropped. Raises
    :class:`~handouts.errors.BadInput` for a password that is empty or longer than 127 bytes.

    Two copies of the same leaflet differ: encryption needs random numbers. Compare leaflets, never copies.
    """
    # Readers normalise what is typed (ISO 32000-2, 7.6.4.3.3), so that one key may stand for another.
    password = unicodedata.normalize("NFKC", password)
    if not password or len(password.encode()) > LONGEST:
        raise BadInput(f"a password has 1 to {LONGEST} bytes", remedy="Choose a longer or a shorter one.")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for entry in (f"{_CLAIM}part", f"{_CLAIM}conformance"):
                if entry in metadata:
                    del metadata[entry]
        file.save(
            out,
            # Nobody knows the owner's password: with it, all that is not allowed would be.
            encryption=pikepdf.Encryption(user=password, owner=secrets.token_hex(32), R=6, allow=_ALLOWED),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()
