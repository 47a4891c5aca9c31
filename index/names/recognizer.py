"""The names in articles, as they are written there: people, places and organisations.

Found by their capitals (`index.names.recognition`), so in scripts that have some. What it finds in
an article depends on nothing but its text and language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import form_of
from index.analysis.tokenizer import Forms, code_points
from index.names.name_row import Articles
from index.names.recognition import MOST_NAMES, Seen, find_names
from index.names.word_kind import kind_of

Array = npt.NDArray[Any]

_NOUN_LANGUAGES = frozenset(("de", "lb"))
"""Those that write every noun with a capital."""

_BETWEEN = "\n\n"


class Scanned(NamedTuple):
    """The words of some articles, as they were written."""

    places: list[int]
    """Which articles they are."""
    text: str
    """All of them, and perhaps more."""
    edges: Array
    """i8[places, 2] Where each begins in the text and where it ends, in characters."""
    words: Array
    """u4[words] The numbers of their forms."""
    starts: Array
    """u4[words] Where each begins in the text."""


class Recognizer:
    """Finds names; remembers what it has learnt of words. Not for several threads at a time.

    `forms` are those of a vocabulary that has met the words already, so that each is kept once.
    """

    def __init__(self, forms: Forms | None = None) -> None:
        self._forms = Forms() if forms is None else forms
        self._kinds: dict[str, Array] = {}
        self._fold = np.zeros(0, np.int32)
        self._folds: dict[str, int] = {}
        self._seen = np.zeros((3, 0), np.int32)
        self._number = 1
        self._bared = _Bare()

    def names(
        self, articles: Sequence[tuple[str, str]], scanned: Sequence[Scanned] = ()
    ) -> list[list[str]]:
        """The names in each of some (text, language), each once, in their order.

        What was `scanned` already, into the same forms, is not looked through again.
        """
        found: list[list[str]] = [[] for _ in articles]
        known = {place for each in scanned for place in each.places}
        left = [place for place in range(len(articles)) if place not in known]
        for one in (*scanned, *self._scanned(articles, left)):
            groups: dict[str, list[int]] = {}
            for row, place in enumerate(one.places):
                groups.setdefault(articles[place][1], []).append(row)
            for language, rows in groups.items():
                places = [one.places[row] for row in rows]
                part = one._replace(places=places, edges=one.edges[rows])
                for article, name in self._found(part, language):
                    found[places[article]].append(name)
        return found

    def _scanned(
        self, articles: Sequence[tuple[str, str]], places: Sequence[int]
    ) -> Iterator[Scanned]:
        """Some articles; those of ASCII only, which are most, are scanned as bytes."""
        for is_ascii in (True, False):
            some = [place for place in places if articles[place][0].isascii() == is_ascii]
            if some:
                texts = [articles[place][0] for place in some]
                sizes = np.array([len(text) for text in texts])
                ends = np.cumsum(sizes + len(_BETWEEN)) - len(_BETWEEN)
                text = _BETWEEN.join(texts)
                edges = np.stack([ends - sizes, ends], axis=1)
                yield Scanned(some, text, edges, *self._forms.scan(text))

    def _found(self, part: Scanned, language: str) -> Iterable[tuple[int, str]]:
        """(the row of an article in `part`, a name in it) for all names."""
        text, words = part.text, part.words
        kind = self._learn(words, language)
        first = np.searchsorted(part.starts, part.edges.astype(part.starts.dtype)).astype(np.int64)
        start = part.starts.astype(np.int64)
        offsets = self._forms.offsets
        stop = start + (offsets[words + 1] - offsets[words])
        articles = Articles(code_points(text), start, stop, kind[words], self._fold[words], first)
        rows = np.empty((len(first) * MOST_NAMES + 1, 3), np.int64)
        gap, is_noun = np.empty(len(words), np.uint8), language in _NOUN_LANGUAGES
        found = find_names(articles, Seen(*self._seen), self._number, is_noun, gap, rows)
        self._number += len(first)
        begins, stops = start[rows[:found, 1]].tolist(), stop[rows[:found, 2] - 1].tolist()
        names = [self._bared[text[a:b]] for a, b in zip(begins, stops, strict=True)]
        if len(self._bared) > _REMEMBERED:
            self._bared.clear()
        return zip(rows[:found, 0].tolist(), names, strict=True)

    def _learn(self, words: Array, language: str) -> Array:
        """u4[forms] The kinds of forms in a language; those of words that are new are looked up."""
        count = len(self._forms)
        kind = self._kinds.get(language, _NONE)
        if count > len(kind):
            kind = np.append(kind, np.full(2 * count - len(kind), _UNKNOWN, np.uint32))
            self._kinds[language] = kind
        if count > len(self._fold):
            self._fold = np.append(self._fold, np.zeros(2 * count - len(self._fold), np.int32))
        is_met = np.zeros(count, np.bool_)
        is_met[words] = True  # by form: to look at each word for new ones takes far longer
        new = np.flatnonzero(is_met & (kind[:count] == _UNKNOWN))
        for number, word in zip(new.tolist(), self._forms.texts(new), strict=True):
            folded = form_of(word)
            kind[number] = kind_of(word, folded, language)
            self._fold[number] = self._folds.setdefault(folded, len(self._folds))
        if len(self._folds) > self._seen.shape[1]:
            room = 2 * len(self._folds) - self._seen.shape[1]
            self._seen = np.append(self._seen, np.zeros((3, room), np.int32), axis=1)
        return kind


_REMEMBERED = 200_000  # names, without the ending that they had in a text
_UNKNOWN = 0xFFFF_FFFF
_NONE = np.zeros(0, np.uint32)


class _Bare(dict[str, str]):
    """Names as they stand in texts, and without what is no part of them; filled as they come."""

    def __missing__(self, name: str) -> str:
        bare = self[name] = _bare(name)
        return bare


def _bare(name: str) -> str:
    """A name without 's, on one line, with plain blanks."""
    for ending in ("'s", "’s", "'", "’"):
        if name.endswith(ending):
            name = name[: -len(ending)]
            break
    return " ".join(name.split())
