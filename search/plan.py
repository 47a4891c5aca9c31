"""A query's tree as what the index can be asked: terms for words, weights, conditions.

The tree (search.query) holds the words as typed. Here each is analysed as the articles were; words
that the analysis cuts in two (`al-Tanf`) are a phrase; repeated words count as weight, boosts are
multiplied down to the words that they hold for. A plan knows of no index: it is made once for a
query, whatever generation answers it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whoosh import query as ast

from index import (
    CAPITALS,
    FIELDS,
    STEMMED,
    analysis_of,
    fold,
    form_of,
    letters_of,
    term_of,
    tokens,
)
from search.query.tree import GROUP_FIELDS, Spellings
from search.selection import NO_SELECTIONS, SELECTION_FIELDS, Selections

_FIELD = {name: number for number, name in enumerate(FIELDS)}

LANG = "lang"
"""The field that has a column and no postings: what is asked of it is a condition."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of FIELDS[field]."""

    field: int
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Form:
    """A word of the text or of titles as it is written: folded, and not stemmed.

    With `capitals`, only where it is all in capitals, as no other word of two letters or more is.
    """

    field: int
    text: str
    capitals: bool = False
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Pattern:
    """All forms that fit: `text` with * and ? in it, or within `edits` of it.

    A `text` that ends with a letter stands for its plural too (search.words.pattern.PLURALS).
    Of a form within `edits` the first `prefix` letters are those of `text`, or a neighbour of the
    first on the keyboard, which is an edit; when there is none, any letters, unless it is `strict`.
    Names are not stemmed: of their fields it is terms that fit. They count as one, that occurs as
    often as they do together.
    """

    field: int
    text: str
    edits: int = 0
    prefix: int = 0
    boost: float = 1.0
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Terms, forms and patterns of one field that count as one term (Lucene's SynonymQuery).

    It stands where any of them does, as often as they do together, and its document frequency is
    that of their union. The members' own boosts mean nothing.
    """

    members: tuple[Term | Form | Pattern, ...]
    boost: float = 1.0

    @property
    def field(self) -> int:
        """The field of all members, of which there is one at the least."""
        return self.members[0].field


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands one behind the other, each at most `slop` places behind the one before.

    At each place is a term, or a Form or Synonyms of the same field.
    """

    field: int
    terms: tuple[str | Form | Synonyms, ...]
    slop: int = 1
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles of a range of dates, as numbers; scores nothing."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Value:
    """Articles with a whole value of a column, `outlet` or `lang`; scores nothing."""

    column: str
    value: str


@dataclass(frozen=True, slots=True)
class ValuePattern:
    """Articles whose value of a column fits: `text` with * and ? in it, or within `edits` of it.

    Of a value within `edits` the first `prefix` letters are those of `text`. Scores nothing.
    """

    column: str
    text: str
    edits: int = 0
    prefix: int = 0


@dataclass(frozen=True, slots=True)
class GroupedWith:
    """Articles that are grouped with one, itself among them; scores nothing.

    `group` is "story" (on the same event) or "copies" (the same text).
    """

    group: str
    article_id: str


@dataclass(frozen=True, slots=True)
class Selected:
    """Articles of a selection (search.selection), `kind` one of its fields; scores nothing.

    Before it is put to an index, `resolved` puts Articles in its place.
    """

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles with these ids; scores nothing."""

    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles; scores nothing."""


@dataclass(frozen=True, slots=True)
class All:
    """Articles that all parts match; their scores are added."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Articles that any part matches; the scores of those that do are added."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that a part does not match; scores nothing."""

    part: Plan


Plan = (
    Term | Form | Pattern | Synonyms | Phrase | Dates | Value | ValuePattern | GroupedWith
    | Selected | Articles | Everything | All | Any | Not
)  # fmt: skip

NOTHING = Any(())
"""Matches no article."""


_CONDITIONS = (Dates, Value, ValuePattern, GroupedWith, Selected, Articles, Everything, Not)


def is_condition(plan: Plan) -> bool:
    """Whether a plan only says which articles, and scores nothing."""
    if isinstance(plan, All | Any):
        return bool(plan.parts) and all(map(is_condition, plan.parts))
    return isinstance(plan, _CONDITIONS)


def plan_of(tree: ast.Query | None, capitals: Container[str] = ()) -> Plan:
    """The plan for a tree of search.query (its NODES); NOTHING for none.

    Words in capitals whose forms are among `capitals` mean the capitals (search.capitals). Raises
    TypeError on a node of another kind.
    """
    if tree is None:
        return NOTHING
    return _plan(_in_capitals(tree, capitals) if capitals else tree, 1.0)


class _Capitals(ast.Term):  # type: ignore[misc]  # Whoosh carries no annotations
    """A word that means the capitals in which it is typed."""


def _in_capitals(tree: ast.Query, capitals: Container[str]) -> ast.Query:
    """A tree with the words marked that mean capitals; none is changed."""
    match tree:
        case ast.And() | ast.Or():
            parts = [_in_capitals(part, capitals) for part in tree]
            return type(tree)(parts, boost=tree.boost)
        case ast.Not():
            return ast.Not(_in_capitals(tree.query, capitals))
        case ast.Term() if tree.fieldname in STEMMED and letters_of(tree.text) == CAPITALS:
            is_meant = form_of(tree.text) in capitals
            return _Capitals(tree.fieldname, tree.text, tree.boost) if is_meant else tree
    return tree


def _plan(tree: ast.Query, boost: float) -> Plan:
    kind = type(tree)
    if kind is ast.Term:
        return _word(tree, boost * tree.boost)
    if kind is ast.And or kind is ast.Or:
        inner = boost * tree.boost
        group = All if kind is ast.And else Any
        return _group(group, [_plan(child, inner) for child in tree.subqueries])
    return _rarer(tree, boost)


def _rarer(tree: ast.Query, boost: float) -> Plan:
    """The plan of all other kinds of nodes."""
    kind, boost = type(tree), boost * tree.boost
    if kind is Spellings:
        return _spellings([_plan(child, boost) for child in tree.subqueries], boost)
    if kind is _Capitals:
        return Form(_FIELD[tree.fieldname], form_of(tree.text), capitals=True, boost=boost)
    if kind is ast.Not:
        return Not(_plan(tree.query, 1.0))
    if kind is ast.Phrase:
        return _named(tree, " ".join(tree.words)) or _quoted(tree, boost)
    if kind in _PATTERNS:
        return _value_pattern(tree) if tree.fieldname == LANG else _pattern(tree, boost)
    if kind is ast.NumericRange:
        return _dates(tree)
    if kind is ast.Every:
        return Everything()
    raise TypeError(f"no node of a query: {tree!r}")


def _named(tree: ast.Phrase, value: str) -> Plan | None:
    """The condition of a field that has whole values; None of a field of words."""
    if tree.fieldname == LANG:
        return Value(LANG, fold(value))
    if tree.fieldname in GROUP_FIELDS:
        return GroupedWith(tree.fieldname, value)
    return Selected(tree.fieldname, value) if tree.fieldname in SELECTION_FIELDS else None


def _spellings(parts: Sequence[Plan], boost: float) -> Plan:
    """A word and its spellings: those of one word count as one, others are alternatives."""
    alike = tuple(part for part in parts if isinstance(part, Term | Form | Pattern))
    others = [part for part in parts if not isinstance(part, Term | Form | Pattern)]
    return _group(Any, [Synonyms(alike, boost), *others] if len(alike) > 1 else parts)


def _quoted(tree: ast.Phrase, boost: float) -> Plan:
    """Words in quotes: as they are written, or, with a slop, in any form."""
    name, field = tree.fieldname, _FIELD[tree.fieldname]
    if tree.slop != 1 or name not in STEMMED:
        terms = [term for word in tree.words for term in terms_of(name, word)]
        return _in_row(field, terms, max(tree.slop, 1), boost)
    forms = [Form(field, form) for word in tree.words for form in forms_of(name, word)]
    if len(forms) == 1:
        return replace(forms[0], boost=boost)
    return Phrase(field, tuple(forms), 1, boost) if forms else NOTHING


_PATTERNS = frozenset({ast.Prefix, ast.Wildcard, ast.FuzzyTerm})


def _word(tree: ast.Term, boost: float) -> Plan:
    """A word as typed: a term, a row of them, or nothing."""
    name, text = tree.fieldname, tree.text
    if name == "text" and text.isascii() and text.isalnum():  # nearly always
        return Term(0, term_of(text), boost)
    if name == LANG:
        return Value(LANG, fold(text))
    return _in_row(_FIELD[name], terms_of(name, text), 1, boost)


def terms_of(fieldname: str, text: str) -> list[str]:
    """The terms of a word as typed (`al-Tanf` has two) in a field's own analysis."""
    form = analysis_of(fieldname)
    return [term for t in tokens(text) if (term := form(text[t.start : t.end]))]


def forms_of(fieldname: str, text: str) -> list[str]:
    """The forms of a word as typed in a field; of names these are the terms."""
    if fieldname not in STEMMED:
        return terms_of(fieldname, text)
    return [form for t in tokens(text) if (form := form_of(text[t.start : t.end]))]


def _in_row(field: int, terms: Sequence[str], slop: int, boost: float) -> Plan:
    if len(terms) == 1:
        return Term(field, terms[0], boost)
    return Phrase(field, tuple(terms), slop, boost) if terms else NOTHING


def _pattern(tree: ast.Query, boost: float) -> Plan:
    field, text = _FIELD[tree.fieldname], str(tree.text)
    stems = tuple(terms_of(tree.fieldname, text))
    if isinstance(tree, ast.FuzzyTerm):
        if len(stems) != 1:  # it is no single word: what is typed is looked for as it is
            return _in_row(field, stems, 1, boost)
        return _like(field, forms_of(tree.fieldname, text)[0], tree, boost)
    if isinstance(tree, ast.Prefix):
        return Pattern(field, f"{fold(text)}*", boost=boost)
    return Pattern(field, fold(text.replace("؟", "?")), boost=boost)


def _like(field: int, word: str, tree: ast.FuzzyTerm, boost: float) -> Plan:
    """What is like a word; the nearer it is, the more often it counts."""
    edits = range(tree.maxdist, 0, -1)
    near = [
        Pattern(field, word, most, tree.prefixlength, boost, strict=most < tree.maxdist)
        for most in edits
    ]
    exact = Form(field, word, boost=boost) if FIELDS[field] in STEMMED else Term(field, word, boost)
    return Any((*near, exact))


def _value_pattern(tree: ast.Query) -> ValuePattern:
    text = fold(str(tree.text).replace("؟", "?"))
    if isinstance(tree, ast.FuzzyTerm):
        return ValuePattern(tree.fieldname, text, tree.maxdist, tree.prefixlength)
    return ValuePattern(tree.fieldname, f"{text}*" if isinstance(tree, ast.Prefix) else text)


def _dates(tree: ast.NumericRange) -> Plan:
    first = 1 if tree.start is None else int(tree.start) + bool(tree.startexcl)
    last = 2**31 - 1 if tree.end is None else int(tree.end) - bool(tree.endexcl)
    return Dates(first, last)


def _group(group: type[All | Any], parts: Iterable[Plan]) -> Plan:
    """A group, with equal terms in it made one, and groups of the same kind taken apart."""
    seen: dict[tuple[int, str], int] = {}
    kept: list[Plan] = []
    for part in _flat(group, parts):
        if type(part) is Term:
            place = seen.setdefault((part.field, part.text), len(kept))
            if place < len(kept):
                first = kept[place]
                assert isinstance(first, Term)  # noqa: S101  # for the type checker
                kept[place] = Term(part.field, part.text, first.boost + part.boost)
                continue
        kept.append(part)
    return kept[0] if len(kept) == 1 else group(tuple(kept))


def _flat(group: type[All | Any], parts: Iterable[Plan]) -> Iterator[Plan]:
    for part in parts:
        if type(part) is group:
            yield from part.parts
        else:
            yield part


def resolved(plan: Plan, selections: Selections = NO_SELECTIONS) -> tuple[Plan, tuple[str, ...]]:
    """(the plan with the articles of each selection that it names, a note for each unknown one)."""
    notes: dict[str, None] = {}

    def resolve(plan: Plan) -> Plan:
        match plan:
            case Selected(kind, name):
                ids = selections.find(kind, name)
                if ids is None:
                    notes[selections.unknown(kind, name)] = None
                return Articles(ids or frozenset())
            case All(parts):
                return All(tuple(map(resolve, parts)))
            case Any(parts):
                return Any(tuple(map(resolve, parts)))
            case Not(part):
                return Not(resolve(part))
            case _:
                return plan

    return (resolve(plan) if _names_selection(plan) else plan), tuple(notes)


def _names_selection(plan: Plan) -> bool:
    match plan:
        case All(parts) | Any(parts):
            return any(map(_names_selection, parts))
        case Not(part):
            return _names_selection(part)
        case _:
            return isinstance(plan, Selected)


def words_of(plan: Plan) -> Iterator[tuple[int, str]]:
    """The (field, term) pairs that a plan looks for itself; not those it must not find."""
    match plan:
        case Term():
            yield plan.field, plan.text
        case Synonyms():
            for member in plan.members:
                yield from words_of(member)
        case Phrase():
            for term in plan.terms:
                yield from [(plan.field, term)] if isinstance(term, str) else words_of(term)
        case All() | Any():
            for part in plan.parts:
                yield from words_of(part)
