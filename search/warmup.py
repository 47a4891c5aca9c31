"""A few queries of each kind over a small index: `python -m search.warmup`, while setting up.

All kernels run on the way, and are kept as machine code; so the first query of a user does not wait
for the compiler. Whoever has not set up so compiles before the first command that needs a kernel.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from index.jit.cache import is_complete, mark_complete
from search.sort import SORTS

_QUERIES = (
    "wall", "wall tablet", "wall OR harbour", '"harbour wall"', '"wall leans"~3', "harb*", "w*l",
    "harbuor~", "wall -tablet", "wall OR (harbour date:2022)", "NOT wall", "walll", "",
)  # fmt: skip


def compile_once(announce: Callable[[str], object]) -> None:
    """Compile all kernels unless they are kept from before; `announce` is told of the wait."""
    if os.environ.get("NUMBA_DISABLE_JIT", "0") != "0" or is_complete():
        return
    announce("Compiling (once; it takes up to a minute) ...")
    with tempfile.TemporaryDirectory() as folder:
        warm_up(Path(folder))
    mark_complete()


def warm_up(folder: Path) -> None:
    """Index some articles in an empty folder, and ask about them."""
    from index import warm_up as index_some
    from search.local.engine import Engine

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
    compile_once(print)
