"""Hours of reindexing beside searching: do descriptors, mappings and memory stay as they are?

    python -m tests.bench.soak [SECONDS]

A thread commits small changes, as fast as it can, to an index in a temporary folder; others search
it through one engine. Every few seconds a line says what the process holds. At the end it fails
when there were more descriptors than LIMIT, which is set, or an answer that was none.
"""

from __future__ import annotations

import gc
import os
import random
import resource
import sys
import tempfile
import threading
import time
from pathlib import Path

from index import Article
from search import Engine
from tests.index.shelf import Shelf

LIMIT = 64
"""Descriptors that the process may have; macOS allows 256, most Linux systems 1,024."""

ARTICLES, CHANGED, SEARCHERS, LINES = 20_000, 40, 2, 20
WORDS = [f"{a}{b}" for a in "bcdfgklmnprst" for b in ("a", "em", "ic", "olu", "un", "ertan")]


def article(rng: random.Random) -> Article:
    """Some made-up words, the first of the list most often."""
    words = [WORDS[int(len(WORDS) * rng.random() ** 3)] for _ in range(120)]
    return Article(" ".join(words[:4]), " ".join(words), date=f"20{rng.randrange(10, 24)}")


def commit(shelf: Shelf, stop: threading.Event) -> None:
    """Replace, add and drop some articles, again and again."""
    rng = random.Random(1)
    while not stop.is_set():
        names = [f"{rng.randrange(ARTICLES)}.txt" for _ in range(CHANGED)]
        shelf.commit({name: article(rng) for name in names[: CHANGED // 2]}, drop=names)


def search(engine: Engine, stop: threading.Event, asked: list[int], seed: int) -> None:
    """Ask for words, all of some or any; each answer has to be one."""
    rng = random.Random(seed)
    while not stop.is_set():
        words = rng.sample(WORDS[:20], 3)
        engine.search(rng.choice((" ", " OR ")).join(words))
        asked[seed] += 1


def held() -> tuple[int, int, float]:
    """(descriptors, mappings, MB of memory of its own) of this process; Linux says."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    private = status.split("RssAnon:")[1].split()[0]
    maps = Path("/proc/self/maps").read_text(encoding="utf-8").count("\n")
    return len(os.listdir("/proc/self/fd")), maps, int(private) / 1024  # noqa: PTH208  # names only


def soak(seconds: float, folder: Path) -> int:
    """Print a line now and then; gives the most descriptors that were seen."""
    shelf, rng = Shelf(folder / "index"), random.Random(0)
    (folder / "articles").mkdir()
    for start in range(0, ARTICLES, ARTICLES // 5):
        names = range(start, start + ARTICLES // 5)
        shelf.commit({f"{number}.txt": article(rng) for number in names})
    engine, stop, asked = Engine.open(shelf.directory), threading.Event(), [0] * SEARCHERS
    threads = [threading.Thread(target=commit, args=(shelf, stop))]
    threads += [
        threading.Thread(target=search, args=(engine, stop, asked, seed))
        for seed in range(SEARCHERS)
    ]
    for thread in threads:
        thread.start()
    started, most = time.monotonic(), 0
    print(f"{'seconds':>8} {'generation':>10} {'searches':>9} {'descriptors':>11} {'maps':>6} MB")
    while time.monotonic() - started < seconds and all(thread.is_alive() for thread in threads):
        time.sleep(seconds / LINES)
        descriptors, maps, memory = held()
        most = max(most, descriptors)
        print(
            f"{time.monotonic() - started:8.0f} {engine.status().generation:10} {sum(asked):9} "
            f"{descriptors:11} {maps:6} {memory:.0f}",
            flush=True,
        )
    failed = not all(thread.is_alive() for thread in threads)
    stop.set()
    for thread in threads:
        thread.join()
    gc.collect()
    if failed:
        raise SystemExit("A thread has failed; see above.")
    return most


def main() -> None:
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (LIMIT, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    )
    with tempfile.TemporaryDirectory() as folder:
        most = soak(float(sys.argv[1]) if len(sys.argv) > 1 else 300, Path(folder))
    print(f"at most {most} descriptors, of {LIMIT}")


if __name__ == "__main__":
    main()
