"""What somebody who types is perhaps going to type: words and headlines of a cluster.

A cluster counts the words of the titles as they are written, folded (`title_words`). In the text
and in other fields the words are counted here, in the newest articles that have one that begins so:
the longer the beginning, the fewer have it, and at last every word is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from index import STEMMED, STOP_WORDS, WORD, analysis_of, date_of_number, name_of
from search.opensearch.cluster import Cluster
from search.opensearch.lexicon import FIELDS_READ
from search.opensearch.likeness import Clause
from search.query import LONGEST, TEXT_FIELD
from search.result import Completions, Headline
from search.words.completion import Typing, form_of, offered, shared_out
from search.words.prefix import stems_of

_MOST_WORDS = 64  # words of titles that are counted
_MOST_TITLES = 64  # newest titles that are thought of
_READ = 5  # titles that are read for the words of a term
_SAMPLED = 100  # newest articles whose words are counted in another field,
_SAMPLED_TEXTS = 25  # and in the text, which is long
_NEWEST: list[dict[str, Any]] = [{"date": "desc"}]
_SPECIAL = re.compile(r"[^\w]")


class _Likely(NamedTuple):
    """A term that the last word may become: in how many articles, and texts that have it."""

    df: int
    texts: str


@dataclass(frozen=True, slots=True)
class ClusterCompleter:
    """Completes what is typed from a cluster; any number of threads may share it."""

    cluster: Cluster

    def complete(self, typed: str, limit: int = 8) -> Completions:
        """As `search.words.completion.Completer`: words, the most frequent first; and headlines."""
        typing = Typing.of(typed) if len(typed) <= LONGEST else Typing.of("")
        return shared_out(self._words(typing), self._headlines(typing), limit)

    def _words(self, typing: Typing) -> Iterator[str]:
        field = typing.words_field
        if not field:
            return
        found = self._of_others(field, typing)
        for term, likely in self._of_titles(typing).items() if field in STEMMED else ():
            earlier = found.get(term, _Likely(0, ""))
            texts = "\n".join([earlier.texts, likely.texts])
            found[term] = _Likely(max(earlier.df, likely.df), texts)
        for term in sorted(found, key=lambda term: (-found[term].df, term)):
            stop = field in STEMMED and term in STOP_WORDS
            form = None if stop else form_of(found[term].texts, field, term, typing)
            if form:
                yield typing.before + typing.cased(form)

    def _headlines(self, typing: Typing) -> Iterator[Headline]:
        if not typing.names_titles:
            return
        clauses = _having("title", typing.others)
        if typing.beginning:
            clauses.append({"prefix": {"title_words": typing.beginning}})
        shown = ["id", "title", "outlet", "date"]
        found = self.cluster.sources(_all(clauses), shown, _MOST_TITLES, newest=True)
        yield from offered(map(_headline, found), typing)

    def _of_titles(self, typing: Typing) -> dict[str, _Likely]:
        """The terms of titles whose words begin so, as the articles wanted have them."""
        begun = {"prefix": {"title_words": typing.beginning}}
        response = self.cluster.ask(
            {
                "size": 0,
                "query": _all([*_having(TEXT_FIELD, typing.context), begun]),
                "aggs": {"words": _counted(typing.beginning)},
            }
        )
        likely: dict[str, _Likely] = {}
        for bucket in response["aggregations"]["words"]["buckets"]:
            term = analysis_of("title")(bucket["key"])
            titles = [hit["_source"]["title"] for hit in bucket["some"]["hits"]["hits"]]
            earlier = likely.get(term, _Likely(0, ""))
            texts = "\n".join([earlier.texts, *titles])
            likely[term] = _Likely(earlier.df + bucket["doc_count"], texts)
        return likely

    def _of_others(self, field: str, typing: Typing) -> dict[str, _Likely]:
        """The terms of a field that begin so, in some of the articles wanted."""
        begun = _begun(field, typing.beginning)
        clauses = [*_having(TEXT_FIELD, typing.context), begun]
        read = FIELDS_READ.get(field, (field,))
        most = _SAMPLED_TEXTS if field in STEMMED else _SAMPLED
        found = self.cluster.sources(_all(clauses), read, most, newest=True)
        df: Counter[str] = Counter()
        written: dict[str, list[str]] = {}
        for source in found:
            text = "\n".join(source.get(name, "") for name in read)
            words = [
                word for word in WORD.findall(text) if name_of(word).startswith(typing.beginning)
            ]
            df.update({*map(analysis_of(field), words)})
            for word in words:
                written.setdefault(analysis_of(field)(word), []).append(word)
        return {term: _Likely(count, "\n".join(written[term])) for term, count in df.items()}


def _counted(beginning: str) -> dict[str, Any]:
    """The aggregation that counts words which begin so, with titles that have each."""
    escaped = _SPECIAL.sub(lambda sign: f"\\{sign[0]}", beginning)
    some = {"top_hits": {"size": _READ, "_source": ["title"], "sort": _NEWEST}}
    words = {"field": "title_words", "include": f"{escaped}.*", "size": _MOST_WORDS}
    return {"terms": words, "aggs": {"some": some}}


def _begun(field: str, beginning: str) -> Clause:
    """Articles with a word of a field that begins so; a stem may be shorter than its beginning."""
    begun: Clause = {"prefix": {field: beginning}}
    if field not in STEMMED:
        return begun
    return {"bool": {"should": [begun, {"terms": {field: list(stems_of(beginning))}}]}}


def _headline(source: Mapping[str, Any]) -> Headline:
    date = date_of_number(source["date"])
    return Headline(source["id"], source.get("title", ""), source.get("outlet", ""), date)


def _having(field: str, words: Sequence[str]) -> list[Clause]:
    return [{"term": {field: analysis_of(field)(word)}} for word in words]


def _all(clauses: Sequence[Clause]) -> Clause:
    return {"bool": {"filter": list(clauses)}}
