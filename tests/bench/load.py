"""How many pages a second the service gives, beside a Flask application that only greets.

    python -m tests.bench.load [--limit 72410] [--seconds 4] [--rounds 3] [--connections 8]

Everything on this machine: a server process with the settings of `backfile serve` (threads, limits)
for the greeting and one for the service, and this process as the client, with connections that
stay open. The two are asked in turns, the best round of each counts: whatever else the machine did
made the others slower. Searches are asked as never before, so that nothing comes from the cache of
pages, and once more as people who go back to their results do, from it.
The client takes its share of the same cores, which costs the quicker of two servers more.

Then the service is asked while `backfile reindex` runs beside it, over and over: it counts answers
that are no 200, and says in how many of the runs the new articles were found right afterwards.
"""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count, cycle, islice, repeat
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_plus

import click
from flask import Flask
from waitress.server import create_server

from index import reindex
from search import Engine
from tests.bench import corpus, queries
from tests.bench.cache import CACHE, index_of
from tests.bench.indexing import ALL
from tests.bench.table import table
from web.search_params import PER_PAGE
from web.server import LIMITS, application
from web.settings import Settings

GREETING = "greeting"  # in place of an index
_LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n", re.IGNORECASE)
_NEW = 50  # articles that each run finds new
_AGAIN = 100  # searches that are asked again and again


class Server(NamedTuple):
    """A server process."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """What it has worked until now, all threads together; 0 where there is no /proc."""
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_text()
        except OSError:
            return 0.0
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


class Load(NamedTuple):
    """What a server did under load: answers a second, milliseconds, and answers that are no 200.

    `cpu_ms` is what it worked for each, which other work on the machine does not change much.
    """

    per_second: float
    cpu_ms: float
    p50: float
    p99: float
    failed: int


class Client:
    """A connection that stays open; it reads no more of an answer than must be."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)

    def get(self, path: str) -> tuple[int, bytes]:
        """(status, body)."""
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n"
        self._socket.sendall(request.encode())
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._read()
        length = _LENGTH.search(received, 0, end + 2)
        parts, missing = [received[end + 4 :]], int(length[1]) if length else 0
        missing -= len(parts[0])
        while missing > 0:
            parts.append(self._read())
            missing -= len(parts[-1])
        return int(received[9:12]), b"".join(parts)

    def close(self) -> None:
        self._socket.close()

    def _read(self) -> bytes:
        part = self._socket.recv(1 << 18)
        if not part:
            raise ConnectionError("the server has closed the connection")
        return part


def load(server: Server, paths: Iterator[str], seconds: float, connections: int) -> Load:
    """Ask for so many seconds over so many connections; each takes the next path."""
    times: list[float] = []
    statuses: list[int] = []
    until = time.perf_counter() + seconds

    def ask() -> None:
        client = Client(server.port)
        while (started := time.perf_counter()) < until:
            try:
                statuses.append(client.get(next(paths))[0])
            except OSError:
                statuses.append(0)
                client.close()
                client = Client(server.port)
            times.append(time.perf_counter() - started)
        client.close()

    began, worked = time.perf_counter(), server.cpu_seconds()
    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    ordered = sorted(times)
    p50, p99 = (ordered[int(len(ordered) * part)] * 1000 for part in (0.5, 0.99))
    cpu_ms = (server.cpu_seconds() - worked) / len(times) * 1000
    return Load(len(times) / took, cpu_ms, p50, p99, sum(status != 200 for status in statuses))


@contextmanager
def serving(index: Path | str) -> Iterator[Server]:
    """A server in a process of its own, over an index or for the GREETING."""
    command = [sys.executable, "-m", "tests.bench.load", "--serve", str(index)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Server(int(process.stdout.readline()), process.pid)
        finally:
            process.kill()


def serve(index: str) -> None:
    """Serve until killed; the port is the first line that is printed."""
    app = greeting() if index == GREETING else application(Settings(Path("none"), Path(index)))
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # more wait than are answered
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        create_server(app, sockets=[listener], **LIMITS).run()


def greeting() -> Flask:
    """The least that Flask can do."""
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "Hello, World!")
    return app


def questions(index: Path, most: int) -> list[str]:
    """The first of the real questions that fill a page: what finds less takes longer.

    Of very few articles none may fill a page; then all are asked.
    """
    engine = Engine.open(index)
    told = islice(queries.telling(queries.queries(queries.WEB)), most)
    texts = [" ".join(words) for words in told]
    return [text for text in texts if engine.search(text, limit=0).total >= PER_PAGE[0]] or texts


def pages(path: str, texts: Sequence[str]) -> Iterator[str]:
    """Addresses of searches, none twice: each round has other blanks."""
    for turn in count():
        for text in texts:
            yield path + quote_plus(text + " " * turn)


class Shared(Iterator[str]):
    """An iterator that threads may share."""

    def __init__(self, paths: Iterator[str]) -> None:
        self._paths, self._lock = paths, threading.Lock()

    def __next__(self) -> str:
        with self._lock:
            return next(self._paths)


