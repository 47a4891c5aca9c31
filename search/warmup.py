"""A few queries of each kind over a small index: `python -m search.warmup`, while setting up.

All loops that answer run on the way, and are kept as machine code; so the first query of a user
does not wait for the compiler.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from index.jit.kernel_api import warm_up as index_some
from search.local.engine import Engine
from search.sort import SORTS

_QUERIES = (
    "wall", "wall tablet", "wall OR harbour", '"harbour wall"', '"wall leans"~3', "harb*", "w*l",
    "harbuor~", "wall -tablet", "wall OR (harbour date:2022)", "NOT wall", "walll", "",
)  # fmt: skip


def warm_up(folder: Path) -> None:
    """Index some articles in an empty folder, and ask about them."""
    index_some(folder)
    engine = Engine.open(folder / "index")
    for query in _QUERIES:
        for sort in SORTS:
            engine.search(query, sort=sort, filters={"outlet": "The Courier"})
            engine.search(query, sort=sort)
        engine.suggest(query)
        engine.complete(query)
        engine.spans(query, ["The harbour wall leans."])
    engine.similar("1")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        warm_up(Path(folder))
