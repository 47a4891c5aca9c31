"""What comes out day after day is not one story, whatever its titles say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.article import Article
from index.stories.pairs import apart_by_figures
from tests.index.stories.archive import Event, groups, shelved
from tests.index.stories.series import SERIES, series

ONE_OUTLET, SEVERAL = ("Courier",), ("Courier", "Gazette", "Maw")

EXCHANGE = [
    (
        "Shares rise on exports",
        "Share prices on the Ostgar exchange rose on Monday after the government said exports grew "
        "more than expected. The OSX index of leading companies gained 41 points, or 1.2 percent, "
        "to close at 3,412. Dorn Lines climbed 4 percent to 118 crowns and Halvard Ferries added "
        "3.10 to 77.40. Turnover was 210 million crowns, dealers said.",
    ),
    (
        "Stocks fell after bank warning",
        "Stocks fell on the Ostgar exchange on Tuesday when Morven Bank warned that its profit "
        "would be lower. Its shares dropped 7 percent to 54 crowns and pulled the OSX index down "
        "38 points to 3,374. Dorn Lines was unchanged. Turnover was 265 million crowns, dealers "
        "said. Declines outnumbered gains by 19 to 8.",
    ),
    (
        "Market ends little changed",
        "The Ostgar stock market ended little changed on Wednesday as investors waited for a "
        "decision on interest rates. The OSX index rose 3 points to 3,377 in quiet trading. "
        "Turnover fell to 140 million crowns, dealers said. Tamm Paper added 1.5 percent to 203 "
        "crowns. Morven Bank recovered 2 crowns to 56.",
    ),
    (
        "Rate cut sends shares to record",
        "Shares jumped to a record on the Ostgar exchange on Thursday after the central bank cut "
        "its key rate. The OSX index soared 96 points, or 2.8 percent, to 3,473. Quay Homes leapt "
        "9 percent to 41.20. Morven Bank was up 4 crowns at 60. Turnover reached 390 million "
        "crowns, dealers said.",
    ),
    (
        "Profit taking trims gains",
        "Investors took profits on the Ostgar exchange on Friday. The OSX index lost 22 points to "
        "3,451. Quay Homes gave back 1.10 to 40.10. Tamm Paper fell 3 percent to 197 crowns on a "
        "stronger crown. Turnover was 245 million crowns, dealers said. Gainers and losers were "
        "even at 14.",
    ),
]


def exchange(outlets: tuple[str, ...]) -> dict[str, Article]:
    """The reports of a stock exchange of five days."""
    return {
        f"{day}": Article(*report, date=f"2021-03-{day + 1:02}", outlet=outlets[day % len(outlets)])
        for day, report in enumerate(EXCHANGE)
    }


def others() -> dict[str, Article]:
    """What a small archive has besides."""
    return {
        f"other {n}-{k}": Event(200 + n).report(k, k, f"Outlet {k}")
        for n in range(15)
        for k in range(2)
    }


@pytest.mark.parametrize("outlets", [ONE_OUTLET, SEVERAL])
def test_days_of_a_stock_exchange_are_no_story(index_dir, outlets):
    assert groups(shelved(index_dir, exchange(outlets)))[1] == set()


def test_reports_of_one_day_of_a_stock_exchange_are_a_story(index_dir):
    articles = exchange(ONE_OUTLET)
    title, text = EXCHANGE[3]
    told = "The exchange of Ostgar had its best day: at 3,473 the OSX index was 2.8 percent up. "
    text = told + " ".join(reversed(text.split(". ")))
    articles["same"] = replace(articles["3"], title=title, text=text, outlet="Gazette")
    assert groups(shelved(index_dir, articles))[1] == {frozenset({"3", "same"})}


@pytest.mark.parametrize("outlets", [ONE_OUTLET, SEVERAL])
@pytest.mark.parametrize("kind", SERIES)
def test_series_under_other_titles_each_day_is_not_one_story(index_dir, kind, outlets):
    articles = dict(series(kind, outlets)) | others()
    _, stories = groups(shelved(index_dir, articles))
    sizes = [len([member for member in each if member in dict(series(kind))]) for each in stories]
    assert max(sizes) <= 3  # of 8
    assert len(stories) >= 15


def test_event_whose_toll_rises_from_day_to_day_is_one_story(index_dir):
    event, articles = Event(1), {}
    for day in range(5):
        report = event.report(day, outlet=f"Outlet {day}")
        toll = f"Of the 412 on board {12 + 7 * day} are dead, {95 - 9 * day} missing. "
        articles[f"{day}"] = replace(report, text=toll + report.text, date=f"2021-03-{day + 1:02}")
    assert groups(shelved(index_dir, articles))[1] == {frozenset(articles)}


def test_figures_in_common_outweigh_others():
    assert apart_by_figures(1, 0) == 0
    assert apart_by_figures(7, 0) == 3
    assert apart_by_figures(7, 1) == 0.5
    assert apart_by_figures(20, 4) == 0
