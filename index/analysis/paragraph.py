"""In which language each paragraph of an article is analysed.

It is the article's, but for a paragraph that is clearly in another one. A paragraph with one of the
small words that only its article's language has is not looked at again, so that nearly none is.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from operator import itemgetter

from index.analysis.language import DEFAULT, language_of
from index.analysis.vocabulary import Piece
from index.cleaning.metadata.language import detect_language, is_clearly, words_only_in

_SHORTEST = 60  # characters: in less, names and quotations decide
_TELLING = 8  # small words of a language that are looked for


def pieces_of(text: str, lang: str) -> list[Piece]:
    """A text, an article in `lang`, as stretches of paragraphs in one language, in their order."""
    own = language_of(lang)
    telling = _telling(lang or own)
    paragraphs = text.split("\n")
    languages = [_language(paragraph, telling, own) for paragraph in paragraphs]
    if languages.count(own) == len(languages):
        return [Piece(text, own)]
    runs = groupby(zip(languages, paragraphs, strict=True), key=itemgetter(0))
    return [
        Piece("\n".join(line for _, line in run), language, language not in (own, DEFAULT))
        for language, run in runs
    ]


def _language(paragraph: str, telling: tuple[str, ...], own: str) -> str:
    if len(paragraph) < _SHORTEST:
        return own
    for word in telling:
        if word in paragraph:
            return own
    found = detect_language(paragraph)
    return language_of(found) if found and is_clearly(found, paragraph) else own


@cache
def _telling(lang: str) -> tuple[str, ...]:
    return tuple(f" {word} " for word in words_only_in(lang)[:_TELLING])
