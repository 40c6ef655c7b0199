"""The clinic's own page on the web: printed for people to type, and as a QR code."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

SCHEME = "https://"
LONGEST = 46
"""Characters, scheme included: one line in the largest print. As QR code of level M it has 33 modules a side at most,
0.6 mm each on 21 mm.
"""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]*)*")


def _own_page(value: str) -> str:
    """The address as typed. Nothing in it can carry a word about a patient: it is the same for everybody."""
    if not value.startswith(SCHEME):
        raise ValueError("the address must begin with https://")
    if len(value) > LONGEST:
        raise ValueError(f"the address has {len(value)} characters; {LONGEST} is the most that people can type")
    if "?" in value or "#" in value:
        raise ValueError("the address must not have a ? or # part: what stands there could tell of a patient")
    host, _, rest = value.removeprefix(SCHEME).partition("/")
    if "@" in host:
        raise ValueError("the address must not hold a user name or password")
    if not _HOST.fullmatch(host):
        raise ValueError("the address needs the name of a site in small letters, such as clinic.example")
    if not _PATH.fullmatch(f"/{rest}"):
        raise ValueError("after the name of the site only letters, digits and / . _ ~ - can stand")
    return value


WebPage = Annotated[str, AfterValidator(_own_page)]
"""An https address that is the same for every patient: no query, no fragment, no credentials."""


def as_printed(page: str) -> str:
    """``page`` as people type it: without ``https://`` and without a slash at the end."""
    return page.removeprefix(SCHEME).rstrip("/")
