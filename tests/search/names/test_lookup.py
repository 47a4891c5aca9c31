"""Strings are found among many that ascend, as Python finds them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.names.lookup import NOT_THERE, indices_of

SOME = st.sets(st.binary(max_size=4), max_size=12)


@given(SOME, SOME, st.data())
def test_each_is_found_where_it_stands_or_not_at_all(there, wanted, data):
    strings, asked = sorted(there), sorted(wanted | set(list(there)[:2]))
    first = data.draw(st.integers(0, len(strings)))
    end = data.draw(st.integers(first, len(strings)))
    offset = np.cumsum([0, *map(len, strings)]).astype(np.uint32)
    blob = np.frombuffer(b"".join(strings), np.uint8)
    inside = {string: first + place for place, string in enumerate(strings[first:end])}
    expected = [inside.get(string, NOT_THERE) for string in asked]
    assert indices_of(asked, offset, blob, first, end).tolist() == expected
