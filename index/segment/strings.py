"""Kernels over strings that ascend by their bytes: two rows as one, one by what is new in each."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled, inlined
from index.jit.pointers import unowned

Array = npt.NDArray[Any]

_MOST_SHARED = 255
_NEW_LINE = ord("\n")


class Some(NamedTuple):
    """Some strings of a row; as their numbers ascend, so do they by their bytes."""

    number: Array
    """i8[n]"""
    offset: Array
    """u4[] String s is blob[offset[s] : offset[s + 1]]."""
    blob: Array
    """u1[]"""


@compiled
def interleave(one: Some, two: Some, offset: Array, blob: Array, source: Array) -> None:
    """Write some strings of two rows in one order.

    Args:
        one: Those of the first row, a of them.
        two: Those of the second, b of them.
        offset: u4[a + b + 1] Written: where each string begins in `blob`,
        blob: u1[] which has room for all of them.
        source: i8[a + b] Written: a place in `one`, or a + a place in `two`.
    """
    offsets, blobs = unowned(one.offset), unowned(one.blob)
    others, other_blob = unowned(two.offset), unowned(two.blob)
    a = b = size = 0
    for place in range(len(one.number) + len(two.number)):
        offset[place] = size
        is_first = b == len(two.number)
        if not is_first and a < len(one.number):
            mine, theirs = one.number[a], two.number[b]
            is_first = _is_below(
                blobs, offsets[mine], offsets[mine + 1],
                other_blob, others[theirs], others[theirs + 1],
            )  # fmt: skip
        if is_first:
            for at in range(offsets[one.number[a]], offsets[one.number[a] + 1]):
                blob[size] = blobs[at]
                size += 1
            source[place] = a
            a += 1
        else:
            for at in range(others[two.number[b]], others[two.number[b] + 1]):
                blob[size] = other_blob[at]
                size += 1
            source[place] = len(one.number) + b
            b += 1
    offset[len(offset) - 1] = size


@inlined
def _is_below(blob: Array, start: Int, stop: Int, others: Array, begin: Int, end: Int) -> bool:
    """Whether a string comes before another, or is the same."""
    one, other = np.int64(stop) - np.int64(start), np.int64(end) - np.int64(begin)
    for place in range(min(one, other)):
        mine, theirs = blob[np.int64(start) + place], others[np.int64(begin) + place]
        if mine != theirs:
            return bool(mine < theirs)
    return bool(one <= other)


@compiled
def front_code(text: Array, shared: Array, rest: Array) -> tuple[int, int]:
    """Write lines without what each has in common with the beginning of the one before it.

    Args:
        text: u1[] Lines, each with a line's end.
        shared: u1[lines] Written: how many bytes each has in common, 255 at the most.
        rest: u1[] Written: what is left of them, each with a line's end.

    Returns:
        (how many lines there are, how many bytes of `rest` were written).
    """
    text = unowned(text)
    line = size = last = start = 0
    while start < len(text):
        common = 0
        while (
            common < _MOST_SHARED
            and line > 0
            and text[start + common] != _NEW_LINE
            and text[start + common] == text[last + common]
        ):
            common += 1
        shared[line] = common
        at = start + common
        while text[at] != _NEW_LINE:
            rest[size] = text[at]
            at, size = at + 1, size + 1
        rest[size] = _NEW_LINE
        line, size, last, start = line + 1, size + 1, start, at + 1
    return line, size


@compiled
def front_decode(shared: Array, rest: Array, text: Array) -> int:
    """Read what `front_code` wrote into `text`, which has room for len(rest) + sum(shared) bytes.

    Returns:
        How many bytes were written; -1 when these are no lines that it wrote.
    """
    shared, rest = unowned(shared), unowned(rest)
    at = size = last = 0
    for line in range(len(shared)):
        start = size
        common = np.int64(shared[line])
        if common > max(0, start - last - 1):
            return -1
        for place in range(common):
            text[size] = text[last + place]
            size += 1
        while at < len(rest) and rest[at] != _NEW_LINE:
            text[size] = rest[at]
            at, size = at + 1, size + 1
        if at == len(rest):
            return -1
        text[size] = _NEW_LINE
        at, size, last = at + 1, size + 1, start
    return size if at == len(rest) else -1
