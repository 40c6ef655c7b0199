"""The library as it was compiled, or else from its sources: the same either way."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from handouts.library import load
from handouts.library.compiled.manifest import key_of
from handouts.library.compiled.vault import Vault
from handouts.model.library import Library
from handouts.model.problem import Problem


def open_compiled(
    own: Path | None, folder: Path | None, prepared: Callable[[Library], Library] | None = None
) -> tuple[Library | None, tuple[Problem, ...]]:
    """What :func:`handouts.library.load` gives for ``own``; kept in ``folder`` when there are no errors.

    Without ``folder``, or when it cannot be used, the sources are read each time. ``prepared`` adds to a library that
    is to be kept what would be worked out of it again in each process.
    """
    key = key_of(own) if folder is not None else None
    if folder is None or key is None:
        return load(own)
    from handouts.library.compiled.parts import packed, unpacked

    vault, name = Vault(folder), key.hex()
    raw = vault.get(name)
    if raw is not None:
        return unpacked(raw)
    library, problems = load(own)
    # A file that was changed while it was read must not be kept under the key of what it was before.
    if library is not None and vault.usable and key_of(own) == key:
        library = prepared(library) if prepared is not None else library
        with contextlib.suppress(TypeError):  # Something the codec does not know; a test holds that there is nothing.
            vault.put(name, packed((library, problems)))
    return library, problems
