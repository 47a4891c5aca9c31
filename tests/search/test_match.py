"""Matches as arrays are narrowed, ordered and counted as one by one."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.columns import Columns, Names
from search.dates import NEVER, iso_date
from search.filters import Filters
from search.match import Matches

OUTLETS = ["", "Courier", "Dispatch", "Le Phare"]
LANGS = ["", "en"]

rows = st.lists(
    st.tuples(
        st.integers(0, len(OUTLETS) - 1),
        st.integers(0, len(LANGS) - 1),
        st.sampled_from([0, 20170000, 20170600, 20170609, 20240229]),
        st.sampled_from([0.5, 1.0, 2.5]),
        st.booleans(),
    ),
    max_size=20,
)


def columns_of(rows):
    outlet, lang, date = (np.array([row[n] for row in rows], np.int32) for n in range(3))
    sketch = np.zeros((len(rows), 16), np.uint8)
    return Columns(Names(outlet, OUTLETS), Names(lang, LANGS), date, sketch)


def matches_of(rows):
    number = np.array([n for n, row in enumerate(rows) if row[4]], np.int64)
    return Matches(number, np.array([rows[n][3] for n in number], float))


@given(rows)
def test_order_is_that_of_sorting_one_by_one(rows):
    columns, matches = columns_of(rows), matches_of(rows)
    numbers = matches.number.tolist()
    keys = {
        "relevance": lambda n: (-rows[n][3], -rows[n][2], n),
        "newest": lambda n: (-rows[n][2], n),
        "oldest": lambda n: (rows[n][2] or NEVER, n),
    }
    for sort, key in keys.items():
        ordered = matches.ordered(sort, columns)
        assert ordered.number.tolist() == sorted(numbers, key=key)
        assert [match.score for match in ordered.page(0, 99)] == [
            rows[match.number][3] for match in ordered.page(0, 99)
        ]


@given(rows)
def test_counts_are_those_of_counting_one_by_one(rows):
    columns, number = columns_of(rows), matches_of(rows).number
    outlets = Counter(OUTLETS[rows[n][0]] for n in number)
    assert columns.outlet.counts(number) == sorted(
        outlets.items(), key=lambda item: (-item[1], item[0])
    )
    months = Counter(iso_date(rows[n][2] // 100 * 100) for n in number if rows[n][2])
    assert columns.months(number) == sorted(months.items(), reverse=True)


@given(rows, st.sampled_from(["", "Courier", "Cour", "Zeta"]), st.sampled_from(["", "en"]))
@pytest.mark.parametrize("dates", [{}, {"from": "2017-06"}, {"to": "2017"}])
def test_filters_keep_what_fits(dates, rows, outlet, lang):
    columns, number = columns_of(rows), matches_of(rows).number
    filters = Filters.of({"outlet": outlet, "lang": lang, **dates}, [])
    expected = [
        n
        for n in number
        if (not outlet or OUTLETS[rows[n][0]] == outlet)
        and (not lang or LANGS[rows[n][1]] == lang)
        and (not dates or (rows[n][2] > 0 and filters.first <= rows[n][2] <= filters.last))
    ]
    assert number[filters.keep(columns, number)].tolist() == expected
