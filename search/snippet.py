"""The passage of an article that shows why it was found.

One to three fragments, together 150 to 300 characters, on sentence bounds where there are any,
chosen for the most different words of the query; the beginning of the article where the text
itself has none of them. Text is escaped first and marked last.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from search.mark import Marker, Span

MARK_START, MARK_END = "\x02", "\x03"
"""Around each hit in a plain snippet: control characters, which no cleaned text holds."""

LENGTH = 280
"""Characters of a snippet, about: two to three lines on a page."""

_FRAGMENTS = 3
_ELLIPSIS = " … "
# A full stop after a single letter (U.S.) or a title (Dr.) ends no sentence.
_SENTENCE_END = re.compile(
    r"(?<=[.!?…؟。！？])(?<!\W[^\W\d_]\.)(?<!\b(?:Dr|Mr|Ms|St)\.)(?<!\bMrs\.)[\"'”’»)\]]?\s+|\n+"
)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage in both forms: plain with control characters, and escaped HTML."""

    plain: str
    html: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    spans: tuple[Span, ...]


def snippet_of(text: str, marker: Marker) -> Snippet:
    """The best passage of `text` for the words of a query."""
    spans = marker.spans(text)
    if not spans:
        return _render(text, [_lead(text)], [])
    sentences = [s for s in _sentences(text, spans) if s.spans]
    return _render(text, _fragments(text, _best(sentences)), spans)


def _sentences(text: str, spans: Sequence[Span]) -> Iterator[_Sentence]:
    """The sentences of a text, each with the spans in it."""
    start, first = 0, 0
    ends = [(match.start(), match.end()) for match in _SENTENCE_END.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        last = first
        while last < len(spans) and spans[last].start < following:
            last += 1
        yield _Sentence(start, end, tuple(spans[first:last]))
        start, first = following, last


def _best(sentences: Sequence[_Sentence]) -> list[_Sentence]:
    """Up to three sentences that together show the most of the query, in their order."""
    chosen: list[_Sentence] = []
    shown: set[str] = set()
    room = LENGTH
    while len(chosen) < _FRAGMENTS and room > LENGTH // 4:
        rest = [s for s in sentences if s not in chosen]
        best = max(rest, key=lambda s: _worth(s, shown), default=None)
        if best is None or (chosen and not {span.word for span in best.spans} - shown):
            break
        chosen.append(best)
        shown |= {span.word for span in best.spans}
        room -= min(best.end - best.start, LENGTH)
    return sorted(chosen, key=lambda s: s.start)


def _worth(sentence: _Sentence, shown: set[str]) -> tuple[int, int, int]:
    """New words first, then hits, then nearness to the article's beginning."""
    new = {span.word for span in sentence.spans} - shown
    return len(new), min(len(sentence.spans), 5), -sentence.start


def _fragments(text: str, sentences: Sequence[_Sentence]) -> list[tuple[int, int]]:
    """The sentences cut to fit; short ones take in what stands around them."""
    if not sentences:
        return []
    share = LENGTH // len(sentences)
    pieces = [_cut(text, sentence, share) for sentence in sentences]
    missing = LENGTH - sum(end - start for start, end in pieces)
    if missing > LENGTH // 3:
        start, end = pieces[-1]
        further = _word_end(text, min(len(text), end + missing))
        pieces[-1] = (start, further)
        missing -= further - end
    if missing > LENGTH // 3:  # the article ends here: show what came before instead
        start, end = pieces[0]
        pieces[0] = (_word_start(text, max(0, start - missing)), end)
    return _merged(pieces)


def _cut(text: str, sentence: _Sentence, share: int) -> tuple[int, int]:
    """A sentence, or the part of it around its hits when it is longer than its share."""
    start, end = sentence.start, sentence.end
    if end - start <= share * 3 // 2:
        return start, end
    first, last = sentence.spans[0].start, sentence.spans[-1].end
    if last - start > share:  # the hits stand late: begin shortly before the first
        start = _word_start(text, max(start, first - share // 3))
    return start, _word_end(text, min(end, start + share))


def _merged(pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in pieces:
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _lead(text: str) -> tuple[int, int]:
    return 0, len(text) if len(text) <= LENGTH else _word_end(text, LENGTH)


def _word_start(text: str, place: int) -> int:
    """The first start of a word at or after a place, if there is one near."""
    space = text.find(" ", place, place + 40)
    return place if place == 0 or space < 0 else space + 1


def _word_end(text: str, place: int) -> int:
    """The last end of a word at or before a place, if there is one near."""
    if place >= len(text):
        return len(text)
    space = max(text.rfind(" ", place - 40, place + 1), text.rfind("\n", place - 40, place + 1))
    return place if space < 0 else space


def _render(text: str, pieces: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Snippet:
    """The pieces in both forms, with an ellipsis wherever text was left out."""
    plain = [_join(text, a, b, spans, MARK_START, MARK_END, _one_line) for a, b in pieces]
    marked = [
        _join(text, a, b, spans, "<mark>", "</mark>", lambda part: html.escape(_one_line(part)))
        for a, b in pieces
    ]
    before = "… " if pieces and pieces[0][0] > 0 else ""
    after = " …" if pieces and pieces[-1][1] < len(text.rstrip()) else ""
    return Snippet(before + _ELLIPSIS.join(plain) + after, before + _ELLIPSIS.join(marked) + after)


def _join(
    text: str,
    start: int,
    end: int,
    spans: Sequence[Span],
    opening: str,
    closing: str,
    encode: Callable[[str], str],
) -> str:
    """text[start:end] encoded, with marks around the spans inside it."""
    parts: list[str] = []
    place = start
    for span in spans:
        if span.start >= place and span.end <= end:
            parts += [encode(text[place : span.start]), opening]
            parts += [encode(text[span.start : span.end]), closing]
            place = span.end
    parts.append(encode(text[place:end]))
    return "".join(parts)


def _one_line(text: str) -> str:
    return text.replace("\n", " ").translate(_NO_MARKS)


_NO_MARKS = {ord(MARK_START): None, ord(MARK_END): None}
