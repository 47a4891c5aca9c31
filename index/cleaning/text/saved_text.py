"""From a saved text to its blocks: each line with its kind, and the reason if it is left out.

    lines_of       the lines, without their marks                            line.py, marks.py
    findings_of    what each line shows by itself                            finding.py
    Suspicion      long boilerplate: rights, authors, newsletters              cue.py
    with_span      the stretch of lines that is the article                  span.py

All steps look at a line a bounded number of times; none looks at the world outside the text,
except for `repeated`, the lines that an outlet prints under several of its articles.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from index.cleaning.block import Block
from index.cleaning.rules import reasons
from index.cleaning.rules.byline_line import names_of
from index.cleaning.text.boilerplate_paragraph import Suspicion
from index.cleaning.text.line import Line, lines_of, normal_line, tokens_of
from index.cleaning.text.line_classifier import LineClass, classify_lines
from index.cleaning.text.span import with_span
from index.cleaning.text.title_line import is_title_again, title_of

__all__ = ["blocks_of_text", "normal_line"]

# A longer line is a paragraph; it is read only where the boilerplate of a page stands.
_READ = 60
# No article has more; what has is a table or a log, and nothing is found in it by its boilerplate.
_MOST_LINES = 20_000
# The head of a page: menu, title, date.
_EARLY = 12
# Notes on the author stand at the end.
_NOTE_PLACE = 0.6
# More names in bylines than that are no bylines.
_AUTHORS = 20


def blocks_of_text(
    text: str,
    title: str = "",
    repeated: Container[str] = frozenset(),
    *,
    is_markdown: bool = False,
) -> tuple[str, list[Block]]:
    """The title of a saved text and a block for each of its lines that is not blank, in order.

    `title` is the one that is known from elsewhere; without it the text's first line serves,
    if it is one. `repeated` holds lines, in the form of `normal_line`, that stand in several
    articles of the same outlet. A block is kept unless it has a reason (see reasons.py).
    Never raises, and some line of every text is kept unless all of them are boilerplate.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    head, rest = _parted(text)
    lines = lines_of(head, is_markdown)
    tokens = [tokens_of(line.text) if line.words <= _READ else [] for line in lines]
    findings = classify_lines(lines, tokens, repeated)
    title = " ".join(title.split())
    place = -1 if title else title_of(lines, findings)
    if place >= 0:
        title = lines[place].text
    _mark_titles(lines, tokens, findings, (title, place))
    _mark_suspicious(lines, tokens, findings, title)
    why = with_span(lines, findings)
    blocks = [
        Block(line.kind, line.text, line.html, reason)
        for line, reason in zip(lines, why, strict=True)
    ]
    return title, blocks + [Block("p", " ".join(raw.split())) for raw in rest if raw.strip()]


def _parted(text: str) -> tuple[str, list[str]]:
    """The lines that are looked at, and those after them that are kept unseen."""
    if text.count("\n") <= _MOST_LINES:
        return text, []
    lines = text.split("\n")
    return "\n".join(lines[:_MOST_LINES]), lines[_MOST_LINES:]


def _mark_titles(
    lines: Sequence[Line],
    tokens: Sequence[list[str]],
    findings: list[LineClass],
    headline: tuple[str, int],
) -> None:
    """Mark the line of the title, at its known place or else at the first, and its repetitions."""
    title, place = headline
    wanted = tokens_of(title)
    is_first = place < 0
    for i, line in enumerate(lines):
        is_early = i < _EARLY
        if i == place:
            findings[i] = LineClass(reasons.TITLE)
        elif (is_early or line.text[0] == title[:1]) and is_title_again(
            line, tokens[i], wanted, is_early
        ):
            findings[i] = LineClass(reasons.TITLE if is_first else reasons.TITLE_AGAIN)
            is_first = False


def _mark_suspicious(
    lines: Sequence[Line], tokens: Sequence[list[str]], findings: list[LineClass], title: str
) -> None:
    suspicion = Suspicion(lines, tokens, title)
    authors = [
        name
        for line, found in zip(lines, findings, strict=True)
        if found.reason in (reasons.BYLINE, reasons.DATE_LINE)
        for name in names_of(line)
    ][:_AUTHORS]
    for i, line in enumerate(lines):
        if findings[i].reason:
            continue
        if i > _NOTE_PLACE * len(lines) and authors and line.text.startswith(tuple(authors)):
            findings[i] = LineClass(reasons.AUTHOR_NOTE)
        else:
            findings[i] = suspicion.finding(i)
