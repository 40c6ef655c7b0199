"""What the file says of itself: language, title, the profiles it claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.verify.findings import Check, Finding
from handouts.verify.read.nouns import File

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def _language(file: File) -> Iterator[Finding]:
    if not _LANGUAGE.fullmatch(file.catalog.language):
        yield Finding("the document has no language, or none that can be understood")
    elif file.catalog.language != file.catalog.xmp.get("dc:language", ""):
        yield Finding("the document has another language than the metadata")
    for node in file.walk():
        own = node.attributes.get("Lang")
        if own is not None and not _LANGUAGE.fullmatch(str(own)):
            yield Finding(f"the language of an element {node.tag} cannot be understood", node.page())
        elif own is not None and node.tag != "Span":
            yield Finding(f"an element {node.tag} has a language of its own", node.page())
    for page in file.pages:
        if any("Lang" in marked.spoken for marked in page.marked):
            yield Finding("marked content has a language of its own", page.number)


def _title(file: File) -> Iterator[Finding]:
    title = file.catalog.xmp.get("dc:title", "")
    if not title.strip():
        yield Finding("the metadata has no title")
    elif file.catalog.info_title != title:
        yield Finding("the document information has another title than the metadata")


def _display_title(file: File) -> Iterator[Finding]:
    if not file.catalog.display_title:
        yield Finding("the window is not told to show the title")


def _marked(file: File) -> Iterator[Finding]:
    if not file.catalog.marked:
        yield Finding("the file does not say that it is tagged")
    if file.catalog.suspects:
        yield Finding("the file says that its tags may be wrong")


def _claims_ua(file: File) -> Iterator[Finding]:
    if file.catalog.xmp.get("pdfuaid:part") != "1":
        yield Finding("the metadata does not claim PDF/UA-1")


def _claims_a(file: File) -> Iterator[Finding]:
    xmp = file.catalog.xmp
    if (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) != ("2", "A"):
        yield Finding("the metadata does not claim PDF/A-2a")


def _output_intent(file: File) -> Iterator[Finding]:
    if not file.catalog.output_intent:
        yield Finding("no colour profile says what the colours mean")


def _encrypted(file: File) -> Iterator[Finding]:
    if file.catalog.encrypted:
        yield Finding("the file is encrypted")


CHECKS = (
    Check("language", "A screen reader picks its voice by it.", _language),
    Check("title", "The window and the list of open files are named by it.", _title),
    Check("display-title", "Otherwise the file's name is read out in place of the title.", _display_title),
    Check("not-marked", "Without it, tags are ignored or guessed anew.", _marked),
    Check("no-ua-claim", "Readers and archives look for the claim.", _claims_ua),
    Check("no-a-claim", "Readers and archives look for the claim.", _claims_a),
    Check("output-intent", "PDF/A asks for it; colours may print otherwise.", _output_intent),
    Check("encrypted", "PDF/A forbids it; verify a leaflet before it is locked.", _encrypted),
)
