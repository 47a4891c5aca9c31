"""A line of a saved text: what it says without its marks, and what tells prose from boilerplate."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from index.cleaning.text.markdown_inline import FENCE, Mark, html_of, mark_of, plain_of

# Characters that show nothing: zero-width space, direction marks, word joiner, byte order mark,
# soft hyphen, and control characters. Joiners (U+200C, U+200D) stay: Persian and Hindi need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_TOKEN = re.compile(r"\d[\d.,:]*\w*|\w+|[:|/©@]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_NUMERALS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
_DIGITS = re.compile(r"\d+")
_EDGES = " \t.,:;!?…-–—|•·*»«›‹>\"'“”‘’()[]"
QUOTES = ("“", '"', "„", "«", "‘", "'")
"""What quoted speech begins with."""
_CLOSERS = "\"'”’»›)]*_ "
_END_MARKS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।", "۔")
_INNER_MARKS = (". ", "? ", "! ", "… ", ".” ", '." ', "?” ", '?" ', ".» ", "؟ ", "。", "।")
# A line is read for phrases up to here; no phrase of the lists is longer.
_LOOK = 2_000


class Line(NamedTuple):
    """One line that is not blank.

    `raw` is the line as saved, `text` what it says, `html` the same with its inline marks,
    `words` their number (for scripts without spaces: half the characters). `glued` says that no
    blank line stands before it, `wrapped` that it is a part of a hard-wrapped paragraph.
    """

    raw: str
    kind: str
    text: str
    html: str
    words: int
    glued: bool
    wrapped: bool = False

    @property
    def ends(self) -> bool:
        """Whether the line ends as a sentence does."""
        return self.text.rstrip(_CLOSERS).endswith(_END_MARKS)

    @property
    def is_prose(self) -> bool:
        """Whether the line is a paragraph of full sentences."""
        # 25 words are a paragraph with or without a full stop; shorter ones must look the part.
        if self.words >= 25 or self.wrapped:
            return True
        if self.words < 10:
            return False
        return self.ends or (self.words >= 14 and any(m in self.text for m in _INNER_MARKS))


def normal_line(line: str) -> str:
    """The form in which lines of several files are compared: case, digits and edges do not count.

    >>> normal_line("  12 Comments: ")
    '0 comments'
    """
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", line)).lower()
    return " ".join(_DIGITS.sub("0", folded).split()).strip(_EDGES)


def tokens_of(text: str) -> list[str]:
    """The words of a line in lower case, each number as `0`, with the signs `: | / © @`.

    Apostrophes and hyphens within words go: "e-mail" is "email", "don’t" is "dont".
    """
    low = text[:_LOOK].lower().replace("'", "").replace("’", "").replace("-", "")
    return ["0" if token[0] in _NUMERALS else token for token in _TOKEN.findall(low)]


def lines_of(text: str, is_markdown: bool = False) -> list[Line]:
    """Every line of the text that is not blank, in order."""
    has_unspaced = not text.isascii() and _UNSPACED.search(text) is not None
    lines: list[Line] = []
    glued = fenced = False
    for raw in text.split("\n"):
        if not raw or raw.isspace():
            glued = False
            continue
        mark = Mark("pre", raw) if fenced else mark_of(raw, is_markdown)
        if is_markdown and raw.lstrip().startswith(FENCE):
            fenced = not fenced
            mark = Mark("pre", raw)
        lines.append(_line(raw, mark, glued, is_markdown, has_unspaced))
        glued = True
    return _with_wrapped(lines)


def _line(raw: str, mark: Mark, glued: bool, is_markdown: bool, has_unspaced: bool) -> Line:
    clean = mark.rest if mark.rest.isprintable() else _visible(mark.rest)
    inline = clean if mark.kind == "pre" else plain_of(clean, is_markdown)
    # A text file's bullets are a part of its text; only the reader's list has its own.
    has_bullet = mark.kind == "li" and not is_markdown
    shown = plain_of(_visible(raw), False) if has_bullet else inline
    text = " ".join(shown.split()) or " ".join(_visible(raw).split()) or raw.strip()
    is_plain = mark.kind == "pre" or (inline == clean and not has_bullet)
    html = "" if is_plain else html_of(clean, is_markdown)
    words = text.count(" ") + 1
    if has_unspaced:
        words = max(words, len(_UNSPACED.findall(text)) // 2)
    return Line(raw, mark.kind, text, html, words, glued)


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text)


def _with_wrapped(lines: list[Line]) -> list[Line]:
    """The lines, those of hard-wrapped paragraphs known as such."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end].glued:
            continue
        if _is_wrapped(lines[start:end]):
            lines[start:end] = [line._replace(wrapped=True) for line in lines[start:end]]
        start = end
    return lines


def _is_wrapped(group: list[Line]) -> bool:
    """Whether each line of the group ends where the next word would not have fitted."""
    # Mail and wire copy wrap at 60 to 80; under 45 it may be verse, over 100 it is a paragraph.
    if len(group) < 3:
        return False
    width = max(len(line.text) for line in group)
    return 45 <= width <= 100 and all(
        len(line.text) + 1 + len(after.text.split(" ", 1)[0]) > width
        for line, after in pairwise(group)
    )
