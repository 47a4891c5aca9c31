"""Asking an engine that runs in a process of its own, one loop over all queries at a time.

The benchmark writes a line, `FORM<tab>ROUND<tab>FILE`, where the file has a query a line, its words
apart by blanks; the engine asks all of them, one after the other, and writes the times in µs as one
line of JSON. `count` instead of a round has it write how many articles match each. FORM is one of
tests.bench.form, or `request`: then words are typed text, with so many blanks behind it as the
round has a number, since an engine that remembers what it has read must read it anew.

Nothing here needs more than Python itself. The engine in Java speaks the same.
"""

from __future__ import annotations

import gc
import json
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from tests.bench.form import REQUEST

_COUNT = "count"
_ROOT = Path(__file__).parents[2]


class Partner:
    """The benchmark's side: an engine's process, from its start until it is told to end."""

    def __init__(self, command: Sequence[str | Path]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=_ROOT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._process.communicate()  # closes its input, which ends it

    def times(self, form: str, number: int, file: Path) -> list[float]:
        """What each query took, in µs."""
        return self._ask(form, number, file)

    def totals(self, form: str, file: Path) -> list[int]:
        """How many articles match each query."""
        return self._ask(form, _COUNT, file)

    def _ask(self, form: str, what: int | str, file: Path) -> list[Any]:
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):  # then there is no answer to read, either
            self._process.stdin.write(f"{form}\t{what}\t{file.resolve()}\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args} ended with {self._process.wait()}")
        return list(json.loads(line))


def serve(searcher: Any, asked: Iterable[str], answers: TextIO) -> None:
    """The engine's side: answer each line, until there are no more.

    `searcher` has the calls of tests.bench.searcher.Searcher, and `request` where it can.
    """

    @cache
    def parsed(form: str, file: str) -> list[Any]:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
        if form == REQUEST:
            return lines
        return [searcher.parsed(form, tuple(line.split())) for line in lines]

    for line in asked:
        form, what, file = line.rstrip("\n").split("\t")
        queries = parsed(form, file)
        if what == _COUNT:
            answer: list[Any] = [searcher.counted(query)[1] for query in queries]
        elif form == REQUEST:
            answer = _loop(searcher.request, [text + " " * int(what) for text in queries])
        else:
            answer = _loop(searcher.best, queries)
        answers.write(f"{json.dumps(answer)}\n")
        answers.flush()


def _loop(ask: Callable[[Any], object], queries: Sequence[Any]) -> list[float]:
    """What each query takes in µs, asked one after the other, with no collection of garbage."""
    clock, spent = time.perf_counter, []
    gc.collect()
    gc.disable()
    try:
        for query in queries:
            started = clock()
            ask(query)
            spent.append(clock() - started)
    finally:
        gc.enable()
    return [round(seconds * 1e6, 2) for seconds in spent]
