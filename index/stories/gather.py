"""Rows of uneven length, copied in another order."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from index.jit.compile import compiled

Array = npt.NDArray[Any]


@compiled
def gather(
    source: Array, begins: Array, rows: Array, out: Array, start: Array, places: Array
) -> None:
    """Copy row rows[k] of `source`, whose rows begin at `begins`, to out[start[places[k]] :]."""
    for k in range(len(rows)):
        at = start[places[k]]
        for p in range(begins[rows[k]], begins[rows[k] + 1]):
            out[at] = source[p]
            at += 1
