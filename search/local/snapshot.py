"""One generation of the index, opened: shared by all threads, and never another one.

Readers keep no place in a file, so that a snapshot is opened once and serves everybody. Opening
maps files; what a query does not touch is not read.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh import query as ast

from index import Store, date_of_number
from index.stories import open_story_file
from search.highlight.mark import Marker, marked_fields
from search.highlight.raw import without_headline
from search.highlight.snippet import snippets_of
from search.local.article_bits import Bits, bits_of_numbers, docs_of, has_bit, numbers_of
from search.local.executor import Executor
from search.local.facet_counts import FacetCounts
from search.local.fingerprints import FingerprintColumns
from search.local.name_columns import NameColumns
from search.local.name_facet import NameFacet
from search.local.name_uses import spellings_of
from search.names.archive_names import ArchiveNames
from search.names.options import NameOptions
from search.names.register import read_register, stamp_of
from search.names.widening import Widened, Widener
from search.near_duplicates import AreCopies, collapse, collapsed_page
from search.plan import GroupedWith, Naming, plan_of
from search.query import Query
from search.result import Hit, NameRecord, NearDuplicate, Status, StoredArticle
from search.stories.membership import Membership
from search.stories.moment import in_time_order
from search.stories.story import Report, Story, kind_of, longest_of
from search.words.completion import Completer
from search.words.lexicon import Lexicon
from search.words.spelling import Speller

_WIDENED = 1_024  # queries whose names are remembered
_MARKERS = 64  # queries whose markers are; who reads one article after the other needs the same


class Ranked(NamedTuple):
    """An article of a result and its copies, by their numbers."""

    number: int
    score: float
    copies: tuple[int, ...] = ()


class Snapshot:
    """A generation of the index as it was when it was opened."""

    def __init__(self, store: Store, earlier: Snapshot | None = None) -> None:
        self.store = store
        self.generation = store.generation()
        self.number = self.generation.number
        self._widened: dict[tuple[str, frozenset[str]], Widened] = {}
        self._markers: dict[tuple[object, ...], Marker] = {}
        self._registers = (store.directory, store.corpus)
        self._stamp = stamp_of(self._registers)
        self._lock = threading.RLock()
        self._earlier = None if earlier is None else earlier.__dict__.get("columns")
        self._named = None if earlier is None else earlier.__dict__.get("name_columns")
        self._known = None if earlier is None else earlier.__dict__.get("fingerprints")
        if earlier is not None and earlier.number == self.number:  # new groups, and nothing else
            kept = ("columns", "speller", "completer")
            self.__dict__ |= {k: v for k, v in earlier.__dict__.items() if k in kept}

    def is_current(self) -> bool:
        """Whether nothing was committed since, and no register of names has changed."""
        return self.store.is_current() and self._stamp == stamp_of(self._registers)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that articles are analysed in."""
        return self.generation.languages

    @cached_property
    def columns(self) -> FacetCounts:
        """What the articles are counted by."""
        return FacetCounts(self.generation, self._earlier)

    @cached_property
    def name_columns(self) -> NameColumns:
        """The names that articles have."""
        with self._lock:
            return NameColumns(self.generation, self.names, self._written, self._named)

    @cached_property
    def name_facet(self) -> NameFacet:
        """What results are counted by names with."""
        return NameFacet(self.name_columns)

    @cached_property
    def fingerprints(self) -> FingerprintColumns:
        """What the articles are told by later on."""
        return FingerprintColumns(self.generation.segments, self._known)

    @cached_property
    def ranking(self) -> Executor:
        """What finds and ranks."""
        return Executor(self.generation, self._grouped, self._naming)

    @cached_property
    def membership(self) -> Membership:
        """Which articles are copies, and which tell of one event."""
        store = self.store
        file = open_story_file(store.directory, store.manifest.stories)
        return Membership(self.generation, file)

    @cached_property
    def speller(self) -> Speller:
        """What knows the words of the index."""
        return Speller(Lexicon(self.generation))

    @cached_property
    def names(self) -> ArchiveNames:
        """What knows the names of the index."""
        return ArchiveNames(self.generation, read_register(self._registers), self)

    def widened(self, read: Query, options: NameOptions) -> Widened:
        """A query's tree with its names widened by their spellings; remembered."""
        if not options.widen or read.tree is None:
            return Widened(read.tree)
        key = read.text, options.without
        found = self._widened.get(key)
        if found is None:
            found = Widener(self.names, self._count, options.without).widen(read.tree)
            if len(self._widened) >= _WIDENED:
                self._widened.clear()
            self._widened[key] = found
        return found

    def marker(
        self, read: Query, options: NameOptions, capitals: frozenset[str], fields: Sequence[str]
    ) -> Marker:
        """What marks a query's words of some fields, its names widened; remembered.

        That of titles is mostly that of texts, too: few queries name a field.
        """
        tree = self.widened(read, options).tree
        there = marked_fields(tree)
        wanted = tuple(field for field in fields if field in there)
        key = read.text, options, capitals, wanted
        found = self._markers.get(key)
        if found is None:
            found = Marker.of(tree, wanted, capitals=capitals, languages=self.languages)
            if len(self._markers) >= _MARKERS:
                self._markers.clear()
            self._markers[key] = found
        return found

    def _count(self, tree: ast.Query) -> int:
        return self.ranking.first(plan_of(tree, languages=self.languages), 0).total

    @cached_property
    def completer(self) -> Completer:
        """What completes words, and knows headlines."""
        return Completer(self.generation)

    def status(self) -> Status:
        """What is indexed, and how fresh it is."""
        return Status(
            articles=self.generation.live,
            updated=self.store.updated,
            corpus=str(self.store.corpus),
            generation=self.number,
            ungrouped=self.membership.ungrouped,
        )

    def article(self, article_id: str, copies: bool) -> StoredArticle | None:
        """The article with an id, with its copies if they are wanted."""
        number = self.generation.find(article_id)
        if number is None:
            return None
        segment, document = self.generation.locate(number)
        near_duplicates = self.near_duplicates(number) if copies else ()
        names = tuple(segment.mentions.of(document))
        return StoredArticle(article_id, segment.article(document), near_duplicates, names)

    def name_record(self, name: str) -> NameRecord | None:
        """What the archive has on a name, in whatever spelling; None where no article has it."""
        number = self.name_columns.find(name)
        if number is None:
            return None
        found = self.ranking.first(Naming(name), 0)
        counted = self.columns.count(found.bits)
        text = self.name_columns.text(number)
        beside = self.name_facet.count(found.bits, found.total)
        return NameRecord(
            text,
            found.total,
            spellings_of(self.name_columns, number),
            counted["date"],
            counted["outlet"],
            tuple(value for value in beside if value.value != text),
        )

    def file(self, article_id: str) -> str | None:
        """The id of the file of an article, by the article's id."""
        number = self.generation.find(article_id)
        if number is None:
            return None
        segment, document = self.generation.locate(number)
        return segment.file.of(document)

    def known(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these ids that articles have."""
        return frozenset(name for name in ids if self.generation.find(name) is not None)

    def near_duplicates(self, number: int) -> tuple[NearDuplicate, ...]:
        """The other copies of an article, newest first."""
        return tuple(map(self._near_duplicate, self.copies(number)))

    def copies(self, number: int) -> list[int]:
        """The numbers of the other copies of an article, newest first."""
        others = np.array(self.membership.of("copies", number))
        order = np.lexsort((self.generation.rank[others], -self.columns.date[others]))
        return [other for other in others[order].tolist() if other != number]

    def story(self, article_id: str) -> Story | None:
        """The story of an article, all of its reports; None for an unknown id."""
        number = self.generation.find(article_id)
        return None if number is None else self._story(self.membership.of("story", number))

    def stories(self, first: int, last: int, limit: int) -> tuple[Story, ...]:
        """The stories with the most reports of the days [first, last]."""
        return tuple(map(self._story, self.membership.largest(first, last, limit)))

    def _story(self, numbers: Sequence[int]) -> Story:
        reports = {number: self._report(number) for number in numbers}
        for copies in {tuple(self.membership.of("copies", number)) for number in numbers}:
            own = [number for number in copies if number in reports]
            longest = longest_of([reports[number] for number in own])
            for number in own:
                report = reports[number]
                if report is not longest:
                    kind = kind_of(report.text, longest.text)
                    reports[number] = replace(report, copy_of=longest.id, kind=kind)
        grouped = self.membership.is_grouped(numbers[0])
        in_order = tuple(in_time_order(list(reports.values())))
        return Story(self.generation.id(numbers[0]), in_order, grouped)

    def _report(self, number: int) -> Report:
        segment, document = self.generation.locate(number)
        fact = segment.facts(document)
        return Report(
            segment.id(document), fact.title, segment.outlet.of(document),
            date_of_number(int(segment.date[document])), fact.byline, segment.lang.of(document),
            fact.url, fact.text, fact.time,
        )  # fmt: skip

    def _written(self, words: Sequence[str]) -> Bits:
        tree = ast.Phrase("text", list(words))
        return self.ranking.matching(plan_of(tree, languages=self.languages))

    def like_in_one(self, form: str) -> list[str]:
        """The names of articles that sound like one, all words run into one."""
        return self.name_columns.like_in_one(form)

    def is_known(self, form: str) -> bool:
        """Whether articles have a name, in this spelling."""
        return self.name_columns.has(form)

    def docs_with(self, words: Sequence[str]) -> list[npt.NDArray[np.int64]]:
        """The articles of each segment that have some words in a row, but for one."""
        tree = ast.Phrase("text", list(words), slop=2)
        return list(map(docs_of, self.ranking.matching(plan_of(tree, languages=self.languages))))

    def _naming(self, plan: Naming) -> Bits:
        columns = self.name_columns
        number = columns.find(plan.name)
        if number is None:
            return bits_of_numbers(self.generation, ())
        return columns.bits(number)

    def _grouped(self, plan: GroupedWith) -> Sequence[int]:
        number = self.generation.find(plan.article_id)
        return () if number is None else self.membership.of(plan.group, number)

    def _group_ids(self, group: str, numbers: Sequence[int]) -> list[str]:
        """For each article the id of the first of its group; empty for one that stands alone."""
        labels = self.membership.labels(group, [*numbers]) if numbers else []
        return [
            self.generation.id(self.membership.of(group, number)[0]) if label >= 0 else ""
            for number, label in zip(numbers, labels, strict=True)
        ]

    def collapse(self, best: Sequence[tuple[int, float]]) -> list[Ranked]:
        """Some articles in their order, copies with the first of them."""
        numbers = [number for number, _ in best]
        folded = collapse(len(numbers), self._are_copies(numbers))
        return [
            Ranked(*best[place], tuple(numbers[copy] for copy in copies))
            for place, copies in folded
        ]

    def collapsed_page(
        self, best: Sequence[tuple[int, float]], limit: int, page: int
    ) -> tuple[list[Ranked], int]:
        """(a page of some articles in their order, how many it and those before it took)."""
        numbers = [number for number, _ in best]
        rows, end = collapsed_page(len(numbers), self._are_copies(numbers), limit, page)
        return [
            Ranked(*best[place], tuple(numbers[copy] for copy in copies)) for place, copies in rows
        ], end

    def _are_copies(self, numbers: Sequence[int]) -> AreCopies:
        """Whether two of these articles, by their places, have one text."""
        labels = self.membership.labels("copies", [*numbers]) if numbers else []
        return lambda one, other: bool(labels[one] == labels[other] >= 0)

    def stories_of(self, numbers: Sequence[int]) -> list[int]:
        """A label for each article, the same for the reports of an event; -1 for one alone."""
        return self.membership.labels("story", [*numbers]) if numbers else []

    def others_of_story(self, number: int, bits: Bits) -> tuple[int, ...]:
        """The other reports on an article's event that are in a set, oldest first."""
        others = (n for n in self.membership.of("story", number) if n != number)
        return tuple(n for n in others if has_bit(bits, *self.generation.split_number(n)))

    def count_stories(self, bits: Bits) -> int:
        """How many events the articles of a set tell of; each that stands alone is one."""
        return self.membership.count("story", numbers_of(self.generation, bits))

    def hits(
        self, rows: Sequence[Ranked], marker: Marker, *, removed: bool = False
    ) -> tuple[Hit, ...]:
        """The articles of a page, with the passages that matched, or those that were left out."""
        numbers = [row.number for row in rows]
        groups = (self._group_ids("story", numbers), self._group_ids("copies", numbers))
        places = [self.generation.locate(number) for number in numbers]
        facts = [segment.facts(document) for segment, document in places]
        if removed:
            texts = [segment.article(document).removed_text for segment, document in places]
        else:
            texts = [without_headline(fact.text, fact.title) for fact in facts]
        snippets = snippets_of(texts, marker)
        return tuple(
            Hit(
                id=segment.id(document),
                title=fact.title,
                outlet=segment.outlet.of(document),
                date=date_of_number(int(segment.date[document])),
                byline=fact.byline,
                lang=segment.lang.of(document),
                url=fact.url,
                score=row.score,
                snippet=snippet.plain,
                snippet_html=snippet.html,
                near_duplicates=tuple(map(self._near_duplicate, row.copies)),
                story=story,
                copies=text,
                is_list=fact.is_list,
            )
            for row, (segment, document), fact, snippet, story, text in zip(
                rows, places, facts, snippets, *groups, strict=True
            )
        )

    def _near_duplicate(self, number: int) -> NearDuplicate:
        """An article as another's copy."""
        segment, document = self.generation.locate(number)
        fact = segment.facts(document)
        date = date_of_number(int(segment.date[document]))
        return NearDuplicate(segment.id(document), fact.title, segment.outlet.of(document), date)
