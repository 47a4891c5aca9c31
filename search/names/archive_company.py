"""What stands around the names of one generation: some articles of each are read for it."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index import Generation, Segment, form_of
from search.names.abbreviations import abbreviations, long_names
from search.names.archive_words import ArchiveWords, Array, ArticleNames
from search.names.company import (
    KNOWN,
    NO_COMPANY,
    RARE,
    SHARED,
    Company,
    enough_likeness,
    likeness,
    shared,
)
from search.names.conflation import READ, READ_OF_ROW, Row, Uses, uses_of
from search.names.passages import PassageWords, passages
from search.names.people import given_names_by
from search.names.same_name import Evidence
from search.names.same_word import YOUNG
from search.names.script import are_of_two_scripts
from search.words.lexicon import text_of

ARTICLES_READ = 20
"""Articles of a name that are read for its company."""

_READ_OF_ROW = 16  # the same of a name of several words
_READ_TO_KNOW = 4  # the same, to see whether articles have a name
_LONG_NAMES = 3  # of an abbreviation, the commonest; and the other way round
_CHARACTERS_READ = 6_000  # of an article


class ArchiveCompany(ArchiveWords):
    """The company of the names of one generation, read once each."""

    def __init__(self, generation: Generation, found: ArticleNames | None) -> None:
        super().__init__(generation, found)
        self._lock = threading.RLock()
        self._companies: dict[str, Company] = {}
        self._written: dict[str, str] = {}
        self._ways: dict[str, list[Row]] = {}
        self._uses: dict[Row, Uses] = {}
        self._among: tuple[Row, Sequence[str]] = (), ()

    def company(self, form: str) -> Company:
        """The company of a form, read in some of its articles; empty when none has it."""
        if form not in self._companies:
            self._companies[form] = self._read(form)
        return self._companies[form]

    def evidence(self, one: str, other: str) -> Evidence:
        """What stands around two names, of one word or more each."""
        with self._lock:
            fewer = min(self._articles(one), self._articles(other))
            mine, theirs = (self.company(name) if fewer else NO_COMPANY for name in (one, other))
            common = len(shared(mine, theirs, SHARED))
            alike = 0.0 if fewer >= RARE and common < SHARED else likeness(mine, theirs)
            is_foreign = not common and are_of_two_scripts(one, other)
            return Evidence(fewer, alike, self.articles < YOUNG, is_foreign)

    def word(self, number: int) -> str:
        """The word with a number in companies, as the articles mostly write it."""
        return self._words.written(number)

    def written(self, form: str) -> str:
        """A name as the articles mostly write it, as far as they were read."""
        return self._written.get(form, form.capitalize())

    def ways_written(self, row: Row) -> list[Row]:
        """The forms of a name of several words, with the particles that articles write in it."""
        form = " ".join(row)
        with self._lock:
            self.company(form)
            return self._ways.get(form, [])

    def row_as_written(self, form: str) -> str:
        """A name of one word or more as the articles mostly write its words, read for that."""
        words = form.split()
        with self._lock:
            for word in words:
                self.company(word)
            return " ".join(map(self.written, words))

    def long_names(self, abbreviation: str) -> list[str]:
        """What articles say in brackets that an abbreviation is short for, the commonest first."""
        found = long_names(abbreviation, self._texts(form_of(abbreviation)))
        return [name for name, _ in found.most_common(_LONG_NAMES)]

    def abbreviations(self, words: Sequence[str]) -> list[str]:
        """The abbreviations that articles give a name of several words, the commonest first."""
        if len(words) < 2:
            return []
        rarest = min(words, key=lambda word: self.df(form_of(word)))
        found = abbreviations(" ".join(words), self._texts(form_of(rarest)))
        return [short for short, _ in found.most_common(_LONG_NAMES)]

    def given_names(self, initial: str, surname: str) -> list[str]:
        """The given names with an initial that articles have before a surname, the commonest."""
        found = given_names_by(initial, surname, self._texts(surname))
        return [name for name, _ in found.most_common(_LONG_NAMES)]

    def uses(self, row: Row, among: Row = ()) -> Uses:
        """How some articles use a name below their headlines, which tell nothing; remembered.

        With `among`, those that have these words in a row, in whatever forms.
        """
        found = self._uses.get(row)
        if found is None:
            texts = self._texts_among(row, among or row)
            found = self._uses[row] = uses_of(row, (text.partition("\n")[2] for text in texts))
        return found

    def are_unlike(self, one: Row, other: Row) -> bool:
        """Whether two names are known, and stand beside other words."""
        said = self.evidence(" ".join(one), " ".join(other))
        return said.fewer >= KNOWN and said.likeness < enough_likeness(said.fewer)

    def _texts_among(self, row: Row, among: Row) -> Sequence[str]:
        if len(row) == 1:
            docs = None if self._found is None else self._found.docs_as_written(row)
            found = self._docs(row[0]) if docs is None else [*zip(self.segments, docs, strict=True)]
            return self._some(found, READ)
        if self._among[0] != among:  # its forms are asked for one after the other
            self._among = among, self._texts(" ".join(among), READ_OF_ROW)
        return self._among[1]

    def is_known(self, form: str) -> bool:
        """Whether articles have a name of several words, in this spelling: not as Iraq, Syria."""
        if self._found is not None and self._found.is_known(form):
            return True
        row = re.compile(r"\b" + r"[\s-]".join(map(re.escape, form.split())) + r"\b", re.IGNORECASE)
        texts = self._texts(form, _READ_TO_KNOW)
        return any(map(row.search, texts))

    def _read(self, form: str) -> Company:
        texts = [passage for text in self._texts(form) for passage in passages(text, form)]
        return self._words.company(form, texts) if texts else NO_COMPANY

    def _texts(self, form: str, most: int = 0) -> list[str]:
        """Some articles that have a form, or words side by side."""
        most = most or (_READ_OF_ROW if " " in form else ARTICLES_READ)
        return self._some(self._docs(form), most)

    def _some(self, found: Sequence[tuple[Segment, Array]], most: int) -> list[str]:
        """So many of some articles, from all over them."""
        total = sum(len(docs) for _, docs in found)
        texts: list[str] = []
        for segment, docs in found:
            share = min(len(docs), -(-most * len(docs) // max(total, 1)))
            some = docs[np.linspace(0, len(docs) - 1, share).astype(int)] if share else docs[:0]
            texts += [text_of(segment, "text", doc)[:_CHARACTERS_READ] for doc in some.tolist()]
        return texts

    @cached_property
    def _words(self) -> PassageWords:
        return PassageWords(self.weights, self._written, self._ways)

    def forget(self) -> None:
        """Begin anew, so that memory is bounded."""
        super().forget()
        self._companies.clear()
        self._uses.clear()
        self._ways.clear()
        self._among = (), ()
        self.__dict__.pop("_words", None)
