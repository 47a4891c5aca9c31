"""Changes to a cluster's index that a run makes together.

A cluster has no commit over many documents. The order of writing stands in for it: files that are
about to be read are marked as pending; then their articles come; then what an earlier reading
left and this one did not write again is removed; last comes what the files looked like. Whoever
is stopped in between leaves pending files, which the next run reads again. Readers see articles
come and go one by one, within a second or so; no article is missing meanwhile that was there
before and still is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from index.article import Article
from index.opensearch.bulk import Bulk
from index.opensearch.connection import Connection
from index.opensearch.document import document_id, document_of
from index.opensearch.file_record import pending_record, record_of
from index.opensearch.index_pair import IndexPair
from index.opensearch.pages import pages, refresh
from index.problem import Problem
from index.store.ledger import LedgerChanges

_TOGETHER = 1_000  # files whose articles are asked for in one request


class ClusterBatch(LedgerChanges):
    """Articles and files on their way to a pair of indices."""

    def __init__(
        self,
        connection: Connection,
        pair: IndexPair,
        known: Set[str],
        boilerplate: Mapping[str, str],
    ) -> None:
        """`known` are files that have a record, `boilerplate` what is left out of each file."""
        super().__init__()
        self._connection = connection
        self._pair = pair
        self._known = known
        self._boilerplate = boilerplate
        self._bulk = Bulk(connection)
        self._written: dict[str, tuple[str, str]] = {}
        self._dropped: set[str] = set()
        self._unmarked: list[str] = []
        self.problems: list[Problem] = []

    def drop(self, file_id: str) -> None:
        """Remove all articles of a file, but those that are added afterwards."""
        self._dropped.add(file_id)
        self._unmarked.append(file_id)

    def add(self, article_id: str, file_id: str, article: Article) -> None:
        """Add an article, instead of the one with the same id if there is one."""
        self._mark_pending()
        name = document_id(article_id)
        self._written[name] = article_id, file_id
        self._bulk.put(self._pair.articles, name, document_of(article_id, file_id, article))

    def finish(self) -> None:
        """Write what is not written yet. Raises ClusterFailure."""
        self._mark_pending()
        self._bulk.flush()
        self._note_refusals()
        for name in self._left_over(sorted(self._dropped & self._known)):
            self._bulk.delete(self._pair.articles, name)
        self._bulk.flush()
        for file_id, state in self._files.items():
            record = record_of(file_id, state, self._boilerplate.get(file_id, ""))
            self._bulk.put(self._pair.files, document_id(file_id), record)
        for file_id in self._gone & (self._known | self._dropped):
            self._bulk.delete(self._pair.files, document_id(file_id))
        self._bulk.flush()

    def _mark_pending(self) -> None:
        """Mark the files of the batch as pending, before anything of them is changed."""
        if not self._unmarked:
            return
        for file_id in self._unmarked:
            self._bulk.put(self._pair.files, document_id(file_id), pending_record(file_id))
        self._bulk.flush()
        self._unmarked.clear()

    def _left_over(self, files: Sequence[str]) -> Iterator[str]:
        """What the index has of these files and was not written by this batch."""
        if not files:
            return
        refresh(self._connection, self._pair.articles)
        for start in range(0, len(files), _TOGETHER):
            query = {"terms": {"file": files[start : start + _TOGETHER]}}
            order = ["file", "record", "id"]
            for hit in pages(self._connection, self._pair.articles, query, order, fields=()):
                if hit["_id"] not in self._written:
                    yield hit["_id"]

    def _note_refusals(self) -> None:
        """What the cluster will not take is a problem of its file, named in its record."""
        for refused in self._bulk.refused:
            article_id, file_id = self._written[refused.id]
            problem = Problem(article_id, f"the cluster does not take it ({refused.reason})")
            self.problems.append(problem)
            if state := self._files.get(file_id):
                problems = (*state.problems, problem)
                self._files[file_id] = state._replace(problems=problems)
        self._bulk.refused.clear()
