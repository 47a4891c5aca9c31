"""Loops over arrays, compiled to machine code the first time they run.

Numba takes a quarter of a second to import and some seconds to compile; so the modules with kernels
are imported where the work begins, and what is compiled is kept (index.jit.cache). With
NUMBA_DISABLE_JIT=1 the kernels run as plain Python and Numba is not imported: over a few articles
that is sooner done (`interpret`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

INTERPRETED = os.environ.get("NUMBA_DISABLE_JIT", "0") != "0"

Int = Any
"""An integer, whether Python's or one of NumPy's: compiled, they are one."""

Float = Any
"""A float32 to compiled code; Python's float or NumPy's."""

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

if INTERPRETED:
    np.seterr(over="ignore")  # hashes and checksums are taken modulo a power of two


def inlined(kernel: Kernel) -> Kernel:
    """A part of other kernels: its code becomes part of theirs, and Python cannot call it.

    To a call an array is seven numbers, which a small function in a loop cannot afford.
    """
    return _compile(kernel, forceinline=True, no_cpython_wrapper=True)


def compiled(kernel: Kernel) -> Kernel:
    """The function, compiled; it lets other threads run while it works (no GIL)."""
    return _compile(kernel)


def _compile(kernel: Kernel, **options: bool) -> Kernel:
    if INTERPRETED:
        return kernel
    from index.jit.machine_code import machine_code  # noqa: PLC0415  # it imports Numba

    return cast(Kernel, machine_code(kernel, **options))
