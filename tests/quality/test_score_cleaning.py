"""What takes the article out of a page is scored and timed as it should be."""

from __future__ import annotations

import json

import pytest

from tests.quality.extractor import Extractor, article_of, extractors, text_of
from tests.quality.page import Page
from tests.quality.reading import Reading, readings
from tests.quality.score_cleaning import entry, report, shown
from tests.quality.score_pages import Score, score

PARAGRAPHS = [
    f"In {year} the harbour of the town was dredged anew, and as before it was the town that had "
    "to pay for it. What the ships had brought in was not enough, and of those who owned them "
    f"there was hardly one who would have given more than {year // 3} for what had been lost."
    for year in range(1840, 1890, 9)
]
MENU = "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
ARTICLE = f"<article><p>{'</p><p>'.join(PARAGRAPHS)}</p></article>"
HTML = f"<html><head><title>Harbour</title></head><body>{MENU}{ARTICLE}</body></html>"
TEXT = "\n".join(PARAGRAPHS)


def page(text: str = TEXT, *, name: str = "1") -> Page:
    return Page(name, HTML, "", text, {})


def test_every_extractor_finds_an_easy_article() -> None:
    for extractor in extractors():
        found = score([(page(), extractor.extract(HTML))])
        assert found.f1 > 0.9, extractor.name
        assert extractor.version


def test_text_alone_is_that_of_the_whole_article() -> None:
    assert text_of(HTML) == article_of(HTML) == TEXT


def test_shares_are_of_four_words_in_a_row() -> None:
    found = score([(page("a b c d e f"), "a b c d e x y z")])
    assert found.recall == pytest.approx(2 / 3)
    assert found.precision == pytest.approx(2 / 5)
    assert found.f1 == pytest.approx(0.5)


def test_every_page_counts_alike_and_one_without_text_has_no_precision() -> None:
    pages = [page("a b c d"), page(" ".join(map(str, range(500))))]
    found = score([(pages[0], "a b c d"), (pages[1], "")])
    assert (found.precision, found.recall) == (1.0, 0.5)


def test_passages_count_where_the_whole_text_is_not_known() -> None:
    known = Page("1", HTML, "", "", {}, wanted=("a b", "c d", "e f", "g h"), unwanted=("x y", "z"))
    found = score([(known, "a b c\nd x  y"), (Page("2", HTML, "", "", {}), "z")])
    assert found.recall == pytest.approx(2 / 4)
    assert found.precision == pytest.approx(2 / 3)


def test_article_that_is_hardly_found_is_lost_unless_it_is_a_few_words() -> None:
    long = page(" ".join(map(str, range(500))), name="long")
    assert score([(long, "0 1 2 3 4"), (page("a b c d e", name="short"), "")]).lost == ("long",)


def test_page_that_an_extractor_fails_on_counts_as_not_found() -> None:
    def fail(html: str) -> str:
        raise ValueError(html)

    good, bad = readings([article_of, fail], [page(name="1"), page(name="2")], rounds=2)
    assert (good.score.f1, good.failed) == (1.0, ())
    assert (bad.score.f1, bad.failed) == (0.0, ("1", "2"))
    assert all(spent > 0 for spent in good.times)


def test_sets_count_alike_and_times_page_by_page() -> None:
    extractor = Extractor("ours", "backfile", "as it is", article_of)
    by_set = {
        "news": Reading(Score(1.0, 0.5, ("1",)), (), [1.0]),
        "blogs": Reading(Score(0.5, 0.5, ()), ("7",), [2.0, 3.0]),
    }
    made = entry(extractor, by_set)
    assert made.shares["mean"]["precision"] == 0.75
    assert (made.lost, made.failed, made.ms, made.median) == (1, 1, 2.0, 2.0)
    assert "news F1" in shown([made])
    saved = report([made], {"news": 1, "blogs": 2}, rounds=1)
    assert json.loads(json.dumps(saved)) == saved
