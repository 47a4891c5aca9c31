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
    DEFAULT_LANGUAGE,
    FIELDS,
    STEMMED,
    fold,
    form_of,
    joined_word,
    letters_of,
    name_of,
    query_forms,
    query_terms,
    stretches_of,
    term_of,
    tokens,
)
from search.language_names import code_of
from search.query.tree import GROUP_FIELDS, Spellings, is_weak
from search.selection import NO_SELECTIONS, SELECTION_FIELDS, Selections

_FIELD = {name: number for number, name in enumerate(FIELDS)}

TEXT = _FIELD["text"]

Languages = tuple[str, ...]
"""Languages that articles are analysed in (`index.language_of`)."""

ENGLISH: Languages = (DEFAULT_LANGUAGE,)

LANG = "lang"
"""The field that has a column and no postings: what is asked of it is a condition."""

WEAK_BOOST = 0.25
"""What a weak word counts for beside others (search.query.weak_words)."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of FIELDS[field]. One that is weak adds to scores, and an All does not demand it."""

    field: int
    text: str
    boost: float = 1.0
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A word of the text or of titles as it is written: folded, and not stemmed.

    With `capitals`, only where it is all in capitals, as no other word of two letters or more is.
    """

    field: int
    text: str
    capitals: bool = False
    boost: float = 1.0
    is_weak: bool = False


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
    that of their union. The members' own boosts mean nothing. Weak is what Term says it is.
    """

    members: tuple[Term | Form | Pattern, ...]
    boost: float = 1.0
    is_weak: bool = False

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


Place = str | Form | Synonyms
"""What is looked for at a place: a term, or what counts as one."""


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
    """Articles that all parts match, weak words aside; their scores are added."""

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

Word = Term | Form | Synonyms
"""What a word as typed is looked for as."""

NOTHING = Any(())
"""Matches no article."""


_CONDITIONS = (Dates, Value, ValuePattern, GroupedWith, Selected, Articles, Everything, Not)


def is_condition(plan: Plan) -> bool:
    """Whether a plan only says which articles, and scores nothing."""
    if isinstance(plan, All | Any):
        return bool(plan.parts) and all(map(is_condition, plan.parts))
    return isinstance(plan, _CONDITIONS)


def is_optional(plan: Plan) -> bool:
    """Whether a part of an All only adds to scores."""
    return isinstance(plan, Word) and plan.is_weak


def plan_of(
    tree: ast.Query | None, capitals: Container[str] = (), languages: Languages = ENGLISH
) -> Plan:
    """The plan for a tree of search.query (its NODES); NOTHING for none.

    Words in capitals whose forms are among `capitals` mean the capitals (search.capitals).
    `languages` are those that articles are analysed in: a word stands for its terms in each. Raises
    TypeError on a node of another kind.
    """
    if tree is None:
        return NOTHING
    return _plan(_in_capitals(tree, capitals) if capitals else tree, 1.0, languages)


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


def _plan(tree: ast.Query, boost: float, languages: Languages) -> Plan:
    kind = type(tree)
    if kind is ast.Term:
        return _word(tree, boost * tree.boost, languages)
    if kind is ast.And or kind is ast.Or:
        inner = boost * tree.boost
        group = All if kind is ast.And else Any
        weak = _weak_members(tree)
        parts: Sequence[Plan] = [_plan(child, inner, languages) for child in tree.subqueries]
        if True in weak:
            parts = _weakened(parts, weak)
        return _group(group, parts if group is All else _apart(tree, parts))
    return _rarer(tree, boost, languages)


def _apart(group: ast.Query, parts: Sequence[Plan]) -> list[Plan]:
    """The parts of an Or: what a long run of characters is cut into may be found one by one."""
    words = (type(child) is ast.Term for child in group)
    return [
        Any(part.parts) if is_word and isinstance(part, All) else part
        for part, is_word in zip(parts, words, strict=True)
    ]


