"""Run a script so that `perf` can name the compiled loops: `python -m tests.profile.named SCRIPT`.

Numba puts machine code where perf finds no symbols: it shows as addresses in `[JIT]`. For such
places perf reads /tmp/perf-PID.map, a line for each function: start, size, name. It is written
here when the script ends, of all loops that this process has loaded: from the symbol table of each
object that Numba made, which lists a loop and the parts of it that were not inlined, and from
where the loop was put. What comes after the script's name is handed to the script.

Numba has nothing official for it: its objects are taken where it reads them from its cache.
"""

from __future__ import annotations

import atexit
import gc
import os
import re
import runpy
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from numba.core.codegen import CodeLibrary
from numba.core.dispatcher import Dispatcher
from numba.core.runtime import rtsys

_SYMBOLS, _FUNCTION = 2, 2  # of ELF: the kind of a section, the kind of a symbol
_PART = re.compile(r"(\d+)(\D.*)")


class Symbol(NamedTuple):
    """A function: where it begins, in an object or in memory, its bytes, and its mangled name."""

    start: int
    size: int
    name: str


def keep_objects() -> dict[Any, bytes]:
    """Have the machine code of each library from now on kept; Numba drops what it has loaded."""
    kept: dict[Any, bytes] = {}
    load = CodeLibrary._set_compiled_object

    def keep(library: Any, code: bytes) -> None:
        kept[library] = code
        load(library, code)

    CodeLibrary._set_compiled_object = keep
    return kept


def symbols_of(code: bytes) -> Iterator[Symbol]:
    """The functions of an ELF object of 64 bits, little-endian (System V ABI, chapter 4)."""
    (offset,) = struct.unpack_from("<Q", code, 40)
    size, count = struct.unpack_from("<HH", code, 58)
    sections = [
        struct.unpack_from("<IIQQQQIIQQ", code, offset + number * size) for number in range(count)
    ]
    for _, kind, _, _, first, length, link, *_ in sections:
        if kind == _SYMBOLS:
            names = sections[link][4]
            for place in range(first, first + length, 24):
                name, about, _, _, start, extent = struct.unpack_from("<IBBHQQ", code, place)
                if about & 15 == _FUNCTION:
                    end = code.index(b"\0", names + name)
                    yield Symbol(start, extent, code[names + name : end].decode())


def plain(name: str) -> str:
    """A mangled name as the loop is called in the source, module and function."""
    before, _, rest = name.partition("_ZN")
    parts = []
    while (part := _PART.match(rest)) and int(part[1]) <= len(part[2]):
        parts.append(part[2][: int(part[1])])
        rest = part[2][int(part[1]) :]
    if not parts:
        return name
    if parts[0] == "cpython":
        before, *parts = parts
    return ".".join(parts) + (" (called from Python)" if before else "")


def functions(kept: dict[Any, bytes]) -> Iterator[Symbol]:
    """All functions of the loops that this process has loaded, where they are in memory."""
    for kernel in gc.get_objects():
        if isinstance(kernel, Dispatcher):
            for result in kernel.overloads.values():
                library, name = result.library, result.fndesc.llvm_func_name
                found = list(symbols_of(kept.get(library) or library._get_compiled_object()))
                (own,) = (symbol.start for symbol in found if symbol.name == name)
                base = library.get_pointer_to_function(name) - own
                yield from (symbol._replace(start=base + symbol.start) for symbol in found)
    for name in ("NRT_incref", "NRT_decref"):  # references to arrays, counted here for all loops
        yield Symbol(rtsys.library.get_pointer_to_function(name), 16, name)


def place_of(process: int) -> Path:
    """Where perf looks for the map of a process."""
    return Path(f"/tmp/perf-{process}.map")  # noqa: S108 (perf looks nowhere else)


def write(kept: dict[Any, bytes]) -> None:
    """Write the map of this process."""
    lines = (f"{start:x} {size:x} {plain(name)}\n" for start, size, name in sorted(functions(kept)))
    place_of(os.getpid()).write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    atexit.register(write, keep_objects())
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
