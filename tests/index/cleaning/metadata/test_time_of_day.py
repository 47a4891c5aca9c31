"""The time of day that metadata states with a date is kept as it stands, and never guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index import clean_html, clean_text
from index.cleaning.metadata.time_of_day import time_of_day

DAY = "2017-06-09"


@pytest.mark.parametrize(
    ("stated", "time"),
    [
        ("2017-06-09T14:05:30+02:00", "14:05+02:00"),
        ("2017-06-09T14:05:30.123Z", "14:05Z"),
        ("2017-06-09 14:05", "14:05"),
        ("2017-06-09T14:05:00-0430", "14:05-04:30"),
        ("Fri, 09 Jun 2017 14:05:00 +0000", "14:05+00:00"),
        ("Fri, 09 Jun 2017 14:05:00 GMT", "14:05Z"),
        ("9 June 2017, 2:05 pm", "14:05"),
        ("June 9, 2017 12:20 a.m.", "00:20"),
        (datetime(2017, 6, 9, 14, 5), "14:05"),
        (datetime(2017, 6, 9, 14, 5, tzinfo=UTC), "14:05+00:00"),
        (1_497_017_100, "14:05+00:00"),
        ("1497017100000", "14:05+00:00"),
    ],
)
def test_time_is_read_with_its_zone(stated, time):
    assert time_of_day(stated, DAY) == time


@pytest.mark.parametrize(
    "stated",
    [
        "2017-06-09", "2017-06-09T00:00:00Z", "9 June 2017, 12:00 a.m.",
        "2017-06-10T14:05:00Z", "9 June 2017", "14:05:99",
        "score 3:2 on 9 June 2017", "2017-06-09T29:05", "13:05 pm", "", None, True, 20170609,
        float("inf"), "9" * 13, "14:05" + " " * 200,
    ],
)  # fmt: skip
def test_what_is_no_time_of_that_day_is_not_known(stated):
    assert time_of_day(stated, DAY) == ""


def test_day_must_be_known():
    assert time_of_day("2017-06-09T14:05Z", "2017-06") == ""


PAGE = """<html><head><title>Harbour wall leans</title>
<meta property="article:published_time" content="{}"></head><body><article>
<h1>Harbour wall leans</h1><p>{}</p></article></body></html>"""


def test_page_keeps_the_time_of_its_date():
    body = "The harbour wall of Vellmouth leans by twelve degrees, the mayor said. " * 5
    article = clean_html(PAGE.format("2017-06-09T14:05:00+02:00", body))
    assert (article.date, article.time) == ("2017-06-09", "14:05+02:00")
    assert clean_html(PAGE.format("2017-06-09", body)).time == ""


def test_day_of_the_outlet_has_its_time_and_not_that_of_another_day():
    body = "The harbour wall of Vellmouth leans by twelve degrees, the mayor said. " * 5
    page = PAGE.format("2017-06-10T02:05:00Z", body).replace(
        "</head>", '<meta name="date" content="2017-06-09T22:05:00-04:00"></head>'
    )
    article = clean_html(page)
    assert (article.date, article.time) == ("2017-06-09", "22:05-04:00")


def test_facts_that_came_with_a_text_may_have_the_time_under_another_key():
    given = {"date": "2017-06-09", "published_at": "2017-06-09T14:05:00Z"}
    article = clean_text("The wall leans.", given=given)
    assert (article.date, article.time) == ("2017-06-09", "14:05Z")
    other = {"date": "2017-06-09", "published_at": "2017-06-10T14:05:00Z"}
    assert clean_text("The wall leans.", given=other).time == ""
