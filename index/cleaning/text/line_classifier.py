"""What each line of a saved text shows by itself: the boilerplate of a page, known by its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from itertools import islice
from typing import NamedTuple

from index.cleaning.rules import reasons
from index.cleaning.rules.byline_line import is_byline, is_name, names_of
from index.cleaning.rules.caption import is_caption, is_credit
from index.cleaning.rules.date_line import is_date_line
from index.cleaning.rules.phrases import LONGEST, KnownPhrase, phrase_book
from index.cleaning.text.line import QUOTES, Line, is_bare, normal_line
from index.cleaning.text.line_words import (
    EMPTY,
    FIRST_WORDS,
    NUMBER,
    PHRASES,
    SLASH,
    WORDS,
    LineWords,
)
from index.cleaning.text.listing import items_of
from index.cleaning.text.markdown_inline import is_only_links

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,500}|[\w.+\-]{1,80}@[\w\-]{1,80}\.[\w.]{1,80}")
# The site, as reader modes print it below the headline.
_SITE = re.compile(r"(?:[a-z0-9\-]{2,63}\.){1,3}[a-z]{2,12}")
_NO_LETTERS = bytes(code for code in range(256) if not chr(code).isalpha() or code > 127)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SEPARATORS = ("|", "·", "•", "»", "›", " > ", " / ", "   ")
# A paragraph that is said again; what is shorter may be a refrain or a row of a table.
_DUPLICATE = 10
# A line of a menu: few words each side of a separator.
_MENU_WORDS = 5
# Names stand beside the date at the head of a page.
_HEAD = 15
# More names in bylines than that are no bylines.
_AUTHORS = 20
# In fewer words a page, too, may set its boilerplate in quotation marks.
_SAID = 6
# A loose reason in as many words may be a subhead.
_SUBHEAD = 3
# Words from which a sentence is boilerplate only if its words say so.
_SENTENCE = 8
_TELLING = PHRASES | NUMBER | EMPTY | FIRST_WORDS["byline"]
_LONGEST_CAPTION = 60
# So many lines of boilerplate, and such a share of all, are a page's.
_MUCH, _SHARE = 6, 0.2
# Words of buttons and menus are those of headlines and of speech.
_BUTTONS = frozenset({reasons.NAVIGATION, "share bar", "follow us"})
_FULL_STOP = (".", "。", "।", "۔")
_CREDITED = WORDS["picture"] | SLASH


class LineClass(NamedTuple):
    """Why a line is not the article, if it is not, and what that says of the lines after it.

    An item of an enumeration is part of the article whatever it looks like.
    """

    reason: str = ""
    ends_article: bool = False
    brings_headline: bool = False
    is_item: bool = False

    def is_loose(self, line: Line) -> bool:
        """Whether the line may be a part of the article when it stands between two paragraphs."""
        if self.reason in (reasons.AUTHOR_NOTE, reasons.COMMENT):
            return line.words <= _SUBHEAD
        return self.reason in reasons.LOOSE


NOTHING = LineClass()
_ITEM = LineClass(is_item=True)


def classify_lines(
    lines: Sequence[Line], words: LineWords, repeated: Container[str]
) -> list[LineClass]:
    """A finding for each line, from the line alone and from others that say the same."""
    is_latin = _is_latin(lines)
    items = items_of(lines)
    findings = [
        _ITEM if i in items else _finding(line, i, words, is_latin, repeated)
        for i, line in enumerate(lines)
    ]
    _mark_duplicates(lines, findings)
    _mark_captions(lines, words, findings)
    _mark_names(lines, findings)
    _spare_only_one(lines, findings)
    return findings


def _spare_only_one(lines: Sequence[Line], findings: list[LineClass]) -> None:
    """One line is no sign of a page if it may as well be the headline, or a sentence.

    "Corrections" over an article is its headline, and "Follow me." what somebody says.
    """
    found = [i for i, one in enumerate(findings) if one.reason in reasons.BOILERPLATE]
    if len(found) == 1 and findings[found[0]].reason in _BUTTONS:
        line = lines[found[0]]
        if found[0] == 0 or (line.words > 1 and line.text.endswith(_FULL_STOP)):
            findings[found[0]] = NOTHING


def shows_boilerplate(findings: Sequence[LineClass]) -> bool:
    """Whether a line is known by its words as something that stands around articles."""
    return any(found.reason in reasons.BOILERPLATE for found in findings)


def is_extract(lines: Sequence[Line], findings: Sequence[LineClass]) -> bool:
    """Whether the text is bare lines, as extractors write, with little boilerplate left in them.

    A page copied without its blank lines is as bare, and full of boilerplate.
    """
    found = sum(found.reason in reasons.BOILERPLATE for found in findings)
    return is_bare(lines) and not (found >= _MUCH and found >= _SHARE * len(lines))


def authors_of(lines: Sequence[Line], findings: Sequence[LineClass]) -> tuple[str, ...]:
    """The names in the bylines."""
    names = (
        name
        for line, found in zip(lines, findings, strict=True)
        if found.reason in (reasons.BYLINE, reasons.DATE_LINE)
        for name in names_of(line)
    )
    return tuple(islice(names, _AUTHORS))


def _is_latin(lines: Sequence[Line]) -> bool:
    sample = "".join(line.text for line in lines[:30])[:600]
    # Letters of ASCII are counted many times as fast.
    plain = sample.encode("ascii", "ignore").translate(None, _NO_LETTERS)
    if sample.isascii() or len(plain) * 2 > len(sample):
        return True
    return len(_LATIN.findall(sample)) * 2 > sum(map(str.isalpha, sample))


def _finding(
    line: Line, i: int, words: LineWords, is_latin: bool, repeated: Container[str]
) -> LineClass:
    if line.wrapped or line.kind == "pre":
        return NOTHING
    if repeated and _is_repeated(line, repeated):
        return LineClass(reasons.REPEATED)
    if i < _HEAD and line.words == 1 and _SITE.fullmatch(line.text):
        return LineClass(reasons.ADDRESS)
    shown = words.shown[i]
    if line.words <= LONGEST and not _is_plain_sentence(line, shown):
        found = _boilerplate(line, shown, words[i], is_latin)
        if found:
            return found
    is_credited = shown & _CREDITED or line.text.rstrip(".")[-1:] in (")", "]")
    if line.words <= _LONGEST_CAPTION and is_credited and is_caption(line, words[i]):
        return LineClass(reasons.CAPTION)
    return NOTHING


def _is_plain_sentence(line: Line, shown: int) -> bool:
    """Whether the line is a sentence without a word, sign or link for which one might go."""
    return (
        not shown & _TELLING
        and line.words >= _SENTENCE
        and line.ends
        and "]" not in line.raw
        and not _is_pointer(line, ())
    )


def _is_repeated(line: Line, repeated: Container[str]) -> bool:
    # A paragraph that an outlet prints twice is background, not boilerplate.
    return not (line.words >= 20 and line.ends) and normal_line(line.text) in repeated


def _boilerplate(line: Line, shown: int, tokens: list[str], is_latin: bool) -> LineClass | None:
    if not tokens:
        return None if any(c.isalnum() for c in line.text) else LineClass(reasons.RULE)
    phrase = _phrase(line, tokens) if shown & PHRASES else None
    if phrase is not None:
        return LineClass(phrase.reason, phrase.ends_article, phrase.brings_headline)
    for test, reason in _TESTS:
        if test(line, tokens):
            return LineClass(reason)
    if is_latin and _is_other_script(line):
        return LineClass(reasons.OTHER_SCRIPT)
    return None


def _phrase(line: Line, tokens: list[str]) -> KnownPhrase | None:
    """The phrase that the line is or holds."""
    book = phrase_book()
    is_sentence = line.words > 4 and line.text.endswith((".", "!", "?", "…", "。"))
    # What somebody says is not what the page says.
    is_quoted = line.text.startswith(QUOTES) and line.words > _SAID
    phrase = None if is_quoted else book.match(tokens, is_sentence)
    if phrase is None and not line.is_prose:
        phrase = book.contained(tokens)[0]
    return phrase


def _is_number(line: Line, tokens: Sequence[str]) -> bool:
    """Whether the line is a count or "3/12": of shares, comments or pictures."""
    return len(line.text) <= 7 and set(tokens) <= {"0", "/"} and _is_digits(line.text)


def _is_digits(text: str) -> bool:
    return all(part.isdigit() and len(part) <= 4 for part in text.strip("()#").split("/"))


def _is_address(line: Line, tokens: Sequence[str]) -> bool:
    return line.words == 1 and len(tokens) > 1 and _ADDRESS.fullmatch(line.text) is not None


def _is_menu(line: Line, tokens: Sequence[str]) -> bool:
    """Whether the line is three or more short parts with a separator between them."""
    raw = line.raw.strip()
    if raw[0] == "|" or line.kind == "tr" or len(tokens) < 3:
        return False
    if is_only_links(raw):
        return True
    if line.ends or any(mark in line.text for mark in (". ", "? ", "! ")):
        return False
    for separator in _SEPARATORS:
        if raw.count(separator) >= 2:
            parts = [part for part in raw.split(separator) if part.strip()]
            if len(parts) >= 3:
                return all(len(part.split()) <= _MENU_WORDS for part in parts)
    return False


def _is_form(line: Line, tokens: Sequence[str]) -> bool:
    """Whether the line is a form's, as text browsers draw it: "Search ________ (BUTTON) Go"."""
    return "(BUTTON)" in line.raw or ("________" in line.raw and line.words > 1 and not line.ends)


