"""The words of a cluster: how many articles have one, how it is written, which are like it.

Made for one question, since what it has been told is remembered: asking costs a message each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from index import DEFAULT_LANGUAGE, analysis_of
from search.opensearch.cluster import Cluster
from search.words.fuzzy import distances
from search.words.lexicon import LONGEST_READ, Neighbour, forms_in

_LIKELY = 50  # terms near a word that are looked at

FIELDS_READ = {"text": ("title", "body"), "path": ("file",)}
"""What is read of an article for the words of a field, where it is not the field itself."""


class ClusterLexicon:
    """`search.words.lexicon.Words` of a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._df: dict[tuple[str, str], int] = {}

    @cached_property
    def articles(self) -> int:
        """How many articles there are."""
        return self._cluster.count({"match_all": {}})

    languages = (DEFAULT_LANGUAGE,)

    def df(self, field: str, word: str) -> int:
        """How many articles have a word as typed."""
        return self.dfs(field, [word])[0]

    def dfs(self, field: str, words: Sequence[str]) -> list[int]:
        """How many articles have each of some words as typed."""
        return self._counted(field, list(map(analysis_of(field), words)))

    def forms(self, field: str, term: str, articles: int) -> Counter[str]:
        """The words of a term as they are written in some articles, and how often each is."""
        read = FIELDS_READ.get(field, (field,))
        sources = self._cluster.sources({"term": {field: term}}, read, articles)
        texts = ["\n".join(str(source.get(name, "")) for name in read) for source in sources]
        return forms_in("\n".join(text[:LONGEST_READ] for text in texts), field, term)

    def near(self, field: str, word: str, edits: int, left: int) -> Mapping[str, Neighbour]:
        """The likeliest terms within `edits` of a word, or of it without its last few letters."""
        beginnings = [word[: len(word) - missing] for missing in range(left + 1)]
        found: dict[str, Neighbour] = {}
        suggested = self._suggested(field, beginnings, edits)
        counts = self._counted(field, beginnings)
        for missing, beginning in enumerate(beginnings):
            candidates = suggested[missing]
            if df := counts[missing]:
                candidates[beginning] = df  # a word is not suggested for itself
            for term, distance in distances(candidates, beginning, edits).items():
                near = Neighbour(candidates[term], distance, missing)
                if term not in found or (near.edits, near.left) < found[term][1:]:
                    found[term] = near
        return found

    def _counted(self, field: str, terms: Sequence[str]) -> list[int]:
        """How many articles have each term."""
        unknown = [term for term in terms if (field, term) not in self._df]
        counts = self._cluster.counts({"term": {field: term}} for term in unknown)
        self._df.update({(field, term): df for term, df in zip(unknown, counts, strict=True)})
        return [self._df[field, term] for term in terms]

    def _suggested(self, field: str, beginnings: Sequence[str], edits: int) -> list[dict[str, int]]:
        """The most frequent of the terms most like each of some words, and their frequencies."""
        how = {
            "field": field,
            "analyzer": "keyword",  # they are terms as they stand
            "max_edits": edits,
            "prefix_length": 0,
            "min_word_length": 1,
            "suggest_mode": "always",
            "max_term_freq": 2**30,  # also for those that are frequent themselves
            "accuracy": 0.0,
            "size": _LIKELY,
        }
        asked = {
            str(place): {"text": beginning, "term": how}
            for place, beginning in enumerate(beginnings)
        }
        suggested = self._cluster.ask({"size": 0, "suggest": asked})["suggest"]
        return [
            {option["text"]: option["freq"] for option in suggested[place][0]["options"]}
            if suggested[place]
            else {}
            for place in asked
        ]
