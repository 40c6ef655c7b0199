"""A clinic's folder with something of everything that one may hold."""

from __future__ import annotations

import datetime as dt
import io

from PIL import Image

from handouts import resources
from handouts.model.sign_off import sign
from tests.own_library import OwnLibrary


def everything_of_its_own(own: OwnLibrary) -> None:
    """Fill ``own``. There are warnings about it, and no errors."""
    own.section(
        "own", {"id": "one", "text": "Rest for {{ rests }} minutes. **Not more.**", "when": {"any_of": ["own"]}}
    )
    own.exercise(pictures=["own_drawing"], easier={"id": "less", "text": "Do less."})
    own.pack(exercises=["own_move"])
    own.brand()
    photo = io.BytesIO()
    Image.new("RGBA", (40, 20), "#0B5563").save(photo, "PNG")
    own.brand("with_photo", logo="logo.png", drawing=None)
    own.write("brands/with_photo/logo.png", photo.getvalue())
    fonts = {}
    for weight in ("Regular", "Medium", "SemiBold", "Bold", "ExtraBold"):
        name = f"AtkinsonHyperlegibleNext-{weight}.ttf"
        own.write(f"brands/ownclinic/{name}", (resources.assets_dir() / "fonts" / name).read_bytes())
        fonts[weight.lower()] = name
    own.brand(fonts=fonts)
    own.illustration(shows="left")
    own.listed("tags", {"id": "own", "label": "Something of our own"})
    own.listed(
        "variables",
        {
            "id": "rests",
            "label": "Minutes",
            "type": "integer",
            "source": "clinician",
            "default": "5",
            "min": "1",
            "max": "9",
        },
    )
    own.write(
        "sections/rules/medicines.yaml",
        {"groups": [{"id": "own_pills", "label": "Our own pills", "names": ["quibblofen", "quibblomol"]}]},
    )
    own.write("sections/lists/style.yaml", {"long_words": ["physiotherapist"]})
    own.write(
        "sections/lists/own_words.yaml",
        {"lines": [{"line": "heat_cold.wrap", "text": "Wrap it well."}], "defaults": {"rests": "6"}},
    )
    # A lower age than ours: a warning.
    own.listed(
        "locales",
        {
            "id": "en-US",
            "label": "American English",
            "page": "letter",
            "dates": "month_first",
            "clock": "12-hour",
            "emergency_department": "the ER",
            "aspirin_min_age": "16",
        },
    )
    checked = sign(own.load().sections["own"], by="Dr Ann Lee", role="GP", on=dt.date(2026, 11, 20))
    own.write("sections/lists/sign_offs.yaml", {"sign_offs": [checked.model_dump(mode="json")]})
