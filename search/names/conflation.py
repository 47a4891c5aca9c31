"""Names that only a stemmer takes for one: Edwards and Edward, Marie and Mary.

Terms are stems, which is right for words (a Democrat, the Democrats) and wrong for names, of which
each form is another. English tells the two apart by what stands before them: a word in the singular
has an article, and so has the plural of a name (the Clintons); a name has none. So a form of a
name's term is left out where both are used as names. Beside another word of a
name (Sam Banks) it is told by both, for it may be a word elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from index import is_said_of_many

Row = tuple[str, ...]
"""The forms of a name's words."""

READ, READ_OF_ROW = 12, 24
"""Articles that are read for how a name is used: of one word, and of several in all its forms."""

_MOST_AS_WORD = 0.2  # of a name's uses: with more it is a word that is written with a capital
_OF_WORDS = "a an these those some many most several few all both any no every each another other"
_OF_WORDS_AND_PLURALS = f"{_OF_WORDS} the"  # the Clintons; but not the Sam Banks affair
_NAMES_BETWEEN = r"\s+(?:[A-Z][\w.'’-]*\s+){0,2}$"
_LONGEST = 60  # characters before a name in which its article stands


def _behind(articles: str) -> re.Pattern[str]:
    """What fits text that ends with one of some articles, and with the beginning of a name."""
    return re.compile(rf"\b(?i:{'|'.join(articles.split())}){_NAMES_BETWEEN}")


_BEHIND, _BEHIND_OF_ROW = _behind(_OF_WORDS_AND_PLURALS), _behind(_OF_WORDS)


class Uses(NamedTuple):
    """How a name is used in some texts."""

    as_name: int = 0
    """With a capital, and without an article."""
    as_word: int = 0

    @property
    def is_name(self) -> bool:
        """Whether it is the name of somebody."""
        return self.as_name > 0 and self.as_word <= _MOST_AS_WORD * (self.as_name + self.as_word)


class ConflatedNames(Protocol):
    """What can be asked about the names of an archive, as forms (index.form_of)."""

    def is_name(self, form: str) -> bool:
        """Whether a form is mostly written with a capital."""

    def forms_of_term(self, form: str) -> Sequence[str]:
        """The forms that have a form's term, itself among them where articles have it."""

    def are_unlike(self, one: Row, other: Row) -> bool:
        """Whether two names are known, and stand beside other words."""

    def uses(self, row: Row, among: Row = ()) -> Uses:
        """How some articles use a name; `among` those that have these words in whatever forms."""


def uses_of(row: Row, texts: Iterable[str]) -> Uses:
    """How a name is used in some texts; where all is in capitals, nothing is told."""
    name, behind = " ".join(row), _BEHIND if len(row) == 1 else _BEHIND_OF_ROW
    as_name = as_word = 0
    for text in texts:
        lowered = text.lower().replace("-", " ")
        at = lowered.find(name) if len(lowered) == len(text) else -1
        while at >= 0:
            end = at + len(name)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                if text[at].islower() or behind.search(text[max(0, at - _LONGEST) : at]):
                    as_word += 1
                elif not text[at:end].isupper():
                    as_name += 1
            at = lowered.find(name, end)
    return Uses(as_name, as_word)


def forms_meant(names: ConflatedNames, row: Row) -> dict[str, list[str]]:
    """The words of a query that mean some forms of their terms only, and these forms.

    A word that is not there means all of them, as words do.
    """
    found = {word: _apart(names, (), word, ()) for word in row if _may_be_single(names, word)}
    for one, other in pairwise(row):
        if names.is_name(one) or names.is_name(other):
            for word, before, behind in ((one, (), (other,)), (other, (one,), ())):
                found[word] = found.get(word, set()) | _apart(names, before, word, behind)
    return {
        word: [form for form in names.forms_of_term(word) if form not in apart]
        for word, apart in found.items()
        if apart
    }


def _apart(names: ConflatedNames, before: Row, word: str, behind: Row) -> set[str]:
    """Those of the other forms of a word's term that make another name, beside a word or alone."""
    is_alone = not before and not behind
    forms = names.forms_of_term(word) if word.isascii() and word.isalpha() else ()
    if word not in forms:
        return set()  # no article has it: any form is better than none
    others = [
        form
        for form in forms
        if form != word and not (is_alone and not _may_be_single(names, form))
    ]
    typed = (*before, word, *behind)
    apart = {
        form
        for form in others
        if names.uses((*before, form, *behind), typed).is_name
        and (not _may_spell(word, form) or names.are_unlike(typed, (*before, form, *behind)))
    }
    return apart if apart and names.uses(typed, typed).is_name else set()


def _may_spell(one: str, other: str) -> bool:
    """Whether one form may spell the other: Tarkhan, Tarkhane."""
    return other == f"{one}e" or one == f"{other}e"


def _may_be_single(names: ConflatedNames, form: str) -> bool:
    return not is_said_of_many(form) and names.is_name(form)
