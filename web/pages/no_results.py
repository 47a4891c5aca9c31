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


def meant(engine: SearchEngine, params: SearchParams) -> tuple[Meant, ...]:
    """What was perhaps meant, if that finds more: the likeliest, then each word corrected alone."""
    found = suggestion(engine, params.query, params.filters)
    return tuple(
        Meant(
            text=_emphasised(each.text, [new for _, new in each.replaced]),
            url=search_url(params.change(query=each.text)),
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


def alternatives(engine: SearchEngine, params: SearchParams) -> tuple[Alternative, ...]:
    """The searches near `params` that do find something, the closest first."""
    near = [
        *_with_fewer_filters(params),
        *_with_fewer_words(params),
        *_with_other_forms(params),
        *_in_what_was_left_out(params),
    ]
    return tuple(list(_that_find(engine, near)) or _that_find(engine, _with_any_word(params)))


def left_out(engine: SearchEngine, params: SearchParams) -> Alternative | None:
    """The search for the same in the lines that were left out, if that finds anything."""
    return next(_that_find(engine, [*_in_what_was_left_out(params)]), None)


def example_word(engine: SearchEngine) -> str:
    """A word that the archive has, for examples: the longest of its newest headline."""
    hits = engine.search("", limit=1, facets=False).hits
    words = _WORD.findall(hits[0].title.lower()) if hits else []
    return max(words, key=len, default="")


def _that_find(engine: SearchEngine, near: list[tuple[str, SearchParams]]) -> Iterator[Alternative]:
    seen = set()
    for label, params in near:
        url = search_url(params)
        if url in seen:
            continue
        seen.add(url)
        total = engine.search(
            params.query, limit=0, filters=params.filters, names=params.names, facets=False
        ).total
        if total:
            yield Alternative(label, url, total)


def _with_fewer_filters(params: SearchParams) -> Iterator[tuple[str, SearchParams]]:
    if params.outlets:
        names = listed(params.outlets)
        yield f"in every outlet, not only {names}", params.change(outlets=())
    if params.excluded:
        yield f"in {listed(params.excluded)} too", params.change(excluded=())
    if params.langs:
        names = listed(map(language_name, params.langs))
        yield f"in every language, not only {names}", params.change(langs=())
    if params.since or params.until:
        span = span_in_words(params.since, params.until)
        yield f"at any time, not only {span}", params.within("", "")
    if params.undated:
        yield "with a date or without", params.within("", "")
    if len(params.filters) > 1:
        yield "without any filter", params.without_filters()


def _with_fewer_words(params: SearchParams) -> Iterator[tuple[str, SearchParams]]:
    pieces = _pieces(params.query)
    if _AS_WRITTEN.search(params.query):
        loose = _AS_WRITTEN.sub(r"\g<0>~0", params.query)
        yield "the quoted words in other forms", params.change(query=loose)
    if '"' in params.query:
        unquoted = params.query.replace('"', " ")
        yield "the same words in any order", params.change(query=" ".join(unquoted.split()))
    if 2 <= len(pieces) <= MAX_WORDS:
        for left_out, piece in enumerate(pieces):
            rest = " ".join(pieces[:left_out] + pieces[left_out + 1 :])
            yield f"without {_quoted(piece)}", params.change(query=rest)


def _with_other_forms(params: SearchParams) -> Iterator[tuple[str, SearchParams]]:
    """The one word that was asked for in near spellings, and its beginning."""
    if not _WORD.fullmatch(params.query):
        return
    word = params.query
    yield f"words spelt nearly like “{word}”", params.change(query=f"{word}~")
    beginning = word[: max(_BEGINNING, len(word) - 3)]
    yield f"words that begin with “{beginning}”", params.change(query=f"{beginning}*")


def _in_what_was_left_out(params: SearchParams) -> Iterator[tuple[str, SearchParams]]:
    if there := query_in_left_out(params.query):
        yield "in lines that were left out", params.change(query=there)


def _with_any_word(params: SearchParams) -> list[tuple[str, SearchParams]]:
    pieces = _pieces(params.query)
    if not 2 < len(pieces) <= MAX_WORDS:
        return []
    return [("any of these words", params.change(query=" OR ".join(pieces)))]


def _pieces(query: str) -> list[str]:
    """The words and phrases of a query that has no operators to be torn apart; else none."""
    return [] if _OPERATORS.search(query) else _PIECE.findall(query)


def _quoted(piece: str) -> str:
    return piece if '"' in piece else f"“{piece}”"
