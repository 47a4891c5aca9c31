"""What somebody who types is perhaps going to type: words and names, and headlines.

Nothing is prepared and nothing is kept. Which stems, or forms of other stems, begin with what was
typed, and how often each occurs together with the words before, the index says at once (`prefix`).
The words themselves are read from a few articles that have the likeliest stems, in less than 100 µs
each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index import FIELDS, STEMMED, STOP_WORDS, WORD, Generation, Segment, date_of_number, name_of
from search.query import LONGEST, TEXT_FIELD
from search.result import Completions, Headline
from search.words.lexicon import df_of, forms_in, likely_words, text_of
from search.words.prefix import (
    Mask,
    articles_from,
    articles_with,
    counts_of,
    other_terms,
    terms_from,
)

_LONGEST_TITLE = 200  # characters; what is longer is no title to choose from a list
_MOST_TERMS = 16  # of a segment that are thought of
_MOST_COUNTED = 2**19  # postings of a beginning that are counted one by one; of more,
_MOST_FREQUENT = 256  # only those of its most frequent terms
_MOST_TITLES = 32  # newest of a segment that are thought of
_READ = 3  # articles that are read for the words of a term,
_READ_OF_OTHERS = 16  # and of one that begins otherwise than what was typed, as do most words of it
_INSTRUCTION = re.compile(r"[:()*?^~\[\]{}]|(?:^|\s)-|\b(?:AND|OR|NOT)\b")
_BEGINS_WORD = re.compile(r"(?:^|[\s\"“„«(:\w-])$")  # not the S of U.S
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Typing:
    """What has been typed, before its last word and in it; `word` is empty between words."""

    before: str
    word: str
    field: str
    others: tuple[str, ...]
    """The words before; stop words only when there are no others."""
    beginning: str
    """What the word begins with, folded."""

    @classmethod
    def of(cls, typed: str) -> Typing:
        """What has been typed, taken apart."""
        found = list(WORD.finditer(typed))
        at = found.pop().start() if found and found[-1].end() == len(typed) else len(typed)
        words = [match[0] for match in found]
        field = re.search(r"(\w+):[\"“]?$", typed[:at])
        if field and words and words[-1] == field[1]:
            words.pop()
        others = [word for word in words if word.lower() not in STOP_WORDS] or words
        return cls(
            before=typed[:at],
            word=typed[at:],
            field=field[1] if field else TEXT_FIELD,
            others=tuple(others),
            beginning=name_of(typed[at:]),
        )

    @property
    def words_field(self) -> str:
        """The field whose words the last word may become; empty when there is nothing to go by."""
        begins = _BEGINS_WORD.search(self.before) and self.beginning
        return self.field if begins and self.field in FIELDS else ""

    @property
    def names_titles(self) -> bool:
        """Whether titles may be meant."""
        return self.field in STEMMED and bool(self.beginning or self.others)

    @property
    def context(self) -> tuple[str, ...]:
        """The words that articles are to have besides; none when the query is not just words."""
        return () if _INSTRUCTION.search(self.before) else self.others

    def cased(self, form: str) -> str:
        """A word in the letters, small or capital, in which this one was begun."""
        if not self.word[0].isupper():
            return form.lower()
        if self.word.isupper() and len(self.word) > 1:
            return form.upper()
        return form.capitalize() if form.isupper() or not form[0].isupper() else form


class _Likely(NamedTuple):
    """A term that the word may become: in how many articles of a segment, and its number there."""

    df: int
    segment: Segment
    number: int
    wanted: Mask | None
    """The articles counted."""


class Completer:
    """Completes what is typed from one generation; any number of threads may share it."""

    def __init__(self, generation: Generation) -> None:
        self._segments = generation.segments
        self._languages = generation.languages

    def complete(self, typed: str, limit: int = 8) -> Completions:
        """What was typed with its last word complete, and the headlines that have what was typed.

        A headline has all words typed, in any order, the last as a beginning. Words and headlines
        share the places evenly; where there are fewer of the ones, there are more of the others.
        Never raises but IndexDamaged.
        """
        typing = Typing.of(typed) if len(typed) <= LONGEST else Typing.of("")
        return shared_out(self._words(typing), self._headlines(typing), limit)

    def _words(self, typing: Typing) -> Iterator[str]:
        """What was typed, its last word complete."""
        field = typing.words_field
        if not field:
            return
        likely: dict[bytes, _Likely] = {}
        total: Counter[bytes] = Counter()
        for segment in self._segments:
            for found in _likely(segment, field, typing, self._languages):
                term = segment.terms[found.number]
                total[term] += found.df
                likely[term] = max(found, likely.get(term, found), key=lambda likely: likely.df)
        shown: set[str] = set()
        for term in sorted(total, key=lambda term: (-total[term], term)):
            text = term.decode()
            stop = field in STEMMED and text in STOP_WORDS
            form = None if stop else _form(likely[term], field, text, typing)
            if form and (word := typing.cased(form)) not in shown:  # in one language or several
                shown.add(word)
                yield typing.before + word

    def _headlines(self, typing: Typing) -> Iterator[Headline]:
        """The titles that have what was typed, the newest first, each once."""
        if not typing.names_titles:
            return
        found = [
            (-date, place, doc)
            for place, segment in enumerate(self._segments)
            for date, doc in _newest(segment, _titled(segment, typing, self._languages))
        ]
        headlines = (_headline(self._segments[place], doc) for _, place, doc in sorted(found))
        yield from offered(headlines, typing)


def shared_out(words: Iterator[str], headlines: Iterator[Headline], limit: int) -> Completions:
    """Words and headlines, which share `limit` places; what one lacks, the other has more."""
    first = tuple(islice(headlines, limit // 2))
    begun = tuple(islice(words, limit - len(first)))
    return Completions(begun, (*first, *islice(headlines, limit - len(first) - len(begun))))


def offered(headlines: Iterable[Headline], typing: Typing) -> Iterator[Headline]:
    """Those of some headlines that have the last word as a beginning, each title once."""
    seen: set[str] = set()
    for headline in headlines:
        key = headline.title.casefold()
        if key not in seen and _has_beginning(headline.title, typing.beginning):
            seen.add(key)
            if len(headline.title) <= _LONGEST_TITLE:
                yield headline


def _headline(segment: Segment, doc: int) -> Headline:
    date = date_of_number(int(segment.date[doc]))
    return Headline(segment.id(doc), segment.facts(doc).title, segment.outlet.of(doc), date)


def _likely(
    segment: Segment, field: str, typing: Typing, languages: tuple[str, ...]
) -> Iterator[_Likely]:
    """The most frequent terms of a segment that the word may become."""
    wanted = articles_with(segment, TEXT_FIELD, typing.context, languages)
    numbers = terms_from(segment, field, typing.beginning)
    counts = _counted(segment, numbers, wanted)
    frequent = np.argsort(-counts, kind="stable")[:_MOST_TERMS].tolist()
    found = [(int(counts[place]), numbers[place]) for place in frequent]
    others = np.array(other_terms(segment, field, typing.beginning), np.int64)
    often = np.argsort(-df_of(segment, others), kind="stable")[:_MOST_FREQUENT]
    for number in others[often].tolist():
        found.append((int(counts_of(segment, range(number, number + 1), wanted)[0]), number))
    for df, number in found:
        if df:
            yield _Likely(df, segment, number, wanted)


def _counted(segment: Segment, numbers: range, wanted: Mask | None) -> npt.NDArray[np.int64]:
    """How many of the wanted articles have each term; 0 for rare ones, where it would take long."""
    every = counts_of(segment, numbers, None)
    if wanted is None or int(every.sum()) <= _MOST_COUNTED:
        return counts_of(segment, numbers, wanted)
    counts = np.zeros_like(every)
    for place in np.argsort(-every, kind="stable")[:_MOST_FREQUENT].tolist():
        number = numbers[place]
        counts[place] = counts_of(segment, range(number, number + 1), wanted)[0]
    return counts


def _form(likely: _Likely, field: str, term: str, typing: Typing) -> str | None:
    """How a term is mostly written in some articles that have it; None as in `form_of`."""
    segment, wanted = likely.segment, likely.wanted
    docs = segment.postings(likely.number).doc
    docs = docs if wanted is None else docs[wanted[docs]]
    read = _READ if term.startswith(typing.beginning) else _READ_OF_OTHERS
    texts = "\n".join(text_of(segment, field, doc) for doc in docs[-read:].tolist())
    return form_of(texts, field, term, typing)


def form_of(texts: str, field: str, term: str, typing: Typing) -> str | None:
    """How a term is mostly written in some texts, if that begins with what was typed.

    None when that is one of its words already: the others find the same articles.
    """
    forms = {
        form: count
        for form, count in forms_in(texts, field, term).items()
        if name_of(form).startswith(typing.beginning) and not _POSSESSIVE.search(form)
    }
    if not forms or any(name_of(form) == typing.beginning for form in forms):
        return None
    return min(forms, key=lambda form: (-forms[form], form))


def _titled(segment: Segment, typing: Typing, languages: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """The articles that have the stems of what was typed in the title."""
    wanted = articles_with(segment, "title", typing.others, languages)
    if typing.beginning:
        begun = articles_from(segment, "title", typing.beginning)
        wanted = begun if wanted is None else wanted & begun
    return np.flatnonzero(np.zeros(0) if wanted is None else wanted)


def _newest(segment: Segment, docs: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """(date, article) of the newest of some articles."""
    if len(docs) > _MOST_TITLES:
        age = docs - (segment.date[docs].astype(np.int64) << 17)  # no two are the same
        docs = docs[np.argpartition(age, _MOST_TITLES)[:_MOST_TITLES]]
    return list(zip(segment.date[docs].tolist(), docs.tolist(), strict=True))


def _has_beginning(title: str, beginning: str) -> bool:
    """Whether a word of a title begins so; its stem alone does not say."""
    if not beginning:
        return True
    is_plain = title.isascii() and "." not in title
    words = likely_words(title, beginning) if is_plain else WORD.findall(title)
    return any(name_of(word).startswith(beginning) for word in words)
