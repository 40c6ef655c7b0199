"""What a folder that may not be written to is to everybody but root, for root too: a test of it is never skipped."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator

import pytest

_VERSION = 0x20080522
_OVERRIDE = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capabilities(7)): root writes and reads whatever the rights of a file."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


@contextlib.contextmanager
def rights_count() -> Iterator[None]:
    """In the block, the rights of files and folders count for this thread, whoever runs the tests."""
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows has other rights")
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root may write everywhere")
    libc = ctypes.CDLL(None, use_errno=True)
    header, held = _Header(_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(ctypes.byref(header), held) == 0, os.strerror(ctypes.get_errno())
    fewer = type(held)(*held)
    fewer[0] &= ~_OVERRIDE  # Of those in effect only: what is permitted can be taken up again.
    assert libc.capset(ctypes.byref(header), fewer) == 0, os.strerror(ctypes.get_errno())
    try:
        yield
    finally:
        assert libc.capset(ctypes.byref(header), held) == 0, os.strerror(ctypes.get_errno())