def _weak_members(group: ast.Query) -> list[bool]:
    """Which members of a group are weak words.

    One in capitals among words that are not, such as WHO, is a name.
    """
    weak = [is_weak(child) for child in group]
    if True not in weak:
        return weak
    words = [child.text for child in group if type(child) is ast.Term]
    if all(map(str.isupper, words)):
        return weak
    return [
        one and not (len(child.text) > 1 and child.text.isupper())
        for one, child in zip(weak, group, strict=True)
    ]


def _weakened(parts: Sequence[Plan], weak: Sequence[bool]) -> Sequence[Plan]:
    """The parts of a group, its weak words weakened; as they are when no other part scores."""
    pairs = list(zip(parts, weak, strict=True))
    if all(one or is_condition(part) for part, one in pairs):
        return parts
    return [
        replace(part, boost=part.boost * WEAK_BOOST, is_weak=True)
        if one and isinstance(part, Word)
        else part
        for part, one in pairs
    ]


def _rarer(tree: ast.Query, boost: float, languages: Languages) -> Plan:
    """The plan of all other kinds of nodes."""
    kind, boost = type(tree), boost * tree.boost
    if kind is Spellings:
        return _spellings([_plan(child, boost, languages) for child in tree.subqueries], boost)
    if kind is _Capitals:
        return Form(_FIELD[tree.fieldname], form_of(tree.text), capitals=True, boost=boost)
    if kind is ast.Not:
        return Not(_plan(tree.query, 1.0, languages))
    if kind is ast.Phrase:
        return _named(tree, " ".join(tree.words)) or _quoted(tree, boost, languages)
    if kind in _PATTERNS:
        return _value_pattern(tree) if tree.fieldname == LANG else _pattern(tree, boost, languages)
    if kind is ast.NumericRange:
        return _dates(tree)
    if kind is ast.Every:
        return Everything()
    raise TypeError(f"no node of a query: {tree!r}")


def _named(tree: ast.Phrase, value: str) -> Plan | None:
    """The condition of a field that has whole values; None of a field of words."""
    if tree.fieldname == LANG:
        return Value(LANG, code_of(fold(value)))
    if tree.fieldname in GROUP_FIELDS:
        return GroupedWith(tree.fieldname, value)
    return Selected(tree.fieldname, value) if tree.fieldname in SELECTION_FIELDS else None


def _spellings(parts: Sequence[Plan], boost: float) -> Plan:
    """A word and its spellings: those of one word count as one, others are alternatives."""
    alike: list[Term | Form | Pattern] = []
    others: list[Plan] = []
    for part in parts:
        match part:
            case Synonyms():
                alike += part.members
            case Term() | Form() | Pattern():
                alike.append(part)
            case _:
                others.append(part)
    return _group(Any, [Synonyms(tuple(alike), boost), *others] if len(alike) > 1 else parts)


def _quoted(tree: ast.Phrase, boost: float, languages: Languages) -> Plan:
    """Words in quotes: as they are written, or, with a slop, in any form."""
    name, field = tree.fieldname, _FIELD[tree.fieldname]
    at = places_of if tree.slop != 1 or name not in STEMMED else written_at
    places = [place for word in tree.words for place in at(name, word, languages)]
    return _in_row(field, places, max(tree.slop, 1), boost)


_PATTERNS = frozenset({ast.Prefix, ast.Wildcard, ast.FuzzyTerm})


def _word(tree: ast.Term, boost: float, languages: Languages) -> Plan:
    """A word as typed: a term, a row of them, or nothing."""
    name, text = tree.fieldname, tree.text
    if name == "text" and text.isascii() and text.isalnum() and len(languages) == 1:
        return Term(0, term_of(text), boost)  # nearly always
    if name == LANG:
        return Value(LANG, code_of(fold(text)))
    field = _FIELD[name]
    if name in STEMMED and len(stretches := stretches_of(text)) > 1:
        rows = (places_of(name, stretch, languages) for stretch in stretches)
        return _group(All, [_in_row(field, row, 1, boost) for row in rows if row])
    places = places_of(name, stretches[0] if name in STEMMED else text, languages)
    # wi-fi is wifi, too; the index has both where it is written with its hyphen.
    if len(places) > 1 and name in STEMMED and (joined := joined_word(text)):
        both = places, places_of(name, joined, languages)
        return Any(tuple(_in_row(field, each, 1, boost / 2) for each in both))
    return _in_row(field, places, 1, boost)


