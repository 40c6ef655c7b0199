"""What library tests share: an empty clinic folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.own_library import OwnLibrary


@pytest.fixture
def own(tmp_path: Path) -> OwnLibrary:
    """A clinic's own folder, empty."""
    return OwnLibrary(tmp_path / "clinic")
