"""Queries of every kind, and of none: all are answered, at once, and with the right articles."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable
from pathlib import Path

from index import Store
from search import SORTS, Engine, Result
from search.filters import Filters
from search.plan import Everything, Plan, plan_of
from search.query import parse
from tests.bench.hostile import hostile_queries
from tests.search.exhaustive import Exhaustive
from tests.search.query.jumble import SIGNS, jumbled
from tests.torture import rules
from tests.torture.blocks import Blocks
from tests.torture.contents import QUERIES
from tests.torture.kind import Broken, Tried, chance
from tests.torture.world import OUTLETS, WORDS

_SIZE = 500  # attempts a world
_AT_ONCE = 20  # queries an attempt
_CHECKED = 20  # one answer in so many is held beside a plain reference
_TRIES = 3  # at a slow query: a loop is compiled at its first use, and a machine may be busy
_MEMORY = 6 * 2**30  # bytes that answering may ask for
_FIELDS = ("title", "outlet", "byline", "path", "url", "lang", "date", "text", "nofield")
_PAGES = (1,) * 200 + (2, 3, 50, 10_000, 10**6, 10**9)
_FILTERS: tuple[dict[str, str], ...] = (
    *({},) * 12, {"outlet": OUTLETS[0]}, {"outlet": "nobody"}, {"lang": "en"}, {"lang": "e*"},
    {"from": "2018", "to": "2019-05"}, {"from": "soon"}, {"to": "99999"}, {"from": "0000-00-00"},
)  # fmt: skip


class Queries:
    """Asks the engine of a folder whatever can be typed."""

    weight = 15
    needs_shim = False

    def __init__(self, folder: Path, seed: int) -> None:
        self._seed = seed
        self._blocks = Blocks(folder, seed, "queries", _SIZE)
        self._block = -1

    def attempt(self, number: int) -> Tried:
        if self._block != number // _SIZE:
            self._open(number)
        rng = chance(self._seed, "queries", number)
        longest, slowest = 0.0, ""
        for _ in range(_AT_ONCE):
            query = self._query(rng)
            took = self._ask(query, rng)
            if took > longest:
                longest, slowest = took, query
        return Tried(f"{slowest!r:.300}", _AT_ONCE, longest)

    def _open(self, number: int) -> None:
        world = self._blocks.of(number)
        texts = [article.text for article in world.old.articles.values()]
        self._hostile = list(hostile_queries(texts).values())
        self._engine = Engine.open(world.directory)
        self._plain = Exhaustive.over(Store.open(world.directory).generation())
        for query in QUERIES:  # what is compiled is loaded
            self._engine.search(query)
        self._block = number // _SIZE
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.RLIM_INFINITY))

    def _query(self, rng: random.Random) -> str:
        kind = rng.random()
        if kind < 0.4:
            return jumbled(rng)[0]
        if kind < 0.8:
            return built(rng)
        if kind < 0.83:
            return rng.choice(self._hostile)
        if kind < 0.95:
            return mutated(rng, rng.choice((jumbled(rng)[0], built(rng), rng.choice(QUERIES))))
        return soup(rng)

    def _ask(self, query: str, rng: random.Random) -> float:
        """Ask a query every way there is; gives the seconds that the search took."""
        sort, page, limit = rng.choice(SORTS), rng.choice(_PAGES), rng.choice((0, 1, 10, 100))
        filters = rng.choice(_FILTERS)

        def ask() -> Result:
            return self._engine.search(query, limit, page, sort, filters)

        what = f"{query!r:.600} page={page} limit={limit} sort={sort} filters={filters}"
        try:
            result, took = _timed(ask)
            rules.is_quick(took)
            rules.is_a_page(len(result.hits), limit, result.listed)
            if not rng.randrange(_CHECKED):
                self._beside(query, filters, result)
                self._engine.suggest(query, filters)
                self._engine.complete(query)
                self._engine.spans(query, ["The ferry left the harbour.", query])
        except Broken as broken:
            raise Broken(f"{what}: {broken}") from None
        except Exception as error:
            raise Broken(f"{what}: {type(error).__name__}: {error}") from error
        return took

    def _beside(self, query: str, filters: dict[str, str], result: Result) -> None:
        """The total is that of looking at every article."""
        plan: Plan = plan_of(parse(query).tree) if query.strip() else Everything()
        right = len(self._plain.answer(Filters.of(filters, []).narrow(plan)))
        rules.is_counted(result.total, right)


def _timed(ask: Callable[[], Result]) -> tuple[Result, float]:
    """An answer, and the seconds that it takes; a slow one is asked for again."""
    best = float("inf")
    for _ in range(_TRIES):
        started = time.perf_counter()
        result = ask()
        best = min(best, time.perf_counter() - started)
        if best < rules.SLOW:
            break
    return result, best


def built(rng: random.Random, depth: int = 2) -> str:
    """A query as somebody means it who knows all of the language."""
    if depth and rng.random() < 0.6:
        parts = [built(rng, depth - 1) for _ in range(rng.randrange(1, 5))]
        joined = rng.choice((" ", " ", " AND ", " OR ", " OR ", " NOT ", " -")).join(parts)
        return f"({joined})" if rng.random() < 0.4 else joined
    return _leaf(rng)


def _leaf(rng: random.Random) -> str:
    word = rng.choice(WORDS)
    at, end = rng.randrange(len(word) + 1), rng.randrange(2015, 2024)
    return rng.choice((
        word, word, word, f"+{word}", f"-{word}", f"{word}~", f"{word}~{rng.randrange(4)}",
        f"{word[:at]}*", f"*{word[at:]}", f"{word[:at]}?{word[at + 1:]}", f"{word[:at]}*{word[-1]}",
        f"{word}^{rng.choice((0, 2, 0.5, 99))}", f"{rng.choice(_FIELDS)}:{word}",
        f"{rng.choice(_FIELDS)}:{word[:at]}*",
        f'{rng.choice(_FIELDS)}:"{word} {rng.choice(WORDS)}"',
        f'"{" ".join(rng.choices(WORDS, k=rng.randrange(1, 6)))}"{rng.choice(("", "~3", "~100"))}',
        f"date:{end}", f"date:{end - 3}..{end}", f"after:{end}-03", f"before:{end}-02-30",
        f"date:[{end - 2} TO {end}]", f"outlet:{rng.choice(OUTLETS)}", f"lang:{word[:2]}*",
        f"[{word} TO {rng.choice(WORDS)}]", "edition*", "*:*",
    ))  # fmt: skip


def mutated(rng: random.Random, query: str) -> str:
    """A query with some signs changed, or with itself many times over."""
    signs = list(query) or [" "]
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(signs))
        signs[at] = rng.choice((*SIGNS, "", signs[at] * 2, chr(rng.randrange(1, 0x110000))))
    times = rng.choice((1, 1, 1, 1, 2, 30, 1_000)) if len(query) < 100 else 1
    return rng.choice(("", " ", " OR ")).join(["".join(signs)] * times)


def soup(rng: random.Random) -> str:
    """Characters of any script, few or very many."""
    size = rng.choice((1, 3, 10, 100, 1_000, 30_000))
    most = rng.choice((0x80, 0x100, 0x3000, 0x110000))
    return "".join(map(chr, rng.choices(range(most), k=min(size, 300)))) * (max(size, 300) // 300)
