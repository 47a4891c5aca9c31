"""Slow, obvious twins of what is fast in the packages; the tests hold the two equal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from index.analysis import DEFAULT_LANGUAGE, WORD, form_of, letters_of, name_of, term_of
from index.analysis.analyzer import parts_of, spellings_of
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

Way = tuple[str, str, int]
"""(term, form, letters): a word, and how it is written."""


def ways_at(text: str, lang: str) -> list[set[Way]]:
    """The words at each place of an article's text: mostly one."""
    return [ways for piece in pieces_of(text, lang) for ways in _ways_of_piece(*piece)]


def _ways_of_piece(text: str, language: str, is_guest: bool) -> list[set[Way]]:
    words = words_of(text)
    places = [
        _ways([word, *spellings_of(word, language), *parts_of(word, language)], language)
        for _, word in words
    ]
    for first, last in _rows(text, words):
        joined = "".join(word for _, word in words[first : last + 1])
        if len(joined) <= 32:
            places[last].update(_ways([joined], language))
    for place, (_, word) in zip(places, words, strict=True) if is_guest else ():
        known = {term for term, _, _ in place}
        place.update(way for way in _ways([word], DEFAULT_LANGUAGE) if way[0] not in known)
    if language != DEFAULT_LANGUAGE and places:
        places[0].add((f"\x1f{language}", "", 0))
    return places


def _ways(words: list[str], language: str) -> set[Way]:
    """One way for each different term, the first."""
    ways = [(term_of(word, language), form_of(word, language), letters_of(word)) for word in words]
    return set({way[0]: way for way in reversed(ways) if way[0]}.values())


def _rows(text: str, words: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """(first, last) of the words that are written apart and may be one."""
    rows, place = [], 0
    while place + 1 < len(words):
        last = place
        while last + 1 < len(words) and _are_initials(text, words[last], words[last + 1]):
            last += 1
        if last > place or _is_one(text, words[place], words[place + 1]):
            rows.append((place, max(last, place + 1)))
        place = max(place + 1, last)
    return rows


def _are_initials(text: str, one: tuple[int, str], other: tuple[int, str]) -> bool:
    letters = one[1], other[1]
    is_row = text[one[0] : other[0] + 2] == f"{one[1]}. {other[1]}."
    return is_row and all(
        re.fullmatch(r"[^\W\d_]", word) and (word.isupper() or not word.isascii())
        for word in letters
    )


def _is_one(text: str, one: tuple[int, str], other: tuple[int, str]) -> bool:
    (start, word), (behind, following) = one, other
    between = text[start + len(word) : behind]
    if word[-1].isdecimal() or is_unit(word) or is_unit(following):
        return False
    if between == " ":
        return bool(re.fullmatch("[A-Z]{2,3} [0-9]{2,4}", f"{word} {following}"))
    if between == "\u200c":
        return True
    if re.fullmatch(f"{_HYPHEN}\n", between):
        return not following[0].isdecimal()
    end = behind + len(following)
    around = text[max(start - 1, 0) : start], text[end : end + 1]
    return bool(re.fullmatch(_HYPHEN, between)) and not any(
        re.fullmatch(_HYPHEN, sign) for sign in around
    )


def fields_of(article: Article, file_id: str) -> dict[str, list[set[str]]]:
    """The terms of each field, place by place; none for a word that the analysis drops."""
    return {
        field: [{term for term, _, _ in ways} for ways in places]
        for field, places in forms_of(article, file_id).items()
    }


def forms_of(article: Article, file_id: str) -> dict[str, list[set[Way]]]:
    """The ways of the words at each place of each field; of names, the form is the term."""
    texts = {"text": f"{article.title}\n{article.text}", "title": article.title}
    names = {
        "outlet": article.outlet,
        "byline": article.byline,
        "path": file_id,
        "url": article.url,
    }
    return {
        **{field: ways_at(text, article.lang) for field, text in texts.items()},
        **{field: list(map(_way_of_name, words_of(text))) for field, text in names.items()},
    }


def _way_of_name(word: tuple[int, str]) -> set[Way]:
    term = name_of(word[1])
    return {(term, term, 0)} if term else set()


def inverted(articles: Mapping[str, Article]) -> Inverted:
    """What an index of these articles holds, by article id."""
    index: Inverted = {}
    for article_id, article in articles.items():
        for field, terms in fields_of(article, article_id.partition("#")[0]).items():
            for position, together in enumerate(terms):
                for term in together:
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
    """Whether two sketches are of near-duplicate texts; a text too short is like no other."""
    if not one or not other:
        return False
    return SKETCH_BITS - (int(one, 16) ^ int(other, 16)).bit_count() >= NEAR_DUPLICATE_BITS
