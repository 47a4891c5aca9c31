"""Which of a page's many titles is the headline of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.cleaning.metadata.canonical_url import host_of
from index.cleaning.metadata.dates import dates_in
from index.cleaning.metadata.site_key import label_of
from index.cleaning.metadata.sourced_value import UNKNOWN, SourcedValue, cleaned
from index.cleaning.metadata.structured import NEWS_TYPES, Structured

LONGEST_TITLE = 500
_LONGEST_DECLARED = 200
# Pages with more headings of the first rank use them for everything.
_MOST_HEADINGS = 12
# Of the words of a heading or of a declared title, this share must be common to both.
_SAME_TITLE = 0.5
SEPARATOR = re.compile(r" (?:[|–—·•»:]|-|::|//) |\s?\|\s?")
# Shorter titles are found in others by chance.
_LEAST_LETTERS = 8
# Words of a heading that can be the name of a section.
_LONGEST_NAME = 2
_SITE = re.compile(r"(?:www\.)?[\w-]{2,40}\.[a-z]{2,6}", re.IGNORECASE)
_LONGEST_SITE, _SHORTEST_LABEL = 5, 4
_LONGEST_DATE = 30
_LONGEST_ADDRESS = 2_000
_AROUND_PATH = re.compile(r"^[a-z]+://[^/?#]*|[?#].*", re.DOTALL | re.IGNORECASE)
_ENDING = re.compile(r"\.(?:[sx]?html?|php|aspx?|jsp)$")
_ARTICLES = frozenset({"the", "der", "die", "das", "le", "la", "el", "a", "an"})
_ARTICLE = re.compile(r"(?:the|der|die|das|le|la|el)\s")
_SIGNS = re.compile(r"[\W_]+")
_ASCII_SIGNS = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading's text, the pieces of it that stand in elements of their own, and its links."""

    text: str
    pieces: tuple[str, ...]
    has_link: bool


def title_of_page(
    tree: LexborHTMLParser, structured: Structured, site_names: set[str], address: str = ""
) -> SourcedValue:
    """The headline that a reader sees, else what the page declares without the outlet's name.

    `site_names` are names of the outlet, folded by `fold_name`: a heading that is one of them
    is the masthead. `address` is the page's URL, which often spells the headline.
    """
    headings = [
        heading for heading in map(_heading, tree.css("h1")[:_MOST_HEADINGS]) if heading.text
    ]
    mastheads = {fold_name(h.text) for h in headings if _is_masthead(h, tree, address)}
    names = site_names | mastheads
    declared = _declared(tree, structured, names, address)
    headings = [heading for heading in headings if fold_name(heading.text) not in names]
    heading = _headline_among(headings, tree, declared, address)
    if heading is None:
        found = _printed(tree, declared) or (declared[0] if declared else UNKNOWN)
    elif agreed := _agreed_by_newspaper(structured, declared):
        found = agreed
    elif spelt := _spelt_inside(heading, declared, address):
        found = spelt
    else:
        found = _inside(heading, declared) or SourcedValue(_undated(heading.text), "h1")
    return SourcedValue(_without_section(found.value, address), found.source) if found else found


def _headline_among(
    headings: Sequence[_Heading],
    tree: LexborHTMLParser,
    declared: Sequence[SourcedValue],
    address: str,
) -> _Heading | None:
    """The heading of the first rank that is the headline, if one is."""
    if not headings:
        return None
    titles = {_letters(fact.value) for fact in declared}
    best = max(
        headings,
        key=lambda heading: (_likeness(heading.text, declared), _letters(heading.text) in titles),
    )
    slug = _letters(_last_segment(address))
    if len(slug) >= _LEAST_LETTERS and _is_another(best.text, slug, declared):
        return None
    if not declared or _likeness(best.text, declared) >= _SAME_TITLE:
        return best
    if _printed(tree, declared):
        return None
    if spelt := next((heading for heading in headings if _letters(heading.text) == slug), None):
        return spelt
    # One that is unlike all that is declared can be a better headline, or a logo, section or menu.
    is_alone = len(headings) == 1 and len(best.text.split()) > _LONGEST_NAME and not best.has_link
    return best if is_alone and not _spells(address, declared[0].value, best.text) else None


def _is_another(heading: str, slug: str, declared: Sequence[SourcedValue]) -> bool:
    """Whether the page's address is a declared title that has words which the heading has not."""
    title = next((fact.value for fact in declared if _letters(fact.value) == slug), "")
    return bool(set(_words(title)) - set(_words(heading))) and _letters(heading) not in slug


