"""From a saved text to its blocks: each line with its kind, and the reason if it is left out.

    lines_of        the lines, without their marks                  line.py, markdown_inline.py
    LineWords       their words, and which phrases these may be     line_words.py, phrase_kernel.py
    classify_lines  what each line shows by itself                  line_classifier.py
    Suspicion       long boilerplate: rights, authors, newsletters  boilerplate_paragraph.py
    with_span       the stretch of lines that is the article        span.py

All steps look at a line a bounded number of times; none looks at the world outside the text,
except for `repeated`, the lines that an outlet prints under several of its articles.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from index.cleaning.block import Block
from index.cleaning.rules import reasons
from index.cleaning.text.boilerplate_paragraph import Suspicion
from index.cleaning.text.dump import mail_head_of, names_other_forms, references_at, subject_in
from index.cleaning.text.line import Line, is_short, lines_of, normal_line, tokens_of
from index.cleaning.text.line_classifier import (
    LineClass,
    authors_of,
    classify_lines,
    is_extract,
    shows_boilerplate,
)
from index.cleaning.text.line_words import LineWords
from index.cleaning.text.span import with_span
from index.cleaning.text.title_line import LONGEST_AGAIN, is_title_again, title_of

__all__ = ["blocks_of_text", "normal_line"]

# No article has more; what has is a table or a log, and nothing is found in it by its boilerplate.
_MOST_LINES = 20_000
# Of a text of so much prose that shows no boilerplate nothing can be said for its shape.
_PROSE = 0.9
# With fewer lines there is nothing to judge by.
_JUDGED = 3
# No article has fewer words; with so many it is not empty, whatever else goes.
_BRIEF = 10
# The head of a page: menu, title, date.
_EARLY = 12
# A mail's head is among these lines.
_MAIL = 40
# Notes on the author stand at the end.
_NOTE_PLACE = 0.6


@dataclass(frozen=True, slots=True)
class TextReading:
    """What the rules make of a text: its headline, and of each line a finding and a verdict.

    `why` is the reason to leave a line out, empty for those of the article.
    """

    title: str
    lines: Sequence[Line]
    findings: Sequence[LineClass]
    why: Sequence[str]


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
    reading = read(head, title, repeated, is_markdown=is_markdown)
    blocks = [
        Block(line.kind, line.text, line.html, reason)
        for line, reason in zip(reading.lines, judged(reading), strict=True)
    ]
    return reading.title, blocks + [
        Block("p", " ".join(raw.split())) for raw in rest if raw.strip()
    ]


def read(
    text: str,
    title: str = "",
    repeated: Container[str] = frozenset(),
    *,
    is_markdown: bool = False,
) -> TextReading:
    """What the rules make of a text; parameters as of `blocks_of_text`."""
    lines = lines_of(text, is_markdown)
    words = LineWords(lines)
    findings = classify_lines(lines, words, repeated)
    subject = _mark_added(text, lines, findings)
    title = " ".join(title.split()) or subject
    place = -1 if title else title_of(lines, findings)
    if place >= 0:
        title = lines[place].text
    _mark_titles(lines, words, findings, (title, place))
    _mark_suspicious(lines, words, findings, title)
    return TextReading(title, lines, findings, with_span(lines, findings))


def judged(reading: TextReading) -> Sequence[str]:
    """The reason for each line: the judge has the last word, but the last prose stays."""
    why = _with_prose(reading.lines, _verdicts(reading))
    if not all(why):
        return why
    # Of a text with a headline and nothing else that is the article.
    return ["" if reason == reasons.TITLE else reason for reason in why]


def _verdicts(reading: TextReading) -> Sequence[str]:
    bare = is_extract(reading.lines, reading.findings)
    if len(reading.lines) < _JUDGED or (is_short(reading.lines) and not bare):
        return reading.why
    if _is_clean(reading):
        # Of a text that is nothing but lines the headline may as well be the first sentence.
        return [""] * len(reading.why) if bare else reading.why
    # Not before it is needed: importing a compiler takes a third of a second.
    from index.cleaning.text.judge import verdicts  # noqa: PLC0415

    return verdicts(reading.lines, reading.findings, reading.why, reading.title)


def _is_clean(reading: TextReading) -> bool:
    """Whether the text shows no boilerplate: the rules keep all of it, and nearly all is prose."""
    if any(reason and reason != reasons.TITLE for reason in reading.why):
        return False
    words = sum(line.words for line in reading.lines)
    return sum(line.words for line in reading.lines if line.is_prose) >= _PROSE * words


def _with_prose(lines: Sequence[Line], why: Sequence[str]) -> Sequence[str]:
    """The reasons, none of which takes away the last paragraph: a brief has no more than one."""
    left = sum(line.words for line, reason in zip(lines, why, strict=True) if not reason)
    prose = {
        i
        for i, line in enumerate(lines)
        if line.is_prose and why[i] and why[i] not in (reasons.TITLE, reasons.TITLE_AGAIN)
    }
    if not prose or left >= max(lines[i].words for i in prose) or left >= _BRIEF:
        return why
    return ["" if i in prose else reason for i, reason in enumerate(why)]


def _parted(text: str) -> tuple[str, list[str]]:
    """The lines that are looked at, and those after them that are kept unseen."""
    if text.count("\n") <= _MOST_LINES:
        return text, []
    lines = text.split("\n")
    return "\n".join(lines[:_MOST_LINES]), lines[_MOST_LINES:]


def _mark_added(text: str, lines: Sequence[Line], findings: list[LineClass]) -> str:
    """Mark what a program has added: a list of addresses at the end, a mail's head.

    Returns the subject of the mail, or "".
    """
    start = references_at(text)
    if start >= 0:
        count = sum(1 for line in text[start:].split("\n") if line.strip())
        findings[-count:] = [LineClass(reasons.REFERENCES)] * count
        if names_other_forms(text):
            findings[0] = LineClass(reasons.NAVIGATION)
    head = mail_head_of([line.text for line in lines[:_MAIL]])
    for i in head:
        if findings[i].reason != reasons.DATE_LINE:
            findings[i] = LineClass(reasons.MAIL_HEAD)
    return subject_in([lines[i].text for i in head])


def _mark_titles(
    lines: Sequence[Line],
    words: LineWords,
    findings: list[LineClass],
    headline: tuple[str, int],
) -> None:
    """Mark the line of the title, at its known place or else at the first, and its repetitions."""
    title, place = headline
    if place >= 0:
        findings[place] = LineClass(reasons.TITLE)
    wanted = tokens_of(title)
    if not wanted:
        return
    is_first = place < 0
    for i, line in enumerate(lines):
        is_early = i < _EARLY
        may_be = line.words <= LONGEST_AGAIN and (is_early or line.text[0] == title[0])
        if may_be and i != place and is_title_again(line, words[i], wanted, is_early):
            findings[i] = LineClass(reasons.TITLE if is_first else reasons.TITLE_AGAIN)
            is_first = False


def _mark_suspicious(
    lines: Sequence[Line], words: LineWords, findings: list[LineClass], title: str
) -> None:
    suspicion = Suspicion(lines, words, title, is_furnished=shows_boilerplate(findings))
    authors = authors_of(lines, findings)
    for i, line in enumerate(lines):
        if findings[i].reason or findings[i].is_item:
            continue
        if i > _NOTE_PLACE * len(lines) and authors and line.text.startswith(authors):
            findings[i] = LineClass(reasons.AUTHOR_NOTE)
        else:
            findings[i] = suspicion.finding(i)
