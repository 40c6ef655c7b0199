"""An SVG file as drawing programs save it, made into one that can be printed; and what was changed for that.

What has no plain counterpart is left out, and said: a clinic then knows why its logo looks as it does.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from msgspec import Struct

from handouts.model.colour import channels

LARGEST_FILE = 2_000_000
MOST_ENTITIES = 1000
"""References to shorthand names that are written out."""
_SVG, _LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_GRADIENTS = ("linearGradient", "radialGradient")
_LEFT_OUT = {
    "text": "letters are left out: in the drawing program turn them into outlines (paths), or save the logo as PNG",
    "image": "a photo inside the drawing is left out",
    "filter": "an effect such as a shadow is left out",
    "mask": "a mask is left out: what it hid is drawn whole",
    "clipPath": "a cut-out (clipping) is left out: what it hid is drawn whole",
    "script": "a program inside the drawing is left out",
    "foreignObject": "foreign content is left out",
    "animate": "an animation is left out: a page does not move",
    "animateTransform": "an animation is left out: a page does not move",
    "animateMotion": "an animation is left out: a page does not move",
    "set": "an animation is left out: a page does not move",
}
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"\s]+)['\"]?\s*\)")
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(["'])([^"'&<%]{0,200})\2\s*>""")
_STOP = re.compile(r"stop-color\s*:\s*([^;]+)")


class Mended(Struct, frozen=True):
    """The drawing as it can be read, and what was changed or left out, as sentences without a full stop."""

    svg: bytes
    notes: tuple[str, ...]


def mended(raw: bytes) -> Mended | None:
    """``raw`` made readable; None where it is no SVG at all. Nothing outside the file is ever opened."""
    notes: list[str] = []
    text = _without_doctype(raw, notes)
    if text is None:
        return None
    try:
        root = ET.fromstring(text)  # noqa: S314  (no DOCTYPE is left, so there are no entities to expand)
    except ET.ParseError:
        return None
    if _name(root) != "svg":
        return None
    colours = _plain_colours(root)
    _drop(root, notes)
    _paint_plainly(root, colours, notes)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _LINK)
    return Mended(ET.tostring(root, encoding="utf-8", xml_declaration=False) + b"\n", tuple(dict.fromkeys(notes)))


def _without_doctype(raw: bytes, notes: list[str]) -> str | None:
    """The text without its DOCTYPE; shorthand names that it defines are written out."""
    if len(raw) > LARGEST_FILE:
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    found = re.search(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", text, re.DOTALL)
    if found is None:
        return text
    names = {name: value for name, _, value in _ENTITY.findall(found[0])}
    text = text[: found.start()] + text[found.end() :]
    if not names:
        return text
    notes.append("shorthand names in the file are written out")
    anyone = re.compile("&(" + "|".join(map(re.escape, names)) + ");")
    return anyone.sub(lambda match: names[match[1]], text, count=MOST_ENTITIES)


def _name(element: ET.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _plain_colours(root: ET.Element) -> dict[str, str]:
    """A plain colour for each gradient and pattern, by id: the mean of its stops, the first fill in it."""
    servers = {e.get("id", ""): e for e in root.iter() if _name(e) in (*_GRADIENTS, "pattern")}
    return {id: colour for id, element in servers.items() if (colour := _plain(element, servers))}


def _plain(element: ET.Element, servers: dict[str, ET.Element]) -> str | None:
    for _ in range(5):
        stops = [stop for child in element.iter() if _name(child) == "stop" and (stop := _stop(child))]
        fills = [fill for child in element.iter() if (fill := _hex(child.get("fill") or ""))]
        if stops or fills:
            return _mean(stops) if stops else fills[0]
        link = element.get("href") or element.get(f"{{{_LINK}}}href") or ""
        if link.removeprefix("#") not in servers:
            return None
        element = servers[link.removeprefix("#")]
    return None


def _stop(element: ET.Element) -> str | None:
    written = element.get("stop-color") or (m[1] if (m := _STOP.search(element.get("style", ""))) else "#000000")
    return _hex(written)


def _hex(written: str) -> str | None:
    from svgelements import Color

    if not written.strip() or written.strip().lower() in ("none", "inherit", "currentcolor") or "(" in written[:4]:
        return None
    try:
        colour = Color(written.strip())
    except (ValueError, TypeError, KeyError):
        return None
    return str(colour.hexrgb).upper() if colour.value is not None else None


def _mean(colours: list[str]) -> str:
    parts = zip(*map(channels, colours), strict=True)
    return "#" + "".join(f"{round(255 * sum(part) / len(part)):02X}" for part in parts)


def _drop(root: ET.Element, notes: list[str]) -> None:
    """Take out what cannot be printed, with all that is in it."""
    for parent in list(root.iter()):
        for child in list(parent):
            name = _name(child)
            hidden = child.get("visibility") in ("hidden", "collapse") or child.get("display") == "none"
            if name in _LEFT_OUT or name in (*_GRADIENTS, "pattern") or hidden:
                parent.remove(child)
                notes += [_LEFT_OUT[name]] if name in _LEFT_OUT and not hidden else []
        for attribute in [name for name in parent.attrib if name.lower().startswith("on")]:
            del parent.attrib[attribute]
            notes.append(_LEFT_OUT["script"])


def _paint_plainly(root: ET.Element, colours: dict[str, str], notes: list[str]) -> None:
    """Plain colours in place of gradients, patterns and paints that are not in the file."""

    def plain(match: re.Match[str]) -> str:
        colour = colours.get(match[1])
        in_one = f"a gradient or pattern is printed in one colour, {colour}"
        notes.append(in_one if colour else "a paint that is not in the file is left out")
        return colour or "none"

    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if name in ("clip-path", "mask", "filter"):
                del element.attrib[name]
            elif "url(" in value:
                element.set(name, _REFERENCE.sub(plain, value))
        if _name(element) == "style" and element.text:
            element.text = _REFERENCE.sub(plain, element.text)


def photos(raw: bytes) -> Iterator[bytes]:
    """The files of the PNG and JPEG photos that an SVG file carries inside."""
    import base64
    import binascii

    for found in re.finditer(rb"data:image/(?:png|jpe?g);base64,([A-Za-z0-9+/=\s]+)", raw):
        try:
            yield base64.b64decode(found[1])
        except binascii.Error:
            continue
