"""The one door to ReportLab.

Importing ReportLab runs ``~/.reportlab_settings``, a ``reportlab_settings`` module found on the path, and
reads ``RL_*`` variables. A leaflet must not depend on any of these, so they are shut out while it is
imported, and what matters is pinned.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

_STAND_INS = ("reportlab_settings", "reportlab.local_rl_settings")
_hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("RL_")}
_shadowed = {name: sys.modules.get(name) for name in _STAND_INS}
try:
    for _name in _STAND_INS:
        sys.modules[_name] = ModuleType(_name)
    from reportlab import rl_config
    from reportlab.pdfbase.ttfonts import TTFError, TTFont
finally:
    os.environ.update(_hidden)
    for _name, _module in _shadowed.items():
        if _module is None:
            sys.modules.pop(_name, None)
        else:
            sys.modules[_name] = _module

rl_config.invariant = 1
rl_config.useA85 = 0
rl_config.trustedHosts = []
rl_config.trustedSchemes = []

__all__ = ["TTFError", "TTFont"]
