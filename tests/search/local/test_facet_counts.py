"""Facets are what counting the articles one by one gives."""

import random
from collections import Counter

import numpy as np
import pytest

from index.article import Article
from search.local.facet_counts import FACETS, FacetCounts
from search.rank.term_record import BITSET_WORDS
from tests.index.shelf import Shelf

OUTLETS = ("", "Courier", "Le Phare", "Port Gazette", "Quay Notices")
DAYS = ("", "2016", "2016-02", "2016-02-03", "2017-05-06", "2017-05-09", "2018-01-02")


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    """Two segments, in the larger of which most articles share what they are counted by."""
    rng, shelf = random.Random(5), Shelf(tmp_path_factory.mktemp("columns") / "index")
    for name, size in (("a", 1_000), ("b", 61)):
        shelf.commit(
            {
                f"{name}{number}.txt": Article(
                    "Ferry",
                    "ferry",
                    outlet=OUTLETS[int(len(OUTLETS) * rng.random() ** 2)],
                    lang=rng.choice(("", "en", "fr")),
                    date=rng.choice(DAYS),
                )
                for number in range(size)
            },
            drop=["a7.txt"] if name == "b" else [],
        )
    return shelf.generation()


def plain(generation, bits):
    """The same, article by article."""
    counts = {name: Counter() for name in FACETS}
    for segment, row in zip(generation.segments, bits, strict=True):
        for doc in range(segment.documents):
            if int(row[doc >> 6]) >> (doc & 63) & 1:
                article = segment.article(doc)
                counts["outlet"][article.outlet] += 1
                counts["lang"][article.lang] += 1
                counts["date"][article.date[:7]] += 1
    return {name: {value: n for value, n in of.items() if value} for name, of in counts.items()}


@pytest.mark.parametrize("share", [0, 0.005, 0.05, 0.4, 0.5, 0.6, 0.97, 1])
def test_counts_are_those_of_the_articles(generation, share):
    rng = np.random.default_rng(1)
    bits = np.zeros((len(generation.segments), BITSET_WORDS), np.uint64)
    for segment, row in zip(generation.segments, bits, strict=True):
        chosen = rng.random(segment.documents) < share
        packed = np.packbits(chosen, bitorder="little")
        row.view(np.uint8)[: len(packed)] = packed
    columns = FacetCounts(generation)
    for _ in range(2):  # the room that is counted in is left as it was
        facets = columns.count(bits)
        assert {name: dict(facet) for name, facet in facets.items()} == plain(generation, bits)
        for name in ("outlet", "lang"):
            order = [(-count, value) for value, count in facets[name]]
            assert order == sorted(order)
        dates = [value for value, _ in facets["date"]]
        assert dates == sorted(dates, reverse=True)
