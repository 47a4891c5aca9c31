"""The filters of which the analyzers are composed, as Whoosh has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Filter, StopFilter

from index.analysis.folding import fold, straight

_APOSTROPHE_S = re.compile(r"'s?$")


class LowercaseFilter(Filter):  # type: ignore[misc]  # Whoosh carries no annotations
    """Makes each token small and composed, as stemmers of accented words want it.

    In Turkish and its kin I without a dot is ı.
    """

    def __init__(self, has_dotless_i: bool) -> None:
        self._has_dotless_i = has_dotless_i

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:  # noqa: D102  # as the class says
        for token in stream:
            text = token.text
            if self._has_dotless_i:
                text = text.replace("I", "ı").replace("İ", "i")
            token.text = straight(unicodedata.normalize("NFC", text.lower()))
            yield token


class CliticFilter(Filter):  # type: ignore[misc]  # as above
    """Takes off what is written onto a word with an apostrophe: the l' of l'école."""

    def __init__(self, clitic: str) -> None:
        self._without = re.compile(clitic).sub

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:  # noqa: D102  # as the class says
        for token in stream:
            if "'" in token.text:  # hardly any has one, and looking is quicker than matching
                token.text = self._without("", token.text) or token.text
            yield token


class FoldFilter(Filter):  # type: ignore[misc]  # as above
    """Passes the text of each token through `fold`."""

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:  # noqa: D102  # as the class says
        for token in stream:
            token.text = fold(token.text)
            yield token


class PossessiveFilter(Filter):  # type: ignore[misc]  # as above
    """Takes 's, or a lone apostrophe, off the end of each token."""

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:  # noqa: D102  # as the class says
        for token in stream:
            if "'" in token.text:
                token.text = _APOSTROPHE_S.sub("", token.text)
            yield token


class PunctuationFilter(Filter):  # type: ignore[misc]  # as above
    """Takes out the points of initials (U.S. and US are one), and apostrophes.

    Of a number it takes out what groups its digits; what its fraction begins with becomes a point:
    1,200,000 and 1200000 are one, and so are 7.5 and 7,5 where that is written.
    """

    def __init__(self, group: str = ",", point: str = ".") -> None:
        self._grouped = re.compile(
            rf"\d{{1,3}}(?:\{group}\d{{2,3}})*\{group}\d{{3}}(?:\{point}\d+)?"
        )
        self._grouped_by_the_other = re.compile(rf"\d{{1,3}}(?:\{point}\d{{3}}){{2,}}")
        self._group, self._point = group, point

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:  # noqa: D102  # as the class says
        for token in stream:
            text = token.text
            if not text.isalnum():  # nearly every word has none
                if text[:1].isdigit():
                    token.text = self._number(text)
                else:
                    token.text = text.replace(".", "").replace("'", "")
            yield token

    def _number(self, text: str) -> str:
        if self._grouped.fullmatch(text):
            return text.replace(self._group, "").replace(self._point, ".")
        if self._grouped_by_the_other.fullmatch(text):
            return text.replace(self._point, "")
        if text.count(self._point) == 1 and self._group not in text:
            return text.replace(self._point, ".")
        return text.replace("'", "")


class LanguageFilter(Filter):  # type: ignore[misc]  # as above
    """Marks each token that has a letter as one of a language's: the terms of others differ."""

    def __init__(self, mark: str) -> None:
        self._mark = mark

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:  # noqa: D102  # as the class says
        for token in stream:
            if token.text and not token.text[0].isdigit():
                token.text += self._mark
            yield token


SOMETHING = StopFilter(stoplist=None, minsize=1, renumber=False)
"""Drops what a lone joining mark folds to: nothing. The other words keep their places."""
