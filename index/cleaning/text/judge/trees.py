"""Boosted trees as flat arrays, and the loop that asks them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import compiled

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose leaves are added up to a log odds.

    Node i asks whether column `column[i]` is at most `limit[i]`; then follows node `left[i]`, else
    `right[i]`. A negative number is ~leaf, whose value is `value[leaf]`. `roots` begin the trees.
    """

    roots: Array
    column: Array
    limit: Array
    left: Array
    right: Array
    value: Array

    @classmethod
    def load(cls, path: Path) -> Trees:
        """The trees of a file, an array for each field."""
        with np.load(path) as arrays:
            return cls(**dict(arrays))

    def probabilities(self, columns: Array) -> Array:
        """f4[n] for the rows of `columns` f4[n, …]."""
        out = np.empty(len(columns), np.float32)
        _ask(columns, self.roots, self.column, self.limit, self.left, self.right, self.value, out)
        return out


@compiled
def _ask(
    columns: Array, roots: Array, column: Array, limit: Array,
    left: Array, right: Array, value: Array, out: Array,
) -> None:  # fmt: skip
    """Write to `out` the probability that all trees together give each row of `columns`."""
    for row in range(len(columns)):
        total = 0.0
        for root in roots:
            node = np.int64(root)
            while node >= 0:
                is_left = columns[row, column[node]] <= limit[node]
                node = np.int64(left[node] if is_left else right[node])
            total += value[~node]
        out[row] = 1 / (1 + np.exp(-total))
