"""What a cluster finds and how it scores, by its own rules where they are not the loops'.

The rules are those of search.opensearch.clause: a headline multiplies the weight of a word; what
counts as one word of several forms is weighed form by form, also at a place of a phrase; of the
ways to write a word the best is taken, and each word of one counts for its share. Similar words
may be written in any letters, and none is looked for with another beginning.
"""

from __future__ import annotations

from dataclasses import replace

from search.opensearch.clause import HEADLINE
from search.plan import Any, Form, Pattern, Phrase, Plan, Synonyms, Term, Ways
from tests.search.exhaustive import K1, B, Exhaustive, S


class Lucene(Exhaustive):
    """Every article looked at, in float64, by the formulas alone."""

    def scores(self, plan: Plan) -> dict[int, float]:
        match plan:
            case Synonyms(members, boost):
                return self.scores(Any(tuple(replace(each, boost=boost) for each in members)))
            case Ways(members, boost):
                ways = [self.scores(_for_its_share(way, boost)) for way in members]
                either = set().union(*ways)
                return {number: max(way.get(number, 0.0) for way in ways) for number in either}
            case Phrase(number, terms, _, boost) if not _is_of_one_part(plan):
                places = (Term(number, p) if isinstance(p, str) else p for p in terms)
                scored = self.scores(Any(tuple(replace(p, boost=boost) for p in places)))
                return {number: scored[number] for number in super().scores(plan)}
        return super().scores(plan)

    def _ways(self, number, part):
        plain = isinstance(part, Pattern) and part.edits > 0
        return super()._ways(number, replace(part, strict=True, capital=False) if plain else part)

    def _weight(self, name, place, tf, titled):
        entry = self.entries[place]
        divisor = K1 * (1 - B + B * (entry.length[name] + S) / (self.mean[name] + S))
        return tf / (tf + divisor) * (HEADLINE if titled else 1)


def _for_its_share(way, boost):
    return replace(way, boost=boost / (len(way.terms) if isinstance(way, Phrase) else 1))


def _is_of_one_part(phrase):
    """Whether all are terms, or all forms in any letters: Lucene weighs these as rows."""
    kinds = {type(place) for place in phrase.terms}
    return kinds == {str} or (kinds == {Form} and not any(form.capitals for form in phrase.terms))
