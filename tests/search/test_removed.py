"""What was left out of articles can be searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import reindex
from search import Engine
from tests.folder import Folder

LINE = "Read more: how the weir was rebuilt, stone by stone, over two winters"
PAGE = f"""<html><head><title>The ladder opens</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>The ladder opens</h1>
<p>The eel ladder at Upper Ness was opened on Tuesday, eleven years after the flood took it.</p>
<div class="related"><p><a href="/w">{LINE}</a></p></div>
<p>The mill beside it is the first in the valley, and is to be widened before the winter.</p>
</article></body></html>"""


@pytest.fixture
def engine(corpus: Folder, index_dir: Path) -> Engine:
    corpus.write("ladder.html", PAGE)
    corpus.article("weir", "The weir was rebuilt in a week.", title="Weir")
    reindex(corpus.folder, index_dir)
    return Engine.open(index_dir)


def test_removed_lines_are_found_when_asked_for(engine: Engine) -> None:
    assert [hit.id for hit in engine.search("weir").hits] == ["weir.jsonl#1"]
    for query in ("in:removed weir", "removed:weir", 'in:removed "stone by stone"', "removed:win*"):
        assert [hit.id for hit in engine.search(query).hits] == ["ladder.html"], query
