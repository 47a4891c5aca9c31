"""Where machine code is kept between runs, and whether all of it is there.

Numba keeps the machine code of a function until the function's own file changes. But kernels are
made of one another across files, so that code made of an old part would go on being used. Hence
what is kept stands in a folder named for the contents of all files with kernels. It is beside this
file, or where that cannot be written, in the user's cache folder; where neither can, each process
compiles anew.

This module does not import the compiler, which takes a third of a second.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

_HERE = Path(__file__)
_BEGINNING = "kernels-"
_COMPLETE = "complete"  # the file that says that all kernels have been compiled


@cache
def cache_folder() -> Path | None:
    """The folder of the machine code; that of other versions in the same place is removed."""
    if chosen := os.environ.get("NUMBA_CACHE_DIR"):
        return Path(chosen)
    name = f"{_BEGINNING}{_stamp()}"
    for parent in (_HERE.parent / "__pycache__", user_cache_path("backfile")):
        folder = parent / name
        if folder.is_dir() and os.access(folder, os.W_OK):
            return folder
        try:
            folder.mkdir(parents=True)
        except OSError:
            continue
        for other in parent.glob(f"{_BEGINNING}*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return folder
    return None


def is_complete() -> bool:
    """Whether nothing is left to compile, or there is nowhere to keep it."""
    folder = cache_folder()
    return folder is None or (folder / _COMPLETE).exists()


def mark_complete() -> None:
    """Note that all kernels have been compiled."""
    if folder := cache_folder():
        (folder / _COMPLETE).touch()


def _stamp() -> str:
    """Changes when a kernel does."""
    digest = hashlib.blake2b(version("numba").encode(), digest_size=8)
    for path in _sources():
        source = path.read_bytes()
        if b"index.jit.compile import" in source or b"index.jit.kernel_api import" in source:
            digest.update(source)
    digest.update(_HERE.with_name("compile.py").read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for package in ("index", "search"):
        yield from sorted(_HERE.parents[2].glob(f"{package}/**/*.py"))
