"""The terms of words: each distinct form of a word is analysed once, and looked up afterwards."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.analysis.analyzers import CompositeAnalyzer

from index.analysis import analyse, letters_of
from index.analysis.tokenizer import Forms

log = logging.getLogger(__name__)

Array = npt.NDArray[Any]

NO_TERM = -1
"""The number of a form that has no term; it still takes a position."""


class TokenizedTexts(NamedTuple):
    """The words of some texts: those of text i are forms[starts[i] : stops[i]].

    Of these forms[starts[i] : inner[i]] stand in the prefix of the text (a title, say).
    """

    forms: Array
    starts: Array
    inner: Array
    stops: Array


class Variant(NamedTuple):
    """One way to write a term: its number, the folded form, and in what letters."""

    term: int
    form: bytes
    letters: int


class Vocabulary:
    """Terms numbered from 0 in the order in which they were met, by one analysis.

    With a second analyzer, which folds and does not stem, the ways of writing each term are
    numbered too: `variants`.
    """

    def __init__(
        self, analyzer: CompositeAnalyzer, form_analyzer: CompositeAnalyzer | None = None
    ) -> None:
        self._forms = Forms()
        self._analyzer = analyzer
        self._form_analyzer = form_analyzer
        self._variants: dict[Variant, int] = {}
        self._variant_of = np.zeros(0, np.int32)
        self._numbers: dict[str, int] = {}
        self.terms: list[bytes] = []
        self._of_form = np.zeros(0, np.int32)
        self._known = 0

    def __len__(self) -> int:
        """How many forms are known."""
        return len(self._forms)

    @property
    def of_form(self) -> npt.NDArray[np.int32]:
        """[forms] The number of each form's term."""
        return self._of_form[: self._known]

    @property
    def variants(self) -> list[Variant]:
        """All ways of writing a term that were met, in the order of their numbers."""
        return list(self._variants)

    @property
    def variant_of(self) -> npt.NDArray[np.int32]:
        """[forms] The number of each form's variant; NO_TERM for a form without a term."""
        return self._variant_of[: self._known]

    def tokenize(self, texts: Sequence[str], prefixes: Sequence[int] = ()) -> TokenizedTexts:
        """The words of some texts; the terms of all their forms are known afterwards.

        Texts of ASCII only, which are most, are scanned as bytes.

        Args:
            texts: The texts.
            prefixes: The length of each text's prefix, in characters; none for no prefixes.
        """
        numbers = np.arange(len(texts))
        is_ascii = np.fromiter(map(str.isascii, texts), np.bool_, len(texts))
        edges = np.zeros((3, len(texts)), np.int64)
        kept: list[Array] = []
        base = 0
        for group in (numbers[is_ascii], numbers[~is_ascii]):
            if not len(group):
                continue
            chosen = [texts[number] for number in group.tolist()]
            forms, starts = self._forms.scan("\n".join(chosen))
            lengths = np.fromiter(map(len, chosen), np.int64, len(chosen))
            begins = np.cumsum(lengths + 1) - lengths - 1
            inner = np.array(prefixes, np.int64)[group] if len(prefixes) else 0
            wanted = np.stack([begins, begins + inner, begins + lengths]).astype(starts.dtype)
            edges[:, group] = base + np.searchsorted(starts, wanted)
            kept.append(forms.copy())
            base += len(forms)
        self._analyse_new_forms()
        return TokenizedTexts(np.concatenate(kept) if kept else np.zeros(0, np.uint32), *edges)

    def _analyse_new_forms(self) -> None:
        """Look up the terms of the forms that are new."""
        if len(self._forms) > len(self._of_form):
            room = np.zeros(2 * len(self._forms) - len(self._of_form), np.int32)
            self._of_form = np.append(self._of_form, room)
            self._variant_of = np.append(self._variant_of, room)
        known, self._known = self._known, len(self._forms)
        words = self._forms.since(known)
        try:
            numbers = self._numbers_of(words)
        except Exception:
            numbers = list(map(self._number_or_none, words))
        self._of_form[known : self._known] = numbers
        if self._form_analyzer is not None:
            self._variant_of[known : self._known] = self._variants_of(words, numbers)

    def _variants_of(self, words: Sequence[str], numbers: Sequence[int]) -> list[int]:
        """The numbers of the variants of forms that have these terms."""
        found = [NO_TERM] * len(words)
        having = [place for place, number in enumerate(numbers) if number != NO_TERM]
        having_words = [words[place] for place in having]
        for at, form in analyse(self._form_analyzer, having_words):
            place, word = having[at], having_words[at]
            variant = Variant(numbers[place], form.encode(), letters_of(word))
            found[place] = self._variants.setdefault(variant, len(self._variants))
        return found

    def _numbers_of(self, words: Sequence[str]) -> list[int]:
        numbers = [NO_TERM] * len(words)
        for place, term in analyse(self._analyzer, words):
            numbers[place] = self._number(term)
        return numbers

    def _number_or_none(self, form: str) -> int:
        """As `_number`; a form that cannot be analysed has no term, and costs no article."""
        try:
            return self._numbers_of([form])[0]
        except Exception:
            log.exception("%r has no term", form)
            return NO_TERM

    def _number(self, term: str) -> int:
        number = self._numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term.encode())
        return number
