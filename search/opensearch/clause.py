"""A plan in OpenSearch's query language.

The terms of a plan are those of the index already: nothing is analysed twice. Matching and weights
are those of the loops, by these means:

- a word is a `term` clause, which a `function_score` weighs a quarter more where the title has it;
  a weak one stands in `should`;
- a phrase is `match_phrase`, whose weight is that of its words together, like ours;
- conditions stand in `filter` and `must_not`, where they score nothing.

Two things come out a little otherwise. Lucene weighs the words of a pattern each by itself where
we count them as one, and only so many of them (WEIGHED). Of three words or more that are to be
near one another it passes over a few places: those where only a middle word will do that is
neither the first behind the one before it nor the last before the one behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import NamedTuple

from index import FIELDS
from search.opensearch.likeness import (
    FORMS,
    NO_ARTICLE,
    Clause,
    any_of,
    escaped,
    field_of,
    fits,
    likeness,
    part_of,
    resembling,
)
from search.plan import (
    All,
    Any,
    Articles,
    Counted,
    Dates,
    Everything,
    Form,
    GroupedWith,
    Naming,
    Not,
    Pattern,
    Phrase,
    Plan,
    Synonyms,
    Term,
    Value,
    ValuePattern,
    Ways,
    is_condition,
    is_optional,
    parts_of,
    plan_of,
)
from search.query.tree import TEXT_FIELD, Name

WEIGHED = 512
"""Words of all patterns of a query that are weighed; a cluster takes 1,024 clauses in a query."""

HEADLINE = 1.25
"""What a word's weight is multiplied by when the title has it. An index in a folder adds a quarter
of the word's idf instead, which no clause can say: a cluster has the idf to itself."""

MOST_IDS = 65_536
"""Articles that a clause may name; OpenSearch takes no more (`index.max_terms_count`)."""

_EVERY: Clause = {"match_all": {"boost": 0.0}}
_COLUMNS = {"outlet": "outlet_name", "lang": "lang"}
_AS_IT_IS = "whitespace"  # the analyzer that leaves terms in a row as they are
_TEXT, _TITLE = FIELDS.index("text"), FIELDS.index("title")

_NO_GROUPS = "A cluster does not group articles: nothing is found by story: or copies: there."
_NEAR = "A cluster may miss a few places where three words or more are near one another."


