"""The system fails a call: every one in turn, in processes that write and in those that read.

A disk that cannot be read, a full one, no descriptors left, no permission: each is said in words
with exit code 1 or 3, nothing is lost, and once it is over the next run does all.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from search import Engine, SearchFailure
from tests.torture import rules, shim
from tests.torture.blocks import Blocks
from tests.torture.child import Child, Ended, command
from tests.torture.kills import places
from tests.torture.kind import Broken, Tried, chance
from tests.torture.world import World
from web import create_app

_SIZE = 40  # tries a world
_READING = ("open", "read", "mmap", "list")
_CALLS = {"open": 140, "read": 160, "write": 160, "sync": 70, "mmap": 60, "list": 40}
"""About how many calls of a kind a run makes; a dozen of the others."""
_PAGES = ("/search.json?q=ferry+OR+goat", "/search.json?q=har*", "/health", "/suggest?q=fer")
_UNAVAILABLE = 503


class Faults:
    """Fails calls of `reindex`, `rebuild`, `search`, `verify` and of the pages."""

    weight = 20
    needs_shim = True

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._blocks = Blocks(folder, seed, "faults", _SIZE)

    def attempt(self, number: int) -> Tried:
        rng = chance(self._seed, "faults", number)
        world = self._blocks.of(number)
        deed = rng.choice((self._write, self._write, self._search, self._verify, self._pages))
        return Tried(deed(world, rng))

    def _write(self, world: World, rng: random.Random) -> str:
        plan, place = _plan(shim.CALLS, rng), _place(world, rng)
        run = rng.choice(("reindex", "reindex", "rebuild"))
        with _about(f"{run}, {plan} in {place.name}") as what:
            ended = self._run(world, run, before=_armed(plan, place))
            rules.ends_in_words(ended)
            if ended.code == rules.DONE:
                rules.is_one_of(world.directory, (world.new,))
            elif ended.code == rules.CANNOT:
                rules.is_one_of(world.directory, (world.old, world.new))
            else:
                rules.is_between(world.directory, world.old, world.new, ended.said)
            rules.is_whole(world.directory)
            rules.is_done(self._run(world, "reindex"))
            rules.is_one_of(world.directory, (world.new,))
        return what

    def _search(self, world: World, rng: random.Random) -> str:
        plan = _plan(_READING, rng, most=30)
        asked = ("search", "--json", "ferry OR goat")
        with _about(f"search, {plan}") as what:
            usual = self._run(world, *asked)
            ended = self._run(world, *asked, before=_armed(plan, world.directory))
            rules.ends_in_words(ended)
            if ended.code == rules.DONE and _answer(ended.out) != _answer(usual.out):
                raise Broken(f"another answer: {ended.out[:200]} not {usual.out[:200]}")
        return what

    def _verify(self, world: World, rng: random.Random) -> str:
        plan, place = _plan(_READING, rng, most=60), _place(world, rng)
        with _about(f"verify, {plan} in {place.name}") as what:
            rules.is_done(self._run(world, "reindex"))
            ended = self._run(world, "verify", before=_armed(plan, place))
            rules.ends_in_words(ended)
            if ended.code == rules.DONE and shim.first_hit():
                raise Broken(f"all is said to be whole, but this failed: {shim.first_hit()}")
        return what

    def _pages(self, world: World, rng: random.Random) -> str:
        plan = _plan(_READING, rng, most=30)
        is_new = rng.random() < 0.5
        with _about(f"pages{' of a new server' if is_new else ''}, {plan}") as what:
            body = _asked(world.directory, plan, is_new=is_new)
            ended = Child(self._folder, body).wait()
            rules.ends_in_words(ended)
            if ended.code not in {rules.DONE, rules.CANNOT}:
                raise Broken(ended.said)
        return what

    def _run(
        self, world: World, *arguments: str, before: Callable[[], object] = lambda: None
    ) -> Ended:
        return command(self._folder, *arguments, *places(world), before=before).wait()


def _plan(calls: tuple[str, ...], rng: random.Random, most: int = 0) -> shim.Plan:
    call = rng.choice(calls)
    at = rng.randrange(most or _CALLS.get(call, 12))
    error = rng.choice(shim.ERRORS[call])
    deed = "fill" if call == "write" and rng.random() < 0.3 else "fail"
    return shim.Plan((call,), at, deed, error, lasting=rng.random() < 0.4)


def _place(world: World, rng: random.Random) -> Path:
    return rng.choice((world.directory, world.directory, world.corpus.folder))


def _armed(plan: shim.Plan, place: Path) -> Callable[[], None]:
    def arm() -> None:
        shim.watch(place)
        shim.arm(plan)

    return arm


@contextmanager
def _about(what: str) -> Iterator[str]:
    """What is broken is told together with what was tried."""
    try:
        yield what
    except Broken as broken:
        raise Broken(f"{what} ({shim.first_hit()}): {broken}") from None


def _answer(printed: str) -> dict[str, object]:
    """An answer without the time that it took."""
    return {name: value for name, value in json.loads(printed).items() if name != "took_ms"}


def _asked(directory: Path, plan: shim.Plan, *, is_new: bool) -> Callable[[], None]:
    """Asks pages before, while and after calls fail; prints what was wrong."""

    def ask() -> None:
        usual = _pages_of(Engine.open(directory))
        engine = None if is_new else Engine.open(directory)
        _armed(plan, directory)()
        try:
            engine = engine or Engine.open(directory)
        except SearchFailure as failure:
            click.echo(failure)
            raise SystemExit(rules.CANNOT) from None
        os.utime(directory / "manifest.json")  # as if there were a new generation
        amid = _pages_of(engine)
        shim.disarm()
        after = _pages_of(engine)
        for path, right in usual.items():
            if amid[path] not in {right, (_UNAVAILABLE, "")} or after[path] != right:
                click.echo(f"{path}: {amid[path]}, {after[path]}, not {right}")
                raise SystemExit(rules.SOME_FAILED)

    return ask


def _pages_of(engine: Engine) -> dict[str, tuple[int, str]]:
    """(status, text without times) of each page; an apology has no text."""
    client = create_app(engine).test_client()
    found = {}
    for path in _PAGES:
        response = client.get(path)
        text = "" if response.status_code == _UNAVAILABLE else _timeless(response.text)
        found[path] = response.status_code, text
    return found


def _timeless(text: str) -> str:
    record = json.loads(text)
    if isinstance(record, dict):
        record.pop("took_ms", None)
    return json.dumps(record)
