"""Kernels: loops over arrays, compiled to machine code the first time they run.

Numba takes a third of a second to import and some seconds to compile; so the modules with kernels
are imported where the work begins, and what is compiled is kept. With NUMBA_DISABLE_JIT=1 the
kernels run as plain Python.

Numba caches the machine code of a function until the function's own file changes. But kernels
inline one another across files, so that code with an old part would go on being used. Hence the
cache is a folder named for the contents of all files with kernels. It is beside this file, or where
that cannot be written, in the user's cache folder; where neither can, each process compiles anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from platformdirs import user_cache_path

Int = Any
"""An integer, whether Python's or one of NumPy's: compiled, they are one."""

Float = Any
"""A float32 to compiled code; Python's float or NumPy's."""

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

_HERE = Path(__file__)
_PREFIX = "kernels-"


def _sources() -> Iterator[Path]:
    """The files of this project that may hold kernels."""
    for package in ("index", "search"):
        yield from sorted(_HERE.parents[2].glob(f"{package}/**/*.py"))


def _stamp() -> str:
    """A digest that changes when a kernel does."""
    digest = hashlib.blake2b(numba.__version__.encode(), digest_size=8)
    for path in _sources():
        source = path.read_bytes()
        if (
            b"index.jit.compile import" in source
            or b"index.jit.kernel_api import" in source
            or path == _HERE
        ):
            digest.update(source)
    return digest.hexdigest()


def _cache_folder() -> Path | None:
    """The cache folder, None when none can be made; those of other versions are removed."""
    name = f"{_PREFIX}{_stamp()}"
    for parent in (_HERE.parent / "__pycache__", user_cache_path("backfile")):
        folder = parent / name
        if folder.is_dir() and os.access(folder, os.W_OK):
            return folder
        try:
            folder.mkdir(parents=True)
        except OSError:
            continue
        for other in parent.glob(f"{_PREFIX}*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return folder
    return None


_config: Any = numba.config  # what it has is decided when it is imported
if not _config.CACHE_DIR:  # the user may have said where
    _config.CACHE_DIR = str(_cache_folder() or "")


def inlined(kernel: Kernel) -> Kernel:
    """Compile a kernel that is inlined into those that call it.

    A call passes seven numbers for each array, too much for a small function in a loop.
    """
    return _compile(kernel, forceinline=True)


def compiled(kernel: Kernel) -> Kernel:
    """Compile a kernel; it releases the GIL while it runs."""
    return _compile(kernel, forceinline=False)


def _compile(kernel: Kernel, *, forceinline: bool) -> Kernel:
    njit: Any = numba.njit
    try:
        return cast(Kernel, njit(cache=True, nogil=True, forceinline=forceinline)(kernel))
    except RuntimeError:  # there is no folder that the cache could be written to
        return cast(Kernel, njit(nogil=True, forceinline=forceinline)(kernel))
