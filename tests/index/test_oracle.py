"""Whoosh over our segments answers as Whoosh over its own index of the same articles does."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from whoosh.scoring import BM25F, TF_IDF, Frequency
from whoosh.searching import Searcher

from index.store.lock import locked
from index.store.store import Store
from index.whoosh_view import open_whoosh
from tests.extent import ALL
from tests.index.oracle import TEXTS, Questions, Written, answer, mirror, random_article, same

QUERIES = 40


class Shelf:
    """An index that is changed at random, and what has been written to it."""

    def __init__(self, directory, corpus, seed):
        self.directory = directory
        self.rng = random.Random(seed)
        self.now = {}  # what is to be found, by id
        self.ever = []  # whatever was written
        self.numbers = count()
        with locked(directory, corpus):
            Store.create(directory, corpus).publish(finished=True)
        self.corpus = corpus

    def change(self, most=20):
        """Drop, replace and add the articles of some files, in one commit.

        A third of each segment is gone after some, and a tenth commit makes one of eight.
        """
        dropped = self.rng.sample(sorted(self.files()), len(self.files()) // 8)
        replaced = dropped[: len(dropped) // 2]
        added = [f"news/{next(self.numbers)}.txt" for _ in range(self.rng.randrange(1, most))]
        with locked(self.directory, self.corpus):
            store = Store.open(self.directory)
            with store.batch() as batch:
                for file in dropped:
                    batch.drop(file)
                    self.now = {id_: w for id_, w in self.now.items() if w.file != file}
                for file in (*replaced, *added):
                    for written in self.written(file):
                        batch.add(written.id, written.file, written.article)
            store.publish(finished=True)

    def files(self):
        return {written.file for written in self.now.values()}

    def written(self, file):
        """The articles of a file: one, or several records."""
        several = self.rng.random() < 0.2
        ids = [f"{file}#{n}" for n in range(1, 4)] if several else [file]
        fresh = [Written(id_, file, random_article(self.rng)) for id_ in ids]
        self.ever += fresh
        self.now.update({written.id: written for written in fresh})
        return fresh

    def both(self):
        """(our reader, Whoosh's reader of its own index) over the same segments."""
        generation = Store.open(self.directory).generation()
        segments = [
            [self.found(segment, document) for document in range(segment.documents)]
            for segment in generation.segments
        ]
        flat = [written for segment in segments for written in segment]
        ours = open_whoosh(self.directory).reader()
        live = set(ours.all_doc_ids())
        assert {flat[number].id: flat[number] for number in live} == self.now
        assert len(live) == len(self.now)
        return ours, mirror(segments, sorted(set(range(len(flat))) - live))

    def found(self, segment, document):
        """What was written that is now this document."""
        wanted = segment.id(document), segment.article(document)
        return next(w for w in self.ever if (w.id, w.article) == wanted)


@pytest.fixture
def shelf(request, tmp_path):
    corpus = tmp_path / "articles"
    corpus.mkdir()
    return Shelf(tmp_path / "index", corpus, request.param)


def histories(number):
    return pytest.mark.parametrize("shelf", range(number), indirect=True)


@histories(4 if ALL else 2)
def test_random_queries_give_the_same_articles_and_scores(shelf):
    answered = 0
    for _ in range(4):
        for _ in range(shelf.rng.randrange(1, 5)):
            shelf.change()
        ours, theirs = shelf.both()
        questions = Questions(shelf.rng, theirs)
        weighting = shelf.rng.choice((BM25F, BM25F, TF_IDF, Frequency))
        one, other = Searcher(ours, weighting=weighting), Searcher(theirs, weighting=weighting)
        for tree in (*questions.every_kind(), *(questions.any() for _ in range(QUERIES))):
            expected = answer(other, tree)
            assert same(answer(one, tree), expected), tree
            answered += bool(expected) and not isinstance(expected, str)
    assert answered > 2 * QUERIES  # most find something, or nothing would be tested


@histories(1)
def test_threads_share_a_reader(shelf):
    shelf.change(most=200)
    shelf.change()
    ours, theirs = shelf.both()
    one, other = Searcher(ours), Searcher(theirs)
    questions = Questions(shelf.rng, theirs)
    asked = [(tree, answer(other, tree)) for tree in (questions.any() for _ in range(QUERIES))]
    with ThreadPoolExecutor(4) as threads:
        given = threads.map(lambda question: answer(one, question[0]), asked * 4)
        assert all(map(same, given, [expected for _, expected in asked * 4]))


@histories(3)
def test_terms_statistics_and_postings_are_the_same(shelf):
    for _ in range(3):
        shelf.change()
        for (one, _), (other, _) in zip(*(r.leaf_readers() for r in shelf.both()), strict=True):
            assert list(one.all_terms()) == list(other.all_terms())
            for name, text in other.all_terms():
                assert facts(one.term_info(name, text)) == facts(other.term_info(name, text))
                assert postings(one, name, text) == postings(other, name, text)


def facts(info):
    lengths = (info.min_length(), info.max_length()) if info.max_length() else None
    return (
        info.weight(), info.doc_frequency(), info.max_weight(), info.min_id(), info.max_id(),
        lengths,
    )  # fmt: skip


def postings(reader, name, text):
    matcher = reader.postings(name, text)
    found = []
    while matcher.is_active():
        positions = matcher.value_as("positions") if name in TEXTS else None
        found.append((matcher.id(), matcher.weight(), matcher.value(), positions))
        matcher.next()
    return found


@histories(2)
def test_lengths_columns_and_stored_fields_are_the_same(shelf):
    for _ in range(3):
        shelf.change()
        ours, theirs = shelf.both()
        assert (ours.doc_count(), ours.doc_count_all()) == (
            theirs.doc_count(),
            theirs.doc_count_all(),
        )
        for name in TEXTS:
            assert ours.field_length(name) == theirs.field_length(name)
            for number in ours.all_doc_ids():
                assert ours.doc_field_length(number, name, 0) == (
                    theirs.doc_field_length(number, name, 0) or 0
                )
        for name in ("outlet_name", "lang", "date", "sketch"):
            assert list(ours.column_reader(name)) == list(theirs.column_reader(name))
        for number in ours.all_doc_ids():
            stored, expected = ours.stored_fields(number), theirs.stored_fields(number)
            del stored["article"]
            assert stored == expected


@histories(2)
def test_results_are_sorted_and_grouped_by_columns_alike(shelf):
    for _ in range(3):
        shelf.change()
        one, other = map(Searcher, shelf.both())
        for tree in (Questions(shelf.rng, other.reader()).any(1) for _ in range(10)):
            for options in ({"sortedby": "date"}, {"groupedby": "lang"}):
                assert arranged(one, tree, options) == arranged(other, tree, options), tree


def arranged(searcher, tree, options):
    results = searcher.search(tree, limit=None, **options)
    groups = results.groups() if "groupedby" in options else None
    return ([number for _, number in results.top_n] if groups is None else None), groups
