from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from web.in_words import ago, date_in_words, seconds_in_words, span_in_words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2017-06-09", "9 June 2017"),
        ("2017-06", "June 2017"),
        ("2017", "2017"),
        ("", ""),
        ("2017-13", "2017-13"),
        ("soon", "soon"),
        ("2017-06-09-10", "2017-06-09-10"),
        ("-", "-"),
    ],
)
def test_a_date_in_words(iso: str, words: str) -> None:
    assert date_in_words(iso) == words


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2017-06", "2017-06", "June 2017"),
        ("2017", "", "since 2017"),
        ("", "2018-02", "until February 2018"),
        ("2017", "2018-02-03", "2017 to 3 February 2018"),
    ],
)
def test_a_span_in_words(since: str, until: str, words: str) -> None:
    assert span_in_words(since, until) == words


@pytest.mark.parametrize(
    ("elapsed", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5, minutes=59), "5 hours ago"),
        (timedelta(days=40), "40 days ago"),
    ],
)
def test_how_long_ago(elapsed: timedelta, words: str) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    assert ago(now - elapsed, now) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "10 seconds"),
        (22, "20 seconds"),
        (54, "50 seconds"),
        (56, "1 minute"),
        (200, "3 minutes"),
        (7300, "2 hours"),
    ],
)
def test_time_left_is_told_within_a_factor_of_two(seconds: float, words: str) -> None:
    assert seconds_in_words(seconds) == words
