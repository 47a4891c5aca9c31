"""News as arrays of words, and names laid over the articles of others.

Few of the spellings that are known to be of one name occur in any one archive. So each name's
spellings are laid over the articles of a real name (its host), an article having one of them: their
company is real, their spelling is ours. Names that are two are laid over two hosts of like company.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index import form_of
from index.analysis.tokenizer import Forms, code_points
from index.names.sounds import keys_of
from index.names.word import as_letters
from search.names.company import (
    Company,
    company_around,
    likeness,
    weight_of_word,
)
from search.names.variants import LEAST_LETTERS
from search.words.fuzzy import within
from tests.quality.data import folder, lines

Array = npt.NDArray[Any]

NEWS = ("senate_press_releases_2004_2008", "bbc_2004_2005", "ucsc_press_1993_2001")

_BEGINS = [ord(sign) for sign in '.!?:;\n"“”*']  # a word behind one begins a sentence
_OCCURRENCES = 200  # of a word that are looked at: more tell nothing new
_LEAST_CHARACTERS = 50  # of an article
_BATCH = 500
_HALF = 0.5  # of its words within sentences a name has with a capital
_SEED = 5


@dataclass(frozen=True, slots=True)
class Corpus:
    """The words of some articles, as numbers of forms."""

    forms: Sequence[str]
    number: dict[str, int]
    word: Array
    """i4[words]"""
    start: Array
    """i8[articles + 1] Where each article begins in `word`."""
    article: Array
    """i4[words] The article of each word."""
    order: Array
    """i4[words] The words by their form, then as they stand."""
    first: Array
    """i8[forms + 1] Where the words of each form begin in `order`."""
    df: Array
    """i8[forms]"""
    share: Array
    """f8[forms] Of the words within sentences, which share begins with a capital."""
    said: Array
    """i8[forms] How many do."""

    def places(self, form: str) -> Array:
        """Where a form stands in `word`."""
        number = self.number.get(form)
        if number is None:
            return np.zeros(0, np.int64)
        return self.order[self.first[number] : self.first[number + 1]]


def corpus(names: Iterable[str] = NEWS) -> Corpus:
    """The news of the data folder."""
    read = _Reader()
    waiting: list[str] = []
    for name in names:
        for record in lines(folder() / "news" / f"{name}.jsonl.gz"):
            if len(record["text"]) >= _LEAST_CHARACTERS:
                waiting.append(f"{record['title']}\n{record['text']}")
            if len(waiting) == _BATCH:
                read.add(waiting)
                waiting = []
    read.add(waiting)
    return read.corpus()


class _Reader:
    """Texts as arrays, some at a time."""

    def __init__(self) -> None:
        self._scanned = Forms()
        self._number: dict[str, int] = {}
        self._of_form = np.zeros(0, np.int32)
        self._is_capital = np.zeros(0, np.bool_)
        self._words: list[Array] = []
        self._lengths: list[Array] = []
        self._capital: list[Array] = []
        """0: begins a sentence; 1: small; 2: with a capital."""

    def add(self, texts: Sequence[str]) -> None:
        """Add some articles."""
        text, known = "\n".join(texts), len(self._scanned)
        found, starts = self._scanned.scan(text)
        new = [self._scanned[word] for word in range(known, len(self._scanned))]
        numbers = [self._number.setdefault(form_of(word), len(self._number)) for word in new]
        self._of_form = np.append(self._of_form, np.array(numbers, np.int32))
        capital = [word[:1].isupper() and not (len(word) > 1 and word.isupper()) for word in new]
        self._is_capital = np.append(self._is_capital, np.array(capital, np.bool_))
        self._words.append(self._of_form[found])
        ends = np.cumsum([len(one) + 1 for one in texts])
        self._lengths.append(np.diff(np.searchsorted(starts, ends), prepend=0))
        before = code_points(text)[np.maximum(starts.astype(np.int64) - 1, 0)]
        blank = (before == ord(" ")) & (starts > 1)
        before = np.where(
            blank, code_points(text)[np.maximum(starts.astype(np.int64) - 2, 0)], before
        )
        begins = np.isin(before, _BEGINS) | (starts == 0)
        self._capital.append(np.where(begins, 0, 1 + self._is_capital[found]).astype(np.uint8))

    def corpus(self) -> Corpus:
        """What was added."""
        word, capital = np.concatenate(self._words), np.concatenate(self._capital)
        start = np.cumsum(np.concatenate([[0], *self._lengths]))
        article = np.repeat(np.arange(len(start) - 1, dtype=np.int32), np.diff(start))
        order = np.argsort(word, kind="stable").astype(np.int32)
        first = np.searchsorted(word[order], np.arange(len(self._number) + 1))
        is_new = np.ones(len(order), np.bool_)
        is_new[1:] = (word[order][1:] != word[order][:-1]) | (
            article[order][1:] != article[order][:-1]
        )
        forms = len(self._number)
        small, large = (np.bincount(word[capital == kind], minlength=forms) for kind in (1, 2))
        return Corpus(
            list(self._number), self._number, word, start, article, order, first,
            np.bincount(word[order][is_new], minlength=forms),
            large / np.maximum(small + large, 1), large,
        )  # fmt: skip


class HostedNames:
    """The names of a corpus, and others over the articles of some (search.names.variants.Names)."""

    def __init__(self, corpus: Corpus, hosted: Mapping[str, Array]) -> None:
        self._corpus, self._hosted = corpus, hosted
        self.articles = len(corpus.start) - 1
        is_name = [
            share >= _HALF or (not form.isascii()) or not said
            for form, share, said in zip(corpus.forms, corpus.share, corpus.said, strict=True)
        ]
        names = {form for form, named in zip(corpus.forms, is_name, strict=True) if named}
        self.names = sorted(
            {name for name in names if len(name) > 1 and name.isalpha()} | set(hosted)
        )
        key, name = keys_of(as_letters(self.names))
        order = np.argsort(key, kind="stable")
        self._key, self._name = key[order], name[order]
        encoded = [(name.encode(), number) for number, name in enumerate(self.names)]
        encoded.sort()
        self._spelled = np.array([number for _, number in encoded])
        self._blob = np.frombuffer(b"".join(name for name, _ in encoded), np.uint8)
        self._offset = np.cumsum([0, *(len(name) for name, _ in encoded)])
        self._df = {form: len(np.unique(corpus.article[at])) for form, at in hosted.items()}
        df, size = corpus.df, self.articles
        self._weight = np.array([weight_of_word(n, size) for n in df.tolist()])
        self._companies: dict[str, Company] = {}

    def df(self, form: str) -> int:
        number = self._corpus.number.get(form)
        own = 0 if number is None else int(self._corpus.df[number])
        return self._df.get(form, own)

    def sharing_keys(self, form: str) -> list[str]:
        wanted = np.sort(keys_of(as_letters([form]))[0])
        first = np.searchsorted(self._key, wanted, "left").tolist()
        last = np.searchsorted(self._key, wanted, "right").tolist()
        found = {
            n for one, end in zip(first, last, strict=True) for n in self._name[one:end].tolist()
        }
        return [self.names[number] for number in sorted(found)]

    def one_edit_from(self, form: str) -> list[str]:
        if len(form) < LEAST_LETTERS:
            return []
        near = within(self._blob, self._offset, form, 1)
        numbers = self._spelled[near.number[near.edits == 1]]
        return [self.names[number] for number in numbers.tolist()]

    def company(self, form: str) -> Company:
        if form not in self._companies:
            at = self._places(form)
            if len(at) > _OCCURRENCES:
                at = at[np.linspace(0, len(at) - 1, _OCCURRENCES).astype(int)]
            start, article = self._corpus.start, self._corpus.article[at]
            self._companies[form] = company_around(
                self._corpus.word, at, start[article], start[article + 1], self._weight.__getitem__
            )
        return self._companies[form]

    def word(self, number: int) -> str:
        return self._corpus.forms[number]

    def stand_together(self, one: str, other: str) -> bool:
        article = self._corpus.article
        shared = np.intersect1d(article[self._places(one)], article[self._places(other)])
        return len(shared) > 0

    def _places(self, form: str) -> Array:
        return self._hosted[form] if form in self._hosted else self._corpus.places(form)


def hosted(
    corpus: Corpus, groups: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]]
) -> Mapping[str, Array]:
    """Where the spellings of some names are to stand, and pairs of different names."""
    chance = np.random.default_rng(_SEED)
    is_host = (corpus.df >= 30) & (corpus.df <= 2500) & (corpus.share > 0.95) & (corpus.said > 20)
    hosts = [corpus.forms[number] for number in chance.permutation(np.flatnonzero(is_host))]
    probe, found = HostedNames(corpus, {}), {}
    for number, spellings in enumerate(groups):
        at = corpus.places(hosts[number % len(hosts)])
        articles = chance.permutation(np.unique(corpus.article[at]))
        shares = np.cumsum([1 / place for place in range(1, len(spellings) + 1)])
        begin = 0
        for spelling, share in zip(spellings, shares / shares[-1], strict=True):
            end = max(begin + 1, round(share * len(articles)))
            found[spelling] = at[np.isin(corpus.article[at], articles[begin:end])]
            begin = end
    for number, pair in enumerate(pairs):
        host = hosts[number * 7 % len(hosts)]
        rivals = [rival for rival in chance.choice(hosts, 40, replace=False) if rival != host]
        company = probe.company(host)
        rival = max(rivals, key=lambda rival: likeness(company, probe.company(rival)))
        for name, place in zip(pair, (host, rival), strict=True):
            if name not in corpus.number and name not in found:
                found[name] = corpus.places(place)
    return found
