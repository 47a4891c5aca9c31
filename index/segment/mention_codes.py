"""Kernels: the names of articles as bytes: how many an article has, and the steps between them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled, inlined
from index.jit.pointers import unowned

Array = npt.NDArray[Any]

_MORE, _BITS = 128, 7  # the highest bit of a byte says that another one belongs to the number
_LONGEST = 35  # bits of a number


@compiled
def encode_mentions(start: Array, name: Array, code: Array) -> int:
    """Write the names of all articles.

    Args:
        start: i8[N + 1] Those of article d are name[start[d] : start[d + 1]].
        name: u4[mentions] Sorted here.
        code: u1[] Written.

    Returns:
        How many bytes were written.

    Example:
        An article with the names 3, 4 and 200 is 3 for their count, then 3, 0, and 195 in two
        bytes: each is told by how many lie between it and the one before.
    """
    at = 0
    for doc in range(len(start) - 1):
        first, end = start[doc], start[doc + 1]
        name[first:end].sort()
        at = _put(code, at, end - first)
        last = np.int64(-1)
        for place in range(first, end):
            at = _put(code, at, np.int64(name[place]) - last - 1)
            last = np.int64(name[place])
    return at


@compiled
def decode_mentions(code: Array, start: Array, name: Array) -> int:
    """Read what `encode_mentions` wrote.

    Args:
        code: u1[] All of it.
        start: i8[N + 1] Written.
        name: u4[] Written; room for a name a byte.

    Returns:
        How many names there are, or -1 when these are not the names of N articles.
    """
    code, name = unowned(code), unowned(name)
    at = found = 0
    for doc in range(len(start) - 1):
        start[doc] = found
        count, at = _get(code, at)
        last = np.int64(-1)
        for _ in range(count):
            step, at = _get(code, at)
            if at < 0:
                break
            last += step + 1
            name[found] = last
            found += 1
        if at < 0:
            return -1
    start[len(start) - 1] = found
    return found if at == len(code) else -1


@inlined
def _put(code: Array, at: Int, number: Int) -> Int:
    """Write a number from a byte on; the byte after it."""
    while number >= _MORE:
        code[at] = number & (_MORE - 1) | _MORE
        number >>= _BITS
        at += 1
    code[at] = number
    return at + 1


@inlined
def _get(code: Array, at: Int) -> tuple[Int, Int]:
    """(the number that begins at a byte, the byte after it); (0, -1) when it does not end."""
    number, shift = np.int64(0), 0
    while at >= 0 and at < len(code) and shift < _LONGEST:
        byte = np.int64(code[at])
        at += 1
        number |= (byte & (_MORE - 1)) << shift
        if byte < _MORE:
            return number, at
        shift += _BITS
    return np.int64(0), -1
