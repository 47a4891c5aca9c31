"""A file mapped into memory, read-only, without a descriptor that stays open.

A process may have few descriptors (256 on macOS), and a generation has eight files a segment. The
system needs none once a file is mapped, but Python's `mmap` keeps a duplicate until 3.13, which can
do without. Before, the C library is asked; only on Windows, which counts its handles in millions,
one is kept.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import sys
import weakref
from functools import cache


def mapped(descriptor: int, size: int) -> memoryview:
    """The first `size` bytes, one at the least, of an open file.

    Raises:
        OSError: It cannot be mapped.
    """
    if sys.version_info >= (3, 13):
        return memoryview(mmap.mmap(descriptor, size, access=mmap.ACCESS_READ, trackfd=False))
    if os.name == "nt":
        return memoryview(mmap.mmap(descriptor, size, access=mmap.ACCESS_READ))
    return _mapped_by_c(descriptor, size)


def _mapped_by_c(descriptor: int, size: int) -> memoryview:
    """As `mapped`; unmapped when nothing refers to it any more."""
    libc = _libc()
    address = libc.mmap(None, size, mmap.PROT_READ, mmap.MAP_SHARED, descriptor, 0)
    if address == _FAILED:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    content = (ctypes.c_ubyte * size).from_address(address)
    # When the process ends the system does it: until then another thread may read.
    weakref.finalize(content, libc.munmap, address, size).atexit = False
    return memoryview(content).cast("B").toreadonly()


_FAILED = ctypes.c_void_p(-1).value


@cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    number, size, place = ctypes.c_int, ctypes.c_size_t, ctypes.c_void_p
    libc.mmap.restype = place
    libc.mmap.argtypes = (place, size, number, number, number, ctypes.c_int64)
    libc.munmap.argtypes = (place, size)
    return libc
