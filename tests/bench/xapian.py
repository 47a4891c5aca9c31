"""Xapian, built and asked by the Python that has its binding: Debian's python3-xapian.

    /usr/bin/python3 -m tests.bench.xapian version
    /usr/bin/python3 -m tests.bench.xapian build ARTICLES FOLDER
    /usr/bin/python3 -m tests.bench.xapian answer FOLDER

ARTICLES has an article a line, its facts apart by tabs (tests.bench.foreign). Terms are stemmed by
Snowball's English as with us, with positions; the article and its facts are the document's data.
Changes are kept in memory for more articles than by default, as its documentation advises for
building at once, and the finished database is compacted.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.cost import BATCH, WARM_UP, Cost, bytes_in, peak_mb, spent
from tests.bench.dialogue import serve
from tests.bench.form import AND, OR, PHRASE, TOP

_FLUSH = 25_000  # articles; some 300 MB
_SNIPPET = 200  # bytes, about as many as the others show


class Line(NamedTuple):
    """An article as ARTICLES has it."""

    id: str
    title: str
    text: str
    date: str
    outlet: str
    url: str


class Writer:
    """A database that is being filled."""

    def __init__(self, folder: Path) -> None:
        import xapian  # noqa: PLC0415  # what is shared with tests is imported without it

        os.environ["XAPIAN_FLUSH_THRESHOLD"] = str(_FLUSH)
        self._folder, self._loose = folder, folder.with_name(f"{folder.name}-loose")
        self._base = xapian.WritableDatabase(str(self._loose), xapian.DB_CREATE_OR_OVERWRITE)
        self._document, self._terms = xapian.Document, xapian.TermGenerator()
        self._terms.set_stemmer(xapian.Stem("english"))
        self._terms.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)

    def add(self, lines: Sequence[Line]) -> None:
        for line in lines:
            document = self._document()
            self._terms.set_document(document)
            self._terms.index_text(f"{line.title}\n{line.text}")
            document.set_data(json.dumps(line))
            self._base.add_document(document)

    def finish(self) -> None:
        self._base.commit()
        self._base.compact(str(self._folder))
        self._base.close()
        shutil.rmtree(self._loose)


class Reader:
    """A database that is open for searching."""

    def __init__(self, folder: Path) -> None:
        import xapian  # noqa: PLC0415

        self._base = xapian.Database(str(folder))
        self._enquire, self._query = xapian.Enquire(self._base), xapian.Query
        self._enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.75, 0.5))
        self._stem = xapian.Stem("english")
        self._parser = xapian.QueryParser()
        self._parser.set_stemmer(self._stem)
        self._parser.set_stemming_strategy(xapian.QueryParser.STEM_ALL)
        self._parser.set_default_op(xapian.Query.OP_AND)
        self._all = self._base.get_doccount()
        self._operators = {
            OR: xapian.Query.OP_OR,
            AND: xapian.Query.OP_AND,
            PHRASE: xapian.Query.OP_PHRASE,
        }

    def parsed(self, form: str, words: Sequence[str]) -> Any:
        return self._query(self._operators[form], [self._stem(word) for word in words])

    def best(self, query: Any) -> list[tuple[int, float]]:
        self._enquire.set_query(query)
        return [(match.docid, match.weight) for match in self._enquire.get_mset(0, TOP)]

    def counted(self, query: Any) -> tuple[list[tuple[int, float]], int]:
        matches = self._matches(query)
        return [(match.docid, match.weight) for match in matches], matches.get_matches_estimated()

    def request(self, text: str) -> tuple[list[tuple[Any, ...]], int]:
        """(weight, facts, snippet) of the ten best, and how many match."""
        matches, hits = self._matches(self._parser.parse_query(text)), []
        for match in matches:
            line = Line(*json.loads(match.document.get_data()))
            snippet = matches.snippet(line.text, _SNIPPET, self._stem)
            hits.append((match.weight, line.id, line.outlet, line.date, line.url, snippet))
        return hits, matches.get_matches_estimated()

    def _matches(self, query: Any) -> Any:
        """The ten best; their number is exact, since all articles are checked."""
        self._enquire.set_query(query)
        return self._enquire.get_mset(0, TOP, self._all)


def build(articles: Path, folder: Path) -> Cost:
    """Build a database of all articles in a folder that is not there yet."""
    spent(Writer(folder.with_name("warm-up")), _batches(articles, WARM_UP))
    before = peak_mb()
    cpu_seconds, text_bytes = spent(Writer(folder), _batches(articles))
    with articles.open(encoding="utf-8") as lines:
        count = sum(1 for _ in lines)
    return Cost("xapian", count, text_bytes, cpu_seconds, bytes_in(folder), peak_mb(), before)


def _batches(articles: Path, limit: int | None = None) -> Iterator[list[Line]]:
    with articles.open(encoding="utf-8", newline="\n") as lines:
        rows = (Line(*line.rstrip("\n").split("\t")) for line in islice(lines, limit))
        while batch := list(islice(rows, BATCH)):
            yield batch


def main() -> None:
    verb, *paths = sys.argv[1:]
    if verb == "version":
        import xapian  # noqa: PLC0415

        print(xapian.version_string())
    elif verb == "build":
        print(json.dumps(asdict(build(*map(Path, paths)))))
    else:
        serve(Reader(Path(paths[0])), sys.stdin, sys.stdout)


if __name__ == "__main__":
    main()