def _is_masthead(heading: _Heading, tree: LexborHTMLParser, address: str) -> bool:
    """Whether a heading is the name of the site, above the headline of a lower rank.

    It is an address, or the title element has both, each as a part of its own; or it ends the title
    element, and what stands there before it is what the page's address spells.
    """
    if _SITE.fullmatch(heading.text):
        return True
    element = tree.css_first("title")
    title = cleaned(element.text() if element else "", LONGEST_TITLE)
    parts = [fold_name(part.strip()) for part in re.split(rf"{SEPARATOR.pattern}|: ", title)]
    name = fold_name(heading.text)
    # One that begins the title is the headline sooner, unless it leads to the front page.
    if name not in (parts if heading.has_link else parts[1:]):
        return False
    first = SEPARATOR.split(title)[0]
    is_spelt = _letters(first) == _letters(_last_segment(address)) and len(first) >= _LEAST_LETTERS
    is_beside = is_spelt and fold_name(first) != name
    if name == parts[-1] and (is_beside or _spells(address, first, heading.text)):
        return True
    others = (fold_name(_heading(node).text) for node in tree.css("h1, h2, h3")[:_MOST_HEADINGS])
    return any(other in parts and len(other) > len(name) for other in others)


def _undated(text: str) -> str:
    """A heading without the date that stands before it: "27.01.2022 Ferry aground"."""
    written = dates_in(text[:_LONGEST_DATE])
    rest = text[written[0].end :].strip(" :|–-") if written and not written[0].start else ""
    return rest if len(rest.split()) > _LONGEST_NAME and rest[0].isalpha() else text


def _agreed_by_newspaper(
    structured: Structured, declared: Sequence[SourcedValue]
) -> SourcedValue | None:
    """The title that an article of news declares twice, alike: it is the one of its outlet."""
    if not structured.types & NEWS_TYPES:
        return None
    by_source = {fact.source: fact for fact in declared}
    headline, title = by_source.get("json-ld headline"), by_source.get("meta og:title")
    return title if headline and title and headline.value == title.value else None


def _spelt_inside(
    heading: _Heading, declared: Sequence[SourcedValue], address: str
) -> SourcedValue | None:
    """The declared title that an address spells and that is the last of a heading's pieces."""
    slug = _letters(_last_segment(address))
    is_piece = len(heading.pieces) > 1 and _letters(heading.pieces[-1]) == slug
    if len(slug) < _LEAST_LETTERS or not is_piece:
        return None
    return next((fact for fact in declared if _letters(fact.value) == slug), None)


def _inside(heading: _Heading, declared: Sequence[SourcedValue]) -> SourcedValue | None:
    """The declared title that a heading holds beside a kicker, a section or a subtitle.

    A kicker may be part of the same text; what follows the title must be set apart from it.
    """
    text = _letters(heading.text)
    for fact in declared:
        if _letters(fact.value) == text and _parts_kicker(fact.value, heading):
            return fact
    is_declared = any(_letters(fact.value) == text for fact in declared)
    for fact in declared:
        title = _letters(fact.value)
        if len(title) < _LEAST_LETTERS:
            continue
        kicker = text.removesuffix(title)
        if "" != kicker != text and kicker not in _ARTICLES and not kicker.isdigit():
            return fact
        is_beginning = title != text and text.startswith(title) and title in _beginnings(heading)
        if is_beginning and not is_declared:
            return fact
    return None


def _parts_kicker(title: str, heading: _Heading) -> bool:
    """Whether a title sets the first piece of a heading apart, as the heading's text does not."""
    first = heading.pieces[0]
    rest = title.removeprefix(first)
    is_set_apart = rest != title and re.match(r"\s?[:/|–—-]", rest) is not None
    return len(heading.pieces) > 1 and is_set_apart and heading.text.removeprefix(first) != rest


def _beginnings(heading: _Heading) -> set[str]:
    """The beginnings of a heading before each separator and each piece, in letters."""
    pieces = accumulate(heading.pieces, lambda head, piece: f"{head} {piece}")
    cuts = (heading.text[: match.start()] for match in SEPARATOR.finditer(heading.text))
    return {_letters(head) for head in (*pieces, *cuts)}


def _printed(tree: LexborHTMLParser, declared: Sequence[SourcedValue]) -> SourcedValue | None:
    """The heading of a lower rank that a declared title begins or ends with: the whole headline."""
    titles = [_letters(fact.value) for fact in declared]
    best = ""
    for heading in tree.css("h2, h3")[: 2 * _MOST_HEADINGS]:
        text = _heading(heading).text
        letters = _letters(text)
        if len(letters) >= _LEAST_LETTERS and " " in text and len(text) > len(best):
            best = (
                text if any(t.startswith(letters) or t.endswith(letters) for t in titles) else best
            )
    return SourcedValue(best, "heading") if best else None


def _spells(address: str, declared: str, heading: str) -> bool:
    """Whether the words of an address are those of a declared title rather than of a heading."""
    words = set(re.findall(r"[a-z]{3,}", _last_segment(address)))
    titles, headings = (words & set(_words(text)) for text in (declared, heading))
    return len(titles) >= len(headings) + 2


def _segments(address: str) -> list[str]:
    """The parts of an address's path in lower case, without an ending such as ".html"."""
    path = unquote(_AROUND_PATH.sub("", address[:_LONGEST_ADDRESS])).lower()
    return [_ENDING.sub("", part) for part in path.split("/") if part]


