"""The distinct values of an array."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def distinct(values: Array) -> Array:
    """The distinct values of an array, ascending.

    As np.unique, which imports numpy.ma when it is first called: 15 ms that a search from the
    command line would wait.
    """
    ascending = np.sort(values)
    is_first = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=is_first[1:])
    return ascending[is_first]
