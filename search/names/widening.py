"""A query's names widened by their spellings, visibly.

Only plain words are widened: what stands in quotes, behind = or NOT, or in another field is meant
as it is written. A word and its spellings become `Spellings`, which count as one word; each of them
is sought as it is written, not by its stem (Hims is not him). Words side by side that may be one
name (Deir ez-Zor, Joe Biden) become those words or another way to write the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from whoosh import query as ast

from index import form_of, tokens
from search.names.abbreviations import is_abbreviation
from search.names.archive_names import ArchiveNames
from search.names.other_ways import other_ways, sounding
from search.names.people import NICKNAME
from search.names.same_name import Row, without_particles
from search.names.same_word import SOUND
from search.names.variants import LISTED, Variant
from search.names.why import ABBREVIATION, JOINED, PARTICLE, why
from search.query import TEXT_FIELD
from search.query.tree import Name, Spellings
from search.query.weak_words import SMALL_WORDS
from search.result import Spelling

LEAST_LETTERS, LEAST_OTHER_LETTERS = 4, 3
"""Letters of a word that is widened: in ASCII, and in other scripts."""

_MOST_WORDS = 6  # of words side by side that are tried as one name
_MOST_ROWS = 12  # other ways to write a name of several words
_QUESTION = 5  # words, of which a name is one: to tell it from its stem costs articles there


@dataclass(frozen=True, slots=True)
class Widened:
    """A tree with its names widened, and by what."""

    tree: ast.Query | None
    spellings: tuple[Spelling, ...] = ()
    left_out: tuple[Spelling, ...] = ()
    """Those that are not wanted."""


@dataclass(slots=True)
class Widener:
    """Widens trees by the names of one generation.

    `count` says how many articles match a tree; `without` are forms that are not wanted.
    """

    names: ArchiveNames
    count: Callable[[ast.Query], int]
    without: frozenset[str] = frozenset()
    _found: list[Spelling] = field(default_factory=list)
    _left_out: list[Spelling] = field(default_factory=list)
    _typed: dict[str, int] = field(default_factory=dict)
    _meant: dict[str, list[str]] = field(default_factory=dict)
    """The forms that words mean which mean some of their terms' forms only (conflation)."""
    _is_doubled: bool = False
    """It has a name that is one word twice, which stand side by side: Abdullah Abdullah."""
    _is_question: bool = False
    """Of so many words that all forms of each count: a headline, or what somebody remembers."""

    def widen(self, tree: ast.Query | None) -> Widened:
        """The tree with the names in it widened."""
        if tree is None:
            return Widened(None)
        self._is_question = type(tree) in (ast.And, ast.Or) and len(tree.subqueries) >= _QUESTION
        wider = self._widen(tree)
        if not (self._found or self._meant or self._is_doubled):
            wider = tree
        return Widened(wider, tuple(self._found), tuple(self._left_out))

    def _widen(self, node: ast.Query) -> ast.Query:
        kind = type(node)
        if kind is ast.Term and node.fieldname == TEXT_FIELD:
            return self._word(node)
        if kind is ast.And:
            return self._side_by_side(node)
        if kind is Name:
            return self._name(node)
        if kind is ast.Or:
            return ast.Or([self._widen(child) for child in node.subqueries], boost=node.boost)
        return node

    def _word(self, node: ast.Term) -> ast.Query:
        """A word as typed, with its spellings when it is a name."""
        words = _words(node)
        forms = tuple(map(form_of, words))
        core = without_particles(forms)
        self._note_meant(forms)
        if len(core) > 1:  # Lashkar-e-Taiba: what is written as one is one
            others = self._rows(words, words[:1])
        elif core and _may_be_name(core[0]):
            others = self._others(node.text, words, core[0])
        elif core and len(core[0]) >= LEAST_OTHER_LETTERS and is_abbreviation(node.text):
            others = self._long_names(node.text)  # too short for its sound: MBS
        else:
            others = []
        own = self._as_meant(node)
        if not others:
            return own
        asked = own.subqueries if type(own) is Spellings else [own]
        return Spellings([*asked, *others], boost=node.boost)

    def _note_meant(self, forms: Row) -> None:
        if not self._is_question:
            self._meant |= self.names.forms_meant(forms)

    def _as_meant(self, node: ast.Query) -> ast.Query:
        """A word as typed: in those forms of its term that are the same name (conflation)."""
        forms = [self._meant.get(form_of(word)) for word in _words(node)]
        if len(forms) > 1 and any(forms):
            return ast.Phrase(TEXT_FIELD, [node.text], boost=node.boost)  # Sang-ho
        if not forms or forms[0] is None:
            return node
        return Spellings([ast.Phrase(TEXT_FIELD, [form]) for form in forms[0]], boost=node.boost)

    def _name(self, node: Name) -> ast.Query:
        """A name as it is written, with its spellings."""
        typed = " ".join(node.words)
        words = [typed[token.start : token.end] for token in tokens(typed)]
        core = without_particles(tuple(map(form_of, words)))
        if not core:
            return node
        others = self._others(typed, words, core[0]) if len(core) == 1 else self._rows(words)
        asked = [ast.Phrase(TEXT_FIELD, list(node.words)), *others]
        return Spellings(asked, boost=node.boost) if others else node

    def _others(self, typed: str, words: Sequence[str], core: str) -> list[ast.Query]:
        """The spellings of a name that is one word, `core`, and particles."""
        asked: list[ast.Query] = []
        if len(words) > 1:
            asked += self._spelled((core,), typed, Variant(core, 0, PARTICLE, 0.0))
        for variant in self.names.variants(core):
            row = tuple(self.names.written(variant.form).split())
            asked += self._spelled(row, typed, variant)
        if is_abbreviation(typed):
            asked += self._long_names(typed)
        elif self.names.is_name(core):
            for row, cost in sounding(self.names, (core,)):
                if len(row) > 1:
                    asked += self._spelled(row, typed, Variant(_form(row), 0, JOINED, cost))
        return asked

    def _long_names(self, typed: str) -> list[ast.Query]:
        """What an abbreviation is short for, where an article says so, and how that is spelt."""
        kinds: dict[Row, tuple[str, float]] = {}
        for name in self.names.long_names(typed):
            row = tuple(name.split())
            kinds[row] = ABBREVIATION, 0.0
            for other, cost in sounding(self.names, tuple(map(form_of, row))):
                kinds.setdefault(other, (SOUND, cost))
        asked, found = [], set[str]()
        for row, (kind, cost) in kinds.items():
            if _form(row) not in found:
                asked += self._spelled(row, typed, Variant(_form(row), 0, kind, cost))
                found.add(_form(row))
        return asked

    def _side_by_side(self, node: ast.And) -> ast.Query:
        """Words side by side: a name of several of them, and each by itself."""
        children: list[ast.Query] = []
        for run in _runs(node.subqueries):
            words = [word for child in run for word in _words(child)]
            heads = [typed[0] for child in run if (typed := _words(child))]
            core = without_particles(tuple(map(form_of, words)))
            if len(words) > 1:
                self._note_meant(tuple(map(form_of, words)))
            is_one = len(core) > 1 and self.names.is_known(" ".join(core))
            each = [self._as_meant(child) if is_one else self._widen(child) for child in run]
            if is_one and len(set(core)) == 1:
                self._is_doubled = True
                each = [ast.Phrase(TEXT_FIELD, words)]
            others: list[ast.Query] = []
            if len(run) > 1 and len(core) == 1 and _may_be_name(core[0]):
                others = self._others(" ".join(words), words, core[0])  # At Tanf
            elif len(run) > 1:
                others = self._rows(words, heads)
            if others:
                own = each[0] if len(each) == 1 else ast.And(each)
                children.append(ast.Or([own, *others]))
            else:
                children += each
        return children[0] if len(children) == 1 else ast.And(children, boost=node.boost)

    def _rows(self, words: Sequence[str], heads: Sequence[str] = ()) -> list[ast.Query]:
        """The other ways to write a name of several words that the archive has.

        Whether it is one, its `heads` say: the first word of each that was typed with hyphens.
        """
        typed, forms = " ".join(words), tuple(map(form_of, words))
        found: dict[str, ast.Query] = {}
        for row, kind in other_ways(self.names, words, heads):
            form = _form(row)
            if form in found or row == forms or len(found) >= _MOST_ROWS:
                continue
            for spelled in self._spelled(row, typed, Variant(form, 0, kind, 0.0)):
                found[form] = spelled
        return list(found.values())

    def _spelled(self, row: Row, typed: str, variant: Variant) -> list[ast.Query]:
        """What a spelling is sought as; nothing when it is not wanted or no article has it."""
        slop = 2 if variant.kind == NICKNAME else 1  # Edward M. Kennedy
        node = ast.Phrase(TEXT_FIELD, list(row), slop=slop)
        articles = self.count(node)
        if not articles:
            return []
        found = self._spelling(row, typed, variant, articles)
        if variant.form in self.without:
            self._left_out.append(found)
            return []
        self._found.append(found)
        return [node]

    def _spelling(self, row: Row, typed: str, variant: Variant, articles: int) -> Spelling:
        text = " ".join(map(self.names.written, row)) if len(row) > 1 else row[0]
        if variant.kind in (ABBREVIATION, LISTED):
            text = " ".join(row)
        return Spelling(
            typed=typed,
            text=text if text != variant.form else self.names.written(variant.form),
            form=variant.form,
            articles=articles,
            kind=variant.kind,
            why=why(variant, self.names),
            cost=round(variant.cost, 2),
            likeness=round(variant.likeness, 3),
            beside=variant.beside,
            typed_articles=self._as_typed(typed),
        )

    def _as_typed(self, typed: str) -> int:
        """How many articles have a name as it was typed."""
        if typed not in self._typed:
            words = typed.split()
            is_word = len(words) == 1
            node = ast.Term(TEXT_FIELD, typed) if is_word else ast.Phrase(TEXT_FIELD, words)
            self._typed[typed] = self.count(self._as_meant(node) if is_word else node)
        return self._typed[typed]


def _form(row: Row) -> str:
    return " ".join(map(form_of, row))


def _words(node: ast.Query) -> list[str]:
    """The words of a plain word as typed (ez-Zor has two); none of anything else."""
    if type(node) is not ast.Term or node.fieldname != TEXT_FIELD:
        return []
    return [node.text[token.start : token.end] for token in tokens(node.text)]


def _may_be_name(form: str) -> bool:
    least = LEAST_LETTERS if form.isascii() else LEAST_OTHER_LETTERS
    return len(form) >= least and form not in SMALL_WORDS and not any(map(str.isdigit, form))


def _runs(nodes: Sequence[ast.Query]) -> Iterator[Sequence[ast.Query]]:
    """The nodes in rows: plain words side by side together, all else by itself."""
    edges = [0]
    for place, (one, other) in enumerate(pairwise(nodes), 1):
        is_run = _words(one) and _words(other) and place - edges[-1] < _MOST_WORDS
        if not is_run:
            edges.append(place)
    for start, stop in pairwise([*edges, len(nodes)]):
        yield nodes[start:stop]
