"""Slow, obvious twins of what is fast in the packages; the tests hold the two equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.analysis import WORD, form_of, letters_of, name_of, term_of
from index.article import Article
from index.minhash import NEAR_DUPLICATE_BITS, SKETCH_BITS

Inverted = dict[tuple[str, str], dict[str, list[int]]]
"""(field, term) → article id → positions."""


def words_of(text: str) -> list[tuple[int, str]]:
    """(start, word) for each word of a text."""
    return [(match.start(), match[0]) for match in WORD.finditer(text)]


def fields_of(article: Article, file_id: str) -> dict[str, list[str]]:
    """The terms of each field in order; empty for a word that the analysis leaves nothing of."""
    texts = {"text": f"{article.title}\n{article.text}", "title": article.title}
    names = {
        "outlet": article.outlet,
        "byline": article.byline,
        "path": file_id,
        "url": article.url,
    }
    return {
        **{field: [term_of(word) for _, word in words_of(text)] for field, text in texts.items()},
        **{field: [name_of(word) for _, word in words_of(text)] for field, text in names.items()},
    }


def forms_of(article: Article, file_id: str) -> dict[str, list[tuple[str, str, int]]]:
    """The (term, form, letters) of each word of each field; of names, the form is the term."""
    texts = {"text": f"{article.title}\n{article.text}", "title": article.title}
    written = {
        field: [(term_of(word), form_of(word), letters_of(word)) for _, word in words_of(text)]
        for field, text in texts.items()
    }
    terms = fields_of(article, file_id)
    return {field: [(t, t, 0) for t in terms[field]] for field in terms} | written


def inverted(articles: Mapping[str, Article]) -> Inverted:
    """What an index of these articles holds, by article id."""
    index: Inverted = {}
    for article_id, article in articles.items():
        for field, terms in fields_of(article, article_id.partition("#")[0]).items():
            for position, term in enumerate(terms):
                if term:
                    places = index.setdefault((field, term), {})
                    places.setdefault(article_id, []).append(position)
    return index


def varint(numbers: Iterable[int]) -> bytes:
    """Numbers in the code of `index.segment.positions`."""
    code = b""
    for number in numbers:
        if number < 240:
            code += bytes([number])
        elif number < 4_080:
            code += bytes([240 + (number - 240) // 256, (number - 240) % 256])
        else:
            code += b"\xff" + number.to_bytes(4, "little")
    return code


def are_alike(one: str, other: str) -> bool:
    """Whether two sketches are of near-identical texts; a text too short is like no other."""
    if not one or not other:
        return False
    return SKETCH_BITS - (int(one, 16) ^ int(other, 16)).bit_count() >= NEAR_DUPLICATE_BITS
