"""pydantic without plugins, and without what it loads to look for them.

Plugins of pydantic that happen to be installed have no business here. pydantic has a switch for them, but loads the
module that would look for them all the same, and with it all that reads the metadata of packages: a twentieth of the
time of one leaflet. So an empty one stands in its place. It is no more than a short cut: asked for anything else than
plugins, it gives way to the true one.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

SWITCH, OFF = "PYDANTIC_DISABLE_PLUGINS", "1"
LOADER = "pydantic.plugin._loader"


class _NoPlugins(ModuleType):
    @staticmethod
    def get_plugins() -> tuple[()]:
        """There are none."""
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(LOADER) is self:
            del sys.modules[LOADER]
        return getattr(import_module(LOADER), name)


def without_plugins() -> None:
    """From now on pydantic has no plugins, unless the environment says something else about them."""
    if os.environ.setdefault(SWITCH, OFF) == OFF:
        sys.modules.setdefault(LOADER, _NoPlugins(LOADER))
