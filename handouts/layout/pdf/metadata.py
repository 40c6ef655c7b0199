"""What the file says of itself: XMP, document information, output intent.

Profiles claimed: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2). Dates are the day the leaflet was
made, at noon UTC, so that the same order gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import struct
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.pdf.objects import Holder, Name, Ref, Stream, entries, serialised, stream

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""As ``xml.sax.saxutils`` has it, which takes all of ``urllib`` with it into every process."""


class About(Struct, frozen=True):
    """Title, author and so on. Never the patient's name."""

    title: str
    author: str
    subject: str
    language: str
    producer: str
    made: dt.date


def info(about: About) -> bytes:
    """The document information dictionary as it stands in a file; it says the same as the XMP."""
    return b"<</Subject %b %b>>" % (serialised(about.subject), _info_without_subject(replace(about, subject="")))


@lru_cache(maxsize=64)
def _info_without_subject(about: About) -> bytes:
    stamp = f"D:{about.made:%Y%m%d}120000Z"
    return entries(
        {
            "Title": about.title,
            "Author": about.author,
            "Creator": about.producer,
            "Producer": about.producer,
            "CreationDate": stamp,
            "ModDate": stamp,
        }
    )


def xmp(about: About) -> Stream:
    """The metadata stream, uncompressed so that any tool can read it."""
    before, after = _xmp_round_subject(replace(about, subject=""))
    packet = f"{before}{about.subject.translate(_ESCAPED)}{after}"
    return stream(packet.encode("utf-8"), {"Type": Name("Metadata"), "Subtype": Name("XML")}, compress=False)


@lru_cache(maxsize=64)
def _xmp_round_subject(about: About) -> tuple[str, str]:
    """The packet up to the subject, which tells a file from others of its day, and from there on."""
    stamp = f"{about.made:%Y-%m-%d}T12:00:00Z"
    title, author, producer = (text.translate(_ESCAPED) for text in (about.title, about.author, about.producer))
    before = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">"""
    after = f"""</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{about.language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
    return before, after


def output_intent(file: Holder) -> Ref:
    """sRGB as the colours' meaning, which PDF/A asks for."""
    profile = file.put_stream(_profile())
    return file.put(
        {
            "Type": Name("OutputIntent"),
            "S": Name("GTS_PDFA1"),
            "OutputConditionIdentifier": "sRGB",
            "Info": "sRGB IEC61966-2.1",
            "DestOutputProfile": profile,
        }
    )


@cache
def _profile() -> Stream:
    return stream(_srgb(), {"N": 3})


def _srgb() -> bytes:
    """A small ICC profile (ICC.1:2010, version 4) of the sRGB space of IEC 61966-2-1, without a time stamp.

    Primaries are those of sRGB adapted to the D50 white of ICC by the Bradford method.
    """

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def words(text: str) -> bytes:
        body = text.encode("utf-16-be")
        return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(body), 28) + body

    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    tags = {
        b"desc": words("sRGB"),
        b"cprt": words("CC0"),
        b"wtpt": b"XYZ " + bytes(4) + fixed(0.9642, 1.0, 0.8249),
        b"chad": b"sf32"
        + bytes(4)
        + fixed(1.047882, 0.022919, -0.050216, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678),
        b"rXYZ": b"XYZ " + bytes(4) + fixed(0.436065, 0.222488, 0.013916),
        b"gXYZ": b"XYZ " + bytes(4) + fixed(0.385147, 0.716873, 0.097076),
        b"bXYZ": b"XYZ " + bytes(4) + fixed(0.143066, 0.060608, 0.714096),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = 128 + 4 + 12 * len(tags)
    table, data, places = b"", b"", {}
    for name, body in tags.items():
        if body not in places:
            places[body] = start + len(data)
            data += body + bytes(-len(body) % 4)
        table += name + struct.pack(">II", places[body], len(body))
    size = start + len(data)
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3i4s",
        size,
        b"\0\0\0\0",
        0x04200000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        2026,
        1,
        1,
        0,
        0,
        0,
        b"acsp",
        b"\0\0\0\0",
        0,
        b"\0\0\0\0",
        b"\0\0\0\0",
        0,
        0,
        round(0.9642 * 65536),
        65536,
        round(0.8249 * 65536),
        b"\0\0\0\0",
    )
    return header + bytes(128 - len(header)) + struct.pack(">I", len(tags)) + table + data
