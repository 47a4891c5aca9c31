"""Kernels: the articles of names as bytes: how many a name has, and the steps between them."""

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
def encode_mentions(start: Array, doc: Array, code: Array) -> int:
    """Write the articles of all names.

    Args:
        start: i8[M + 1] Those of name n are doc[start[n] : start[n + 1]].
        doc: u4[mentions] Sorted here.
        code: u1[] Written.

    Returns:
        How many bytes were written.

    Example:
        A name in the articles 3, 4 and 200 is 3 for their count, then 3, 0, and 195 in two
        bytes: each is told by how many lie between it and the one before.
    """
    at = 0
    for number in range(len(start) - 1):
        first, end = start[number], start[number + 1]
        doc[first:end].sort()
        at = _put(code, at, end - first)
        last = np.int64(-1)
        for place in range(first, end):
            at = _put(code, at, np.int64(doc[place]) - last - 1)
            last = np.int64(doc[place])
    return at


@compiled
def decode_mentions(code: Array, start: Array, doc: Array) -> int:
    """Read what `encode_mentions` wrote.

    Args:
        code: u1[] All of it.
        start: i8[M + 1] Written.
        doc: u4[] Written; room for an article a byte.

    Returns:
        How many mentions there are, or -1 when these are not the articles of M names.
    """
    code, doc = unowned(code), unowned(doc)
    at = found = 0
    for number in range(len(start) - 1):
        start[number] = found
        count, at = _get(code, at)
        last = np.int64(-1)
        for _ in range(count):
            step, at = _get(code, at)
            if at < 0:
                break
            last += step + 1
            doc[found] = last
            found += 1
        if at < 0:
            return -1
    start[len(start) - 1] = found
    return found if at == len(code) else -1


@compiled
def turn_round(first: Array, doc: Array, start: Array, name: Array) -> None:
    """Turn the articles of names round: the names of articles.

    Args:
        first: i8[M + 1] The articles of name n are doc[first[n] : first[n + 1]].
        doc: u4[mentions]
        start: i8[N + 1] Zeros; written: the names of article d are name[start[d] : start[d + 1]].
        name: u4[mentions] Written, ascending within an article.
    """
    first, doc, start, name = unowned(first), unowned(doc), unowned(start), unowned(name)
    for place in range(first[len(first) - 1]):
        start[np.int64(doc[place]) + 1] += 1
    for number in range(1, len(start)):
        start[number] += start[number - 1]
    cursor = start.copy()
    for number in range(len(first) - 1):
        for place in range(first[number], first[number + 1]):
            one = np.int64(doc[place])
            name[cursor[one]] = number
            cursor[one] += 1


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
