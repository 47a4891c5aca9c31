"""Numba as kernels are compiled by it: where their machine code is kept, and for which numbers.

Imported where something is compiled, or was: Numba takes a quarter of a second.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
from numba.core import caching, sigutils, types
from numba.core.runtime.nrt import rtsys

from index.jit.cache import code_folder


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


class KeptCode:
    """A kernel's machine code on the disk, looked for when the kernel is first called.

    It stands where Numba's own cache would, which looks for its files as soon as a module is
    imported, and makes the compiler ready whether or not there is anything to compile: two tenths
    of a second that a search from the command line would wait.
    """

    def __init__(self, kernel: Callable[..., Any]) -> None:
        self._kernel = kernel

    @cached_property
    def _cache(self) -> Any:  # noqa: ANN401  # Numba carries no annotations
        """Numba's cache; None where there is no folder that could be written to."""
        try:
            found = _caching.FunctionCache(self._kernel)
        except RuntimeError:
            return None
        found._cache_file.__class__ = CodeFile
        return found

    def load_overload(self, signature: Any, target: Any) -> Any:  # noqa: ANN401
        """The code for a signature; None where it must be compiled."""
        if self._cache is None:
            return None
        rtsys.initialize(target)  # the functions of Numba's own that all machine code calls
        with self._cache._guard_against_spurious_io_errors():
            return self._cache._load_overload(signature, target)

    def save_overload(self, signature: Any, code: Any) -> None:  # noqa: ANN401
        """Keep the code for a signature."""
        if self._cache is not None:
            self._cache.save_overload(signature, code)


# Of these Numba says no types.
_caching: Any = caching
_sigutils: Any = sigutils
_config: Any = numba.config  # what it has is decided when it is imported
_config.CACHE_LOCATOR_CLASSES = ",".join(
    (f"{__name__}.{CodeLocator.__name__}", "UserProvidedCacheLocator", "InTreeCacheLocator")
)


def machine_code(kernel: Callable[..., Any], **options: bool) -> Any:  # noqa: ANN401  # Numba's own
    """The kernel, compiled when it is first called; it lets other threads run (no GIL).

    Kernels are called by Python and by one another, never by C: what that would need is not made.
    """
    njit: Any = numba.njit
    dispatcher = njit(nogil=True, no_cfunc_wrapper=True, **options)(kernel)
    dispatcher._cache = KeptCode(kernel)
    dispatcher.compile = _for_any_number(dispatcher.compile)
    return dispatcher


def _for_any_number(compile_for: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Compile a kernel that is called with a number as it stands, `f(0)`, as for any number.

    Numba would compile it once more, and all kernels to which it passes the number on.
    """

    def compile_widened(signature: Any) -> Any:  # noqa: ANN401  # Numba carries no annotations
        arguments, _ = _sigutils.normalize_signature(signature)
        return compile_for(tuple(map(types.unliteral, arguments)))

    return compile_widened
