"""Queries that have brought engines down: whatever is asked, somebody will ask it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from itertools import chain, cycle, islice, product
from string import ascii_lowercase

from index import STOP_WORDS
from tests.bench.queries import words_in

_GARBAGE = 100_000  # characters
_SIGNS = "()[]{}\"'~^*?:+-&|!\\/<>=.,;#@%$§ \t\n\0\u200f\u202e\u0301\ufffd\ud7ffäßاب日本🙂"


def frequent_words(texts: Iterable[str], count: int) -> list[str]:
    """The words that stand in the most texts, stop words left out."""
    seen = Counter(chain.from_iterable(set(words_in(text)) for text in texts))
    ranked = (word for word, _ in seen.most_common() if word not in STOP_WORDS)
    return list(islice(ranked, count))


def hostile_queries(texts: Iterable[str]) -> dict[str, str]:
    """Queries by what they are; their words are those of the texts."""
    words = frequent_words(texts, 5_000)
    many = words[:64]
    return {
        **_PATTERNS,
        **_phrases(many),
        "5,000 different words": " ".join(words),
        "5,000 words, any": " OR ".join(words),
        "64 frequent words": " ".join(many),
        "64 frequent words, any": " OR ".join(many),
        "all stop words, any": " OR ".join(f"+{word}" for word in sorted(STOP_WORDS)),
        "64 frequent beginnings, any": " OR ".join(f"{word[:2]}*" for word in many),
        "every beginning, any": " OR ".join(f"{letter}*" for letter in ascii_lowercase),
        "fuzzy letters": " ".join(f"{letter}~2" for letter in ascii_lowercase),
        "64 frequent words, fuzzy": " ".join(f"{word}~2" for word in many),
        "64 frequent words, fuzzy, any": " OR ".join(f"{word}~2" for word in many),
        "fuzzy, 64 letters long": f"{'a' * 64}~2 {'ab' * 32}~2",
        "not of everything": "-*",
        "not of a frequent word": f"-{many[0]}",
        "not of 64 frequent words": " ".join(f"-{word}" for word in many),
        "not not not": "NOT " * 1_000 + many[0],
        "every date": "date:0001..9999",
        "every date, open": "date:[* TO *]",
        "200 ranges of dates": " OR ".join(f"date:{year}..9999" for year in range(1800, 2000)),
        "frequent words within dates": f"({' OR '.join(many[:16])}) date:1990..2020",
        "10,000 open parentheses": "(" * 10_000 + many[0],
        "10,000 pairs of parentheses": "(" * 10_000 + many[0] + ")" * 10_000,
        "nested ands and ors": _nested(many, 200),
        "2,000 quotation marks": '" ' * 2_000,
        "weights": " ".join(f"{word}^99999999" for word in many),
        "names of fields": " ".join(f"title:{word} outlet:{word} url:{word}" for word in many[:20]),
        "one word of 100 kB": "x" * _GARBAGE,
        "100 kB of signs": _garbage(),
        "100 kB of blanks": " " * _GARBAGE,
    }


_PAIRS = list(product("the of to and in a".split(), repeat=2))[:32]  # noqa: SIM905  # it is a phrase

_PATTERNS = {
    text: text
    for text in (
        *("*", "?*", "??*", "*?*?*", "[a TO z]", "*a*", "a*", "s*", "*s", "*ing", "*e*e*e*"),
        *("?????", "a?*b?*c", "*a*b*c*d*e*", "re*", "pre* con* com*", "title:*", "(a+)+$"),
    )
}


def _phrases(many: list[str]) -> dict[str, str]:
    return {
        "a phrase of stop words": '"to be or not to be"',
        "the same, loosely": '"to be or not to be"~100',
        "stop words, all": "+to +be +or +not +to +be",
        "the the the": '"the the the"~100',
        "of the, loosely": '"of the"~100',
        "a phrase of 64 frequent words": f'"{" ".join(many)}"',
        "64 frequent words, loosely": f'"{" ".join(many)}"~100',
        "two frequent words, loosely": f'"{many[0]} {many[1]}"~100',
        "100 phrases of stop words, any": " OR ".join(['"of the"~5 "to the"~5'] * 50),
        "32 loose phrases, any": " OR ".join(f'"{a} {b}"~100' for a, b in _PAIRS),
        "32 loose phrases, all": " ".join(f'"{a} {b}"~100' for a, b in _PAIRS),
        "32 loose phrases, none": " ".join(f'-"{a} {b}"~100' for a, b in _PAIRS),
        "21 loose phrases, any": " OR ".join(f'"the the the"~{slop}' for slop in range(80, 101)),
        "64 times the, loosely": f'"{"the " * 64}"~100',
        "100 times the": "+the " * 100,
    }


def _nested(many: list[str], depth: int) -> str:
    """Groups in one another, of every kind."""
    text = many[0]
    for word, operator in zip(islice(cycle(many), depth), cycle(("AND", "OR")), strict=False):
        text = f"({text} {operator} {word})"
    return text


def _garbage() -> str:
    chance = random.Random(7)
    return "".join(chance.choices(_SIGNS + ascii_lowercase, k=_GARBAGE))
