"""The words of the index: how many articles have one, and how it is written.

The index holds terms: folded, and in the text stemmed (`polici`). What a person is shown is a word
that people write; it is looked up in a few of the articles that have the term.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from index import (
    FIELD,
    FIELDS,
    MARK,
    STEMMED,
    WORD,
    Generation,
    Segment,
    analysis_of,
    query_terms,
    term_of,
)
from search.distinct import distinct

MISTAKE = math.log(400)
"""The logarithm of the odds against a mistake in spelling."""
LETTER = math.log(5)
"""The same for each letter that is taken for part of an ending."""

LONGEST_READ = 4_000
"""Characters of an article that are looked at for a word; other articles have it earlier."""

_KEPT_FORMS = 4_096  # terms whose forms are remembered,
_KEPT_WORDS = 16_384  # and words whose articles are counted
_LIKELY = 24  # terms near a word that are looked at, in each segment


class Neighbour(NamedTuple):
    """A term near a word: in how many articles it is, and how far it is from it.

    `left` counts the letters at the word's end that were not looked at.
    """

    df: int
    edits: int
    left: int

    @property
    def cost(self) -> float:
        """What it costs to take the term for the word."""
        return self.edits * MISTAKE + self.left * LETTER


class Words(Protocol):
    """What can be asked about the words of an index; deleted articles do not count."""

    @property
    def articles(self) -> int:
        """How many articles there are."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that articles are analysed in."""

    def df(self, field: str, word: str) -> int:
        """How many articles have a word as typed, in any language."""

    def dfs(self, field: str, words: Sequence[str]) -> list[int]:
        """How many articles have each of some words as typed."""

    def forms(self, field: str, term: str, articles: int) -> Counter[str]:
        """The words of a term as they are written in some articles, and how often each is."""

    def near(self, field: str, word: str, edits: int, left: int) -> Mapping[str, Neighbour]:
        """The likeliest terms within `edits` of a word, or of it without its last few letters.

        Up to `left` letters may be missing: a stem is near a beginning of the word.
        """


