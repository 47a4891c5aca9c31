"""The stretch of lines that is the article: most prose, least boilerplate.

Prose weighs for a line, boilerplate and short lines against it; the article is the stretch whose
sum is largest (Kadane's maximum subarray). Inside it everything stays that nothing was found
against: short quotations, subheads, the lines of an interview. Outside it goes by shape alone.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate

from index.cleaning.rules import reasons
from index.cleaning.rules.phrases import phrase_book
from index.cleaning.text.line import Line, tokens_of
from index.cleaning.text.line_classifier import LineClass, authors_of, shows_boilerplate

# Weights of a line, in words of prose. Against a paragraph of thirty words stand three lines of
# boilerplate or five short ones: so a subhead and a quotation do not end an article, a menu does.
# Sixty words are as much prose as a line can be; a longer one is several paragraphs in one.
_PROSE = 60
_ITEM = 8
_SHORT = -6
_LESS_SHORT = -4
_FOUND = -9
_MILD = -2
_MILD_REASONS = frozenset({reasons.CAPTION, reasons.DUPLICATE})
_NEUTRAL = frozenset({reasons.TITLE, reasons.TITLE_AGAIN, reasons.RULE, reasons.ADDRESS})
# "Related posts" ends the article only if this much prose stands before it, and no more than
# that after it: a subhead "Comments" in the middle does not.
_PROSE_BEFORE = 0.6
_PROSE_AFTER = 0.34
# Two lines "Ada says:" after this much of it are comments and not a conversation.
_PROSE_SAID = 0.2
_NO_LOSS = (reasons.TITLE, reasons.TITLE_AGAIN, reasons.DUPLICATE, reasons.RULE)
# These part an article, which goes on below with a sentence of so many words.
_INTERRUPTIONS = frozenset({reasons.ADVERTISEMENT, "newsletter", "share bar", "app", "support"})
_SENTENCE = 8
# A note on an author has no more words, and says soon what the author does.
_NOTE, _INTRODUCTION = 50, 10
_TITLES = (reasons.TITLE, reasons.TITLE_AGAIN)
# "Read also" by itself has fewer.
_LABEL = 3
# Names and places, that also stand there, have fewer words.
_STANDFIRST = 6
# No headline is as long.
_PARAGRAPH = 20
# Less than this left: the text is no prose, and shape says nothing about it.
_LEFT = 0.2
_SPEAKER = re.compile(
    r".{2,60}\b(?:says|said|writes|wrote|schreibt|sagt|dit|dice|diz|skriver|zegt|пишет):?"
    r"|.{2,40} (?:on|am|le|el) .{3,40} at \d{1,2}:\d\d.{0,6}",
    re.IGNORECASE,
)


def with_span(lines: Sequence[Line], findings: Sequence[LineClass]) -> list[str]:
    """The reason why each line is left out, empty for those that are the article."""
    if _is_prose_alone(lines, findings):
        return [found.reason for found in findings]
    if not shows_boilerplate(findings):
        return _of_article_alone(lines, findings)
    weights = [_weight(line, found) for line, found in zip(lines, findings, strict=True)]
    prose = [i for i, weight in enumerate(weights) if weight > 0]
    end = _end(lines, findings, weights)
    first, last = best_stretch(weights[:end])
    kept = _without_shape(lines, findings)
    if len(prose) >= 2 and last >= first:
        by_shape = _by_shape(lines, findings, weights, (first, last, end))
        words = sum(line.words for line in lines) or 1
        left = sum(line.words for line, why in zip(lines, by_shape, strict=True) if not why)
        if left >= _LEFT * words:
            return by_shape
    return kept


def _is_prose_alone(lines: Sequence[Line], findings: Sequence[LineClass]) -> bool:
    """Whether there is nothing but paragraphs under a title: then all of them are the article."""
    return all(
        found.reason in _TITLES or (not found.reason and line.is_prose and not line.wrapped)
        for line, found in zip(lines, findings, strict=True)
    )


def _of_article_alone(lines: Sequence[Line], findings: Sequence[LineClass]) -> list[str]:
    """Of a text without boilerplate its head goes, and a last line about its author.

    Nothing goes for its shape, and of what was found only what is nothing, or said before.
    """
    head = next((i for i, line in enumerate(lines) if line.is_prose), 0)
    why = [
        found.reason if i < head or found.reason in _NO_LOSS else ""
        for i, found in enumerate(findings)
    ]
    is_note = findings[-1].reason == reasons.AUTHOR_NOTE and lines[-1].words <= _NOTE
    by_name = lines[-1].text.startswith(authors_of(lines, findings))
    if is_note and (by_name or _introduces_journalist(lines[-1])):
        why[-1] = reasons.AUTHOR_NOTE
    return why


def _introduces_journalist(line: Line) -> bool:
    roles = phrase_book().words["journalist"]
    return not roles.isdisjoint(tokens_of(line.text)[:_INTRODUCTION])


def best_stretch(weights: Sequence[float]) -> tuple[int, int]:
    """First and last index of the stretch with the largest sum, (0, -1) if none is positive."""
    best, first, last = 0.0, 0, -1
    total, start = 0.0, 0
    for i, weight in enumerate(weights):
        total += weight
        if total > best:
            best, first, last = total, start, i
        if total < 0:
            total, start = 0, i + 1
    return first, last


def _weight(line: Line, found: LineClass) -> int:
    if found.is_item:
        return max(_ITEM, min(line.words, _PROSE))
    if found.reason in _NEUTRAL:
        return 0
    if found.reason:
        return _MILD if found.reason in _MILD_REASONS else _FOUND
    if line.is_prose:
        return min(line.words, _PROSE)
    return _LESS_SHORT if line.words >= 8 else _SHORT


def _end(lines: Sequence[Line], findings: Sequence[LineClass], weights: Sequence[int]) -> int:
    """Where a heading or a row of commenters says that the article is over.

    A heading ends it that stands late, with most of the prose before it and little behind, unless
    the article goes on below. Of lines such as "Ann: …" the first of several ends it.

    Example:
        Nine paragraphs, "Related stories", four headlines: the index of "Related stories". In an
        interview the speakers begin early, before enough prose: nothing ends there.
    """
    sums = list(accumulate((max(0, weight) for weight in weights), initial=0))
    total = sums[-1] or 1
    end = len(lines)
    free = [i for i, found in enumerate(findings) if not found.reason]
    paragraphs = list(accumulate((weights[i] > 0 for i in free), initial=0))
    for i, found in enumerate(findings):
        before = sums[i]
        is_late = before >= _PROSE_BEFORE * total and total - before <= _PROSE_AFTER * total
        if is_late and found.ends_article:
            place = bisect(free, i)
            after = paragraphs[-1] - paragraphs[place]
            if not _goes_on(
                found, [lines[j] for j in free[place : place + 2]], after, len(free) - place
            ):
                end = i
                break
    speakers = [i for i, line in enumerate(lines) if line.words <= 9 and _speaks(line)]
    if len(speakers) >= 2 and sums[speakers[0]] > _PROSE_SAID * total:
        end = min(end, speakers[0])
    return end


def _goes_on(heading: LineClass, below: Sequence[Line], paragraphs: int, count: int) -> bool:
    """Whether paragraphs follow the heading, and not the headlines or comments it announces.

    `below` are the next two lines on which nothing was found, `paragraphs` the number of
    paragraphs among the `count` such lines that follow.
    """
    if heading.reason in (reasons.COMMENT, reasons.AUTHOR_NOTE):
        return False
    if len(below) == 2 and all(line.words >= _PARAGRAPH for line in below):
        return True
    # Headlines with their teasers alternate; an article has fewer subheads than paragraphs.
    return paragraphs > count - paragraphs


def _speaks(line: Line) -> bool:
    return line.text[-1] in ":syetm0123456789Mт" and bool(_SPEAKER.fullmatch(line.text[:120]))


def _by_shape(
    lines: Sequence[Line],
    findings: Sequence[LineClass],
    weights: Sequence[int],
    stretch: tuple[int, int, int],
) -> list[str]:
    """What is found counts inside the stretch; outside it everything goes."""
    first, last, end = stretch
    first = _with_lead(lines, findings, first)
    last = _to_the_end(lines, findings, last, end)
    why = [found.reason for found in findings]
    for i, reason in enumerate(why):
        if i < first:
            is_standfirst = (
                i and findings[i - 1].reason in _TITLES and _is_standfirst(lines, findings, i)
            )
            why[i] = reason or ("" if is_standfirst else reasons.BEFORE)
        elif i > last:
            why[i] = reason or reasons.AFTER
    _spare_loose(lines, findings, weights, why, (first, last))
    _drop_headlines(lines, findings, why)
    return why


def _is_standfirst(lines: Sequence[Line], findings: Sequence[LineClass], i: int) -> bool:
    # Right above a menu stands the outlet's name and motto.
    below = findings[i + 1].reason if i + 1 < len(lines) and lines[i + 1].glued else ""
    is_motto = below == reasons.NAVIGATION
    return lines[i].words >= _STANDFIRST and lines[i].kind == "p" and not is_motto


def _with_lead(lines: Sequence[Line], findings: Sequence[LineClass], first: int) -> int:
    """The first line with the sentences right before it, which the byline may have cut off."""
    start = first
    while start and findings[start - 1].reason in ("", reasons.RULE):
        start -= 1
    # Under the headline itself a standfirst needs no full stop; under a menu it does.
    is_under_title = start > 0 and findings[start - 1].reason in _TITLES
    for i in range(start, first):
        line = lines[i]
        if (line.ends and line.words >= 2) or (is_under_title and line.words >= _STANDFIRST):
            return i
    return first


def _to_the_end(lines: Sequence[Line], findings: Sequence[LineClass], last: int, end: int) -> int:
    """The last line with what belongs to it, below an advertisement, too."""
    while True:
        last = _with_rest(lines, findings, last, end)
        below = last + 1
        while below < end and findings[below].reason in _INTERRUPTIONS:
            below += 1
        if below in (last + 1, end) or findings[below].reason:
            return last
        if not lines[below].ends or lines[below].words < _SENTENCE:
            return last
        last = below


def _with_rest(lines: Sequence[Line], findings: Sequence[LineClass], last: int, end: int) -> int:
    """The last line with what belongs to it: verse, a list, a closing short sentence."""
    rest = []
    i = last + 1
    while i < end and (
        findings[i].is_loose(lines[i])
        or findings[i].reason in ("", reasons.RULE)
        or _is_pointer_amid(lines, findings, i)
    ):
        if not findings[i].reason:
            rest.append(i)
        i += 1
    if not rest:
        return last
    is_at_end = all(found.reason == reasons.REPEATED for found in findings[i:])
    mean = sum(lines[j].words for j in rest) / len(rest)
    # Menus have one or two words a line and come in small groups between other boilerplate.
    if len(rest) >= 3 and mean >= 2.5 and (is_at_end or len(rest) >= 6):
        return rest[-1]
    sentences = [j for j in rest if lines[j].words >= 3 and lines[j].ends]
    return sentences[-1] if sentences else last


def _is_pointer_amid(lines: Sequence[Line], findings: Sequence[LineClass], i: int) -> bool:
    """Whether a line "Read also: " with its headline is followed by sentences, not by more such."""
    below = range(i + 1, i + 3)
    return (
        findings[i].reason == reasons.RELATED
        and lines[i].words > _LABEL
        and len(lines) > below[-1]
        and all(not findings[j].reason and lines[j].ends and lines[j].words > _LABEL for j in below)
    )


def _spare_loose(
    lines: Sequence[Line],
    findings: Sequence[LineClass],
    weights: Sequence[int],
    why: list[str],
    stretch: tuple[int, int],
) -> None:
    """Keep lines with a loose reason that stand alone between the article's paragraphs."""
    first, last = stretch
    dates = sum(1 for found in findings[first : last + 1] if found.reason == reasons.DATE_LINE)
    paragraphs = 0
    i = first
    while i <= last:
        paragraphs += weights[i] > 0
        run = i
        while run <= last and findings[run].reason:
            run += 1
        found = findings[i]
        if run == i + 1 and found.is_loose(lines[i]):
            # After the first paragraph, often a standfirst, stand byline and date.
            is_head = paragraphs <= 3 and found.reason in (reasons.BYLINE, reasons.DATE_LINE)
            is_timeline = found.reason == reasons.DATE_LINE and dates >= 3
            if is_timeline or not is_head:
                why[i] = ""
        i = max(run, i + 1)


def _without_shape(lines: Sequence[Line], findings: Sequence[LineClass]) -> list[str]:
    """Only what was found counts, the loose reasons at both ends of the text."""
    why = [found.reason for found in findings]
    free = [i for i, found in enumerate(findings) if not found.reason]
    if free:
        for i in range(free[0], free[-1]):
            if findings[i].is_loose(lines[i]):
                why[i] = ""
        _drop_headlines(lines, findings, why)
    return why


def _drop_headlines(lines: Sequence[Line], findings: Sequence[LineClass], why: list[str]) -> None:
    """After "Read also" or "Next article" leave out the headlines that it announces."""
    for i, found in enumerate(findings[:-1]):
        if not (found.brings_headline and why[i] and lines[i].words <= 6):
            continue
        for j in range(i + 1, min(i + 4, len(lines))):
            line = lines[j]
            is_next = j == i + 1 or line.glued or line.kind == "li"
            is_sentence = line.ends and not (j == i + 1 and line.text[-1] in "?!")
            if why[j] or is_sentence or line.is_prose or line.words < 3 or not is_next:
                break
            why[j] = reasons.RELATED
