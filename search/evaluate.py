"""From a query's tree to the articles that match, over one snapshot of the index.

This is the one module that hands queries to Whoosh's searcher. `text` decides what matches;
the same words in `title` only add score. Scores are BM25 with the inverse document frequency
that Lucene uses (Whoosh's own lowers nDCG on nine of ten test collections). Every matching
article is scored: Whoosh's shortcut for the first ten loses better ones.
"""

from __future__ import annotations

import fnmatch
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from whoosh import query as ast
from whoosh.reading import IndexReader
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from index import STOP_WORDS, fold, name_of, term_of, tokens
from search.match import Matches

TITLE_WEIGHT = 0.5
"""Score of a word in the title, which is also part of the text, against one in the text."""

MOST_EXPANSIONS = 200
"""Words that a pattern stands for: the most frequent ones."""

_STEMMED = frozenset({"text", "title"})


class Bm25(BM25F):  # type: ignore[misc]  # Whoosh carries no annotations
    """BM25 (Robertson and Zaragoza 2009) with k1 1.2 and b 0.75.

    The weight of a term is Lucene's: log(1 + (N - df + 0.5) / (df + 0.5)).
    """

    def idf(self, searcher: Searcher, fieldname: str, text: bytes) -> float:
        """The weight of a term by how few articles have it."""
        parent = searcher.get_parent()
        df = parent.doc_frequency(fieldname, text)
        return math.log1p((parent.doc_count_all() - df + 0.5) / (df + 0.5))


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Answers queries over one reader; any number of threads may share it."""

    reader: IndexReader
    searcher: Searcher

    @classmethod
    def over(cls, reader: IndexReader) -> Evaluator:
        """An evaluator of a snapshot."""
        return cls(reader, Searcher(reader, weighting=Bm25()))

    def matches(self, tree: ast.Query, notes: list[str]) -> Matches:
        """All matching articles; what was capped is noted."""
        analysed = Analysis(self.reader, notes).query(tree)
        if title := _title_words(tree):
            analysed = ast.AndMaybe(analysed, title)
        found = self.searcher.search(analysed, limit=None).top_n
        return Matches(
            number=np.fromiter((number for _, number in found), np.int64, len(found)),
            score=np.fromiter((score for score, _ in found), np.float64, len(found)),
        )


@dataclass(slots=True)
class Analysis:
    """Turns words as typed into the terms that are indexed."""

    reader: IndexReader
    notes: list[str]

    def query(self, tree: ast.Query) -> ast.Query:
        """The tree with terms for its words."""
        match tree:
            case ast.And() | ast.Or():
                return type(tree)([self.query(child) for child in tree], boost=tree.boost)
            case ast.Not():
                return ast.Not(self.query(tree.query))
            case ast.Prefix() | ast.Wildcard():
                return self.expanded(tree)
            case ast.Phrase():
                words = [t for word in tree.words for t in terms_of(tree.fieldname, word)]
                return _in_row(tree.fieldname, words, tree.slop, tree.boost)
            case ast.Term():
                return _in_row(tree.fieldname, terms_of(tree.fieldname, tree.text), 1, tree.boost)
            case _:
                return tree

    def expanded(self, tree: ast.Query) -> ast.Query:
        """A pattern as the words of the index that fit it, and its own stem.

        The index holds stems: `attacking*` must find `attack` although it is shorter.
        """
        name = tree.fieldname
        fitting = list(self.fitting(tree))
        if len(fitting) > MOST_EXPANSIONS:
            self.notes.append(
                f"“{pattern_of(tree)}” fits {len(fitting):,} words; "
                f"the {MOST_EXPANSIONS} most frequent were searched."
            )
            fitting.sort(key=lambda term: -self.reader.doc_frequency(name, term))
        terms = fitting[:MOST_EXPANSIONS]
        if isinstance(tree, ast.Prefix):
            terms += [term for term in terms_of(name, tree.text) if term not in terms]
        return ast.Or([ast.Term(name, term, boost=tree.boost) for term in terms])

    def fitting(self, tree: ast.Query) -> Iterator[str]:
        """The terms of the index that a pattern stands for."""
        pattern = fold(pattern_of(tree))
        beginning = re.split(r"[*?]", pattern, maxsplit=1)[0]
        fits = re.compile(fnmatch.translate(pattern.replace("[", "[[]"))).match
        from_bytes = self.reader.schema[tree.fieldname].from_bytes
        for term in self.reader.expand_prefix(tree.fieldname, beginning):
            if fits(text := from_bytes(term)):
                yield text


def pattern_of(tree: ast.Query) -> str:
    """A prefix or wildcard in one form, with `*` and `?`."""
    return f"{tree.text}*" if isinstance(tree, ast.Prefix) else str(tree.text).replace("؟", "?")


def terms_of(fieldname: str, text: str) -> list[str]:
    """The terms of a word as typed (`al-Tanf` has two) in a field's own analysis."""
    if fieldname == "lang":
        return [fold(text)]
    form = term_of if fieldname in _STEMMED else name_of
    return [term for t in tokens(text) if (term := form(text[t.start : t.end]))]


def _in_row(fieldname: str, terms: list[str], slop: int, boost: float) -> ast.Query:
    if len(terms) == 1:
        return ast.Term(fieldname, terms[0], boost=boost)
    return ast.Phrase(fieldname, terms, slop=slop, boost=boost) if terms else ast.NullQuery


def _title_words(tree: ast.Query) -> ast.Query | None:
    """The wanted words of the text, as optional words of the title."""
    words = [
        ast.Term("title", term, boost=TITLE_WEIGHT * leaf.boost)
        for leaf in wanted(tree)
        if leaf.fieldname == "text" and not isinstance(leaf, ast.Prefix | ast.Wildcard)
        for term in terms_of("title", " ".join(words_of(leaf)))
        if term not in STOP_WORDS
    ]
    return ast.Or(words) if words else None


def words_of(leaf: ast.Query) -> list[str]:
    """The words as typed of a term or phrase."""
    return list(leaf.words) if isinstance(leaf, ast.Phrase) else [leaf.text]


def wanted(tree: ast.Query) -> Iterator[ast.Query]:
    """The words, phrases and patterns of a tree that an article is to have; not those it is not."""
    match tree:
        case ast.And() | ast.Or():
            for child in tree:
                yield from wanted(child)
        case ast.Term() | ast.Phrase() | ast.Prefix() | ast.Wildcard():
            yield tree
