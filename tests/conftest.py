"""What all tests share: the built-in library, a profile for hypothesis, and the switch that rewrites golden files."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from handouts.library import load
from handouts.model.library import Library

# Nothing is kept in the home of whoever runs the tests; those of the compiled library name a folder of their own.
os.environ["HANDOUTS_CACHE"] = "off"

# The same examples every time; slow machines are no failure. Look further afield with
# --hypothesis-profile=explore, or thousands
settings.register_profile("house", deadline=None, derandomize=True, database=None, max_examples=60)
settings.register_profile("explore", deadline=None, database=None, max_examples=1000)
settings.register_profile("thousands", deadline=None, database=None, max_examples=3000)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew; read the diff as a patient"
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written, not compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def library() -> Library:
    """The built-in library."""
    library, problems = load()
    assert library is not None, problems
    return library
