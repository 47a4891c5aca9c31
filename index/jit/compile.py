"""Loops over arrays, compiled to machine code the first time they run.

Numba takes a third of a second to import and some seconds to compile; so the modules with kernels
are imported where the work begins, and what is compiled is kept (index.jit.cache). With
NUMBA_DISABLE_JIT=1 the kernels run as plain Python.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

from index.jit.cache import cache_folder

Int = Any
"""An integer, whether Python's or one of NumPy's: compiled, they are one."""

Float = Any
"""A float32 to compiled code; Python's float or NumPy's."""

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

_config: Any = numba.config  # what it has is decided when it is imported
if not _config.CACHE_DIR:  # the user may have said where
    _config.CACHE_DIR = str(cache_folder() or "")


def inlined(kernel: Kernel) -> Kernel:
    """A part of other kernels, compiled: its code becomes part of theirs.

    To a call an array is seven numbers, which a small function in a loop cannot afford.
    """
    return _compile(kernel, forceinline=True)


def compiled(kernel: Kernel) -> Kernel:
    """The function, compiled; it lets other threads run while it works (no GIL)."""
    return _compile(kernel, forceinline=False)


def _compile(kernel: Kernel, *, forceinline: bool) -> Kernel:
    njit: Any = numba.njit
    try:
        return cast(Kernel, njit(cache=True, nogil=True, forceinline=forceinline)(kernel))
    except RuntimeError:  # there is no folder that the cache could be written to
        return cast(Kernel, njit(nogil=True, forceinline=forceinline)(kernel))
