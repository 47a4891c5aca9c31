"""Loops over arrays, compiled to machine code the first time they run.

Numba takes a third of a second to import and some seconds to compile; so the modules with kernels
are imported where the work begins, and what is compiled is kept in a cache beside the module or
in the user's cache folder. Where neither can be written, each process compiles anew. With
NUMBA_DISABLE_JIT=1 the kernels run as plain Python.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """The function, compiled; it lets other threads run while it works (no GIL)."""
    try:
        return cast(Kernel, numba.njit(cache=True, nogil=True)(kernel))
    except RuntimeError:  # there is no folder that the cache could be written to
        return cast(Kernel, numba.njit(nogil=True)(kernel))
