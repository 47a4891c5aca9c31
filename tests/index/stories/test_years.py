"""The pairs of a year are kept from run to run, and are those of an index made anew."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from index.article import Article
from index.store.store import Store
from index.stories import signatures
from index.stories.years import read_year_pairs
from tests.index.shelf import Shelf
from tests.index.stories.archive import Event, cut, grouped, groups, shelved

FIRST_DAYS = (date(2018, 12, 30), date(2019, 6, 1), date(2020, 12, 31), date(2021, 7, 1))


@pytest.fixture(autouse=True)
def _few_articles_tell_how_rare_a_term_is(monkeypatch):
    monkeypatch.setattr(signatures, "ENOUGH", 8)


def _stock() -> dict[str, Article]:
    """Events of four years, two of them over the New Year; some reports have no day."""
    rng = random.Random(11)
    stock = {}
    for number in range(16):
        for report in range(rng.randint(1, 5)):
            day = FIRST_DAYS[number % 4] + timedelta(rng.randint(0, 3))
            when = rng.choices((day.isoformat(), f"{day:%Y-%m}", ""), (12, 1, 1))[0]
            made = replace(Event(200 + number).report(number * 10 + report), date=when)
            stock[f"{number}-{report}.txt"] = made
            if rng.random() < 0.2:
                stock[f"{number}-{report}-cut.txt"] = cut(made, 0.7)
    return stock


@pytest.mark.parametrize("undated", [False, True])
@pytest.mark.parametrize("seed", range(2))
def test_groups_are_those_of_an_index_made_anew(tmp_path, seed, undated):
    stock = {n: a for n, a in _stock().items() if undated or len(a.date) == len("2018-12-30")}
    rng = random.Random(seed)
    names = sorted(stock)
    rng.shuffle(names)
    leaving = set(rng.sample(names, len(names) // 5))
    shelf = Shelf(tmp_path / "changed")
    for start in range(0, len(names), 7):
        gone = [name for name in shelf.articles if name in leaving and rng.random() < 0.5]
        shelf.commit({name: stock[name] for name in names[start : start + 7]}, gone)
        grouped(shelf.directory)
    shelf.commit({}, [name for name in shelf.articles if name in leaving])
    fresh = shelved(tmp_path / "fresh", {n: a for n, a in stock.items() if n not in leaving})
    found = groups(grouped(shelf.directory))
    assert found == groups(fresh)
    assert len(found[1]) > 4


def test_years_far_from_what_came_keep_their_pairs(index_dir):
    stock = {n: a for n, a in _stock().items() if len(a.date) == len("2018-12-30")}
    shelved(index_dir, stock)
    before = read_year_pairs(Store.open(index_dir).memory)
    Shelf(index_dir).commit({"new.txt": replace(Event(203).report(7), date="2021-07-02")})
    after = read_year_pairs(grouped(index_dir).memory)
    assert len(before) == len(after) == len({article.date[:4] for article in stock.values()})
    assert 0 < len(before.keys() & after.keys()) < len(after)
