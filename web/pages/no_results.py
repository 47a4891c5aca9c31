"""Ways on from a search that found little or nothing, each with what it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from search import Result, SearchEngine
from web.in_words import span_in_words
from web.language import language_name
from web.search_params import SearchParams, search_url
from web.suggestion import suggestion

# Each way out costs a search. Beyond this many words, leaving one out rarely helps anyway.
MAX_WORDS = 6

# What stands between two blanks, a phrase or a field's phrase being one such thing.
_PIECE = re.compile(r'[^\s"]*"[^"]*"\S*|\S+')
_AS_WRITTEN = re.compile(r'"[^"]*[^"\s][^"]*"(?!~)')  # a phrase that asks for the words as written
_OPERATORS = re.compile(r"\b(?:AND|OR|NOT)\b|[()|&]")


@dataclass(frozen=True, slots=True)
class Alternative:
    """A search near the one that found nothing."""

    label: str
    url: str
    total: int


@dataclass(frozen=True, slots=True)
class Meant:
    """The query that was perhaps meant, what is new in it emphasised, and what it finds."""

    text: Markup
    url: str
    total: int


def meant(engine: SearchEngine, address: SearchParams, result: Result) -> Meant | None:
    """What was perhaps meant by a search with few hits, if that finds more."""
    found = suggestion(engine, address.query, result.total, address.filters)
    if found is None:
        return None
    return Meant(
        text=_emphasised(found.text, [new for _, new in found.replaced]),
        url=search_url(address.change(query=found.text)),
        total=found.total,
    )


def _emphasised(text: str, words: list[str]) -> Markup:
    """`text` as safe HTML with the first of each of `words`, in their order, in `<em>`."""
    parts, rest = [], text
    for word in words:
        before, found, after = rest.partition(word)
        if found:
            parts += [escape(before), Markup("<em>{}</em>").format(word)]
            rest = after
    return Markup("").join([*parts, escape(rest)])


def alternatives(engine: SearchEngine, address: SearchParams) -> tuple[Alternative, ...]:
    """The searches near `address` that do find something, the closest first."""
    found = list(_that_find(engine, [*_with_fewer_filters(address), *_with_fewer_words(address)]))
    return tuple(found or _that_find(engine, _with_any_word(address)))


def _that_find(engine: SearchEngine, near: list[tuple[str, SearchParams]]) -> Iterator[Alternative]:
    seen = set()
    for label, address in near:
        url = search_url(address)
        if url in seen:
            continue
        seen.add(url)
        total = engine.search(
            address.query, limit=1, filters=address.filters, names=address.names
        ).total
        if total:
            yield Alternative(label, url, total)


def _with_fewer_filters(address: SearchParams) -> Iterator[tuple[str, SearchParams]]:
    if address.outlet:
        yield f"in every outlet, not only {address.outlet}", address.change(outlet="")
    if address.lang:
        name = language_name(address.lang)
        yield f"in every language, not only {name}", address.change(lang="")
    if address.since or address.until:
        span = span_in_words(address.since, address.until)
        yield f"at any time, not only {span}", address.change(since="", until="")
    if len(address.filters) > 1:
        yield "without any filter", address.without_filters()


def _with_fewer_words(address: SearchParams) -> Iterator[tuple[str, SearchParams]]:
    pieces = _pieces(address.query)
    if _AS_WRITTEN.search(address.query):
        loose = _AS_WRITTEN.sub(r"\g<0>~0", address.query)
        yield "the quoted words in other forms", address.change(query=loose)
    if '"' in address.query:
        unquoted = address.query.replace('"', " ")
        yield "the same words in any order", address.change(query=" ".join(unquoted.split()))
    if 2 <= len(pieces) <= MAX_WORDS:
        for left_out, piece in enumerate(pieces):
            rest = " ".join(pieces[:left_out] + pieces[left_out + 1 :])
            yield f"without {_quoted(piece)}", address.change(query=rest)


def _with_any_word(address: SearchParams) -> list[tuple[str, SearchParams]]:
    pieces = _pieces(address.query)
    if not 2 < len(pieces) <= MAX_WORDS:
        return []
    return [("any of these words", address.change(query=" OR ".join(pieces)))]


def _pieces(query: str) -> list[str]:
    """The words and phrases of a query that has no operators to be torn apart; else none."""
    return [] if _OPERATORS.search(query) else _PIECE.findall(query)


def _quoted(piece: str) -> str:
    return piece if '"' in piece else f"“{piece}”"
