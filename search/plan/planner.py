"""Makes the plan of a query's tree.

Words that the analysis cuts in two (`al-Tanf`) are a phrase; repeated words count as weight, boosts
are multiplied down to the words that they hold for.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from whoosh import query as ast

from index import CAPITALS, STEMMED, fold, form_of, letters_of
from search.language_names import code_of
from search.plan.group import group_of
from search.plan.leaf import (
    PATTERNS,
    pattern_plan,
    places_of,
    row_plan,
    value_pattern,
    word_plan,
    written_at,
)
from search.plan.node import (
    ENGLISH,
    FIELD_NUMBERS,
    LANG,
    NOTHING,
    WEAK_BOOST,
    All,
    Any,
    Dates,
    Everything,
    Form,
    GroupedWith,
    Languages,
    Not,
    Pattern,
    Phrase,
    Plan,
    Selected,
    Synonyms,
    Term,
    Value,
    Ways,
    Word,
    is_condition,
)
from search.query.tree import GROUP_FIELDS, Name, Spellings, is_weak
from search.selection import SELECTION_FIELDS


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
        return word_plan(tree, boost * tree.boost, languages)
    if kind is ast.And or kind is ast.Or:
        inner = boost * tree.boost
        group = All if kind is ast.And else Any
        weak = _weak_members(tree)
        parts: Sequence[Plan] = [_plan(child, inner, languages) for child in tree.subqueries]
        if True in weak:
            parts = _weakened(parts, weak)
        return group_of(group, parts if group is All else _apart(tree, parts))
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
        return Form(FIELD_NUMBERS[tree.fieldname], form_of(tree.text), capitals=True, boost=boost)
    if kind is ast.Not:
        return Not(_plan(tree.query, 1.0, languages))
    if kind is Name:
        return _quoted(tree, boost, languages)
    if kind is ast.Phrase:
        return _named(tree, " ".join(tree.words)) or _quoted(tree, boost, languages)
    if kind in PATTERNS:
        return (
            value_pattern(tree) if tree.fieldname == LANG else pattern_plan(tree, boost, languages)
        )
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
    """A word and its spellings, which count as one word."""
    alike: list[Term | Form | Pattern] = []
    rows: list[Phrase | Ways] = []
    for part in parts:
        match part:
            case Synonyms():
                alike += part.members
            case Term() | Form() | Pattern():
                alike.append(part)
            case Phrase() | Ways():
                rows.append(part)
            case _:
                return group_of(Any, parts)
    words = [Synonyms(tuple(alike), boost) if len(alike) > 1 else alike[0]] if alike else []
    members = [way for row in rows for way in (row.members if isinstance(row, Ways) else (row,))]
    return Ways((*words, *members), boost) if members else replace(words[0], boost=boost)


def _quoted(tree: ast.Phrase, boost: float, languages: Languages) -> Plan:
    """Words in quotes: as they are written, or, with a slop, in any form."""
    name, field = tree.fieldname, FIELD_NUMBERS[tree.fieldname]
    at = places_of if tree.slop != 1 or name not in STEMMED else written_at
    places = [place for word in tree.words for place in at(name, word, languages)]
    return row_plan(field, places, max(tree.slop, 1), boost)


def _dates(tree: ast.NumericRange) -> Plan:
    first = 1 if tree.start is None else int(tree.start) + bool(tree.startexcl)
    last = 2**31 - 1 if tree.end is None else int(tree.end) - bool(tree.endexcl)
    return Dates(first, last)