def compare(texts: list[str], index: Path, seconds: float, rounds: int, connections: int) -> str:
    """The greeting, the page of results, the same again, and its JSON, as a table."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(place)) for place in (GREETING, *[index] * 3)]
        again = ["/search?q=" + quote_plus(text) for text in texts[:_AGAIN]]
        paths = [Shared(repeat("/")), Shared(pages("/search?q=", texts)), Shared(cycle(again)),
                 Shared(pages("/search.json?q=", texts))]  # fmt: skip
        for server, path in zip(servers, paths, strict=True):
            load(server, path, min(2.0, seconds), connections)  # what is loaded at the first use
        measured = [
            [
                load(server, path, seconds, connections)
                for server, path in zip(servers, paths, strict=True)
            ]
            for _ in range(rounds)
        ]
    best = [
        max(side)._replace(cpu_ms=min(one.cpu_ms for one in side))
        for side in zip(*measured, strict=True)
    ]
    failed = [sum(one.failed for one in side) for side in zip(*measured, strict=True)]
    names = ("Flask, a greeting", "results page", "results page again", "results as JSON")
    return _table(names, best, failed)


def beside_reindex(articles: int, runs: int, connections: int, most: int) -> str:
    """The service while runs go on beside it: the greeting of none is compared."""
    with tempfile.TemporaryDirectory(prefix="backfile-load-") as folder:
        place = Path(folder)
        (place / "articles").mkdir()
        _write(place / "articles" / "first.jsonl", 0, articles)
        reindex(place / "articles", place / "index")
        with serving(place / "index") as server:
            found: list[bool] = []
            runner = threading.Thread(
                target=_reindex, args=(place, server.port, articles, runs, found)
            )
            path = Shared(pages("/search?q=", questions(place / "index", most)))
            runner.start()
            measured = [load(server, path, 1.0, connections)]
            while runner.is_alive():
                measured.append(load(server, path, 1.0, connections))
            runner.join()
    failed = [sum(one.failed for one in measured)]
    middle = sorted(measured)[len(measured) // 2]
    said = f"{sum(found)} of {runs} runs were seen by the first question after them"
    return f"{_table(('results page',), [middle], failed)}\n\n{said}"


def _reindex(place: Path, port: int, articles: int, runs: int, found: list[bool]) -> None:
    """Add articles and run `backfile reindex` in a process, so often; then ask for all."""
    command = [sys.executable, "-c", "from web.cli.command import start; start()", "reindex"]
    command += ["--corpus", str(place / "articles"), "--index", str(place / "index")]
    for run in range(1, runs + 1):
        start = articles + (run - 1) * _NEW
        _write(place / "articles" / f"new-{run}.jsonl", start, _NEW)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))
        client = Client(port)
        total = json.loads(client.get("/search.json")[1])["total"]
        client.close()
        found.append(total == start + _NEW)


def _write(path: Path, start: int, number: int) -> None:
    """A file of some of the articles."""
    records = list(corpus.articles(start + number))[start:]
    path.write_text("".join(json.dumps(record.line()) + "\n" for record in records), "utf-8")


def _table(names: Sequence[str], best: Sequence[Load], failed: Sequence[int]) -> str:
    head = ["", "requests/s", "ratio", "CPU ms", "ratio", "p50 ms", "p99 ms", "not 200"]
    rows = [
        [name, f"{side.per_second:,.0f}", f"{side.per_second / best[0].per_second:.2f}",
         f"{side.cpu_ms:.2f}", f"{best[0].cpu_ms / (side.cpu_ms or 1):.2f}",
         f"{side.p50:.1f}", f"{side.p99:.1f}", f"{fails:,}"]
        for name, side, fails in zip(names, best, failed, strict=True)
    ]  # fmt: skip
    return table(head, rows)


@click.command(help="Requests a second, beside a Flask application that only greets.")
@click.option("--limit", default=ALL, show_default=True, help="How many articles.")
@click.option("--seconds", default=4.0, show_default=True, help="Of each measurement.")
@click.option("--rounds", default=3, show_default=True, help="The best counts.")
@click.option("--connections", default=8, show_default=True, help="At the same time.")
@click.option("--beside", default=2_000, show_default=True, help="Articles beside which to index.")
@click.option("--runs", default=5, show_default=True, help="Of reindex, under load.")
@click.option(
    "--questions", "most", default=10_000, show_default=True, help="How many, at the most."
)
@click.option("--cache", default=CACHE, show_default=True, type=click.Path(path_type=Path))
@click.option("--index", type=click.Path(path_type=Path), help="An index that is there already.")
@click.option("--serve", "served", hidden=True, help="Only serve this index.")
def main(  # noqa: PLR0913, PLR0917  # the options of a command are what they are
    limit: int, seconds: float, rounds: int, connections: int, beside: int, runs: int,
    most: int, cache: Path, index: Path | None, served: str | None,
) -> None:  # fmt: skip
    if served:
        serve(served)
        return
    click.echo(f"{limit:,} {corpus.provenance()}, {queries.provenance()}")
    place = index or index_of("ours", limit, cache)
    click.echo(f"\n{connections} connections, best of {rounds} times {seconds:g} s\n")
    click.echo(compare(questions(place, most), place, seconds, rounds, connections))
    click.echo(f"\nBeside {runs} runs of reindex, {beside:,} articles; median of seconds\n")
    click.echo(beside_reindex(beside, runs, connections, most))


if __name__ == "__main__":
    main()
