"""bm25s: a sparse matrix of BM25 weights, with its loops compiled by Numba.

It keeps neither positions nor the articles, and knows of no words that must be there: it can only
be asked for any of the words. Its own tokenizer makes terms, with PyStemmer, as its documentation
advises; words of one letter are kept, as by the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.form import OR, TOP
from tests.bench.queries import Words

if TYPE_CHECKING:
    from tests.bench.record import Record

_WORD = r"(?u)\b\w+\b"


class Writer:
    """A matrix whose articles are being gathered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokenizer = _tokenizer()
        self._rows: list[list[int]] = []

    def add(self, records: Sequence[Record]) -> None:
        texts = [f"{record.title}\n{record.text}" for record in records]
        self._rows += self._tokenizer.streaming_tokenize(texts)

    def finish(self) -> None:
        import bm25s  # noqa: PLC0415  # not everybody who runs the tests has it

        matrix = bm25s.BM25(method="lucene", k1=1.2, b=0.75, backend="numba")
        matrix.index((self._rows, self._tokenizer.get_vocab_dict()), show_progress=False)
        matrix.save(self._folder, show_progress=False)
        self._tokenizer.save_vocab(self._folder)


class Reader:
    """A matrix that is open for searching."""

    segments = 1
    forms = (OR,)

    def __init__(self, folder: Path) -> None:
        import bm25s  # noqa: PLC0415  # not everybody who runs the tests has it

        self._matrix = bm25s.BM25.load(folder, show_progress=False)
        self._matrix.backend = "numba"
        self._tokenizer = _tokenizer()
        self._tokenizer.load_vocab(folder)

    def parsed(self, form: str, words: Words) -> list[list[int]]:
        if form != OR:
            raise ValueError(f"bm25s has no {form}")
        return list(self._tokenizer.tokenize([" ".join(words)], False, show_progress=False))

    def best(self, query: list[list[int]]) -> list[tuple[int, float]]:
        rows, scores = self._matrix.retrieve(query, k=TOP, n_threads=1, show_progress=False)
        return list(zip(rows[0].tolist(), scores[0].tolist(), strict=True))

    def counted(self, query: list[list[int]]) -> tuple[list[tuple[int, float]], int]:
        """The ten best, and how many articles have a weight: it counts none by itself."""
        (ids,) = query
        return self.best(query), int((self._matrix.get_scores_from_ids(ids) > 0).sum())


def _tokenizer() -> Any:
    from bm25s.tokenization import Tokenizer  # noqa: PLC0415
    from Stemmer import Stemmer  # noqa: PLC0415

    return Tokenizer(splitter=_WORD, stopwords=None, stemmer=Stemmer("english"))