def _is_pointer(line: Line, tokens: Sequence[str]) -> bool:
    """Whether an arrow leads to another page."""
    text = line.text
    if "«" in text and "»" in text:
        return False  # somebody speaks
    if text.startswith(("←", "‹ ", "« ", "<< ", ">>")):
        return True
    return text.endswith(("→", " »", " ›", ">>")) and len(tokens) <= 20


def _is_image(line: Line, tokens: Sequence[str]) -> bool:
    return "]" in line.raw and line.raw.lstrip(" *_").startswith("![") and is_only_links(line.raw)


_TESTS: tuple[tuple[Callable[[Line, Sequence[str]], bool], str], ...] = (
    (is_byline, reasons.BYLINE),
    (is_date_line, reasons.DATE_LINE),
    (_is_number, reasons.SECTION),
    (_is_image, reasons.CAPTION),
    (_is_menu, reasons.NAVIGATION),
    (_is_form, reasons.NAVIGATION),
    (_is_pointer, reasons.RELATED),
    (_is_address, reasons.ADDRESS),
)


def _is_other_script(line: Line) -> bool:
    """A short line without a Latin letter on a Latin page is the rest of a translated menu."""
    text = line.text
    if line.words > 6 or text.isascii() or _LATIN.search(text):
        return False
    return any(map(str.isalpha, text))


