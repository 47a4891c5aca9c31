"""Ways on from a search that found little or nothing, each with what it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from search import SearchEngine
from web.in_words import listed, span_in_words
from web.language import language_name
from web.left_out import query_in_left_out
from web.search_params import SearchParams, search_url
from web.suggestion import suggestion

# Each way out costs a search. Beyond this many words, leaving one out rarely helps anyway.
MAX_WORDS = 6

# What stands between two blanks, a phrase or a field's phrase being one such thing.
_PIECE = re.compile(r'[^\s"]*"[^"]*"\S*|\S+')
_AS_WRITTEN = re.compile(r'"[^"]*[^"\s][^"]*"(?!~)')  # a phrase that asks for the words as written
_WORD = re.compile(r"[^\W\d_]{5,}")
_BEGINNING = 4  # letters of a beginning; a shorter one says little
_OPERATORS = re.compile(r"\b(?:AND|OR|NOT)\b|[()|&]")


@dataclass(frozen=True, slots=True)
class Alternative:
    """A search near the one that found nothing."""

    label: str
    url: str
    total: int


@dataclass(frozen=True, slots=True)
class Meant:
    """A query that was perhaps meant, what is new in it emphasised, and what it finds."""

    text: Markup
    url: str
    total: int


def meant(engine: SearchEngine, address: SearchParams) -> tuple[Meant, ...]:
    """What was perhaps meant, if that finds more: the likeliest, then each word corrected alone."""
    found = suggestion(engine, address.query, address.filters)
    return tuple(
        Meant(
            text=_emphasised(each.text, [new for _, new in each.replaced]),
            url=search_url(address.change(query=each.text)),
            total=each.total,
        )
        for each in ((found, *found.others) if found else ())
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
    near = [
        *_with_fewer_filters(address),
        *_with_fewer_words(address),
        *_with_other_forms(address),
        *_in_what_was_left_out(address),
    ]
    return tuple(list(_that_find(engine, near)) or _that_find(engine, _with_any_word(address)))


def left_out(engine: SearchEngine, address: SearchParams) -> Alternative | None:
    """The search for the same in the lines that were left out, if that finds anything."""
    return next(_that_find(engine, [*_in_what_was_left_out(address)]), None)


def example_word(engine: SearchEngine) -> str:
    """A word that the archive has, for examples: the longest of its newest headline."""
    hits = engine.search("", limit=1, facets=False).hits
    words = _WORD.findall(hits[0].title.lower()) if hits else []
    return max(words, key=len, default="")


def _that_find(engine: SearchEngine, near: list[tuple[str, SearchParams]]) -> Iterator[Alternative]:
    seen = set()
    for label, address in near:
        url = search_url(address)
        if url in seen:
            continue
        seen.add(url)
        total = engine.search(
            address.query, limit=0, filters=address.filters, names=address.names, facets=False
        ).total
        if total:
            yield Alternative(label, url, total)


def _with_fewer_filters(address: SearchParams) -> Iterator[tuple[str, SearchParams]]:
    if address.outlets:
        names = listed(address.outlets)
        yield f"in every outlet, not only {names}", address.change(outlets=())
    if address.excluded:
        yield f"in {listed(address.excluded)} too", address.change(excluded=())
    if address.langs:
        names = listed(map(language_name, address.langs))
        yield f"in every language, not only {names}", address.change(langs=())
    if address.since or address.until:
        span = span_in_words(address.since, address.until)
        yield f"at any time, not only {span}", address.within("", "")
    if address.undated:
        yield "with a date or without", address.within("", "")
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


def _with_other_forms(address: SearchParams) -> Iterator[tuple[str, SearchParams]]:
    """The one word that was asked for in near spellings, and its beginning."""
    if not _WORD.fullmatch(address.query):
        return
    word = address.query
    yield f"words spelt nearly like “{word}”", address.change(query=f"{word}~")
    beginning = word[: max(_BEGINNING, len(word) - 3)]
    yield f"words that begin with “{beginning}”", address.change(query=f"{beginning}*")


def _in_what_was_left_out(address: SearchParams) -> Iterator[tuple[str, SearchParams]]:
    if there := query_in_left_out(address.query):
        yield "in lines that were left out", address.change(query=there)


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
