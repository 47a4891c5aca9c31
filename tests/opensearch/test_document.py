"""An article survives being a document."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from index import Article, RemovedLine
from index.minhash import NEAR_DUPLICATE_BITS, SKETCH_BITS
from index.opensearch import article_of, document_id, document_of, sketch_parts
from index.opensearch.template import ARTICLE_FIELDS

TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)
ARTICLES = st.builds(
    Article,
    title=TEXT,
    text=TEXT,
    markdown=TEXT,
    date=st.sampled_from(["", "2017", "2017-06", "2017-06-09", "some day"]),
    outlet=TEXT,
    byline=TEXT,
    lang=st.sampled_from(["", "en", "ar"]),
    url=TEXT,
    description=TEXT,
    sketch=st.sampled_from(["", "0123456789abcdef" * 2]),
    removed=st.lists(st.builds(RemovedLine, TEXT, TEXT), max_size=3).map(tuple),
    runs=st.lists(st.integers(0, 9), max_size=3).map(tuple),
    provenance=st.dictionaries(TEXT, TEXT, max_size=2),
)


@given(ARTICLES)
def test_article_comes_back(article):
    document = document_of("a.jsonl#7", "a.jsonl", article)
    assert document.keys() <= ARTICLE_FIELDS.keys()
    assert document["record"] == 7
    assert article_of(json.loads(json.dumps(document))) == article


def test_markdown_that_follows_from_the_text_takes_no_room():
    article = Article("T", "One.\nTwo.", "One.\n\nTwo.")
    document = document_of("a", "a", article)
    assert document["article"] == {}
    assert article_of(document) == article


def test_months_are_those_of_the_dates():
    def month(date):
        return document_of("a", "a", Article("", "", date=date)).get("month")

    assert [month("2017-06-09"), month("2017-06"), month("2017")] == [201706, 201706, 201700]
    assert month("") is None


def test_halves_of_characters_become_whole_ones():
    article = Article("Half \ud83d", "x", provenance={"date\udc00": "y"})
    document = document_of("a", "a", article)
    json.dumps(document, ensure_ascii=False).encode()
    assert document["title"] == "Half \ufffd"
    assert document["article"]["provenance"] == {"date\ufffd": "y"}


def test_id_is_of_one_length_however_long_the_path():
    assert len(document_id("x" * 5000)) == len(document_id("")) == 32
    assert document_id("a#1") != document_id("a#2")


@given(
    st.integers(0, 2**SKETCH_BITS - 1),
    st.sets(st.integers(0, SKETCH_BITS - 1), max_size=SKETCH_BITS - NEAR_DUPLICATE_BITS),
)
def test_near_copies_share_thirteen_parts(sketch, flipped):
    other = sketch
    for bit in flipped:
        other ^= 1 << bit
    one, two = (set(sketch_parts(f"{number:032x}")) for number in (sketch, other))
    assert len(one & two) >= 13
