"""The minutes are divided over the kinds; each is tried in a process of its own."""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import time
import traceback
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.torture import shim
from tests.torture.kind import Broken, Kind, Tried

_GRACE = 240.0
"""Seconds that a try may take beyond the time of its kind: longer than any patience within."""
_NAMES = re.compile(r"/[\w./-]+|[0-9a-f]*\d[0-9a-f]*")
_ALIKE = 60  # characters at the end of two failures that make them alike
FORK = multiprocessing.get_context("fork")


@dataclass(slots=True)
class Tally:
    """What came of the tries of a kind; `failures` are (number of the try, what was wrong)."""

    kind: str
    tried: int = 0
    failed: int = 0
    longest: float = 0.0
    longest_of: str = ""
    failures: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Those that are alike but for names and numbers stand together."""
    left_out: str = ""
    """Why nothing was tried."""

    def fail(self, number: int, why: str) -> None:
        self.failed += 1
        self.failures.setdefault(_NAMES.sub("…", why)[-_ALIKE:], []).append((number, why))

    def count(self, tried: Tried, took: float) -> None:
        self.tried += tried.count
        longest = took if tried.longest is None else tried.longest
        if longest > self.longest:
            self.longest, self.longest_of = longest, tried.what


@dataclass(frozen=True, slots=True)
class Extent:
    """How long, or how often: `tries` of each kind from number `first` on, or `seconds` in all."""

    seconds: float
    tries: int = 0
    first: int = 0


def torture(
    kinds: Mapping[str, type[Kind]], extent: Extent, seed: int, folder: Path
) -> list[Tally]:
    """Try each kind; as many at the same time as there are processors."""
    able = {name: kind for name, kind in kinds.items() if shim.is_loaded() or not kind.needs_shim}
    jobs = min(os.cpu_count() or 1, len(able))
    weight = sum(kind.weight for kind in able.values())
    tallies = {name: Tally(name, left_out="needs Linux and a C compiler") for name in kinds}
    waiting = deque(sorted(able, key=lambda name: -able[name].weight))
    running: list[_Running] = []
    while waiting or running:
        while waiting and len(running) < jobs:
            name = waiting.popleft()
            share = extent.seconds * jobs * able[name].weight / weight
            running.append(_Running(name, able[name], extent, share, seed, folder))
        wait([each.connection for each in running], timeout=1.0)
        for each in [each for each in running if each.is_over()]:
            running.remove(each)
            tallies[each.name] = each.tally()
    return list(tallies.values())


class _Running:
    """A kind that is being tried in a process of its own."""

    def __init__(
        self, name: str, kind: type[Kind], extent: Extent, share: float, seed: int, folder: Path
    ) -> None:
        self.name = name
        self.connection, other = FORK.Pipe(duplex=False)
        arguments = (other, name, kind, extent, share, seed, folder / name)
        self._process = FORK.Process(target=_try, args=arguments)
        self._process.start()
        other.close()
        self._until = time.monotonic() + share + _GRACE

    def is_over(self) -> bool:
        late = time.monotonic() > self._until
        return late or self.connection.poll() or not self._process.is_alive()

    def tally(self) -> Tally:
        """What came of it; a process that hangs or has died is a failure."""
        try:
            if self.connection.poll():
                with suppress(EOFError):
                    return self.connection.recv()
            tally = Tally(self.name)
            tally.fail(0, f"the tries hang, or have died ({self._process.exitcode})")
            return tally
        finally:
            self._process.kill()
            self._process.join()
            self.connection.close()


def _try(
    answer: Connection, name: str, make: type[Kind], extent: Extent, share: float, seed: int,
    folder: Path,
) -> None:  # fmt: skip
    folder.mkdir()
    shim.count_apart()
    logging.disable()  # what is logged of a failure is not what is tried here
    tally = Tally(name)
    until = time.monotonic() + share
    number = extent.first
    kind: Kind | None = None
    while number < extent.first + extent.tries if extent.tries else time.monotonic() < until:
        started = time.monotonic()
        try:
            kind = kind or make(folder, seed)
            tried = kind.attempt(number)
        except Broken as broken:
            tried = Tried(str(broken))
            tally.fail(number, str(broken))
        except Exception:
            tried = Tried(traceback.format_exc())
            tally.fail(number, f"the torture itself failed: {tried.what}")
        tally.count(tried, time.monotonic() - started)
        number += 1
    answer.send(tally)
