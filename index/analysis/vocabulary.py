"""The terms of words: each form of a word is analysed once, whatever comes after is a look-up."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis.tokenizer import Forms

log = logging.getLogger(__name__)

Array = npt.NDArray[Any]

NO_TERM = -1
"""Stands for a form that the analysis leaves nothing of; its place still counts."""


class Found(NamedTuple):
    """The words of some texts: those of text i are forms[starts[i] : stops[i]].

    Of these the first stand in the beginning of the text that was asked about: up to inner[i].
    """

    forms: Array
    starts: Array
    inner: Array
    stops: Array


class Vocabulary:
    """Terms numbered from 0 in the order they were met; for one way to analyse a word."""

    def __init__(self, analyse: Callable[[str], str]) -> None:
        self._forms = Forms()
        self._analyse = analyse
        self._numbers: dict[str, int] = {"": NO_TERM}
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

    def find(self, texts: Sequence[str], beginnings: Sequence[int] = ()) -> Found:
        """The words of some texts, all of them analysed; `beginnings` are lengths in characters.

        Texts of ASCII signs only, which are most, are looked through as bytes.
        """
        places = np.arange(len(texts))
        is_ascii = np.fromiter(map(str.isascii, texts), np.bool_, len(texts))
        edges = np.zeros((3, len(texts)), np.int64)
        kept: list[Array] = []
        base = 0
        for group in (places[is_ascii], places[~is_ascii]):
            if not len(group):
                continue
            chosen = [texts[place] for place in group.tolist()]
            forms, starts = self._forms.scan("\n".join(chosen))
            lengths = np.fromiter(map(len, chosen), np.int64, len(chosen))
            begins = np.cumsum(lengths + 1) - lengths - 1
            inner = np.array(beginnings, np.int64)[group] if len(beginnings) else 0
            wanted = np.stack([begins, begins + inner, begins + lengths]).astype(starts.dtype)
            edges[:, group] = base + np.searchsorted(starts, wanted)
            kept.append(forms.copy())
            base += len(forms)
        self._learn()
        return Found(np.concatenate(kept) if kept else np.zeros(0, np.uint32), *edges)

    def _learn(self) -> None:
        """Analyse the forms that are new."""
        if len(self._forms) > len(self._of_form):
            room = np.zeros(2 * len(self._forms) - len(self._of_form), np.int32)
            self._of_form = np.append(self._of_form, room)
        known, self._known = self._known, len(self._forms)
        words = self._forms.since(known)
        try:
            numbers = list(map(self._number, map(self._analyse, words)))
        except Exception:
            numbers = list(map(self._number_or_none, self._forms.since(known)))
        self._of_form[known : self._known] = numbers

    def _number_or_none(self, form: str) -> int:
        """One word that cannot be analysed must cost neither its article nor those after it."""
        try:
            return self._number(self._analyse(form))
        except Exception:
            log.exception("%r has no term", form)
            return NO_TERM

    def _number(self, term: str) -> int:
        number = self._numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term.encode())
        return number
