"""Whoosh's own index of the same articles, and random questions to put to both.

The mirror has the segments of ours: the same articles in the same order, deleted ones included,
because scores count them until a merge takes them out. What is in a segment is read from ours,
but each article must be one that the test has written, and is taken from there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from whoosh import query as ast
from whoosh.analysis import Analyzer, Token
from whoosh.filedb.filestore import RamStorage
from whoosh.query import spans
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from index.article import Article, RemovedLine
from index.schema import STEMMED, date_number, schema
from tests.reference import ways_at

WORDS = """
    the of to and in a strike strikes striking drone drones harbour harbor ferry ferries court
    minister ministers said says announced Iran's U.S. Reuters 2017 3,000 café naïve Éléonore
    O'Brien al-Tanf state-run don't x y zebra zebu zulu attack attacked attacking attacks river
    rivers riverside run running ran runner العربية أحمد كتاب Москва москве 東京 大 ελληνικά
    election elected elections elect vote voted votes voters
    """.split()  # noqa: SIM905  # easier to read than a list
TEXTS = ("text", "title", "outlet", "byline", "path", "url", "removed")
OUTLETS = ("", "The Courier", "Strait Dispatch", "Le Phare", "the courier")
BYLINES = ("", "Leila Tamzali", "Oskar Wendt", "O'Brien", "Leila Wendt")
LANGS = ("", "en", "fr", "ar")


def random_article(rng: random.Random) -> Article:
    """Mostly short; sometimes empty, or with a word more than 255 times, or far apart."""
    length = rng.choice((0, 3, 8, 8, 20, 20, 60))
    words = [_word(rng) for _ in range(length)]
    if rng.random() < 0.04:
        words += [_word(rng)] * rng.choice((254, 255, 256, 700))
        words += [_word(rng), *words[:1]]
    return Article(
        title=" ".join(_word(rng) for _ in range(rng.randrange(5))),
        text="\n".join(" ".join(words[at : at + 9]) for at in range(0, len(words), 9)),
        date=random_date(rng),
        outlet=rng.choice(OUTLETS),
        byline=rng.choice(BYLINES),
        lang=rng.choice(LANGS),
        url=rng.choice(("", f"https://courier.example/{_word(rng)}/{rng.randrange(9)}")),
        sketch=rng.choice(("", f"{rng.getrandbits(128) | 1:032x}", "7" * 32)),
        removed=rng.choice(((), (RemovedLine(f"{_word(rng)} {_word(rng)}", "boilerplate"),))),
    )


def random_date(rng: random.Random) -> str:
    """Any precision, or none."""
    year, month, day = rng.randrange(2014, 2019), rng.randrange(1, 13), rng.randrange(1, 29)
    return rng.choice(("", f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"))


def _word(rng: random.Random) -> str:
    """The first words of the list are the most frequent ones."""
    return WORDS[int(len(WORDS) * rng.random() ** 2)]


@dataclass(frozen=True, slots=True)
class Written:
    """An article as the test has written it."""

    id: str
    file: str
    article: Article


def mirror(segments: Sequence[Sequence[Written]], deleted: Sequence[int]) -> IndexReader:
    """Whoosh's index in memory with these segments; `deleted` counts through all of them."""
    mirrored = schema()
    for name in STEMMED:
        mirrored[name].analyzer = _PlainAnalyzer()
    index = RamStorage().create_index(mirrored)
    for segment in segments:
        writer = index.writer()
        for written in segment:
            writer.add_document(**_fields(written))
        writer.commit(merge=False)
    if deleted:
        writer = index.writer()
        for number in deleted:
            writer.delete_document(number)
        writer.commit(merge=False)
    return index.reader()


def _fields(written: Written) -> dict[str, object]:
    article = written.article
    return {
        "id": written.id,
        "file": written.file,
        "text": _Text(f"{article.title}\n{article.text}", article.lang),
        "title": _Text(article.title, article.lang),
        "outlet": article.outlet,
        "byline": article.byline,
        "path": written.file,
        "url": article.url,
        "outlet_name": article.outlet,
        "lang": article.lang,
        "date": date_number(article.date),
        "removed": article.removed_text,
        "sketch": article.sketch,
    }


