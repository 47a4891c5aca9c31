"""Dates in a query cover what a person means by them."""

from datetime import date as calendar_date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import (
    NEVER,
    date_ends,
    date_of_number,
    date_range,
    day_range,
    range_ends,
    reads_both_ways,
    spelt_range,
)
from search.relative_date import relative_ends


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
        ("2017.06.09", (20170609, 20170609)),
        ("06/2017", (20170600, 20170699)),
        ("6.2017", (20170600, 20170699)),
        ("09.06.2017", (20170609, 20170609)),
        ("9/6/2017", (20170609, 20170609)),
        ("13/6/2017", (20170613, 20170613)),
        ("6/13/2017", (20170613, 20170613)),
        ("6-6-2017", (20170606, 20170606)),
        ("June 2017", (20170600, 20170699)),
        ("june-2017", (20170600, 20170699)),
        ("2017 June", (20170600, 20170699)),
        ("9 June 2017", (20170609, 20170609)),
        ("9th of june, 2017", (20170609, 20170609)),
        ("June 9, 2017", (20170609, 20170609)),
        ("9-Jun-2017", (20170609, 20170609)),
        ("Sept. 2017", (20170900, 20170999)),
        ("٢٠١٧", (20170000, 20179999)),
        ("9999", (99990000, NEVER)),
        ("*", (1, NEVER)),
    ],
)
def test_date_covers(text, numbers):
    assert day_range(text) == numbers


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "last", "last 0 days", "17", "2017-13", "2017-02-30", "0000", "99999",
     "2017-00", "2017-06-00", "last 9999 years",
     "20170000", "13/13/2017", "2017-06/09", "June", "9 June", "June June 2017",
     "June 2017 2018", "31 June 2017", "9 10 June 2017", "june2017", "2017-06-09-01", "..", "²⁰¹⁷"],
)  # fmt: skip
def test_what_is_no_date(text):
    assert day_range(text) is None


@pytest.mark.parametrize("date", ["2017", "2017-06", "2017-06-09", "0800"])
def test_number_gives_back_the_date(date):
    assert date_of_number(day_range(date)[0]) == date


def test_unknown_date_has_no_name():
    assert date_of_number(0) == ""


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2017..2018", ("2017", "2018")),
        ("2017...2018", ("2017", "2018")),
        ("2017…2018", ("2017", "2018")),
        ("2017–2018", ("2017", "2018")),
        ("2017-2018", ("2017", "2018")),
        ("2017 - 2018", ("2017", "2018")),
        ("June 2017 to 9 May 2018", ("June 2017", "9 May 2018")),
        ("2017-06-09..", ("2017-06-09", "*")),
        ("..2018", ("*", "2018")),
        ("2017-06", None),
        ("2017-06-09", None),
        ("..", None),
        ("", None),
        ("2017", None),
        ("tomorrow", None),
    ],
)
def test_range_has_two_ends(text, ends):
    assert range_ends(text) == ends


@pytest.mark.parametrize(
    ("start", "end", "numbers"),
    [
        ("2017", "2018-03", (20170000, 20180399)),
        ("2018-03", "2017", (20170000, 20180399)),
        ("*", "2018", (1, 20189999)),
        ("2018", "*", (20180000, NEVER)),
        ("2017", "soon", None),
    ],
)
def test_range_of_dates_covers(start, end, numbers):
    assert date_range(start, end) == numbers


days = st.dates().map(lambda day: day.strftime("%Y-%m-%d").rjust(10, "0"))
dates = st.builds(lambda day, length: day[:length], days, st.sampled_from([4, 7, 10]))


def covered(text: str) -> tuple[int, int]:
    """What a range in the query language covers."""
    field, value = text.split(":")
    if field == "date" and value.startswith("["):
        return date_range(*value.strip("[]").split(" TO "))
    first, last = day_range(value)
    return {"date": (first, last), "after": (first, NEVER), "before": (1, first - 1)}[field]


@given(dates)
def test_spelt_date_covers_the_same(date):
    first, last = day_range(date)
    for numbers in ((first, last), (1, last), (first, NEVER), (1, first - 1)):
        assert covered(spelt_range(*numbers)) == numbers


@given(dates, dates)
def test_spelt_range_covers_the_same(one, other):
    numbers = date_range(one, other)
    assert covered(spelt_range(*numbers)) == numbers


@given(st.text(max_size=30))
def test_no_text_fails(text):
    day_range(text)
    range_ends(text)


@pytest.mark.parametrize(
    ("text", "today", "ends"),
    [
        ("today", "2026-11-30", ("2026-11-30", "2026-11-30")),
        ("Yesterday", "2025-01-01", ("2024-12-31", "2024-12-31")),
        ("this week", "2024-02-29", ("2024-02-26", "2024-03-03")),
        ("last week", "2026-11-30", ("2026-11-23", "2026-11-29")),
        ("last month", "2025-01-31", ("2024-12", "2024-12")),
        ("this year", "2024-02-29", ("2024", "2024")),
        ("last  year", "2024-02-29", ("2023", "2023")),
        ("last 2 weeks", "2026-11-30", ("2026-11-17", "2026-11-30")),
        ("past 1 day", "2026-11-30", ("2026-11-30", "2026-11-30")),
        ("last 30 days of 2017", "2026-11-30", None),
    ],
)
def test_time_told_from_today(text, today, ends):
    assert relative_ends(text, calendar_date.fromisoformat(today)) == ends


def test_time_told_from_today_is_read_as_a_date():
    assert day_range("last year")[0] == (calendar_date.today().year - 1) * 10_000


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("June 2017", ("2017-06", "2017-06")),
        ("05/06/2005", ("2005-06-05", "2005-06-05")),
        ("2017", ("2017", "2017")),
        ("*", None),
        ("spring", None),
    ],
)
def test_date_has_ends(text, ends):
    assert date_ends(text) == ends


@pytest.mark.parametrize(
    ("text", "both"),
    [("9/6/2017", True), ("09-06-2017", True), ("9.6.2017", False), ("6/6/2017", False),
     ("13/6/2017", False), ("06/2017", False), ("2017-06-09", False)],
)  # fmt: skip
def test_date_that_reads_both_ways(text, both):
    assert reads_both_ways(text) == both