def _mark_duplicates(lines: Sequence[Line], findings: list[LineClass]) -> None:
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if line.words >= _DUPLICATE and not findings[i].reason and line.is_prose:
            if line.text in seen and not line.wrapped:
                findings[i] = LineClass(reasons.DUPLICATE)
            seen.add(line.text)


def _mark_captions(lines: Sequence[Line], words: LineWords, findings: list[LineClass]) -> None:
    """Captions known by their company: right above a credit, or said again beside one."""
    captions = {i for i, found in enumerate(findings) if found.reason == reasons.CAPTION}
    sources = [i for i in captions if is_credit(lines[i], words[i])]
    if not sources:
        return
    times = Counter(line.text for line in lines)
    is_spaced = _is_spaced(lines)
    again: set[str] = set()
    for i in sources:
        above = i - 1
        while above in captions and i - above < 3:
            above -= 1
        if above < 0 or lines[above].words > 60 or lines[above].wrapped:
            continue
        is_free = findings[above].reason in ("", reasons.DUPLICATE)
        is_near = is_spaced and lines[above + 1].glued
        if is_free and (is_near or times[lines[above].text] > 1):
            findings[above] = LineClass(reasons.CAPTION)
            again.add(lines[above].text)
    for i, line in enumerate(lines):
        if times[line.text] > 1 and line.text in again:
            findings[i] = LineClass(reasons.CAPTION)


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines part the paragraphs, so that lines without one belong together."""
    prose = [line.glued for line in lines if line.words >= 25]
    return sum(prose) * 2 < len(prose)


def _mark_names(lines: Sequence[Line], findings: list[LineClass]) -> None:
    """Names beside a date, or below a "By" that stands alone, are a byline."""
    head = next((i for i, line in enumerate(lines) if line.is_prose and i), len(lines))
    # The first line that says anything is a headline sooner than a name.
    first = next((i for i in range(head) if not findings[i].reason), head)
    for i in range(first + 1, min(head, _HEAD)):
        # "Dear Editor," is no name.
        if findings[i].reason or lines[i].text.endswith(",") or not is_name(lines[i]):
            continue
        above, below = findings[i - 1], findings[i + 1] if i + 1 < head else NOTHING
        is_below_by = above.reason == reasons.BYLINE and lines[i - 1].words == 1
        if is_below_by or reasons.DATE_LINE in (above.reason, below.reason):
            findings[i] = LineClass(reasons.BYLINE)
