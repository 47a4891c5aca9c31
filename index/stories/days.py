"""The days that articles may be of, from their dates as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

ANY_DAY = 2**30
"""An article without a date may be of any day from -ANY_DAY to ANY_DAY."""


def days_of(dates: Array) -> tuple[Array, Array]:
    """(the first day, the last day) i8[n] that each date i4[n] may mean, counted from 1970.

    Dates are numbers as `index.schema.date_number` makes them: 20170600 is any day of that June.
    """
    year, month, day = dates // 10_000, dates // 100 % 100, dates % 100
    first = _day(year, np.maximum(month, 1), np.maximum(day, 1))
    ends = np.where(month > 0, _day(year + (month == 12), month % 12 + 1, 1), _day(year + 1, 1, 1))
    last = np.where(day > 0, first, ends - 1)
    unknown = year == 0
    return np.where(unknown, -ANY_DAY, first), np.where(unknown, ANY_DAY, last)


def _day(year: Array, month: Array | int, day: Array | int) -> Array:
    """The day of the proleptic Gregorian calendar; an impossible one counts on from the first."""
    months = ((np.asarray(year, np.int64) - 1970) * 12 + month - 1).astype("datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64) + day - 1
