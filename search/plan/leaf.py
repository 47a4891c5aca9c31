"""The plan of a word or a pattern of a query: analysed as the articles were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whoosh import query as ast

from index import (
    CAPITAL,
    DEFAULT_LANGUAGE,
    FIELDS,
    STEMMED,
    fold,
    form_of,
    joined_word,
    letters_of,
    name_of,
    parted_code,
    query_forms,
    query_terms,
    stretches_of,
    term_of,
    tokens,
)
from search.language_names import code_of
from search.plan.group import group_of
from search.plan.node import (
    FIELD_NUMBERS,
    LANG,
    NOTHING,
    All,
    Any,
    Form,
    Languages,
    Pattern,
    Phrase,
    Place,
    Plan,
    Synonyms,
    Term,
    Value,
    ValuePattern,
    Ways,
    Word,
)

PATTERNS = frozenset({ast.Prefix, ast.Wildcard, ast.FuzzyTerm})
"""The nodes of a tree that more than one word may fit."""


def word_plan(tree: ast.Term, boost: float, languages: Languages) -> Plan:
    """A word as typed: a term, a row of them, or nothing."""
    name, text = tree.fieldname, tree.text
    is_plain = text.isascii() and (text.isalpha() or text.isdigit())
    if is_plain and name == "text" and len(languages) == 1:
        return Term(0, term_of(text), boost)  # nearly always
    if name == LANG:
        return Value(LANG, code_of(fold(text)))
    field = FIELD_NUMBERS[name]
    if name in STEMMED and len(stretches := stretches_of(text)) > 1:
        rows = (places_of(name, stretch, languages) for stretch in stretches)
        return group_of(All, [ways_of([in_row(field, row, 1, 1.0)], boost) for row in rows if row])
    places = places_of(name, stretches[0] if name in STEMMED else text, languages)
    # wi-fi is wifi, too, of which the index has both, and iphone15 is iPhone 15.
    other = joined_word(text) if len(places) > 1 else parted_code(text)
    if other and name in STEMMED:
        both = places, places_of(name, other, languages)
        return ways_of([in_row(field, each, 1, 1.0) for each in both if each], boost)
    return row_plan(field, places, 1, boost)


def places_of(fieldname: str, text: str, languages: Languages) -> Sequence[Place]:
    """What a word as typed is in a field, place by place: `al-Tanf` has two."""
    is_one = text.isascii() and text.isalpha()  # as nearly always
    words = [text] if is_one else [text[found.start : found.end] for found in tokens(text)]
    if fieldname not in STEMMED:
        return [name for word in words if (name := name_of(word))]
    field = FIELD_NUMBERS[fieldname]
    return [
        terms[0] if len(terms) == 1 else Synonyms(tuple(Term(field, term) for term in terms))
        for word in words
        if (terms := query_terms(word, languages))
    ]


def written_at(fieldname: str, text: str, languages: Languages) -> Sequence[Place]:
    """The same of words as they are written."""
    field = FIELD_NUMBERS[fieldname]
    words = [text[found.start : found.end] for found in tokens(text)]
    places = [_forms(field, word, languages) for word in words]
    return [forms[0] if len(forms) == 1 else Synonyms(forms) for forms in places if forms]


def _forms(field: int, word: str, languages: Languages) -> tuple[Form, ...]:
    """The forms of a word; one that English takes too may stand in any language."""
    return tuple(
        Form(field, form, languages=() if DEFAULT_LANGUAGE in takers else takers)
        for form, takers in query_forms(word, languages).items()
    )


def row_plan(field: int, places: Sequence[Place], slop: int, boost: float) -> Plan:
    """The plan for what stands one behind the other; NOTHING for no places."""
    return in_row(field, places, slop, boost) if places else NOTHING


def in_row(field: int, places: Sequence[Place], slop: int, boost: float) -> Word | Phrase:
    """What stands one behind the other, a place at the least: a word, or a phrase."""
    if len(places) > 1:
        return Phrase(field, tuple(places), slop, boost)
    (place,) = places
    return Term(field, place, boost) if isinstance(place, str) else replace(place, boost=boost)


def ways_of(members: Sequence[Word | Phrase], boost: float) -> Plan:
    """Ways to write one word, as one: a single word is itself."""
    if len(members) == 1 and not isinstance(members[0], Phrase):
        return replace(members[0], boost=boost)
    return Ways(tuple(members), boost)


def pattern_plan(tree: ast.Query, boost: float, languages: Languages) -> Plan:
    """A node of PATTERNS in a field of words: what begins with, fits or is like what was typed."""
    field, text = FIELD_NUMBERS[tree.fieldname], str(tree.text)
    is_text = tree.fieldname in STEMMED
    places = places_of(tree.fieldname, text, languages)
    if isinstance(tree, ast.FuzzyTerm):
        if len(places) != 1:  # it is no single word: what is typed is looked for as it is
            return row_plan(field, places, 1, boost)
        return _like(field, form_of(text) if is_text else name_of(text), tree, boost)
    if isinstance(tree, ast.Prefix):
        if is_text and len(places) > 1:  # a row of characters, and whatever comes behind
            return in_row(field, places, 1, boost)
        return Pattern(field, f"{fold(text)}*", boost=boost)
    return Pattern(field, fold(text.replace("؟", "?")), boost=boost)


def _like(field: int, word: str, tree: ast.FuzzyTerm, boost: float) -> Plan:
    """What is like a word; the nearer it is, the more often it counts.

    What is typed with a capital is most likely a name: two letters away it is only what is written
    with one (Bejing is not bring). A letter away it is all, since keyboards make a capital of any
    first letter; what is written with one counts once more.
    """
    is_text = FIELDS[field] in STEMMED
    is_name = is_text and letters_of(tree.text) == CAPITAL
    widest = Pattern(field, word, tree.maxdist, tree.prefixlength, boost)
    near = [
        replace(widest, edits=most, strict=most < tree.maxdist, capital=is_name and most > 1)
        for most in range(tree.maxdist, 0, -1)
    ]
    if is_name and tree.maxdist == 1:
        near.append(replace(widest, strict=True, capital=True))
    exact = Form(field, word, boost=boost) if is_text else Term(field, word, boost)
    return Any((*near, exact))


def value_pattern(tree: ast.Query) -> ValuePattern:
    """The same for the values of a column."""
    text = fold(str(tree.text).replace("؟", "?"))
    if isinstance(tree, ast.FuzzyTerm):
        return ValuePattern(tree.fieldname, text, tree.maxdist, tree.prefixlength)
    return ValuePattern(tree.fieldname, f"{text}*" if isinstance(tree, ast.Prefix) else text)
