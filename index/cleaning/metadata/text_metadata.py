"""What the lines of a saved text tell about it: its date line, byline and masthead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.cleaning.block import Block
from index.cleaning.metadata.byline import bylines_in, names_in
from index.cleaning.metadata.dated_element import dates_in_lines
from index.cleaning.metadata.dates import Convention, dates_in
from index.cleaning.metadata.headline import fold_name
from index.cleaning.metadata.masthead import outlet_in_lines
from index.cleaning.metadata.outlet import LONGEST_OUTLET
from index.cleaning.metadata.publication_date import date_in_path
from index.cleaning.metadata.site_key import SiteKey, label_of, links_in
from index.cleaning.metadata.sourced_value import UNKNOWN, SourcedValue, cleaned

# Menu, title, date, byline, picture: what is about an article stands this near its head.
_HEAD = 25
_FOOT = 12
# The name of the outlet stands in the first and last lines; some of these say the title.
_EDGE = 24
# The first characters of two lines that differ mostly differ, too.
_TELLING = 20
# What an article that `fold_name` takes away may begin with.
_ARTICLES = "TtDdLlEe"
# A line about the date says little else than the date and a name.
_LONGEST_DATE_LINE = 70
_BESIDE_A_DATE = 25
_LONGEST_DATELINE = 120
_DASHES = ("- ", "– ", "— ")  # looked for first, which is far faster than the pattern fails
_DATELINE = re.compile(r"[^.!?]{3,90}?\s?[-–—]\s")
# Words with which names of sections end: "Local News", "Business Tips".
_SECTIONS = frozenset(
    {"news", "tips", "sport", "sports", "politics", "business", "opinion", "world"}
)
_PICTURE = ("caption", "credit", "image")
_REPORTING = re.compile(r"(?:reporting|written|story) by\b|reportage\b", re.IGNORECASE)


def date_of_text(blocks: Sequence[Block], path: str, convention: Convention) -> SourcedValue:
    """The date of a saved text: of its date line, its dateline, its foot, else its file name."""
    head = [block for block in blocks[:_HEAD] if not _is_picture(block)]
    short = [b.text for b in head if not b.kept or _is_date_line(b.text)]
    openings = (block.text[:_LONGEST_DATELINE] for block in blocks[:_HEAD] if block.kept)
    datelines = (_DATELINE.match(text) for text in openings if any(map(text.__contains__, _DASHES)))
    foot = [b.text for b in blocks[_HEAD:][-_FOOT:] if not b.kept and not _is_picture(b)]
    for lines in (
        short,
        [match[0] for match in datelines if match],
        [line for line in foot if len(line) <= _LONGEST_DATE_LINE],
    ):
        if found := dates_in_lines(lines, convention):
            return SourcedValue(found[0], "text")
    return date_in_path(path, convention)


def byline_of_text(blocks: Sequence[Block], outlet: str) -> SourcedValue:
    """Who wrote a saved text: its byline, a name beside its date, a note at its end."""
    head = [block.text for block in blocks[:_HEAD]]
    foot = [block for block in blocks[_HEAD // 2 :] if not block.kept]
    candidates = (
        bylines_in(head),
        (_person(block.text) for block in blocks[:_HEAD] if block.reason == "byline"),
        _beside_date(head, outlet),
        (names_in(_REPORTING.sub("", b.text)) for b in foot if _REPORTING.match(b.text)),
        (_introduced(block.text) for block in foot if block.reason == "author note"),
    )
    for names in candidates:
        if name := next(filter(None, names), ""):
            return SourcedValue(name, "text")
    return UNKNOWN


def outlet_of_text(title: str, blocks: Sequence[Block], key: SiteKey) -> SourcedValue:
    """The outlet that a saved text's boilerplate names, else the folder that its links confirm."""
    folded = fold_name(title)
    edges = blocks if len(blocks) <= 2 * _EDGE else [*blocks[:_EDGE], *blocks[-_EDGE:]]
    lines = [block.text for block in edges if not _says(block.text[:300], folded)]
    if name := cleaned(outlet_in_lines(lines, key), LONGEST_OUTLET):
        return SourcedValue(name, "text")
    if not key.folders:
        return UNKNOWN
    labels = {label_of(host) for block in blocks for host in links_in(block.html or block.text)}
    for folder, name in key.folders:
        if folder in labels:
            return SourcedValue(name, "folder")
    return UNKNOWN


def _says(text: str, folded: str) -> bool:
    """Whether a text's folded form is this one."""
    if text[:1].isalnum() and text[0].casefold()[0] != folded[:1] and text[0] not in _ARTICLES:
        return False
    head = fold_name(text[:_TELLING])
    # Signs alone fold to themselves: what follows them must be looked at.
    return (folded.startswith(head) or not head[:1].isalnum()) and fold_name(text) == folded


def _is_date_line(text: str) -> bool:
    """Whether a line that was taken for prose says little else than a date."""
    if len(text) > _LONGEST_DATE_LINE:
        return False
    written = dates_in(text)
    return bool(written) and len(text) - sum(w.end - w.start for w in written) <= _BESIDE_A_DATE


def _is_picture(block: Block) -> bool:
    return bool(block.reason) and any(word in block.reason for word in _PICTURE)


def _beside_date(lines: Sequence[str], outlet: str) -> Iterator[str]:
    """Names that share a short line with a date: "28.11.2023 | Ada Byron"."""
    for line in lines:
        written = dates_in(line) if len(line) <= _LONGEST_DATE_LINE else []
        # A line that begins with "by" has been asked before.
        if written and not line.lower().startswith("by "):
            rest = f"{line[: written[0].start]}|{line[written[-1].end :]}"
            for text in reversed([segment.strip(" ,-–—•·") for segment in rest.split("|")]):
                if _person(text) == text and fold_name(text) != fold_name(outlet):
                    yield text


def _person(text: str) -> str:
    """The full name at the head of a text; names of one word may be anything."""
    name = names_in(text)
    words = name.lower().split()
    return name if 2 <= len(words) <= 4 and words[-1] not in _SECTIONS else ""


def _introduced(text: str) -> str:
    """The name at the head of a sentence about its bearer."""
    name = _person(text)
    return name if text[len(name) : len(name) + 2].strip().islower() else ""
