"""The words of one generation: which are names, which articles have them, which sound alike.

Names and their sounds lie in the segments (index.segment.name_file).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index import Generation, Segment, keys_of, term_of, word_as_letters
from search.names.capitals import SegmentNames
from search.names.company import weight_of_word
from search.names.lookup import NOT_THERE, indices_of
from search.names.variants import LEAST_LETTERS
from search.words.fuzzy import within
from search.words.lexicon import live_docs

Array = npt.NDArray[Any]


class ArticleNames(Protocol):
    """What is known of names of several words."""

    def docs_with(self, words: Sequence[str]) -> Sequence[Array]:
        """The articles of each segment that have some words in a row, but for one."""

    def docs_as_written(self, words: Sequence[str]) -> Sequence[Array]:
        """The articles of each segment that have some words in a row, in these forms."""

    def like_in_one(self, form: str) -> list[str]:
        """The names of articles that sound like one, all words run into one."""

    def is_known(self, form: str) -> bool:
        """Whether articles have a name, in this spelling."""

    def known_names(self, forms: Sequence[str]) -> set[str]:
        """The names among some forms that articles have, in this spelling."""


class ArchiveWords:
    """The words of one generation, looked up once each. Not for several threads at a time."""

    def __init__(self, generation: Generation, found: ArticleNames | None) -> None:
        self._found = found
        self.segments: Sequence[Segment] = generation.segments
        self.articles = generation.live
        self._names = tuple(map(SegmentNames, self.segments))
        self._is_name: dict[str, bool] = {}
        self._df: dict[str, int] = {}
        self._rows: dict[str, Sequence[Array]] = {}
        self._numbers: dict[str, list[tuple[Segment, int]]] = {}

    def is_name(self, form: str) -> bool:
        """Whether a form is mostly written with a capital, where the archive has it.

        Where everything is in capitals, these do not tell.
        """
        found = self._is_name.get(form)
        if found is None:
            encoded = form.encode()
            found = any(encoded in names for names in self._names)
            self._is_name[form] = found
        return found

    def df(self, form: str) -> int:
        """How many articles have a form's term; deleted ones count until segments are merged."""
        df = self._df.get(form)
        if df is None:
            df = sum(segment.df(number) for segment, number in self._terms(form))
            self._df[form] = df
        return df

    def sharing_keys(self, form: str) -> list[str]:
        """The names that share a key with a form."""
        return self._sharing_keys(form, [0] * len(self.segments))

    def _sharing_keys(self, form: str, firsts: Sequence[int]) -> list[str]:
        """Those of the names from `firsts` on, which has a number for each segment."""
        keys = np.sort(keys_of(word_as_letters(form))[0])
        found = {
            segment.names[number]
            for segment, first in zip(self.segments, firsts, strict=True)
            for number in segment.names.with_keys(keys)
            if number >= first
        }
        return sorted(found)

    def one_edit_from(self, form: str) -> list[str]:
        """The names that are one letter away; none from a short one."""
        if len(form) < LEAST_LETTERS:
            return []
        found: set[str] = set()
        for segment in self.segments:
            near = within(segment.names.blob, segment.names.offset, form, 1)
            found.update(segment.names[number] for number in near.number.tolist())
        return sorted(found - {form})

    def has(self, row: Sequence[str]) -> bool:
        """Whether some article has words side by side, particles between them not counted."""
        return self._articles(" ".join(row)) > 0

    def _articles(self, form: str) -> int:
        """How many articles have a form, or words side by side."""
        return sum(len(docs) for _, docs in self._docs(form))

    def stand_together(self, one: str, other: str) -> bool:
        """Whether some article has the terms of both forms."""
        theirs = {id(segment): number for segment, number in self._terms(other)}
        return any(
            len(np.intersect1d(live_docs(segment, number), live_docs(segment, theirs[id(segment)])))
            for segment, number in self._terms(one)
            if id(segment) in theirs
        )

    def known_rows(self, rows: Sequence[tuple[str, ...]]) -> set[tuple[str, ...]]:
        """Those of some rows of words that are names of articles."""
        found = set() if self._found is None else self._found.known_names([*map(" ".join, rows)])
        return {row for row in rows if " ".join(row) in found}

    def like_in_one(self, row: Sequence[str]) -> list[tuple[str, ...]]:
        """The names of articles that sound like a name, all words run into one."""
        found = [] if self._found is None else self._found.like_in_one(" ".join(row))
        return [tuple(form.split()) for form in found]

    def side_by_side(
        self, words: Sequence[Mapping[str, float]], most: float
    ) -> list[tuple[float, tuple[str, ...]]]:
        """The rows of one of each of some words that some article has, wherever they stand in it.

        Words come with what they cost, at most 64 for a place; rows that cost more than `most` in
        all are left out: (cost, row).
        """
        rows: list[tuple[float, tuple[str, ...]]] = [
            (cost, (word,)) for word, cost in words[0].items()
        ]
        for others in words[1:]:
            last = list(dict.fromkeys(row[-1] for _, row in rows))
            having = dict(zip(last, self._together(last, list(others)), strict=True))
            rows = [
                (cost + more, (*row, other))
                for cost, row in rows
                for place, (other, more) in enumerate(others.items())
                if cost + more <= most and having[row[-1]] >> place & 1
            ]
        return rows

    def _together(self, ones: Sequence[str], others: Sequence[str]) -> list[int]:
        """For each of some words with which of up to 64 others it shares an article, as bits."""
        bits = np.uint64(1) << np.arange(len(others), dtype=np.uint64)
        having = {part: np.zeros(part.documents, np.uint64) for part in self.segments}
        for bit, other in zip(bits, others, strict=True):
            for segment, number in self._terms(other):
                having[segment][segment.docs(number)] |= bit
        found = []
        for one in ones:
            each = (having[part][part.docs(number)] for part, number in self._terms(one))
            bits_of = np.array([np.bitwise_or.reduce(row) for row in each], np.uint64)
            found.append(int(np.bitwise_or.reduce(bits_of)))
        return found

    def weights(self, forms: Sequence[str]) -> list[float]:
        """What some words tell as company; numbers tell nothing."""
        df = np.zeros(len(forms), np.int64)
        wanted = [form.encode() for form in forms]
        for segment in self.segments:
            posting = segment.files["terms"].whole("posting")
            offset, blob = (segment.files["terms"].whole(name) for name in ("offset", "blob"))
            texts, others = segment.terms.of_field(0), segment.forms
            number = indices_of(wanted, offset, blob, texts.start, texts.stop)
            other = indices_of(wanted, others.offset, others.blob, 0, len(others))
            own = segment.files["forms"].whole("own")
            number[(number != NOT_THERE) & (own[np.maximum(number, 0)] == 0)] = NOT_THERE  # a stem
            is_other = (number == NOT_THERE) & (other != NOT_THERE)
            number[is_other] = segment.files["forms"].whole("term")[other[is_other]]
            there = np.flatnonzero(number != NOT_THERE)
            df[there] += posting[number[there] + 1].astype(np.int64) - posting[number[there]]
        return [
            0.0 if any(map(str.isdigit, form)) else weight_of_word(count, self.articles)
            for form, count in zip(forms, df.tolist(), strict=True)
        ]

    def _docs(self, form: str) -> list[tuple[Segment, Array]]:
        """The articles of each segment that have a form, or words side by side."""
        words = form.split()
        if len(words) == 1 or self._found is None:
            return [(segment, live_docs(segment, number)) for segment, number in self._terms(form)]
        found = self._rows.get(form)
        if found is None:
            found = self._rows[form] = self._found.docs_with(words)
        return [*zip(self.segments, found, strict=True)]

    def _terms(self, form: str) -> list[tuple[Segment, int]]:
        """The segments that have a form's term, and its number in each."""
        found = self._numbers.get(form)
        if found is None:
            pairs = [(segment, self._number(segment, form)) for segment in self.segments]
            found = [(segment, number) for segment, number in pairs if number is not None]
            self._numbers[form] = found
        return found

    def forms_of_term(self, form: str) -> list[str]:
        """The forms that have a form's term, itself among them where articles have it."""
        found = {one for part, term in self._terms(form) for one in part.forms.of_term(term)}
        return sorted(str(one, "utf-8", "surrogatepass") for one in found)

    def _number(self, segment: Segment, form: str) -> int | None:
        name = segment.names.find(form.encode())
        if name is not None:
            return int(segment.names.term[name])
        return segment.find("text", term_of(form).encode())

    def forget(self) -> None:
        """Begin anew, so that memory is bounded."""
        self._is_name.clear()
        self._df.clear()
        self._rows.clear()
        self._numbers.clear()
