from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.pages.paging import page_numbers


@pytest.mark.parametrize(
    ("page", "last", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 3, 0, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, 20, [1, 0, 4, 5, 6, 7, 8, 0, 20]),
        (20, 20, [1, 0, 18, 19, 20]),
    ],
)
def test_first_last_and_neighbours(page: int, last: int, numbers: list[int]) -> None:
    assert page_numbers(page, last) == numbers


@given(st.integers(1, 200), st.integers(0, 200))
def test_few_ascending_and_with_the_page_itself(page: int, more: int) -> None:
    numbers = page_numbers(page, page + more)
    shown = [number for number in numbers if number]
    assert len(numbers) <= 9
    assert page in shown
    assert shown == sorted(set(shown))
