"""An index that a test writes articles to without any corpus, and what must be in it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from index.article import Article, RemovedLine
from index.store.generation import Generation
from index.store.ledger import FileState
from index.store.lock import locked
from index.store.store import Store
from tests.reference import Inverted

WORDS = "strike ferry goat tablets harbour the of to and Iran's U.S. 3,000 café أحمد 東京".split()  # noqa: SIM905


@dataclass
class Shelf:
    """`articles` are those that the index holds, by their ids."""

    directory: Path
    articles: dict[str, Article] = field(default_factory=dict)

    def commit(self, articles: dict[str, Article], drop: Iterable[str] = ()) -> Store:
        """Drop some files and add some articles, in one generation."""
        with locked(self.directory, self.directory.parent / "articles"):
            if (self.directory / "manifest.json").exists():
                store = Store.open(self.directory)
            else:
                store = Store.create(self.directory, self.directory.parent / "articles")
            with store.batch() as batch:
                for file_id in drop:
                    batch.drop(file_id)
                    batch.forget(file_id)
                for article_id, article in articles.items():
                    file_id = article_id.partition("#")[0]
                    batch.add(article_id, file_id, article)
                    batch.keep(file_id, FileState(1, 2, "ab" * 16))
            store.publish(finished=True)
        gone = set(drop)
        self.articles = {
            name: a for name, a in self.articles.items() if name.partition("#")[0] not in gone
        } | articles
        return store

    def generation(self) -> Generation:
        return Store.open(self.directory).generation()


def inverted_of(generation: Generation) -> Inverted:
    """What a generation holds, read term by term, deleted articles left out."""
    index: Inverted = {}
    for segment in generation.segments:
        names = {doc: segment.id(doc) for doc in segment.live_docs()}
        for number, name in enumerate(("text", "title", "outlet", "byline", "path", "url")):
            for term in segment.terms.of_field(number):
                postings = segment.postings(term)
                start, positions = segment.positions(term)
                for place, doc in enumerate(postings.doc.tolist()):
                    if doc in names:
                        key = (name, segment.terms[term].decode())
                        found = positions[start[place] : start[place + 1]].tolist()
                        index.setdefault(key, {})[names[doc]] = found
    return index


def articles_of(generation: Generation) -> dict[str, Article]:
    """The articles of a generation by their ids."""
    return {
        segment.id(doc): segment.article(doc)
        for segment in generation.segments
        for doc in segment.live_docs()
    }


def random_article(rng: random.Random) -> Article:
    """Short, long, or with a word more than 255 times."""
    words = rng.choices(WORDS, k=rng.choice((0, 3, 30, 300)))
    if rng.random() < 0.1:
        words += ["ferry"] * rng.choice((254, 255, 256, 5_000)) + ["goat"]
    return Article(
        title=" ".join(rng.choices(WORDS, k=rng.randrange(6))),
        text="\n".join(" ".join(words[at : at + 9]) for at in range(0, len(words), 9)),
        markdown=rng.choice(("", "# Markdown")),
        date=rng.choice(("", "2017", "2018-02", "2018-02-03", "Sept 12")),
        outlet=rng.choice(("", "The Courier", "Le Phare")),
        byline=rng.choice(("", "Leila Tamzali", "O'Brien")),
        lang=rng.choice(("", "en", "ar")),
        url=f"https://courier.example/{rng.randrange(9)}/goat",
        sketch=rng.choice(("", "0f" * 16)),
        removed=rng.choice(((), (RemovedLine("Share this", "boilerplate"),))),
        runs=rng.choice(((), (1, 1))),
        provenance=rng.choice(({}, {"date": "json-ld"})),
    )
