"""Whether a capital tells that a word is a name: not where all words are written in capitals."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from index import CAPITAL, CAPITALS, Segment

_MOST_FREQUENT = 32  # terms of a segment that tell how it is written


class SegmentNames:
    """The names of a segment, of which those in capitals only are judged by how the rest is."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, form: bytes) -> bool:
        """Whether a form is a name.

        It is mostly written with a capital; but what is written in small letters more often than
        with one (AIDS, aids) is none, whatever headlines and wires in capitals make of it.
        """
        number = self._segment.names.find(form)
        if number is None:
            return False
        ways = self._ways(form, int(self._segment.names.term[number]))
        if CAPITALS not in ways:
            return True
        evidence = [letters for letters in ways if letters != CAPITALS]
        return evidence[0] == CAPITAL if evidence else not self.is_in_capitals

    @cached_property
    def is_in_capitals(self) -> bool:
        """Whether most words are written in capitals: the most frequent ones are hardly names."""
        segment, terms = self._segment, self._segment.terms.of_field(0)
        df = np.diff(segment.files["terms"].whole("posting")[: len(terms) + 1].astype(np.int64))
        common = np.argsort(-df, kind="stable")[:_MOST_FREQUENT]
        forms = segment.forms
        is_main = (forms.number == 0) & np.isin(forms.term, common)
        letters = forms.letters[is_main]
        return bool(len(letters)) and int(np.sum(letters == CAPITALS)) * 2 > len(letters)

    def _ways(self, form: bytes, term: int) -> list[int]:
        """In what letters a form of a term is written, the most frequent ones first."""
        forms = self._segment.forms
        found = forms.find(form)
        found = found[forms.term[found] == term]
        ways: list[int] = forms.letters[found[np.argsort(forms.number[found])]].tolist()
        return ways
