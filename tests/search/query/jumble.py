"""Queries as nobody means them: words, and bits of the query language in any order."""

from __future__ import annotations

import random
import re

from index.analysis.characters import marks

WORDS = (
    "ferry", "goat", "Halcyon", "don't", "Éléonore", "Straße", "أحمد", "東京", "서울", "हिंदी",
    "al-Tanf", "U.S.", "3,000", "naïve", "Œuvre", "Иван", "می\u200cخواهم", "İzmir", "x2", "ǅ",
)  # fmt: skip
"""Words to be found again, whatever stands around them."""

SIGNS = (
    "AND", "OR", "NOT", "&&", "||", "and", "or", "not", "the", "a", "+", "-", "--", "+-", "(", ")",
    "((", "))", "()", '"', '""', "“", "”", "«", "'", "‘", "’", "*", "?", "？", "؟", "~", "~1", "~2",
    "~9", "~0.8", "^", "^2", "^0.5", "^0", "^5000", "^.5", "^^", ":", "*:*", "title:", "Outlet:",
    "byline:", "lang:", "url:", "path:", "date:", "after:", "before:", "since:", "until:", "foo:",
    "name:", "date:2017", "date:2017-06..2018", "date:[2017 TO 2018-03]", "date:[* TO 2018]",
    "[", "]",
    "w/3", "/5", "NEAR/2", "near4", "pre/3", "adj", "adj2", "NEAR", "not w/2", "w/s", "(W)", "(3N)",
    "AROUND(2)", "w/", "/0", "atleast3", "atleast2(", "hlead(", "TI(", "hd=", "rst=", "la=",
    "date >", "date geq 2017", "sail!", "sail$", "sail$2", "$", "C++", "TO", "[a TO b]", "{", "}",
    "2017", "2017-06-09", "09/06/2017", 'date:"9 June 2017"',
    "http://", "https://x.example/a?b=c&d=(e)", "me@x.example", "www.", "/", "\\", ".", "...", ",",
    ";", "!", "#", "%", "&", "|", "=", "_", "<b>", "12:30", "😀", "👩\u200d🚀", "\u200b", "\u00ad",
    "\u202e", "\ufeff", "\u00a0", "\u3000", "\u2028", "\n", "\t", "\0", "\x1f", "\ud800", "\udfff",
    "\ufffe", "\u0301", "\u0640", "\u200d", "\u0345", "ﬁ", "Å", "½", "²", "١٢", "（", "）",
)  # fmt: skip

_TOUCHES = re.compile(rf"[\w'’.,*?？؟-]$|[{marks()}\u00ad\u200b-\u200f\u202e\ufeff]$")


def jumbled(chance: random.Random) -> tuple[str, list[str]]:
    """A query, and those of WORDS that are in it, each free of letters beside it."""
    parts: list[str] = []
    words: list[str] = []
    for _ in range(chance.randint(1, 14)):
        if chance.random() < 0.35:
            words.append(chance.choice(WORDS))
            parts.append(_decorated(chance, words[-1]))
        else:
            parts.append(chance.choice(SIGNS))
        parts.append(" " if chance.random() < 0.6 else "")
        if _TOUCHES.search(parts[-2]):  # the next word must not become a part of this one
            parts[-1] = parts[-1] or chance.choice((" ", ")", "(", '"', "\u3000", "/", "!"))
    return "".join(parts), words


def _decorated(chance: random.Random, word: str) -> str:
    """A word with what belongs before or behind one."""
    before = chance.choice(("", "", "", "", "-", "+", "(", '"', "title:", "*", "NOT ", "¿", "#"))
    behind = chance.choice(("", "", "", "", "~", "~2", "^2", "*", "?", ")", '"', "!", "…", "*~2^3"))
    return before + word + behind
