"""A few queries of each kind over a small index: `python -m search.warmup`, while setting up.

All kernels run on the way, and are kept as machine code; so the first query of a user does not wait
for the compiler. Whoever has not set up so compiles before the first command that needs a kernel.
"""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from index.jit.cache import is_complete, mark_complete
from search.sort import SORTS

_QUERIES = (
    "wall", "wall tablet", "wall OR harbour", '"harbour wall"', '"wall leans"~3', "harb*", "w*l",
    "harbuor~", "wall -tablet", "wall OR (harbour date:2022)", "NOT wall", "walll", "",
    '"walls"', '"the walls"', "THE wall", "Korvadh", "name:Korvadh",
)  # fmt: skip


def compile_once(announce: Callable[[str], object]) -> None:
    """Compile all kernels unless they are kept from before; `announce` is told of the wait.

    A second process compiles what works on texts, and leaves it where this one looks.
    """
    if os.environ.get("NUMBA_DISABLE_JIT", "0") != "0" or is_complete():
        return
    announce("Compiling (once; it takes up to a minute) ...")
    gc.disable()  # nearly all that the compiler makes is needed to its end
    beside = get_context("spawn").Process(target=_warm_up_texts)
    beside.start()
    with tempfile.TemporaryDirectory() as folder:
        _warm_up_index(Path(folder))
    beside.join()
    _warm_up_texts()  # compiles what the other could not, should it have failed
    gc.enable()
    mark_complete()


def warm_up(folder: Path) -> None:
    """Index some articles in an empty folder, ask about them, and mark words in a text."""
    _warm_up_index(folder)
    _warm_up_texts()


def _warm_up_index(folder: Path) -> None:
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
    engine.similar("1")


def _warm_up_texts() -> None:
    from index import warm_up_cleaning
    from search.highlight.spans import spans_of

    warm_up_cleaning()
    for query in _QUERIES:
        spans_of(query, ["The harbour wall leans."])


if __name__ == "__main__":
    compile_once(print)
