"""From what a person types to a tree of what to find; never an error, never a word lost.

    drone strike          both words          "air strikes"     the words as written, side by side
                                              "air strikes"~0   side by side in any form
    drone OR jet, ||      either              "border fence"~5  the words within 5 places
    drone NOT jet, -jet   without jet         (a OR b) c        parentheses
    +the drone            the small word too  drone^2           counts double
    strik*  wom?n  *berg  beginnings, letters korvad~  korvad~1 spelt a little otherwise
    outlet:courier        one field: title: outlet: byline: lang: url: path:, also before
                          outlet:"a phrase" and title:(a OR b)
    date:2017-06          a day, month, year; also 06/2017, date:"June 2017", date:"9 June 2017"
    date:2017..2018       a span; also date:2017-2018, date:[2017 TO 2018-03], date:[* TO 2018]
    name:"Ali al-Sadr"    a name as it is written, in any of its spellings (search.names)
    in:"Port inquiry"     a selection of the reader's: in: tag: has: (search.selection)
    in:removed weir       in the lines that were left out; removed:weir, too
    after:2017  since:    from its beginning  before:2018-03    until it begins; until: its end
    drone w/5 strike      near one another, and more that other systems have (`nearness`, `dialect`)

A word stands for itself unless it is written so: `and`, `or` and `not` are words. A query of words
all in capitals is one in small letters, but for AND, OR and NOT. `*` alone is every article. NOT
binds closest, then AND, then OR, then what merely stands side by side.

A query is read in one of two ways that give the same: `fast_path` makes the tree of mere words
directly; `input` tidies any other, `dialect` says in our words what other systems write, `grammar`
has Whoosh parse it, `token` by `token`, and `translate` turns Whoosh's tree into ours, leaf by leaf
(`leaf`, `word`, `near`; `weak_words` only add), as far as there is room (`budget`) within the
`limits`. `unparse` says the tree in the query language again. The `diagnostics` tell what was left
out, cut, or taken for words.

The tree is made of nothing but these classes of whoosh.query (NODES); it knows of no engine:

    And, Or(subqueries, boost)        two members or more, none of them a group of the same kind
                                      unless it has a boost
    Not(query)                        every article without it, in a group or alone; never of a Not
    Every(boost)                      every article, for `*`; in an And only by itself
    Term(fieldname, text, boost)      what stands between two blanks, from its first word to its
                                      last: `al-Tanf` and `http://a.example/b` are several words
                                      of the index, which are to be side by side
    Phrase(fieldname, words, slop, boost)   one such word or more, side by side as they are written
                                      (slop AS_WRITTEN) or in any form (SIDE_BY_SIDE); or in any
                                      form, each `slop` places after the one before at most: 2 to
                                      FARTHEST
    Name(fieldname, words, boost)     such words of the text that are a name
    Prefix(fieldname, text, boost)    the beginning of one word, without its `*`
    Wildcard(fieldname, text, boost)  one word with `*` for any letters and `?` for one, and
                                      FEWEST_LETTERS others at least; no other sign is special
    FuzzyTerm(fieldname, text, boost, maxdist, prefixlength)   one word, 1 to MOST_EDITS letters
                                      changed, but not the first FIXED_LETTERS
    NumericRange("date", start, end, boost)   from one number of a date to another, both included;
                                      1 and NEVER are open ends, and undated articles are outside

A fieldname is `text` (title and body), one of index.QUERY_FIELDS, or, of a Phrase that names a
selection, one of SELECTION_FIELDS. Words are as typed, in their
order, repeated when they are: what their terms are is for the engine to say. Boosts are LIGHTEST to
HEAVIEST. Trees are not to be changed: queries are kept and shared by threads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whoosh import query as ast

from search.query import unparse as wording
from search.query.fast_path import parse_plain
from search.query.input import in_small_letters, with_joined_parts
from search.query.limits import LONGEST, MOST_READ, MOST_WORDS
from search.query.removed import in_removed
from search.query.translate import tree_of
from search.query.tree import AS_WRITTEN, DATE_FIELD, NODES, SIDE_BY_SIDE, TEXT_FIELD
from search.query.unparse import understood

__all__ = [
    "AS_WRITTEN",
    "DATE_FIELD",
    "LONGEST",
    "MOST_READ",
    "MOST_WORDS",
    "NODES",
    "SIDE_BY_SIDE",
    "TEXT_FIELD",
    "Query",
    "parse",
    "understood",
]

_REMEMBERED = 256
"""Characters of a query that is remembered, so that a thousand of them are no burden."""

_DEMANDS = re.compile(r"(?<!\S)(?:(?:AND|&&)(?!\S)|\+[\w\"(])").search
_QUOTED = re.compile(r'"[^"]*"')
_SHOUTED = 5  # words all in capitals from which they are a sentence, in which AND is no operator


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood.

    `tree` is None when there is nothing to look for: the query is blank or only punctuation.
    """

    text: str
    tree: ast.Query | None
    notes: tuple[str, ...] = ()
    is_boolean: bool = False
    """Whether it says what must be there, with AND or `+`: most of the words will not do."""

    @property
    def understood(self) -> str:
        """The tree in the query language; parsed, it gives the same tree. Empty without one."""
        return "" if self.tree is None else wording.understood(self.tree)


def parse(text: str) -> Query:
    """Read a query. Never raises."""
    return _remembered(text) if len(text) <= _REMEMBERED else _parse(text)


def _parse(text: str) -> Query:
    joined = in_small_letters(with_joined_parts(text))
    tree, notes = parse_plain(joined) or tree_of(joined)
    is_sentence = text.isupper() and len(text.split()) >= _SHOUTED
    is_boolean = not is_sentence and _DEMANDS(_QUOTED.sub("", joined)) is not None
    return Query(text, in_removed(tree), notes, is_boolean)


_remembered = lru_cache(maxsize=1024)(_parse)  # the pages of a result ask the same again and again
