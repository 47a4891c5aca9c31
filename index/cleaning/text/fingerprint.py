"""What of a saved text may stand in its neighbours too: hashes of its boilerplate and its prose.

Boilerplate that an outlet prints under all its articles is not known by its words ("News about
the islands and the world"), but by its coming back. What comes back in an article itself must
stay: the sentence of background between two paragraphs, the subhead, the row of a table. So a
line may be boilerplate only by its place, and a text that is not prose has none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.cleaning.character_reference import read_references
from index.cleaning.encoding import decode
from index.cleaning.metadata.front_matter import split_front_matter
from index.cleaning.rules.phrases import LONGEST, phrase_book
from index.cleaning.text.line import Line, lines_of, normal_line, tokens_of

# A longer line is a paragraph; what an outlet prints twice of those is background.
_LONGEST = 20
# With fewer paragraphs above or below it a line stands at the edge of the page. Measured on
# labelled pages: there four of five short lines are boilerplate, further in one of five.
_EDGE = 3
# Right between two paragraphs stands a subhead or a sentence of the article sooner.
_EDGE_BETWEEN = 2
# "Rovers 2 United 1" comes back in the articles of a season, with other numbers.
_NUMBERS = re.compile(r"\d+(?:[.,:]\d+)*")
# No article has more lines; what has is a table or a log.
_MOST_LINES = 20_000
# Hashes of prose that are kept; two texts that are mostly the same share most of these
# (bottom-k sketch, Broder 1997), two that quote the same press release few.
_PROSE = 32
# Copies have at least this share in common, of the shorter one.
_COPY = 0.5


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes (64 bits, signed) of a text's lines, each hash once.

    `edges` are of the short lines that may be boilerplate, in ascending order; `prose` are the
    smallest of those of all other lines.
    """

    edges: tuple[int, ...] = ()
    prose: tuple[int, ...] = ()

    def is_copy_of(self, other: Fingerprint) -> bool:
        """Whether both are the same article, or two versions of it: half of the prose is shared.

        Texts of no more than short sentences are compared by these.
        """
        by_prose = self.prose and other.prose
        one, two = (self.prose, other.prose) if by_prose else (self.edges, other.edges)
        return len(set(one) & set(two)) >= _COPY * min(len(one), len(two))


class Repeated(Container[str]):
    """The lines of a folder that repeat, known by their hashes."""

    def __init__(self, folder: str, hashes: frozenset[int]) -> None:
        self.folder = folder
        self.hashes = hashes

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def __contains__(self, line: object) -> bool:
        """Whether a line repeats; it is given in the form of `normal_line`."""
        return isinstance(line, str) and hash_of(self.folder, line) in self.hashes


def hash_of(folder: str, line: str) -> int:
    """A line's hash, another one in every folder: signed, 64 bits, as SQLite keeps integers."""
    key = f"{folder}\0{line}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), signed=True)


def fingerprint_of(content: bytes, folder: str, *, is_markdown: bool = False) -> Fingerprint:
    """The fingerprint of a saved text among those of its folder. Never raises."""
    text = decode(content).replace("\0", "")
    if is_markdown:
        text = split_front_matter(text)[1]
    text = read_references(text).replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > _MOST_LINES:
        return Fingerprint()
    lines = lines_of(text, is_markdown)
    may_repeat = _may_repeat(lines)
    edges: set[int] = set()
    prose: set[int] = set()
    for line, is_edge in zip(lines, may_repeat, strict=True):
        if is_edge or line.is_prose:
            (edges if is_edge else prose).add(hash_of(folder, normal_line(line.text)))
    return Fingerprint(tuple(sorted(edges)), tuple(sorted(prose)[:_PROSE]))


def _may_repeat(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it may be boilerplate."""
    # The lines that end the list stand for what is above the first and below the last.
    prose = [*(line.is_prose for line in lines), False]
    above = list(accumulate(prose, initial=0))
    total = above[-1]
    return [
        total > 0
        and _is_short(line)
        and not (i == 0 and prose[1])  # the headline
        and _is_place(line, min(above[i], total - above[i + 1]), prose[i - 1] and prose[i + 1])
        and not _is_known(line)
        for i, line in enumerate(lines)
    ]


def _is_short(line: Line) -> bool:
    if line.words > _LONGEST or line.wrapped or line.kind == "pre" or line.raw.startswith("# "):
        return False
    if len(_NUMBERS.findall(line.text)) > 1:
        return False
    return any(map(str.isalpha, line.text))


def _is_place(line: Line, paragraphs: int, is_between: bool) -> bool:
    """Whether boilerplate stands here: `paragraphs` part the line from the nearer edge."""
    if is_between:
        return paragraphs < _EDGE_BETWEEN
    # Deep in the text a sentence is the article's: an answer, a line of speech.
    return paragraphs < _EDGE or not line.ends


def _is_known(line: Line) -> bool:
    """Whether the line is known as boilerplate by its words, which say more."""
    return line.words <= LONGEST and phrase_book().match(tokens_of(line.text), False) is not None
