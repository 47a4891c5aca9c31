"""Copies are folded, and the pages of a result are full all the same."""

import random

import pytest

from search import Engine

WORDS = [f"{a}{b}{c}" for a in "bdgklmnprst" for b in "aeiou" for c in "dklmnst"]


def fill(corpus):
    """Thirty articles on a ferry, each in one to five outlets."""
    rng = random.Random(4)
    for number in range(30):
        text = " ".join(rng.choice(WORDS) for _ in range(120))
        for copy in range(1 + number % 5):
            corpus.record(
                f"{number:02}-{copy}.jsonl",
                {"title": f"Ferry {number}", "text": f"The ferry. {text}", "source": f"Out {copy}"},
            )


@pytest.fixture
def copied(begin, index_dir):
    begin(fill)
    return Engine.open(index_dir)


def test_page_is_filled_up_after_folding(copied):
    result = copied.search("ferry")
    assert result.total == 90
    assert len(result.hits) == 10
    assert result.copies == sum(len(hit.near_duplicates) for hit in result.hits)


@pytest.mark.parametrize("limit", [1, 4, 10, 30, 200])
def test_every_article_is_on_one_page_once(copied, limit):
    pages = [copied.search("ferry", limit=limit, page=page).hits for page in range(1, 99)]
    hits = [hit for page in pages for hit in page]
    ids = [hit.id for hit in hits] + [copy.id for hit in hits for copy in hit.near_duplicates]
    assert len(ids) == len(set(ids)) == 90
    full = [len(page) == limit for page in pages if page]
    assert all(full[:-1])


def test_pages_end_where_hits_do(copied):
    numbers = range(1, 12)
    last = max(n for n in numbers if copied.search("ferry", page=n).hits)
    ended = copied.search("ferry", page=last)
    assert 10 * (last - 1) < ended.listed <= 10 * last
    assert copied.search("ferry", page=last + 1).hits == ()
