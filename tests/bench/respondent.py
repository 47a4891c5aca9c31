"""An engine of this environment that answers a benchmark from a process of its own.

    python -m tests.bench.respondent ours FOLDER

What it is asked, and what it answers, is in tests.bench.dialogue.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from search import Engine
from tests.bench.dialogue import serve
from tests.bench.request import Request, WhooshRequest
from tests.bench.searcher import SEARCHERS


def _opened(folder: Path) -> Callable[[str], object]:
    return Engine.open(folder).search


def _counted(folder: Path) -> Callable[[str], object]:
    return Request(folder, count=True).ask


def _marked(folder: Path) -> Callable[[str], object]:
    return WhooshRequest(folder).ask


REQUESTS: Mapping[str, Callable[[Path], Callable[[str], object]]] = {
    "ours": _opened,
    "tantivy-facts": _counted,
    "whoosh-small": _marked,
}
"""How a whole request is made, where it is more than a searcher's own `request`."""


@click.command(help="Answer what is asked on standard input from the index of ENGINE in FOLDER.")
@click.argument("engine", type=click.Choice(sorted(SEARCHERS)))
@click.argument("folder", type=click.Path(path_type=Path))
def main(engine: str, folder: Path) -> None:
    searcher: Any = SEARCHERS[engine](folder)
    if engine in REQUESTS:
        searcher.request = REQUESTS[engine](folder)
    serve(searcher, sys.stdin, sys.stdout)


if __name__ == "__main__":
    main()
