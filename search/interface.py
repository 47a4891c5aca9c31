"""What a search engine can be asked, whatever its index lies on.

`search.local.engine` answers from a folder, `search.opensearch` from a cluster. Pages and commands
know neither: they ask what is here, and are given the same records (`search.result`). Questions for
articles are made one record here (`search.search_request`), which an engine then answers. Every
method may be called by any number of threads, and raises IndexUnavailable when the index cannot be
read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from search.filters import FilterValues
from search.fingerprint import Fingerprints
from search.names.options import ALL_SPELLINGS, NameOptions
from search.result import Completions, Hit, NameRecord, Result, Status, StoredArticle
from search.search_request import NO_FILTERS, SearchRequest
from search.selection import NO_SELECTIONS, Selections
from search.stories.story import Story
from search.words.spelling import Suggestion


class SearchEngine(ABC):
    """An archive that answers."""

    lacks: ClassVar[tuple[str, ...]] = ()
    """What it does not do of what the help page promises, a sentence each."""

    def search(  # noqa: PLR0913  # what a search can be asked
        self,
        query: str,
        limit: int = 10,
        page: int = 1,
        sort: str = "relevance",
        filters: FilterValues = NO_FILTERS,
        selections: Selections = NO_SELECTIONS,
        names: NameOptions = ALL_SPELLINGS,
        *,
        facets: bool = True,
        by_story: bool = False,
    ) -> Result:
        """The articles that match a query, a page of `limit` at a time (pages count from 1).

        `sort` is one of SORTS; `filters` may have outlet, not_outlet and lang (several of each),
        from and to (a day, month or year) and undated. A blank query matches every article, newest
        first. No query is an error. What a query names of `selections` (`in:`, `tag:`, `has:`)
        stands for their articles, and the result is counted by them; `names` says whether names are
        widened by their spellings, which the result then lists. Without `facets` nothing is counted
        but the articles. `by_story` puts the reports of one event together, all those of the result
        where the best of them stands. Raises ValueError on an unknown sort or filter or a page
        below 1.
        """
        request = SearchRequest.of(
            query, filters, selections, names, limit=limit, page=page, sort=sort
        )
        return self._search(replace(request, has_facets=facets, by_story=by_story))

    def suggest(
        self,
        query: str,
        filters: FilterValues = NO_FILTERS,
        selections: Selections = NO_SELECTIONS,
    ) -> Suggestion | None:
        """What was perhaps meant by a query that finds next to nothing, when that finds more."""
        return self._suggest(SearchRequest.of(query, filters, selections))

    def fingerprints(
        self,
        query: str,
        filters: FilterValues = NO_FILTERS,
        selections: Selections = NO_SELECTIONS,
        names: NameOptions = ALL_SPELLINGS,
    ) -> Fingerprints:
        """What all articles of a result are told by later on, to say which are new."""
        return self._fingerprints(SearchRequest.of(query, filters, selections, names))

    def new_since(
        self,
        earlier: Fingerprints,
        query: str,
        filters: FilterValues = NO_FILTERS,
        selections: Selections = NO_SELECTIONS,
        limit: int = 1_000,
        names: NameOptions = ALL_SPELLINGS,
    ) -> tuple[str, ...]:
        """The ids of articles of a result that were not among the earlier, `limit` at the most."""
        request = SearchRequest.of(query, filters, selections, names, limit=limit)
        return self._new_since(earlier, request)

    def spans(
        self, query: str, texts: Sequence[str], names: NameOptions = ALL_SPELLINGS
    ) -> list[list[tuple[int, int]]]:
        """Where the query's words stand in each text: (start, end) in characters, in order."""
        return self._spans(SearchRequest.of(query, names=names), texts)

    @abstractmethod
    def _search(self, request: SearchRequest) -> Result: ...

    @abstractmethod
    def _suggest(self, request: SearchRequest) -> Suggestion | None: ...

    @abstractmethod
    def _fingerprints(self, request: SearchRequest) -> Fingerprints: ...

    @abstractmethod
    def _new_since(self, earlier: Fingerprints, request: SearchRequest) -> tuple[str, ...]: ...

    @abstractmethod
    def _spans(
        self, request: SearchRequest, texts: Sequence[str]
    ) -> list[list[tuple[int, int]]]: ...

    @abstractmethod
    def known(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these ids that articles have now."""

    @abstractmethod
    def digests(
        self, *, files: Collection[str] = (), digests: Collection[str] = ()
    ) -> Mapping[str, str]:
        """The content hashes of these files and of those that have these, by the file's id.

        As the last run has seen them. Empty where files cannot be found so.
        """

    @abstractmethod
    def similar(self, article_id: str, limit: int = 5) -> tuple[Hit, ...]:
        """The articles most like one, without it and its copies; none for an unknown id."""

    @abstractmethod
    def story(self, article_id: str) -> Story | None:
        """All reports on the event of an article, by the id of any of them; None for no article.

        Raises StoriesUnavailable where the engine groups no articles; also for the next.
        """

    @abstractmethod
    def stories(self, since: str = "", until: str = "", limit: int = 20) -> tuple[Story, ...]:
        """The events with the most reports between two partial dates, those with most first."""

    @abstractmethod
    def complete(self, typed: str, limit: int = 8) -> Completions:
        """What a query that is being typed may become: words, and headlines; `limit` in all."""

    @abstractmethod
    def article(self, article_id: str, *, copies: bool = True) -> StoredArticle | None:
        """The article with an id, or None; without its copies it is found in less time."""

    @abstractmethod
    def name(self, name: str) -> NameRecord | None:
        """What the archive has on a name, in whatever spelling; None where no article has it."""

    @abstractmethod
    def kept_apart(self) -> tuple[tuple[str, str], ...]:
        """The pairs of names that readers have said are never one."""

    @abstractmethod
    def keep_apart(self, one: str, other: str) -> None:
        """Never take two names for one again. Raises OSError when that cannot be written down."""

    @abstractmethod
    def take_together(self, one: str, other: str) -> None:
        """Take that back. Raises OSError."""

    @abstractmethod
    def original(self, article_id: str) -> Path | None:
        """The file of an indexed article, or None when it is no longer in the corpus."""

    @abstractmethod
    def generation(self) -> object | None:
        """What answers come from now: the same object for as long as they stay the same.

        None when they may change at any moment.
        """

    @abstractmethod
    def status(self) -> Status:
        """What is indexed, and how fresh it is."""
