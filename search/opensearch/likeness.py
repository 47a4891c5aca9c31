"""What looks like a pattern, in OpenSearch's query language: words, and values of a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from index import FIELDS, STEMMED
from search.plan import Form, Pattern
from search.words.keyboard import neighbours_of
from search.words.pattern import PLURALS

Clause = dict[str, Any]

NO_ARTICLE: Clause = {"match_none": {}}

FORMS, CAPITALS = ".forms", ".capitals"
"""The parts of a field that have words as they are written (index.opensearch.template)."""


def part_of(form: Form) -> str:
    """The part of a field that has the forms, or those in capitals."""
    return CAPITALS if form.capitals else FORMS


def any_of(clauses: Sequence[Clause]) -> Clause:
    """What matches any of some clauses."""
    if not clauses:
        return NO_ARTICLE
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def fits(pattern: Pattern) -> Clause:
    """The articles that have any word that fits."""
    if pattern.edits:
        slips = [(f"{c}{pattern.text[1:]}", pattern.edits - 1) for c in _slips(pattern)]
        near = [(pattern.text, pattern.edits), *slips]
        ways = [replace(pattern, text=text, edits=edits) for text, edits in near]
        return any_of([likeness(way, "constant_score", 1.0) for way in ways])
    if pattern.text.endswith("*") or FIELDS[pattern.field] not in STEMMED:
        return likeness(pattern, "constant_score", 1.0)
    texts = [f"{pattern.text}{ending}" for ending in PLURALS]
    return any_of([likeness(replace(pattern, text=t), "constant_score", 1.0) for t in texts])


def _slips(pattern: Pattern) -> str:
    """What the first letter of a similar word may be instead."""
    return neighbours_of(pattern.text[0]) if pattern.prefix else ""


def field_of(pattern: Pattern) -> str:
    """The field whose words a pattern is compared with."""
    name = FIELDS[pattern.field]
    return f"{name}{FORMS}" if name in STEMMED else name


def likeness(pattern: Pattern, rewrite: str, boost: float) -> Clause:
    """Words that look like a pattern; `rewrite` says how Lucene weighs them."""
    how = {"rewrite": rewrite, "boost": boost}
    return resembling(field_of(pattern), pattern.text, pattern.edits, pattern.prefix, how)


def resembling(name: str, text: str, edits: int, prefix: int, how: Clause) -> Clause:
    """What has a word, or a value, that is within `edits` of `text`, or fits it."""
    if edits:
        near = {"fuzziness": edits, "prefix_length": prefix}
        return {"fuzzy": {name: {"value": text, **near, **how}}}
    beginning = text.removesuffix("*")
    if "*" in beginning or "?" in beginning or beginning == text:
        return {"wildcard": {name: {"value": escaped(text), **how}}}
    return {"prefix": {name: {"value": beginning, **how}}}


def escaped(pattern: str) -> str:
    """A pattern in which nothing but * and ? is special."""
    return pattern.replace("\\", "\\\\")
