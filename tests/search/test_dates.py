"""Dates in a query cover what a person means by them."""

import pytest

from search.dates import NEVER, day_range, iso_date


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2017", (20170000, 20179999)),
        ("2017-06", (20170600, 20170699)),
        ("2017-6", (20170600, 20170699)),
        ("2017-06-09", (20170609, 20170609)),
        ("2017/06/09", (20170609, 20170609)),
        ("20170609", (20170609, 20170609)),
        (" 2017 ", (20170000, 20179999)),
        ("*", (1, NEVER)),
    ],
)
def test_date_covers(text, numbers):
    assert day_range(text) == numbers


@pytest.mark.parametrize("text", ["", "yesterday", "17", "2017-13", "2017-02-30", "0000", "99999"])
def test_what_is_no_date(text):
    assert day_range(text) is None


@pytest.mark.parametrize("date", ["2017", "2017-06", "2017-06-09", "0800"])
def test_number_gives_back_the_date(date):
    assert iso_date(day_range(date)[0]) == date


def test_unknown_date_has_no_name():
    assert iso_date(0) == ""