def places_of(fieldname: str, text: str, languages: Languages) -> Sequence[Place]:
    """What a word as typed is in a field, place by place: `al-Tanf` has two."""
    words = [text[found.start : found.end] for found in tokens(text)]
    if fieldname not in STEMMED:
        return [name for word in words if (name := name_of(word))]
    field = _FIELD[fieldname]
    return [
        terms[0] if len(terms) == 1 else Synonyms(tuple(Term(field, term) for term in terms))
        for word in words
        if (terms := query_terms(word, languages))
    ]


def written_at(fieldname: str, text: str, languages: Languages) -> Sequence[Place]:
    """The same of words as they are written."""
    field = _FIELD[fieldname]
    words = [text[found.start : found.end] for found in tokens(text)]
    return [
        Form(field, forms[0])
        if len(forms) == 1
        else Synonyms(tuple(Form(field, form) for form in forms))
        for word in words
        if (forms := query_forms(word, languages))
    ]


def _in_row(field: int, places: Sequence[Place], slop: int, boost: float) -> Plan:
    if len(places) > 1:
        return Phrase(field, tuple(places), slop, boost)
    if not places:
        return NOTHING
    (place,) = places
    return Term(field, place, boost) if isinstance(place, str) else replace(place, boost=boost)


def _pattern(tree: ast.Query, boost: float, languages: Languages) -> Plan:
    field, text = _FIELD[tree.fieldname], str(tree.text)
    is_text = tree.fieldname in STEMMED
    places = places_of(tree.fieldname, text, languages)
    if isinstance(tree, ast.FuzzyTerm):
        if len(places) != 1:  # it is no single word: what is typed is looked for as it is
            return _in_row(field, places, 1, boost)
        return _like(field, query_forms(text)[0] if is_text else name_of(text), tree, boost)
    if isinstance(tree, ast.Prefix):
        if is_text and len(places) > 1:  # a row of characters, and whatever comes behind
            return _in_row(field, places, 1, boost)
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
                weak = first.is_weak and part.is_weak
                kept[place] = Term(part.field, part.text, first.boost + part.boost, weak)
                continue
        kept.append(part)
    return kept[0] if len(kept) == 1 else group(tuple(kept))


def any_of(parts: Iterable[Plan]) -> Plan:
    """The plan for articles that match any of some parts; equal terms count as one."""
    return _group(Any, parts)


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


def strong_words(plan: Plan) -> list[Word]:
    """The words of the text that say what a plan seeks: not the weak ones, each once, in order.

    Those of phrases are among them. Empty for a plan that is neither a word nor one group of words
    and phrases, conditions aside.
    """
    parts = [part for part in parts_of(plan) if not is_condition(part)]
    if len(parts) == 1 and isinstance(parts[0], Any):
        parts = list(parts[0].parts)
    if any(isinstance(part, All | Any) for part in parts):
        return []
    found: dict[str | Form | Synonyms, Word] = {}
    for part in parts:
        if type(part) is Phrase and part.field == TEXT:
            for term in part.terms:
                found.setdefault(term, Term(TEXT, term) if isinstance(term, str) else term)
        elif isinstance(part, Word) and part.field == TEXT and not part.is_weak:
            alone = part.text if isinstance(part, Term) else replace(part, boost=1.0)
            found.setdefault(alone, part)
    return list(found.values())


def parts_of(plan: Plan) -> tuple[Plan, ...]:
    """What an All demands together; any other plan is its own one part."""
    return plan.parts if isinstance(plan, All) else (plan,)