@dataclass(slots=True)
class Clauses:
    """Writes the clauses of a plan; `notes` collects what they cannot say."""

    weighed: int = WEIGHED
    """Words of each pattern that are weighed."""
    notes: list[str] = field(default_factory=list)

    @classmethod
    def sharing(cls, plan: Plan) -> Clauses:
        """Shares out among the patterns of a plan what may be weighed."""
        return cls(max(WEIGHED // max(sum(1 for _ in _patterns(plan)), 1), 1))

    def of(self, plan: Plan) -> Clause:  # noqa: PLR0911  # a case a kind of plan
        """The clause that matches a plan's articles and scores them."""
        match plan:
            case Term():
                alike = _Alike("", [plan.text])
                return _weighed(plan.field, alike, _term(plan.field, plan.text, plan.boost))
            case Form():
                return _weighed_form(plan, _form(plan, plan.boost))
            case Synonyms():
                return any_of([self.of(replace(part, boost=plan.boost)) for part in plan.members])
            case Ways():
                return {"dis_max": {"queries": [self.of(way) for way in _weighed_as_one(plan)]}}
            case Phrase():
                return self._phrase(plan)
            case Pattern():
                return self._pattern(plan)
            case All():
                return self._all(plan.parts)
            case Any():
                return any_of([self.of(part) for part in plan.parts])
            case Everything():
                return _EVERY
            case _:
                return self._all([plan])

    def condition(self, plan: Plan) -> Clause:  # noqa: PLR0911  # a case a kind of plan
        """The clause that matches a plan's articles; what it scores is of no account."""
        match plan:
            case Term():
                return {"term": {FIELDS[plan.field]: plan.text}}
            case Form():
                return _form(plan, 1.0)
            case Phrase():
                return self._side_by_side(plan) if plan.slop == 1 else self._near(plan)
            case Pattern():
                return fits(plan)
            case Any(parts) | Synonyms(parts) | Ways(parts):
                return any_of([self.condition(part) for part in parts])
            case Articles():
                return {"terms": {"id": sorted(plan.ids)[:MOST_IDS]}}
            case Dates() | Value() | ValuePattern():
                return _column(plan)
            case Everything():
                return _EVERY
            case Naming(name):  # no names are kept there: the words as they are written
                return self.condition(plan_of(Name(TEXT_FIELD, name.split())))
            case GroupedWith():
                self.notes.append(_NO_GROUPS)
                return NO_ARTICLE
            case _:
                demanded = [part for part in parts_of(plan) if not is_optional(part)]
                return self._all_conditions(demanded or [Everything()])

    def _all(self, parts: Sequence[Plan]) -> Clause:
        """All parts, of which those that are conditions score nothing."""
        if not parts:
            return NO_ARTICLE
        conditions = [part for part in parts if is_condition(part)]
        weak = [self.of(part) for part in parts if is_optional(part)]
        scored = [self.of(p) for p in parts if not is_condition(p) and not is_optional(p)]
        clause = self._all_conditions(conditions) if conditions else {"bool": {}}
        if scored:
            clause["bool"]["must"] = scored
        if weak:
            clause["bool"]["should"] = weak
        return clause

    def _all_conditions(self, parts: Sequence[Plan]) -> Clause:
        if not parts:
            return NO_ARTICLE
        kept = [self.condition(part) for part in parts if not isinstance(part, Not)]
        lacking = [self.condition(part.part) for part in parts if isinstance(part, Not)]
        return {"bool": {"filter": kept or [_EVERY], **({"must_not": lacking} if lacking else {})}}

    def _phrase(self, phrase: Phrase) -> Clause:
        alike = _alike(phrase)
        if alike is None:  # the filter says where, the members how much
            parts = [Term(phrase.field, t) if isinstance(t, str) else t for t in phrase.terms]
            scored = [self.of(replace(part, boost=phrase.boost)) for part in parts]
            return {"bool": {"filter": [self.condition(phrase)], "should": scored}}
        if phrase.slop == 1:
            return _weighed(phrase.field, alike, _row(phrase, alike))
        # The filter says where, the row how much: it counts more places, the far ones for less.
        row = _row(phrase, alike, (len(alike.terms) - 1) * (phrase.slop - 1))
        scored_row = {"bool": {"filter": [self._near(phrase)], "should": [row]}}
        return _weighed(phrase.field, alike, scored_row)

    def _side_by_side(self, phrase: Phrase) -> Clause:
        alike = _alike(phrase)
        return _row(phrase, alike) if alike else _intervals(phrase, [_followed(phrase.terms, 0)])

    def _near(self, phrase: Phrase) -> Clause:
        """Terms that each follow the one before within `slop` places."""
        if len(phrase.terms) > 2 and _NEAR not in self.notes:
            self.notes.append(_NEAR)
        gaps = phrase.slop - 1
        ways = [_followed(phrase.terms, gaps)]
        if len(phrase.terms) > 2:
            ways.append(_preceded(phrase.terms, gaps))
        return _intervals(phrase, ways)

    def _pattern(self, pattern: Pattern) -> Clause:
        """What fits, and a score for the words that are weighed."""
        score = likeness(pattern, f"top_terms_blended_freqs_{self.weighed}", pattern.boost)
        if pattern.field == _TEXT:
            score = _with_emphasis(score, fits(replace(pattern, field=_TITLE)))
        return {"bool": {"filter": [fits(pattern)], "should": [score]}}


def _weighed_as_one(ways: Ways) -> Iterator[Counted]:
    """The ways to write a word; one of several words, each of which Lucene adds, for a share."""
    for way in ways.members:
        words = len(way.terms) if isinstance(way, Phrase) else 1
        yield replace(way, boost=ways.boost / words)


def _patterns(plan: Plan) -> Iterator[Pattern]:
    match plan:
        case Pattern():
            yield plan
        case Synonyms(parts) | Ways(parts) | All(parts) | Any(parts):
            for part in parts:
                yield from _patterns(part)


def _column(plan: Dates | Value | ValuePattern) -> Clause:
    if isinstance(plan, ValuePattern):
        how: Clause = {"rewrite": "constant_score"}
        return resembling(_COLUMNS[plan.column], plan.text, plan.edits, plan.prefix, how)
    if isinstance(plan, Value):
        return {"term": {_COLUMNS[plan.column]: plan.value}}
    return {"range": {"date": {"gte": max(plan.first, 1), "lte": plan.last}}}


def _term(field_number: int, text: str, boost: float) -> Clause:
    return {"term": {FIELDS[field_number]: {"value": text, "boost": boost}}}


def _form(form: Form, boost: float) -> Clause:
    return {"term": {f"{FIELDS[form.field]}{part_of(form)}": {"value": form.text, "boost": boost}}}


def _weighed_form(form: Form, clause: Clause) -> Clause:
    return _weighed(form.field, _Alike(part_of(form), [form.text]), clause)


def _weighed(field_number: int, alike: _Alike, clause: Clause) -> Clause:
    """Terms of the text count more where the title has all of them."""
    if field_number != _TEXT:
        return clause
    name = f"title{alike.part}"
    in_title: list[Clause] = [{"term": {name: term}} for term in dict.fromkeys(alike.terms)]
    return _with_emphasis(clause, {"bool": {"filter": in_title}})


def _with_emphasis(clause: Clause, in_title: Clause) -> Clause:
    headline = {"filter": in_title, "weight": HEADLINE}
    return {"function_score": {"query": clause, "functions": [headline], "boost_mode": "multiply"}}


class _Alike(NamedTuple):
    """Terms that stand in one part of a field."""

    part: str
    terms: list[str]


def _alike(phrase: Phrase) -> _Alike | None:
    """What is at the places of a phrase, when that is terms only, or forms only."""
    terms = [term for term in phrase.terms if isinstance(term, str)]
    forms = [term for term in phrase.terms if isinstance(term, Form) and not term.capitals]
    if len(terms) == len(phrase.terms):
        return _Alike("", terms)
    if len(forms) == len(phrase.terms):
        return _Alike(FORMS, [form.text for form in forms])
    return None


def _row(phrase: Phrase, alike: _Alike, apart: int = 0) -> Clause:
    """Terms one behind the other; `apart` allows that many others among them, in any order."""
    row = {"query": " ".join(alike.terms), "analyzer": _AS_IT_IS, "slop": apart}
    name = f"{FIELDS[phrase.field]}{alike.part}"
    return {"match_phrase": {name: {**row, "boost": phrase.boost}}}


def _intervals(phrase: Phrase, ways: Sequence[Clause]) -> Clause:
    return {"intervals": {FIELDS[phrase.field]: {"any_of": {"intervals": list(ways)}}}}


def _followed(terms: Sequence[str | Form | Synonyms], gaps: int) -> Clause:
    """Each term near the first place where the ones before it are complete."""
    return reduce(lambda row, term: _in_order(gaps, row, term), map(_place, terms))


def _preceded(terms: Sequence[str | Form | Synonyms], gaps: int) -> Clause:
    """Each term near the last place where the ones behind it begin."""
    return reduce(lambda row, term: _in_order(gaps, term, row), map(_place, reversed(terms)))


def _in_order(gaps: int, first: Clause, second: Clause) -> Clause:
    return {"all_of": {"mode": "ordered", "max_gaps": gaps, "intervals": [first, second]}}


def _place(term: str | Term | Form | Pattern | Synonyms) -> Clause:
    match term:
        case str() | Term():
            text = term if isinstance(term, str) else term.text
            return {"match": {"query": text, "analyzer": _AS_IT_IS}}
        case Form():
            name = f"{FIELDS[term.field]}{part_of(term)}"
            return {"match": {"query": term.text, "analyzer": _AS_IT_IS, "use_field": name}}
        case Synonyms():
            return {"any_of": {"intervals": [_place(member) for member in term.members]}}
        case Pattern(edits=0):
            return {"wildcard": {"pattern": escaped(term.text), "use_field": field_of(term)}}
        case Pattern():
            near = {"fuzziness": term.edits, "prefix_length": term.prefix}
            return {"fuzzy": {"term": term.text, **near, "use_field": field_of(term)}}