class _Text(str):
    """A text that knows the language of its article."""

    __slots__ = ("lang",)

    def __new__(cls, text: str, lang: str) -> _Text:
        made = super().__new__(cls, text)
        made.lang = lang
        return made

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return _Text, (str(self), self.lang)


class _PlainAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh carries no annotations
    """The terms at each place of a text as the plain reference has them."""

    def __call__(self, value: _Text, **_: object) -> Iterator[Token]:
        token = Token(positions=True)
        token.boost, token.stopped = 1.0, False
        for token.pos, ways in enumerate(ways_at(value, value.lang)):
            for token.text in sorted({term for term, _, _ in ways} - {""}):
                yield token


class Questions:
    """Random query trees, over words that are there and words that are not.

    Of Whoosh's types only ColumnQuery is missing (its matcher lacks a score, and fails), and those
    for nested documents, of which there are none.
    """

    def __init__(self, rng: random.Random, reader: IndexReader) -> None:
        self._rng = rng
        self._lexicon = {
            name: [schema()[name].from_bytes(term) for term in reader.lexicon(name)] or ["none"]
            for name in (*TEXTS, "outlet_name", "lang", "id", "file", "sketch")
        }

    def any(self, depth: int = 3) -> ast.Query:
        """A tree of at most this depth."""
        rng = self._rng
        if depth == 0 or rng.random() < 0.25:
            return rng.choice(self._leaves())()
        return rng.choice(self._groups())(depth - 1)

    def every_kind(self) -> list[ast.Query]:
        """One query of each type."""
        groups = [make(1) for make in self._groups()]
        return [ast.NullQuery, *(make() for make in self._leaves()), *groups]

    def _leaves(self) -> list[Callable[[], ast.Query]]:
        return [
            self.term, self.term, self.phrase, self.prefix, self.wildcard, self.regex, self.fuzzy,
            self.variations, self.term_range, self.numeric_range, self.every,
        ]  # fmt: skip

    def _groups(self) -> list[Callable[[int], ast.Query]]:
        return [
            self.all_of, self.all_of, self.any_of, self.any_of, self.best_of, self.without,
            self.maybe, self.required, self.otherwise, self.and_not, self.constant, self.span,
            self.sequence,
        ]  # fmt: skip

    def _field(self) -> str:
        return self._rng.choice(("text", "text", *TEXTS))

    def _word(self, field: str) -> str:
        return "absent" if self._rng.random() < 0.05 else self._rng.choice(self._lexicon[field])

    def _boost(self) -> float:
        return self._rng.choice((1.0, 1.0, 0.5, 3.0))

    def term(self) -> ast.Query:
        field = self._rng.choice((*self._lexicon, "text", "text", "text", "title"))
        return ast.Term(field, self._word(field), boost=self._boost())

    def phrase(self) -> ast.Query:
        field = self._field()
        words = [self._word(field) for _ in range(self._rng.choice((2, 2, 3)))]
        return ast.Phrase(field, words, slop=self._rng.choice((1, 2, 5, 30)), boost=self._boost())

    def prefix(self) -> ast.Query:
        field = self._rng.choice((*self._lexicon,))
        return ast.Prefix(field, self._word(field)[: self._rng.randrange(1, 4)])

    def wildcard(self) -> ast.Query:
        field = self._rng.choice((*self._lexicon,))
        word = self._word(field) or "x"
        place = self._rng.randrange(len(word))
        mark = self._rng.choice("*?")
        return ast.Wildcard(field, f"{word[:place]}{mark}{word[place + 1 :]}")

    def regex(self) -> ast.Query:
        field = self._field()
        return ast.Regex(field, f"{self._word(field)[:2]}.*[aeiou]")

    def fuzzy(self) -> ast.Query:
        field = self._field()
        word = self._word(field)
        fixed = min(self._rng.choice((0, 1, 2)), len(word) - 1)  # Whoosh fails on longer ones
        return ast.FuzzyTerm(field, word, maxdist=self._rng.choice((1, 2)), prefixlength=fixed)

    def variations(self) -> ast.Query:
        return ast.Variations("byline", self._rng.choice(("attack", "wendt", "run")))

    def term_range(self) -> ast.Query:
        field = self._rng.choice((*self._lexicon,))
        ends = sorted((self._word(field), self._word(field)))
        excluded = (self._rng.random() < 0.3, self._rng.random() < 0.3)
        return ast.TermRange(field, *self._open(ends), *excluded)

    def numeric_range(self) -> ast.Query:
        ends = sorted(date_number(random_date(self._rng)) for _ in range(2))
        excluded = (self._rng.random() < 0.3, self._rng.random() < 0.3)
        return ast.NumericRange("date", *self._open(ends), *excluded, boost=self._boost())

    def _open(self, ends: list) -> list:
        """Sometimes without a beginning or an end."""
        return [end if self._rng.random() < 0.8 else None for end in ends]

    def every(self) -> ast.Query:
        return ast.Every(self._rng.choice((None, "text", "title", "lang", "date", "id", "sketch")))

    def _several(self, depth: int) -> list[ast.Query]:
        return [self.any(depth) for _ in range(self._rng.choice((2, 2, 3, 5)))]

    def all_of(self, depth: int) -> ast.Query:
        return ast.And(self._several(depth), boost=self._boost())

    def any_of(self, depth: int) -> ast.Query:
        return ast.Or(self._several(depth), boost=self._boost())

    def best_of(self, depth: int) -> ast.Query:
        return ast.DisjunctionMax(self._several(depth))

    def without(self, depth: int) -> ast.Query:
        return ast.And([self.any(depth), ast.Not(self.any(depth))])

    def maybe(self, depth: int) -> ast.Query:
        return ast.AndMaybe(self.any(depth), self.any(depth))

    def required(self, depth: int) -> ast.Query:
        return ast.Require(self.any(depth), self.any(depth))

    def otherwise(self, depth: int) -> ast.Query:
        return ast.Otherwise(self.any(depth), self.any(depth))

    def and_not(self, depth: int) -> ast.Query:
        return ast.AndNot(self.any(depth), self.any(depth))

    def constant(self, depth: int) -> ast.Query:
        return ast.ConstantScoreQuery(self.any(depth), self._boost())

    def sequence(self, _depth: int) -> ast.Query:
        words = [ast.Term("text", self._word("text")) for _ in range(2)]
        slop, ordered = self._rng.choice((1, 4)), self._rng.random() < 0.5
        kind = self._rng.choice((ast.Sequence, ast.Ordered))
        return kind(words, slop=slop, ordered=ordered) if kind is ast.Sequence else kind(words)

    def span(self, _depth: int) -> ast.Query:
        rng, field = self._rng, self._field()
        one, two, three = (ast.Term(field, self._word(field)) for _ in range(3))
        near = spans.SpanNear(one, two, slop=rng.choice((1, 3, 9)), ordered=rng.random() < 0.5)
        return rng.choice((
            near, spans.SpanFirst(one, limit=rng.choice((0, 3))), spans.SpanOr([one, two]),
            spans.SpanNear2([one, two, three], slop=rng.choice((1, 5))), spans.SpanNot(near, three),
            spans.SpanContains(near, three), spans.SpanBefore(one, two),
            spans.SpanCondition(one, two),
        ))  # fmt: skip


Answer = dict[int, float] | str
"""Score by document number, or the name of the error that Whoosh itself makes of the query."""


def answer(searcher: Searcher, tree: ast.Query) -> Answer:
    """Everything that matches. Whoosh fails on some odd trees, on AndNot for one."""
    try:
        return {number: score for score, number in searcher.search(tree, limit=None).top_n}
    except Exception as error:
        return type(error).__name__


def same(given: Answer, expected: Answer) -> bool:
    """The same articles with the same scores, up to the order of additions.

    Where Whoosh fails there is nothing to be compared with.
    """
    if isinstance(given, str) or isinstance(expected, str):
        return isinstance(expected, str)
    return given.keys() == expected.keys() and all(
        abs(score - expected[number]) <= 1e-5 * max(1.0, abs(score))
        for number, score in given.items()
    )
