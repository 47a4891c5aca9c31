"""Copies and stories are told from the articles alone, in whatever order they came."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from index.article import Article
from index.store.store import Store
from index.stories.story_file import UNGROUPED, StoryFile
from tests.index.shelf import Shelf
from tests.index.stories.archive import Event, cut, grouped, groups, shelved

FERRY, STORM = Event(1), Event(2)


def test_copy_and_cut_are_the_same_text(index_dir):
    whole = FERRY.report(1)
    other = Article(whole.title, whole.text, date=whole.date, outlet="Gazette")
    articles = {"a.txt": whole, "b.txt": other, "c.txt": cut(whole, 0.5), "d.txt": STORM.report(2)}
    copies, _ = groups(shelved(index_dir, articles))
    assert copies == {frozenset({"a.txt", "b.txt", "c.txt"})}


def test_reports_in_other_words_are_one_event_and_no_copies(index_dir):
    articles = {
        "a.txt": FERRY.report(1),
        "b.txt": FERRY.report(2, later=1, outlet="Gazette"),
        "c.txt": STORM.report(3),
        "d.txt": STORM.report(4, outlet="Gazette"),
    }
    copies, stories = groups(shelved(index_dir, articles))
    assert copies == set()
    assert stories == {frozenset({"a.txt", "b.txt"}), frozenset({"c.txt", "d.txt"})}


def test_reports_weeks_apart_are_two_events(index_dir):
    early = FERRY.report(1)
    late = Article(early.title, FERRY.report(2).text, date="2021-05-02", outlet="Gazette")
    assert groups(shelved(index_dir, {"a.txt": early, "b.txt": late})) == (set(), set())


def test_event_that_is_in_the_news_for_a_week_is_one(index_dir):
    articles = {}
    for day in range(8):
        report = FERRY.report(day, outlet=f"Outlet {day}")
        articles[f"{day}.txt"] = Article(
            report.title, report.text, date=f"2021-03-{day + 1:02}", outlet=report.outlet
        )
    _, stories = groups(shelved(index_dir, articles))
    assert stories == {frozenset(articles)}


def test_articles_without_a_date_are_grouped(index_dir):
    dated, other = FERRY.report(1), FERRY.report(2)
    undated = Article(other.title, other.text, outlet="Gazette")
    month = Article(other.title, FERRY.report(3).text, date="2021-03", outlet="Maw")
    _, stories = groups(shelved(index_dir, {"a": dated, "b": undated, "c": month}))
    assert stories == {frozenset({"a", "b", "c"})}


def quake(place: str, district: str, size: str, depth: str, people: str) -> Article:
    """A notice that an outlet fills in for each quake."""
    text = (
        f"An earthquake of magnitude {size} shook the district of {district} on Sunday morning, "
        f"the geological survey said.\nIts centre was {depth} kilometres below {place}, "
        f"where some {people} people live. There was no word of damage or of anybody hurt. Nobody "
        "need fear a wave, the survey said, since the sea is far away. Smaller shocks may follow."
    )
    return Article(f"Earthquake shakes {district}", text, date="2021-03-07", outlet="Courier")


def test_two_events_told_by_one_form_on_one_day_are_not_one(index_dir):
    articles = {
        "a": quake("Ostgar", "Lower Venn", "4.7", "31", "3,400"),
        "b": quake("Tammerle", "Kasshol", "5.2", "12", "18,000"),
        "c": quake("Ostgar", "Lower Venn", "4.7", "31", "3,400"),
    }
    copies, stories = groups(shelved(index_dir, articles))
    assert copies == stories == {frozenset({"a", "c"})}


def rates(day: int, *numbers: str, outlet: str = "Courier") -> Article:
    """A notice that comes out day after day."""
    text = (
        f"Fixed: the euro at {numbers[0]} crowns and the mark at {numbers[1]} crowns on the "
        f"exchange.\nIt opened at ten and closed at four, with {numbers[2]} dealers on the floor. "
        "Rates are fixed each day at noon and hold until noon of the next day."
    )
    return Article(f"Rates of {day} March 2021", text, date=f"2021-03-{day:02}", outlet=outlet)


def test_notice_with_other_numbers_is_no_copy(index_dir):
    notices = {
        "a.txt": rates(13, "24.115", "3.902", "41"),
        "b.txt": rates(14, "24.380", "3.911", "57"),
        "c.txt": rates(13, "24.990", "3.880", "12", outlet="Gazette"),
    }
    assert groups(shelved(index_dir, notices))[0] == set()


def test_notice_printed_twice_is_a_copy(index_dir):
    numbers = ("24.115", "3.902", "41")
    notices = {"a.txt": rates(13, *numbers), "b.txt": rates(13, *numbers, outlet="Gazette")}
    assert groups(shelved(index_dir, notices))[0] == {frozenset({"a.txt", "b.txt"})}


def grant(town: str, sum_: str, county: str) -> Article:
    """A form that one outlet fills in again and again."""
    text = (
        f"Senator Oke said that the fire department of {town} will have a grant of {sum_} dollars "
        f"for new engines.\nThe people of {county} know what their department does for them, he "
        "said, and it needs the means to go on doing so. The grant is one of several that are made "
        "each year by the office of fire safety, which has been asked for more than it can give."
    )
    return Article("Grant for fire department", text, date="2021-03-03", outlet="Senate")


@pytest.mark.parametrize("outlet", ["Senate", "Courier"])
def test_form_filled_in_for_another_town_is_no_copy(index_dir, outlet):
    other = grant("Ostgar", "72,500", "Morven")
    grants = {
        "a.txt": grant("Vellmouth", "50,000", "Harbour County"),
        "b.txt": replace(other, outlet=outlet, text=other.text.replace("Oke", "Ral")),
    }
    assert groups(shelved(index_dir, grants)) == (set(), set())


def test_report_that_goes_round_with_other_numbers_is_one_event(index_dir):
    whole = FERRY.report(1)
    later = replace(whole, text=f"Some 31 are dead, 52 missing.\n{whole.text}", outlet="Gazette")
    first = replace(whole, text=f"Some 12 are dead, 95 missing.\n{whole.text}")
    assert groups(shelved(index_dir, {"a": first, "b": later}))[1] == {frozenset({"a", "b"})}


def test_many_copies_of_one_day_are_one_group(index_dir):
    whole = FERRY.report(1)
    articles = {
        f"{n:02}.txt": Article(whole.title, whole.text, date=whole.date, outlet=f"Outlet {n}")
        for n in range(60)
    }
    copies, stories = groups(shelved(index_dir, articles))
    assert copies == stories == {frozenset(articles)}


def test_series_is_one_event_with_its_own_day_only(index_dir):
    articles = {}
    for n in range(6):
        report = FERRY.report(n)
        title = f"Market report of {FERRY.day + n} March"
        articles[f"{n}.txt"] = Article(title, report.text, date=f"2021-03-{FERRY.day + n:02}")
    assert groups(shelved(index_dir, articles))[1] == set()


def test_series_of_two_outlets_join_day_by_day(index_dir):
    articles = {}
    for n in range(6):
        for outlet in ("Courier", "Gazette"):
            text = FERRY.report(n if outlet == "Courier" else n + 50).text
            date = f"2021-03-{n + 1:02}"
            articles[f"{n}-{outlet}"] = Article(
                f"Market report of {date}", text, date=date, outlet=outlet
            )
    together = {frozenset({f"{n}-Courier", f"{n}-Gazette"}) for n in range(6)}
    assert groups(shelved(index_dir, articles))[1] == together


def test_matches_of_the_same_teams_a_week_apart_are_two_stories(index_dir):
    articles = {
        f"{day}-{outlet}": Article(
            "Courier Rovers meet Gazette United", FERRY.report(day + n).text,
            date=f"2021-03-{day:02}", outlet=outlet,
        )
        for day in (3, 10)
        for n, outlet in enumerate(("Maw", "Post", "Herald"))
    }  # fmt: skip
    _, stories = groups(shelved(index_dir, articles))
    assert stories == {frozenset(a for a in articles if a.startswith(f"{day}-")) for day in (3, 10)}


def test_live_blog_joins_no_copies_of_its_entries(index_dir):
    ferry, storm = FERRY.report(1), STORM.report(2)
    entries = [ferry.text, storm.text, *(Event(n).report(n).text for n in range(5, 9))]
    blog = "\n".join(f"{9 + n}:15 {text}" for n, text in enumerate(entries))
    articles = {
        "a.txt": Article("Ferry", ferry.text, date="2021-03-05", outlet="Gazette"),
        "b.txt": Article("Storm", storm.text, date="2021-03-05", outlet="Maw"),
        "live.txt": Article("As it happened", blog, date="2021-03-05", outlet="Courier"),
    }
    assert groups(shelved(index_dir, articles))[0] == set()


def _closed_blog(times: str) -> Article:
    """A live blog on the ferry that begins with its end; a time for each entry, above it."""
    entries = [
        "That is all for today, thank you for having been with us and good night to all.",
        *FERRY.report(20).text.split("\n"),
        *FERRY.report(21).text.split("\n"),
    ]
    stamps = [times.format(hour) for hour in range(len(entries), 0, -1)]
    text = "\n".join(f"{stamp}\n{entry}" for stamp, entry in zip(stamps, entries, strict=True))
    return Article("As it happened", text, date=FERRY.report(1).date, outlet="Courier")


@pytest.mark.parametrize(
    "times", ["{:02}:15", "{}.15pm", "{}h15", "6 Sep 2022 {}.15 BST", "[{}:15]"]
)
def test_live_blog_is_of_the_event_that_its_entries_come_back_to(index_dir, times):
    articles = {
        "a.txt": FERRY.report(1, outlet="Gazette"),
        "b.txt": STORM.report(2, outlet="Gazette"),
        "live.txt": _closed_blog(times),
    }
    assert groups(shelved(index_dir, articles))[1] == {frozenset({"a.txt", "live.txt"})}


def _stock() -> dict[str, Article]:
    """Sixty articles: events of one to five reports, some of them copied or cut."""
    rng = random.Random(7)
    articles = {}
    for number in range(14):
        event = Event(100 + number)
        for report in range(rng.randint(1, 5)):
            outlet = rng.choice(("Courier", "Gazette", "Maw"))
            made = event.report(number * 10 + report, rng.randint(0, 2), outlet)
            articles[f"{number}-{report}.txt"] = made
            if rng.random() < 0.4:
                articles[f"{number}-{report}-copy.txt"] = cut(made, rng.choice((1, 0.8, 0.5)))
    return articles


@pytest.mark.parametrize("seed", range(4))
def test_groups_are_the_same_in_any_order_of_adding_and_deleting(tmp_path, seed):
    stock = _stock()
    rng = random.Random(seed)
    names = sorted(stock)
    leaving = set(rng.sample(names, len(names) // 4))
    rng.shuffle(names)
    shelf = Shelf(tmp_path / "changed")
    for start in range(0, len(names), 9):
        batch = names[start : start + 9]
        gone = [name for name in shelf.articles if name in leaving and rng.random() < 0.5]
        shelf.commit({name: stock[name] for name in batch}, gone)
        grouped(shelf.directory)
    shelf.commit({}, [name for name in shelf.articles if name in leaving])
    fresh = shelved(tmp_path / "fresh", {n: a for n, a in stock.items() if n not in leaving})
    found = groups(grouped(shelf.directory))
    assert found == groups(fresh)
    assert min(map(len, found)) > 2


def test_nothing_is_made_again_when_nothing_has_changed(index_dir):
    store = shelved(index_dir, {"a.txt": FERRY.report(1)})
    assert grouped(index_dir).manifest == store.manifest


def test_empty_index_has_no_groups(index_dir):
    shelf = Shelf(index_dir)
    shelf.commit({"a.txt": FERRY.report(1)})
    shelf.commit({}, ["a.txt"])
    assert groups(grouped(index_dir)) == (set(), set())


def test_article_that_came_since_is_not_yet_grouped(index_dir):
    shelved(index_dir, {"a.txt": FERRY.report(1), "b.txt": FERRY.report(2)})
    Shelf(index_dir).commit({"c.txt": FERRY.report(3)})
    store = Store.open(index_dir)
    file = StoryFile(index_dir, store.manifest.stories)
    _, story = file.labels(store.manifest.segments)
    assert story.tolist() == [0, 0, UNGROUPED]
