"""A line of a saved text: what it says without its marks, and what tells prose from boilerplate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from index.cleaning.text.dump import references_at, without_numbers
from index.cleaning.text.markdown_inline import FENCE, Mark, html_of, mark_of, plain_of

# Characters that show nothing: zero-width space, direction marks, word joiner, byte order mark,
# soft hyphen, and control characters. Joiners (U+200C, U+200D) stay: Persian and Hindi need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
# Letter by letter it takes five times as long to see that a text has only such characters.
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
_TOKEN = re.compile(r"\d[\d.,:]*\w*|\w+|[:|/©@]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
NUMERALS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
"""What numbers begin with that are all one word."""
_DIGITS = re.compile(r"\d+")
_EDGES = " \t.,:;!?…-–—|•·*»«›‹>\"'“”‘’()[]"
QUOTES = ("“", '"', "„", "«", "‘", "'")
"""What quoted speech begins with."""
_CLOSERS = "\"'”’»›)]*_ "
_END_MARKS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।", "۔")
_INNER_MARKS = (". ", "? ", "! ", "… ", ".” ", '." ', "?” ", '?" ', ".» ", "؟ ", "。", "।")
_SHORT = 20  # paragraphs
_HYPHENS = "-\u2010"
# What stands before the hyphen that ends a line: another hyphen, and the word that it parts.
_PARTED = re.compile(r"(?:^|[\s(“\"'])((?:\w+[-\u2010])*)([^\W\d_]{2,})[-\u2010]$")
# These begin words that have a hyphen in the middle of a line, too.
_COMPOUNDS = frozenset({
    "all", "anti", "ex", "full", "half", "high", "ill", "long", "low", "mid", "multi", "non", "old",
    "one", "part", "post", "pro", "self", "semi", "short", "so", "well", "vice", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
})  # fmt: skip
# Texts are wrapped at these widths; of their lines no more than this share is longer, and of
# the breaks between lines this share must agree, and so many at least.
_NARROWEST, _WIDEST = 55, 110
_LONGER = 0.1
_FEWEST, _UNANIMOUS = 4, 2
_AGREEING = 0.6
LOOK = 2_000
"""Characters of a line that are read for phrases."""


class Line(NamedTuple):
    """One line that is not blank.

    `raw` is the line as saved, `text` what it says, `html` the same with its inline marks,
    `words` their number (for scripts without spaces: half the characters). `glued` says that no
    blank line stands before it, `wrapped` that it is a part of a hard-wrapped paragraph, and
    `continues` that it goes on with the paragraph of the line above.
    """

    raw: str
    kind: str
    text: str
    html: str
    words: int
    glued: bool
    wrapped: bool = False
    continues: bool = False

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
    low = with_plain_signs(text[:LOOK].lower()).replace("'", "").replace("’", "").replace("-", "")
    return ["0" if token[0] in NUMERALS else token for token in _TOKEN.findall(low)]


def with_plain_signs(text: str) -> str:
    """A text in lower case with the wide signs of Chinese and Japanese as `: | /`.

    The Turkish İ in lower case is an i with a dot upon its dot, which would part the word.
    """
    if text.isascii():
        return text
    return text.replace("i\u0307", "i").replace("：", ":").replace("｜", "|").replace("／", "/")


def is_bare(lines: Sequence[Line]) -> bool:
    """Whether the text is nothing but lines, without the blank ones that part paragraphs.

    A page that was copied has them; an extractor, which cuts the boilerplate, leaves none.
    """
    prose = [line.glued for line in lines if line.is_prose and not line.continues]
    return len(prose) > 0 and sum(prose) * 2 >= len(prose)


def is_short(lines: Sequence[Line]) -> bool:
    """Whether the text has so few paragraphs that its shape says little of any of them."""
    return len(lines) - sum(line.continues for line in lines) < _SHORT


def lines_of(text: str, is_markdown: bool = False) -> list[Line]:
    """Every line of the text that is not blank, in order."""
    has_unspaced = not text.isascii() and _UNSPACED.search(text) is not None
    has_numbers = references_at(text) >= 0
    is_plain = text.isascii() and not text.encode().translate(None, _PLAIN)
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
        if has_numbers:
            mark = Mark(mark.kind, without_numbers(mark.rest))
        is_printable = is_plain or mark.rest.isprintable()
        line = _line(raw, mark, is_printable, is_markdown, has_unspaced)
        lines.append(line._replace(glued=True) if glued else line)
        glued = True
    return _with_whole_words(_with_wrapped(lines))


def _line(raw: str, mark: Mark, is_printable: bool, is_markdown: bool, has_unspaced: bool) -> Line:
    clean = mark.rest if is_printable else _visible(mark.rest)
    inline = clean if mark.kind == "pre" else plain_of(clean, is_markdown)
    # A text file's bullets are a part of its text; only the reader's list has its own.
    has_bullet = mark.kind == "li" and not is_markdown
    shown = f"{raw.split(None, 1)[0]} {inline}" if has_bullet else inline
    # Taking a paragraph apart takes longer than looking whether it has only single blanks.
    is_tidy = is_printable and "  " not in shown and shown == shown.strip()
    text = shown if is_tidy else " ".join(shown.split())
    text = text or " ".join(_visible(raw).split()) or raw.strip()
    is_plain = mark.kind == "pre" or (inline == clean and not has_bullet)
    html = "" if is_plain else html_of(clean, is_markdown)
    words = text.count(" ") + 1
    if has_unspaced:
        words = max(words, len(_UNSPACED.findall(text)) // 2)
    return Line(raw, mark.kind, text, html, words, glued=False)


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text)


def _with_wrapped(lines: list[Line]) -> list[Line]:
    """The lines, those of hard-wrapped paragraphs known as such."""
    width = _wrap_width(lines)
    start = 0
    for end in range(1, len(lines) + 1):
        is_glued = end < len(lines) and lines[end].glued
        if is_glued and (not width or _is_full(lines[end - 1], lines[end], width)):
            continue
        if end - start > (1 if width else 2) and (width or _is_wrapped(lines[start:end])):
            lines[start] = lines[start]._replace(wrapped=True)
            for i in range(start + 1, end):
                lines[i] = lines[i]._replace(wrapped=True, continues=True)
        start = end
    return lines


def _with_whole_words(lines: list[Line]) -> list[Line]:
    """The lines, a word that was parted at the end of one put together there."""
    for i in range(len(lines) - 1):
        line, after = lines[i], lines[i + 1]
        if line.text[-1] not in _HYPHENS or not after.glued or line.html or after.html:
            continue
        first, _, rest = after.text.partition(" ")
        begun = _PARTED.search(line.text)
        if not begun or not rest or not first[0].islower():
            continue
        keeps_hyphen = begun[1] or begun[2].lower() in _COMPOUNDS
        whole = line.text if keeps_hyphen else line.text[:-1]
        lines[i] = line._replace(text=whole + first)
        lines[i + 1] = after._replace(text=rest, words=max(1, after.words - 1))
    return lines


def _wrap_width(lines: list[Line]) -> int:
    """The width at which the whole text is wrapped, as mail and text browsers do it, or 0.

    It is the one that most breaks between two lines agree with: the line fits, and with the
    next word it would not.
    """
    if sum(len(line.raw) > _WIDEST for line in lines) > _LONGER * len(lines):
        return 0
    changes = [0] * (_WIDEST + 2)
    breaks = 0
    is_at_end: list[bool] = []
    goes_on = False
    for line, after in pairwise(lines):
        if after.glued and after.kind == "p":
            first, last = len(line.raw.rstrip()), _with_next(line, after)
            if first <= _WIDEST and last > _NARROWEST:
                breaks += 1
                is_at_end.append(line.ends)
                goes_on |= not line.ends and after.text[0].islower()
                changes[max(first, _NARROWEST)] += 1
                changes[min(last, _WIDEST + 1)] -= 1
    agreeing = list(accumulate(changes))
    most = max(agreeing)
    width = agreeing.index(most)
    longer = sum(len(line.raw) > width for line in lines)
    # Of few breaks all must agree, and none may stand where a sentence ends, unless another goes on
    # in small letters.
    is_clear = most >= max(_FEWEST, _AGREEING * breaks) or (
        most == breaks >= _UNANIMOUS and (goes_on or not any(is_at_end))
    )
    return width if is_clear and longer <= _LONGER * len(lines) else 0


def _with_next(line: Line, after: Line) -> int:
    """How long the line would be with the next word."""
    return len(line.raw.rstrip()) + 1 + len(after.raw.split(None, 1)[0])


def _is_full(line: Line, after: Line, width: int) -> bool:
    return after.kind == "p" and _with_next(line, after) > width


def _is_wrapped(group: list[Line]) -> bool:
    """Whether each line of the group ends where the next word would not have fitted."""
    # Mail and wire copy wrap at 60 to 80; under 45 it may be verse, over 100 it is a paragraph.
    width = max(len(line.text) for line in group)
    return 45 <= width <= 100 and all(
        len(line.text) + 1 + len(after.text.split(" ", 1)[0]) > width
        for line, after in pairwise(group)
    )
