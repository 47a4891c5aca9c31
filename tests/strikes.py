"""Two articles: one is on a strike, the other, a long one, has its words somewhere."""

from __future__ import annotations

from pathlib import Path

from index import reindex
from search import Engine
from tests.folder import Folder

SENTENCE = "dockers strike for wages at the harbour of Oumet"
"""Has five words; the article on the strike lacks `harbour`."""


def strikes(folder: Path) -> Engine:
    """An engine over both, made in an empty folder."""
    corpus = Folder(folder / "articles")
    filler = [f"Item {n} of the budget of the county was read out and passed." for n in range(60)]
    for number, word in enumerate(("dockers", "strike", "wages", "Oumet", "harbour")):
        filler.insert(9 * number + 5, f"Somebody asked about {word}.")
    corpus.record("budget.jsonl", {"title": "Budget", "text": " ".join(filler), "lang": "en"})
    report = "The dockers of Oumet began a strike for higher wages on Monday."
    corpus.record("strike.jsonl", {"title": "Dockers strike", "text": report, "lang": "en"})
    assert not reindex(corpus.folder, folder / "index").problems
    return Engine.open(folder / "index")
