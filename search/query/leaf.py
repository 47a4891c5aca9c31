"""The leaves of a query: words, phrases, patterns, varied words and dates.

Each leaf of Whoosh's tree becomes the nodes of ours that an article must match, mostly one. What
makes no sense as an instruction becomes the words it consists of, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whoosh import query as ast

from search.dates import ALWAYS, NEVER, date_range, day_range, range_ends, reads_both_ways
from search.query import limits
from search.query.budget import Budget
from search.query.diagnostics import Diagnostics
from search.query.dialect import is_of_others
from search.query.token import FIELD
from search.query.tree import (
    AS_WRITTEN,
    DATE_FIELD,
    DATE_WORDS,
    GROUP_FIELDS,
    NAME_FIELD,
    SIDE_BY_SIDE,
    TEXT_FIELD,
    Name,
)
from search.query.word import (
    Part,
    as_word,
    parts_of,
    reads_as_itself,
    trimmed,
    words_of,
)
from search.selection import SELECTION_FIELDS

_NO_DATE = "is no date (such as 2017, June 2017, 9 June 2017 or last month)"
_TOO_SHORT = "needs at least three letters"
_NO_WORD = "has no word right behind the colon"
_NO_ID = "has no id of an article right behind the colon"
_EMPTY_FIELD = re.compile(FIELD)
_UNKNOWN_FIELD = re.compile(r"([A-Za-z]{2,}):\w")
_AROUND = " '\"."
_ANY = "*"
_MARK_IN_PHRASE = re.compile(r"\*|\w\?\w")


@dataclass(slots=True)
class Leaves:
    """Reads leaves in the order they were typed, until the limits are reached."""

    notes: Diagnostics
    room: Budget

    def of(self, node: ast.Query) -> list[ast.Query]:
        """The nodes of a leaf; none when it has no words, or when there is no more room."""
        match node:
            case _ if node.fieldname in DATE_WORDS:
                return self._date(node)
            case _ if node.fieldname in GROUP_FIELDS:
                return self._group(node)
            case _ if node.fieldname == NAME_FIELD and not isinstance(node, ast.TermRange):
                found = self._name(node)
            case _ if node.fieldname in SELECTION_FIELDS and not isinstance(node, ast.TermRange):
                found = self._selection(node)
            case ast.Phrase():
                found = self._phrase(node)
            case ast.Wildcard():
                found = self._pattern(node)
            case ast.FuzzyTerm():
                found = self._varied(node)
            case ast.TermRange():
                return self._as_words(_typed(node), _NO_DATE)
            case _:
                found = self.word(node.fieldname, node.text, self.weight(node.boost))
        if not found and not self.room.is_full and node.fieldname != TEXT_FIELD:
            return self._as_words(_typed(node), _NO_WORD)
        return found

    def all_words(self, text: str) -> list[ast.Query]:
        """Every word of a text, and nothing but words."""
        return _terms(TEXT_FIELD, self.room.within(trimmed(text)), 1.0)

    def word(self, fieldname: str, text: str, weight: float) -> list[ast.Query]:
        """What stands between two blanks: one word, or several that are to be side by side."""
        if fieldname == TEXT_FIELD and ":" in text:
            self._explain_colon(text)
        if text.endswith("*"):  # of other words it would have made patterns
            self.notes.mark_ignored(text, "is an address, in which * means nothing")
        kept = as_word(fieldname, self.room.within(trimmed(text)))
        if kept and reads_as_itself(fieldname, kept):
            return [_term(fieldname, kept, weight)]
        return _terms(fieldname, kept, weight)

    def operator(self, text: str) -> list[ast.Query]:
        """The words of an operator that joins nothing: in quotes, so that they stay words."""
        words = words_of(self.room.within(trimmed(text)))
        return [ast.Phrase(TEXT_FIELD, words)] if words else []

    def weight(self, typed: float) -> float:
        """A weight within the limits, with two decimals."""
        weight = round(min(max(typed, limits.LIGHTEST), limits.HEAVIEST), 2)
        if abs(weight - typed) >= 0.01:
            self.notes.weighed(typed, weight)
        return weight

    def _phrase(self, node: ast.Phrase) -> list[ast.Query]:
        if gap := _gap(node.words):
            return self._with_gap(node, gap)
        if any(map(_MARK_IN_PHRASE.search, node.words)):
            self.notes.mark_ignored(_typed(node), "is a phrase, in which * and ? mean nothing")
        words = [kept for word in node.words if (kept := self.room.within(trimmed(word)))]
        if not words:
            return []
        is_near = node.slop > AS_WRITTEN
        slop = SIDE_BY_SIDE if is_near and len(words) == 1 else node.slop
        if slop > limits.FARTHEST:
            slop = limits.FARTHEST
            self.notes.nearer()
        if slop > AS_WRITTEN and not self.room.loosens():
            slop = SIDE_BY_SIDE
        return [ast.Phrase(node.fieldname, words, slop=slop, boost=self.weight(node.boost))]

    def _with_gap(self, node: ast.Phrase, gap: int) -> list[ast.Query]:
        """A phrase in which `*` stands for words: those beside it may be so far apart, and one."""
        words, slop = [word for word in node.words if word != _ANY], max(node.slop, gap + 1)
        found = self._phrase(ast.Phrase(node.fieldname, words, slop=slop, boost=node.boost))
        if found:
            self.notes.read_as(_typed(node), found[0], "“*” stands for a word")
        return found

    def _selection(self, node: ast.Query) -> list[ast.Query]:
        """The name of a selection: one whole, in which * and ~ mean nothing."""
        words = self._whole(node)
        return [ast.Phrase(node.fieldname, words)] if words else []

    def _name(self, node: ast.Query) -> list[ast.Query]:
        """A name, in which * and ~ mean nothing either."""
        words = self._whole(node)
        return [Name(TEXT_FIELD, words, boost=self.weight(node.boost))] if words else []

    def _whole(self, node: ast.Query) -> list[str]:
        """The words of what is one whole."""
        typed = " ".join(node.words) if isinstance(node, ast.Phrase) else str(node.text)
        return [kept for word in typed.split() if (kept := self.room.within(trimmed(word)))]

    def _pattern(self, node: ast.Wildcard) -> list[ast.Query]:
        if node.fieldname == TEXT_FIELD and node.text in ("*", "*:*"):
            return [ast.Every(boost=self.weight(node.boost))] if self.room.takes("*") else []
        parts = parts_of(node.text)
        if not any(part.is_pattern for part in parts):
            return self.word(node.fieldname, node.text, self.weight(node.boost))
        weight = self.weight(node.boost)
        return [found for part in parts for found in self._part(node, part, weight)]

    def _part(self, node: ast.Wildcard, part: Part, weight: float) -> list[ast.Query]:
        """One part of what stands between two blanks: `al` and `Tan*` of `al-Tan*`."""
        if not part.is_pattern:
            return self.word(node.fieldname, part.text, weight)
        if not words_of(part.text):
            return []
        if not part.may_be_sought:
            self.notes.mark_ignored(_typed(node), _TOO_SHORT)
            return _terms(node.fieldname, self.room.within(trimmed(part.text)), weight)
        if part.is_open and not self.room.scans():
            return _terms(node.fieldname, self.room.within(trimmed(part.text)), weight)
        if not self.room.takes(part.text):
            return []
        if part.is_beginning:
            return [ast.Prefix(node.fieldname, part.text[:-1], boost=weight)]
        return [ast.Wildcard(node.fieldname, part.text, boost=weight)]

    def _varied(self, node: ast.FuzzyTerm) -> list[ast.Query]:
        word, wanted, weight = trimmed(node.text), node.maxdist, self.weight(node.boost)
        letters = sum(map(str.isalnum, word))
        if not word or wanted == 0:
            return self.word(node.fieldname, node.text, weight)
        if len(words_of(word)) > 1 or letters < limits.FEWEST_LETTERS:
            why = "is more than one word" if letters >= limits.FEWEST_LETTERS else _TOO_SHORT
            self.notes.mark_ignored(_typed(node), why)
            return self.word(node.fieldname, node.text, weight)
        if not self.room.varies():
            return self.word(node.fieldname, node.text, weight)
        if not self.room.takes(word):
            return []
        usual = limits.MOST_EDITS if letters > limits.SHORT_WORD else 1
        edits = usual if wanted is None else int(min(max(wanted, 1), limits.MOST_EDITS))
        found = ast.FuzzyTerm(
            node.fieldname, word, weight, maxdist=edits, prefixlength=limits.FIXED_LETTERS
        )
        if wanted not in (None, edits):
            self.notes.read_as(_typed(node), found, "one or two letters may differ")
        return [found]

    def _date(self, node: ast.Query) -> list[ast.Query]:
        span = _span(node)
        if span is None:
            return self._as_words(_typed(node), _NO_DATE)
        if not self.room.takes("*"):
            return []
        found = ast.NumericRange(DATE_FIELD, *span, boost=self.weight(node.boost))
        ends = _ends(node)
        if ends and (start := day_range(ends[0])) and start[0] > span[0]:
            self.notes.read_as(_typed(node), found, "the earlier date comes first")
        elif any(map(reads_both_ways, ends or (_date_text(node),))):
            self.notes.read_as(_typed(node), found, "the day comes before the month")
        return [found]

    def _group(self, node: ast.Query) -> list[ast.Query]:
        """The articles that are grouped with one, whose id is taken as it was typed."""
        match node:
            case ast.Phrase():
                words = list(node.words)
            case ast.TermRange():
                words = []
            case _:
                words = [node.text]
        if not words:
            return self._as_words(_typed(node), _NO_ID)
        return [ast.Phrase(node.fieldname, words)] if self.room.takes("*") else []

    def _as_words(self, typed: str, reason: str) -> list[ast.Query]:
        self.notes.as_words(typed, reason)
        return self.all_words(typed)

    def _explain_colon(self, text: str) -> None:
        """Say why what looks like a field is none."""
        if _EMPTY_FIELD.fullmatch(text):
            self.notes.as_words(text, _NO_WORD)
        elif unknown := _UNKNOWN_FIELD.match(text):
            self.notes.no_field(unknown[1], text)


def _gap(words: Sequence[str]) -> int:
    """How many `*` stand side by side at the most between words of a phrase."""
    is_any = [word == _ANY for word in words]
    if all(is_any) or True not in is_any:
        return 0
    inner = "".join("*" if one else " " for one in is_any).strip("*")
    return max(map(len, inner.split()), default=0)


def _terms(fieldname: str, text: str, weight: float) -> list[ast.Query]:
    return [_term(fieldname, as_word(fieldname, word), weight) for word in words_of(text)]


def _term(fieldname: str, word: str, weight: float) -> ast.Query:
    """A word; one that another system would take for an instruction is a phrase of its own."""
    written = word if fieldname == TEXT_FIELD else f"{fieldname}:{word}"
    if is_of_others(written):
        return ast.Phrase(fieldname, [word], boost=weight)
    return ast.Term(fieldname, word, boost=weight)


def _typed(node: ast.Query) -> str:
    """What was typed for a leaf, as far as it can be told."""
    field = "" if node.fieldname == TEXT_FIELD else f"{node.fieldname}:"
    match node:
        case ast.Phrase():
            return f'{field}"{" ".join(node.words)}"'
        case ast.TermRange():
            return f"{field}[{node.start.strip()} TO {node.end.strip()}]"
        case ast.FuzzyTerm():
            edits = "" if node.maxdist is None else f"{node.maxdist:g}"
            return f"{field}{node.text}~{edits}"
        case _:
            return f"{field}{node.text}"


def _ends(node: ast.Query) -> tuple[str, str] | None:
    """The two ends of a range of dates, as typed; None when it is one date."""
    if isinstance(node, ast.TermRange):
        start, end = node.start.strip(_AROUND), node.end.strip(_AROUND)
        return (start or "*", end or "*") if start or end else None
    text = _date_text(node)
    return None if day_range(text) else range_ends(text)


def _date_text(node: ast.Query) -> str:
    """What was typed for a date; empty for a range without ends."""
    if isinstance(node, ast.Phrase):
        return " ".join(node.words)
    return "" if isinstance(node, ast.TermRange) else str(node.text).strip("[]")


def _span(node: ast.Query) -> tuple[int, int] | None:
    """The numbers of the dates that a leaf stands for; None when it is no date."""
    if ends := _ends(node):
        return date_range(*ends) if node.fieldname == DATE_FIELD else None
    found = day_range(_date_text(node))
    if found is None or found == ALWAYS:
        return found
    first, last = found
    match node.fieldname:
        case "after" | "since":
            return first, NEVER
        case "before":
            return 1, first - 1
        case "until":
            return 1, last
        case _:
            return found
