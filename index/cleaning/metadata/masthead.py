"""An outlet's name as its boilerplate prints it: masthead, breadcrumb, copyright line, credit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.cleaning.metadata.headline import fold_name
from index.cleaning.metadata.site_key import SiteKey

# A name has no more words; what is longer is a slogan.
_MOST_WORDS = 7
# Boilerplate stands at the ends of a text.
_HEAD_LINES = 12
_FOOT_LINES = 12
_LONGEST_LINE = 200
_LONGEST_MASTHEAD = 5
# One sighting can be anybody's name. A copyright line or two sightings are the outlet's, and so
# is a name that the file's folder, an address or an e-mail address repeats.
_ENOUGH = 2
_REPEATED = 4

_COPYRIGHT = re.compile(
    r"(?:[©ⓒ]|\(c\)|\bcopyright\b)[ ©,:]{0,3}(?:by )?"
    r"(?:(?:19|20)\d\d(?: ?[-–—] ?\d{2,4})?)?[ ,:]{0,3}(?:by )?",
    re.IGNORECASE,
)
# One of these is in every line that the pattern matches, whatever its case.
_COPYRIGHT_SIGNS = ("opyr", "©", "(c)", "ⓒ")
_NAME_ENDS = re.compile(
    r"[,;|.()\[\]]|\s[-–—]\s|\s(?:19|20)\d\d|"
    r"\b(?:all rights|alle rechte|tous droits|inc|ltd|llc|gmbh)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"/(?<=[A-Z][A-Z]/)[A-Z][a-z]")
_COMPANY = re.compile(
    r"(?:\s(?:publishing|printing|publications|verlag|press office|company|group|holdings|"
    r"media group|news group|corporation|foundation|éditions|s\.?a|co))+$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"\s[A-ZΑ-Ω]$")  # what is left of "B.V." and "S.A."
_NO_HOLDERS = frozenset({"copyright", "www", "redaktion", "dr", "all rights reserved", "the"})
_PUBLISHER = re.compile(r"^(.{3,60}?) is (?:published|run|produced) by\b")
_AGENCY = re.compile(r"^[A-Z]{2}[^.!?()]{1,60}\(([^()]{3,40})\)\s?[-–—:]")
_REPRINT = (
    "rights", "reserved", "reprint", "reproduc", "copyright", "source", "ссылк", "перепечат",
    "nachdruck", "droits", "derechos", "حقوق",
)  # fmt: skip
_QUOTED = re.compile(r"[«“\"„]([^«»“”\"„]{3,40})[»”\"“]")
_QUOTES = '«“"„'
_BREADCRUMB_SIGNS = (">", "»", "›", "/", "|", "::", "→")
_BREADCRUMB = re.compile(r"\s(?:[>»›/|]|::|→)\s")
_SEGMENTS = re.compile(r"\s?[|>»›·•:;,()\[\]«“”\"„!?]\s?|\s[-–—/]\s|/|\.\s")
_MENU_WORDS = frozenset({
    "home", "startseite", "accueil", "inicio", "главная", "الرئيسية", "homepage", "news", "search",
    "menu", "start", "hem", "hjem", "subscribe", "login", "world", "ads",
})  # fmt: skip


def outlet_in_lines(lines: Sequence[str], key: SiteKey) -> str:
    """The outlet that the boilerplate around a text names, or "" where nothing is sure."""
    votes: dict[str, int] = {}
    spellings: dict[str, list[str]] = {}
    for name, weight in _sightings(_boilerplate(lines), key):
        folded = fold_name(name)
        votes[folded] = votes.get(folded, 0) + weight
        spellings.setdefault(folded, []).append(name)
    # "Harbour Radio" in a sentence is another sighting of "Harbour Radio Online".
    total = {
        folded: sum(votes[other] for other in votes if folded.startswith(other)) for folded in votes
    }
    best = max(total, key=lambda folded: (total[folded], len(folded)), default="")
    return _best_spelling(spellings[best]) if best and total[best] >= _ENOUGH else ""


def printed_name(lines: Iterable[str], key: SiteKey) -> str:
    """The first name in the lines that spells the key out, as it is printed, or ""."""
    if not (key.forms or key.loose):
        return ""
    shortened = (line[:_LONGEST_LINE] for line in lines)
    for line in filter(key.may_be_in, shortened):
        for segment in _SEGMENTS.split(line):
            if name := _spelled_out(segment.split(), key):
                return name
    return ""


def copyright_holder(line: str) -> str:
    """The name in a copyright line such as "© 2023 The Courier. All rights reserved", or ""."""
    line = line[:_LONGEST_LINE]
    low = line.lower()
    # Substrings are found ten times as fast as the pattern fails.
    if not any(sign in low for sign in _COPYRIGHT_SIGNS):
        return ""
    match = _COPYRIGHT.search(line)
    if not match:
        return ""
    holder = _NAME_ENDS.split(line[match.end() : match.end() + 80], maxsplit=1)[0].strip()
    holder = _COMPANY.sub("", _INITIAL.sub("", holder))
    return holder if is_name(holder) and holder.lower() not in _NO_HOLDERS else ""


def is_name(text: str) -> bool:
    """Whether a text can be the name of an outlet: a few words with a capital, no address."""
    return (
        0 < len(text.split()) <= _MOST_WORDS
        and len(text) >= 2
        and not re.search(r"[@:]|\b(?:photos?|fotos?|pictures?|images?|newsletter)\b", text, re.I)
        and any(c.isalpha() and (c.isupper() or c.upper() == c.lower()) for c in text)
        | bool(re.fullmatch(r"[\w.-]+", text) and re.search(r"[^\W\d_]", text))
    )


def _boilerplate(lines: Sequence[str]) -> list[tuple[str, bool]]:
    """The lines that can be boilerplate, each with whether it is at the head."""
    end_of_head = min(_HEAD_LINES, len(lines) // 2)
    head = [(line[:_LONGEST_LINE], True) for line in lines[:end_of_head]]
    foot = lines[max(end_of_head, len(lines) - _FOOT_LINES) :]
    return head + [(line[:_LONGEST_LINE], False) for line in foot]


def _sightings(boilerplate: Sequence[tuple[str, bool]], key: SiteKey) -> Iterator[tuple[str, int]]:
    for line, is_head in boilerplate:
        if name := printed_name([line], key):
            yield name, _REPEATED
        if " is " in line and (match := _PUBLISHER.match(line)) and is_name(match[1]):
            yield match[1].strip(), 2
        if (match := _AGENCY.match(line)) and is_name(match[1]):
            yield match[1].strip(), 1
        # At the head of a text it is the photographer who has a copyright.
        if not is_head and (holder := copyright_holder(line)):
            yield holder, 2
        if any(sign in line for sign in _QUOTES) and _tells_rights(line):
            yield from ((name, 1) for name in _QUOTED.findall(line) if is_name(name))
        if is_head and (name := _masthead(line)):
            yield name, 1
        yield from ((name, 1) for name in _credited(line))


def _tells_rights(line: str) -> bool:
    low = line.lower()
    return any(word in low for word in _REPRINT)


def _masthead(line: str) -> str:
    """A line that is a name, or the name before a breadcrumb or a slogan."""
    # A long line without a sign is neither.
    if line.count(" ") > _LONGEST_MASTHEAD and not any(s in line for s in _BREADCRUMB_SIGNS):
        return ""
    first = _BREADCRUMB.split(line, maxsplit=1)[0].strip()
    words = first.split()
    if (
        not 1 <= len(words) <= _LONGEST_MASTHEAD
        or first.lower() in _MENU_WORDS
        or first[-1:] in ".?!:…"
    ):
        return ""
    is_breadcrumb = len(first) < len(line)
    all_capital = all(word[:1].isupper() or word.lower() in {"of", "the", "de"} for word in words)
    return first if all_capital and (is_breadcrumb or len(words) > 1) and is_name(first) else ""


def _credited(line: str) -> Iterator[str]:
    """The outlet in a picture credit: "STRAIT DISPATCH/Ilmar Dost", "(Oskar Wendt/The Courier)"."""
    if len(line) <= _LONGEST_LINE and "/" in line and _CREDIT.search(line):
        match = re.search(r"((?:[A-Z]{2,} ){0,3}[A-Z]{2,})/[A-Z][a-z]", line)
        if match:
            yield match[1]


def _spelled_out(words: Sequence[str], key: SiteKey) -> str:
    """The words that spell the key, with what belongs to the name: its article, its end."""
    for start in range(min(len(words), 25)):
        if not _is_capital(words[start]):
            continue
        length = key.spelled_by(words[start : start + _MOST_WORDS])
        if length:
            rest = words[start + length :]
            whole = start == 0 and len(rest) <= 2 and all(map(_is_capital, rest))
            end = len(words) if whole else start + length
            first = start + (not whole and words[start] == "The" and length > 1)
            return " ".join(words[first:end]).strip(" .'’")
    return ""


def _is_capital(word: str) -> bool:
    first = word.lstrip("'’\"“‘«(")[:1]
    return first.isalpha() and (first.isupper() or first.upper() == first.lower())


def _best_spelling(names: Sequence[str]) -> str:
    """The fullest spelling that is not in capitals throughout; from capitals, title case."""
    mixed = [name for name in names if not (name.isupper() and len(name) > 4)]
    best = max(mixed or names, key=lambda name: (name.startswith("The "), -len(name)))
    best = best if mixed else best.title()
    has_article = any(name.lower().startswith("the ") for name in names)
    return f"The {best}" if has_article and not best.startswith("The ") else best