def _last_segment(address: str) -> str:
    return next(reversed(_segments(address)), "")


def _without_section(title: str, address: str) -> str:
    """`title` without a last part that is the name of a section: the address has it as a folder."""
    head, separator, section = title.rpartition(" | ")
    is_short = len(section.split()) <= _LONGEST_NAME and " " in head
    if not separator or not is_short:
        return title
    return head if _letters(section) in map(_letters, _segments(address)[:-1]) else title


def without_outlet(title: str, site_names: set[str]) -> str:
    """`title` without the outlet's name before or after a separator, if it surely is that."""
    parts = [(match.start(), match.end()) for match in SEPARATOR.finditer(title)]
    for start, end in reversed(parts):
        if fold_name(title[end:]) in site_names:
            return without_outlet(title[:start].strip(), site_names)
    for start, end in parts:
        if fold_name(title[:start]) in site_names:
            return title[end:].strip()
    return title


def _without_site(title: str, label: str, slug: str) -> str:
    """`title` without a last part that has the name in the page's domain, or is had by it.

    `label` is that name: "drinkkoia" has Koia, "newegg" is in Newegg.com, "thriveagency" begins as
    Thrive Internet Marketing does, and "fbfs" are the initials of Farm Bureau Financial Services.
    What is a part before it may be a section. A single word is none of the title, whatever it is,
    where the letters of the address, `slug`, are those of all before it.
    """
    parts = list(SEPARATOR.finditer(title))
    if not parts:
        return title
    rest, name = title[: parts[-1].start()].strip(), title[parts[-1].end() :]
    if len(slug) >= _LEAST_LETTERS and _letters(rest) == slug and " " not in name:
        return rest
    if len(label) < _SHORTEST_LABEL:
        return title
    letters, initials = _letters(name), "".join(word[0] for word in name.split()).lower()
    first = _letters(name.split(" ")[0])
    is_in = label in letters or (len(letters) >= _SHORTEST_LABEL and letters in label)
    is_in = is_in or (len(first) > _SHORTEST_LABEL and label.startswith(first))
    if len(name.split()) > _LONGEST_SITE or not (is_in or initials == label) or " " not in rest:
        return title
    return rest


def fold_name(name: str) -> str:
    """A name's letters and digits in lower case, without a leading article: names compare so."""
    low = name.casefold()
    if article := _ARTICLE.match(low):
        low = low[article.end() :]
    # Every line of a text is folded: a table is ten times as fast, but only where all is ASCII.
    folded = low.translate(_ASCII_SIGNS) if low.isascii() else _SIGNS.sub("", low)
    return folded or name


def _declared(
    tree: LexborHTMLParser, structured: Structured, site_names: set[str], address: str
) -> list[SourcedValue]:
    """The titles that a page declares, one that another bears out first."""
    label, slug = label_of(host_of(address)), _letters(_last_segment(address))
    element = tree.css_first("title")
    candidates = (
        (structured.article.get("headline"), "json-ld headline"),
        (structured.meta("og:title"), "meta og:title"),
        (structured.meta("twitter:title", "sailthru.title", "citation_title"), "meta title"),
        (structured.article.get("name"), "json-ld name"),
        (element.text() if element else "", "title element"),
    )
    facts = ((cleaned(value, LONGEST_TITLE), source) for value, source in candidates)
    stripped = (
        SourcedValue(_without_site(without_outlet(value, site_names), label, slug), source)
        for value, source in facts
        # Some declare a summary: any heading would have words in common with it.
        if len(value) <= _LONGEST_DECLARED or source == "title element"
    )
    known = [fact for fact in stripped if fact.value and fold_name(fact.value) not in site_names]
    for fact in known:
        others = [other for other in known if other is not fact]
        if _likeness(fact.value, others) >= _SAME_TITLE:
            return [fact, *others]
    return known


def _heading(element: LexborNode) -> _Heading:
    # Only a line break parts words; other elements may stand inside of one.
    separator = " " if element.css_first("br") else ""
    text = cleaned(element.text(separator=separator)[:4_000], LONGEST_TITLE).strip(" #¶")
    pieces = (" ".join(piece.split()) for piece in element.text(separator="\n")[:4_000].split("\n"))
    return _Heading(text, tuple(filter(None, pieces)), element.css_first("a[href]") is not None)


def _likeness(title: str, others: Sequence[SourcedValue]) -> float:
    """The greatest share of words that a title has in common with another."""
    words = set(_words(title))
    if len(words) < 2:
        # "Design" may be the headline of a page, but anything longer sooner.
        is_same = any(_letters(title) == _letters(fact.value) for fact in others)
        return _SAME_TITLE if is_same else 0.0
    shares = (
        len(words & other) / min(len(words), len(other))
        for other in (set(_words(fact.value)) for fact in others)
        # One word in common is chance, unless the title has no other.
        if len(words & other) >= min(2, len(other)) > 0
    )
    return max(shares, default=0.0)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _letters(text: str) -> str:
    return _SIGNS.sub("", text.casefold())