def terms_of(field: str, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The terms by which a word as typed is searched in a field."""
    return query_terms(word, languages) if field in STEMMED else (analysis_of(field)(word),)


def text_of(segment: Segment, field: str, doc: int) -> str:
    """What an article has in a field."""
    match field:
        case "outlet":
            return segment.outlet.of(doc)
        case "path":
            return segment.file.of(doc)
    facts = segment.facts(doc)
    if field == "text":
        return f"{facts.title}\n{facts.text}"
    if field in facts._fields:
        return str(getattr(facts, field))
    return FIELD[field].value(segment.file.of(doc), segment.article(doc))


def live_docs(segment: Segment, number: int) -> npt.NDArray[Any]:
    """The articles with a term that are not deleted, ascending."""
    doc = segment.docs(number)
    return doc if segment.deleted is None else doc[~segment.deleted[doc]]


def df_of(segment: Segment, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """In how many articles each of some terms is, deleted ones included; `numbers` ascend."""
    if not len(numbers):
        return numbers
    file = segment.files["terms"]
    file.touch("posting", int(numbers[0]), int(numbers[-1]) + 2)
    first, last = (file["posting"][numbers + more].astype(np.int64) for more in (0, 1))
    df: npt.NDArray[np.int64] = last - first
    return df


class Lexicon:
    """The words of one generation; any number of threads may share it."""

    def __init__(self, generation: Generation) -> None:
        self.segments = generation.segments
        self.articles = generation.live
        self.languages = generation.languages
        self._forms: dict[tuple[str, str, int], Counter[str]] = {}
        self._df: dict[tuple[str, str], int] = {}

    def df(self, field: str, word: str) -> int:
        """How many articles have a word as typed; deleted ones do not count."""
        df = self._df.get((field, word))
        if df is None:
            terms = terms_of(field, word, self.languages)
            df = sum(_df_of_any(segment, field, terms) for segment in self.segments)
            if len(self._df) >= _KEPT_WORDS:
                self._df.clear()
            self._df[field, word] = df
        return df

    def dfs(self, field: str, words: Sequence[str]) -> list[int]:
        """How many articles have each of some words as typed."""
        return [self.df(field, word) for word in words]

    def forms(self, field: str, term: str, articles: int) -> Counter[str]:
        """The words of a term as they are written in some articles, and how often each is.

        They are remembered: queries with the same mistakes and names come again.
        """
        key = field, term, articles
        found = self._forms.get(key)
        if found is None:
            found = self._read_forms(field, term, articles)
            if len(self._forms) >= _KEPT_FORMS:
                self._forms.clear()
            self._forms[key] = found
        return found

    def _read_forms(self, field: str, term: str, articles: int) -> Counter[str]:
        found = [(live_docs(*found), found[0]) for found in self._found(field, term)]
        live, segment = max(found, key=lambda found: len(found[0]), default=(np.zeros(0), None))
        if segment is None or not len(live):
            return Counter()
        some = live[np.linspace(0, len(live) - 1, min(articles, len(live))).astype(int)]
        texts = [text_of(segment, field, doc)[:LONGEST_READ] for doc in some.tolist()]
        return forms_in("\n".join(texts), field, term)

    def near(self, field: str, word: str, edits: int, left: int) -> Mapping[str, Neighbour]:
        """The likeliest terms of each segment within `edits` of a word; deleted articles count."""
        from search.words.fuzzy import near_forms, near_terms  # noqa: PLC0415  # compiled code: loaded when needed

        found: dict[str, Neighbour] = {}
        for segment in self.segments:
            numbers = segment.terms.of_field(FIELDS.index(field))
            near = near_terms(segment, numbers, word, edits, left=left)
            if field in STEMMED:
                near = near.beside(near_forms(segment, field, word, edits))
            df = df_of(segment, near.number)
            cost = near.edits * MISTAKE + near.left * LETTER
            for place in np.argsort(cost - np.log(df), kind="stable")[:_LIKELY].tolist():
                term = segment.terms[int(near.number[place])].decode()
                earlier = found[term].df if term in found else 0
                found[term] = Neighbour(
                    earlier + int(df[place]), int(near.edits[place]), int(near.left[place])
                )
        return found

    def _found(self, field: str, term: str) -> list[tuple[Segment, int]]:
        """The segments that have a term, and its number in each."""
        encoded = term.encode()
        numbers = [(segment, segment.find(field, encoded)) for segment in self.segments]
        return [(segment, number) for segment, number in numbers if number is not None]


def _df_of_any(segment: Segment, field: str, terms: Sequence[str]) -> int:
    """How many articles that are not deleted have any of some terms."""
    found = [segment.find(field, term.encode()) for term in terms]
    numbers = [number for number in found if number is not None]
    if len(numbers) < 2 and segment.deleted is None:
        return sum(map(segment.df, numbers))
    docs = [live_docs(segment, number) for number in numbers]
    return len(distinct(np.concatenate(docs))) if docs else 0


def forms_in(text: str, field: str, term: str) -> Counter[str]:
    """The words of a text that have a term in a field, and how often each stands there."""
    language = term.partition(MARK)[2]
    if language:  # whose elisions and prefixes leave nothing of how a word begins
        return Counter(word for word in WORD.findall(text) if term_of(word, language) == term)
    analyse = analysis_of(field)
    for words in (likely_words, _all_words):
        counts = Counter(words(text, term))
        if found := Counter({word: counts[word] for word in counts if analyse(word) == term}):
            return found
    return Counter()


def likely_words(text: str, term: str) -> list[str]:
    """The words of a text that may begin as a term does, in a fraction of the time that all take.

    The analysis keeps a first letter that is ASCII. Words that are written with dots or with
    combining marks are not found whole.
    """
    first = re.escape(term[0] + term[0].upper()) if term[0].isascii() else ""
    # The letter is looked for before the bound: a pattern that begins with a set is found faster.
    word = rf"[{first}\x80-\U0010ffff](?<=\b.)[^\W_]*(?:['’][^\W_]+)*"
    found: list[str] = re.findall(word, text)
    return found


def _all_words(text: str, _: str) -> list[str]:
    return WORD.findall(text)
