"""Loops over arrays, compiled to machine code the first time they run.

Numba takes a third of a second to import and some seconds to compile; so the modules with kernels
are imported where the work begins, and what is compiled is kept (index.jit.cache). With
NUMBA_DISABLE_JIT=1 the kernels run as plain Python.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar, cast

import numba
from numba.core import caching

from index.jit.cache import code_folder

Int = Any
"""An integer, whether Python's or one of NumPy's: compiled, they are one."""

Float = Any
"""A float32 to compiled code; Python's float or NumPy's."""

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


class CodeLocator(caching._CacheLocator):
    """Tells Numba where a kernel's machine code is kept (its setting CACHE_LOCATOR_CLASSES)."""

    def __init__(self, folder: Path, line: int) -> None:
        self._folder, self._line = folder, line

    @classmethod
    def from_function(cls, py_func: FunctionType, py_file: str) -> CodeLocator | None:
        """The place for a kernel of a file of ours; None where nothing can be kept."""
        folder = code_folder(Path(py_file))
        return cls(folder, py_func.__code__.co_firstlineno) if folder else None

    def get_cache_path(self) -> str:  # noqa: D102  # as Numba's class says
        return str(self._folder)

    def get_source_stamp(self) -> str:  # noqa: D102  # as Numba's class says
        return self._folder.name

    def get_disambiguator(self) -> str:  # noqa: D102  # as Numba's class says
        return str(self._line)


class CodeFile(caching.IndexDataCacheFile):
    """Keeps the machine code of a kernel's signatures, each in a file of its process.

    Numba numbers the files. Two processes that compile at the same time take the same number, and
    one signature would be called with the code of another.
    """

    def _data_name(self, number: int) -> str:
        return f"{os.getpid()}-{self._data_name_pattern.format(number=number)}"


_config: Any = numba.config  # what it has is decided when it is imported
_config.CACHE_LOCATOR_CLASSES = ",".join(
    (f"{__name__}.{CodeLocator.__name__}", "UserProvidedCacheLocator", "InTreeCacheLocator")
)


def inlined(kernel: Kernel) -> Kernel:
    """A part of other kernels: its code becomes part of theirs, and Python cannot call it.

    To a call an array is seven numbers, which a small function in a loop cannot afford.
    """
    return _compile(kernel, forceinline=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def compiled(kernel: Kernel) -> Kernel:
    """The function, compiled; it lets other threads run while it works (no GIL)."""
    return _compile(kernel)


def _compile(kernel: Kernel, **options: bool) -> Kernel:
    njit: Any = numba.njit
    try:
        dispatcher = njit(cache=True, nogil=True, **options)(kernel)
    except RuntimeError:  # there is no folder that the cache could be written to
        return cast(Kernel, njit(nogil=True, **options)(kernel))
    kept = getattr(dispatcher, "_cache", None)  # none where kernels run as plain Python
    if kept is not None:
        kept._cache_file.__class__ = CodeFile
    return cast(Kernel, dispatcher)
