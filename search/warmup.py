"""A few queries of each kind over a small index: `python -m search.warmup`, while setting up.

All kernels run on the way, and are kept as machine code; so the first query of a user does not wait
for the compiler. Whoever has not set up so compiles, before the first command that needs kernels,
those of its part: searching or runs. A command that searches a small index needs no compiler.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from index.jit.cache import Part, is_complete, mark_complete
from search.sort import SORTS

_QUERIES = (
    "wall", "wall tablet", "wall OR harbour", '"harbour wall"', '"wall leans"~3', "harb*", "w*l",
    "harbuor~", "wall -tablet", "wall OR (harbour date:2022)", "NOT wall", "walll", "",
    '"walls"', '"the walls"', "THE wall", "Korvadh", "name:Korvadh",
)  # fmt: skip

_SMALL = 4_000_000  # bytes of an index, some 1,000 articles

_INDEXED = "import sys, pathlib, index; index.warm_up(pathlib.Path(sys.argv[1]))"


def compile_once(part: Part, announce: Callable[[str], object]) -> None:
    """Compile the kernels of a part unless they are kept from before.

    `announce` is told of the wait. A second process compiles what works on texts, and leaves it
    where this one looks.
    """
    if os.environ.get("NUMBA_DISABLE_JIT", "0") != "0" or is_complete(part):
        return
    announce("Compiling (once; it takes up to a minute) ...")
    gc.disable()  # nearly all that the compiler makes is needed to its end
    on_texts = _search_texts if part == "search" else _clean_texts
    beside = get_context("spawn").Process(target=on_texts)
    beside.start()
    with tempfile.TemporaryDirectory() as folder:
        if part == "search":
            index_uncompiled(Path(folder))
            _search(Path(folder))
        else:
            _index(Path(folder))
    beside.join()
    on_texts()  # compiles what the other could not, should it have failed
    gc.enable()
    mark_complete(part)


def make_ready_to_search(directory: Path, announce: Callable[[str], object]) -> None:
    """Have the kernels of one search run: as plain Python over a small index, else compiled.

    Over 1,000 articles plain Python is done in half the time that Numba takes to load. For a
    process that searches and ends; one that goes on compiles.
    """
    kernels_are_loaded = "index.jit.compile" in sys.modules
    if not kernels_are_loaded and _bytes_of(directory) < _SMALL:
        os.environ["NUMBA_DISABLE_JIT"] = "1"  # read when kernels are loaded
    else:
        compile_once("search", announce)


def _bytes_of(directory: Path) -> int:
    """The size of an index; 0 for none, of which opening it will tell."""
    size = 0
    for file in directory.glob("segments/*/*"):
        with suppress(OSError):  # a run has taken it away meanwhile
            size += file.stat().st_size
    return size


def warm_up(folder: Path) -> None:
    """Index some articles in an empty folder, ask about them, and clean and mark a text."""
    _index(folder)
    _search(folder)
    _clean_texts()
    _search_texts()


def _index(folder: Path) -> None:
    from index import warm_up as index_some

    index_some(folder)


def index_uncompiled(folder: Path) -> None:
    """Index the same articles, interpreted: for so few that is sooner done than compiling."""
    interpreted = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-c", _INDEXED, str(folder)]
    if subprocess.run(command, env=interpreted, check=False).returncode:  # noqa: S603  # our own
        _index(folder)


def _search(folder: Path) -> None:
    from search.local.engine import Engine

    engine = Engine.open(folder / "index")
    for query in _QUERIES:
        for sort in SORTS:
            engine.search(query, sort=sort, filters={"outlet": "The Courier"})
            engine.search(query, sort=sort)
        engine.suggest(query)
        engine.complete(query)
    engine.similar("1")


def _clean_texts() -> None:
    from index import warm_up_cleaning

    warm_up_cleaning()


def _search_texts() -> None:
    """Mark texts, cut passages of them, and compare sounds: nearly half of what is compiled."""
    from index import as_letters, costs_of, keys_of, sizes_of
    from search.highlight.mark import Marker
    from search.highlight.snippet import snippets_of
    from search.query import parse

    texts = ["The harbour wall leans.", "Walls; the wall, ’tis told."]
    for query in _QUERIES:
        snippets_of(texts, Marker.of(parse(query).tree))
    names = as_letters(["korvadh", "korwadh"])
    keys_of(names)
    sizes_of(names)
    costs_of(names, names, 1.0)


if __name__ == "__main__":
    compile_once("runs", print)
    compile_once("search", lambda _: None)
