"""Slow, obvious twins of what is fast in the packages; the tests hold the two equal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from index.analysis import WORD, name_of, term_of, terms_of_form
from index.analysis.paragraph import pieces_of
from index.analysis.unspaced import is_unit
from index.article import Article
from index.minhash import NEAR_DUPLICATE_BITS, SKETCH_BITS

Inverted = dict[tuple[str, str], dict[str, list[int]]]
"""(field, term) → article id → positions."""


def words_of(text: str) -> list[tuple[int, str]]:
    """(start, word) for each word of a text."""
    return [(match.start(), match[0]) for match in WORD.finditer(text)]


_HYPHEN = "[-\u2010\u2011]"


def terms_at(text: str, lang: str) -> list[set[str]]:
    """The terms at each place of an article's text: mostly one."""
    return [
        terms
        for piece in pieces_of(text, lang)
        for terms in _terms_of_piece(piece.text, piece.language)
    ]


def _terms_of_piece(text: str, language: str) -> list[set[str]]:
    words = words_of(text)
    places = [set(terms_of_form(word, (language,))) for _, word in words]
    for first, last in _rows(text, words):
        joined = "".join(word for _, word in words[first : last + 1])
        if len(joined) <= 32:
            places[last].add(term_of(joined, language))
    if language != "en" and places:
        places[0].add(f"\x1f{language}")
    return places


def _rows(text: str, words: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """(first, last) of the words that are written apart and may be one."""
    ends = [start + len(word) for start, word in words]
    between = [text[end:start] for end, (start, _) in zip(ends, words[1:], strict=False)]
    rows, place = [], 0
    while place < len(between):
        last = place
        while last < len(between) and _are_initials(text, words, ends, between, last):
            last += 1
        if last == place and _is_one(text, words, ends, between[place], place):
            rows.append((place, place + 1))
        elif last > place:
            rows.append((place, last))
        place = max(place + 1, last)
    return rows


def _are_initials(text, words, ends, between, place) -> bool:
    pair = words[place][1], words[place + 1][1]
    return (
        between[place] == ". "
        and text[ends[place + 1] : ends[place + 1] + 1] == "."
        and all(re.fullmatch(r"[^\W\d_]", word) and not word.isascii() or word.isupper() and len(word) == 1 for word in pair)
    )


def _is_one(text, words, ends, between, place) -> bool:
    (start, word), (_, following) = words[place], words[place + 1]
    if not re.search(r"[^\W\d]\Z", word) or is_unit(word[-1]) or is_unit(following):
        return False
    if between == " ":
        return bool(re.fullmatch("[A-Z]{2,3} [0-9]{2,4}", f"{word} {following}"))
    if between == "\u200c":
        return True
    if re.fullmatch(f"{_HYPHEN}\n", between):
        return not following[0].isdecimal()
    around = text[max(start - 1, 0) : start], text[ends[place + 1] : ends[place + 1] + 1]
    return bool(re.fullmatch(_HYPHEN, between)) and not any(
        re.fullmatch(_HYPHEN, sign) for sign in around
    )


def fields_of(article: Article, file_id: str) -> dict[str, list[set[str]]]:
    """The terms of each field, place by place; none for a word that the analysis drops."""
    texts = {"text": f"{article.title}\n{article.text}", "title": article.title}
    names = {
        "outlet": article.outlet,
        "byline": article.byline,
        "path": file_id,
        "url": article.url,
    }
    return {
        **{field: terms_at(text, article.lang) for field, text in texts.items()},
        **{field: [{name_of(word)} for _, word in words_of(text)] for field, text in names.items()},
    }


def inverted(articles: Mapping[str, Article]) -> Inverted:
    """What an index of these articles holds, by article id."""
    index: Inverted = {}
    for article_id, article in articles.items():
        for field, terms in fields_of(article, article_id.partition("#")[0]).items():
            for position, together in enumerate(terms):
                for term in together - {""}:
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
