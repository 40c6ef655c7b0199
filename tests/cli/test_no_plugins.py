"""No plugin of pydantic has a say, and what looks for them is not loaded; but it is there for whoever asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import sys
from handouts.cli.no_plugins import LOADER, without_plugins
without_plugins()
from pydantic import BaseModel
class Model(BaseModel):
    number: int
assert Model.model_validate({"number": "4"}).number == 4
print("plugin" in sys.modules, "importlib.metadata" in sys.modules)
"""
MORE = """
from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP, get_plugins
print(PYDANTIC_ENTRY_POINT_GROUP, list(get_plugins()), sys.modules[LOADER].__file__ is not None)
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A folder with a plugin that pydantic would find."""
    told = tmp_path / "plugin-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[pydantic]\nplugin = plugin:plugin\n")
    (tmp_path / "plugin.py").write_text(
        "class plugin:\n    new_schema_validator = staticmethod(lambda *_, **__: (None, None, None))\n"
    )
    return tmp_path


def said(code: str, path: Path, **environment: str) -> list[str]:
    known = {name: value for name, value in os.environ.items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    found = {**known, **environment, "PYTHONPATH": os.pathsep.join([*sys.path, str(path)])}
    done = subprocess.run([sys.executable, "-c", code], env=found, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_no_plugin_and_nothing_that_looks_for_one(plugin: Path) -> None:
    assert said(ASK, plugin) == ["False False"]
    assert said(ASK.replace("\nwithout_plugins()", "\n"), plugin) == ["True True"]


def test_whoever_asks_for_more_is_given_the_true_module(plugin: Path) -> None:
    assert said(ASK + MORE, plugin) == ["False False", "pydantic [] True"]


def test_the_environment_has_the_last_word(plugin: Path) -> None:
    assert said(ASK, plugin, PYDANTIC_DISABLE_PLUGINS="another") == ["True True"]
