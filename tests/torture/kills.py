"""Runs that are killed: at a random moment, before a call to the system, in the midst of a write.

The index opens and is the old state or the new one, whole; after the next run it is what an index
built from nothing is.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.torture import rules, shim
from tests.torture.blocks import Blocks
from tests.torture.child import Child, command
from tests.torture.kind import Broken, Tried, chance
from tests.torture.world import World, small_batches

_SIZE = 20  # tries a world


class Kills:
    """Kills `reindex` and `rebuild`."""

    weight = 22
    needs_shim = False

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._blocks = Blocks(folder, seed, "kills", _SIZE)
        self._usual: dict[str, float] = {}

    def attempt(self, number: int) -> Tried:
        rng = chance(self._seed, "kills", number)
        world = self._blocks.of(number)
        run = rng.choice(("reindex", "reindex", "reindex", "rebuild"))
        in_parts = run == "reindex" and rng.random() < 0.4
        what = self._killed(world, run, rng, in_parts=in_parts)
        try:
            self._check(world, in_parts=in_parts)
        except Broken as broken:
            raise Broken(f"{what}: {broken}") from None
        return Tried(what)

    def _killed(self, world: World, run: str, rng: random.Random, *, in_parts: bool) -> str:
        """Begin a run and kill it; gives what was done."""
        label = f"{run}{' in parts' if in_parts else ''}"
        if shim.is_loaded() and rng.random() < 0.5:
            calls = (rng.choice(shim.CHANGING),) if rng.random() < 0.7 else shim.CHANGING
            deed = "tear" if calls == ("write",) and rng.random() < 0.5 else "kill"
            plan = shim.Plan(calls, int(120 * rng.random() ** 2), deed)
            self._begin(world, run, lambda: _arm(plan, world), in_parts=in_parts).wait()
            return f"{label}, {plan}"
        share = rng.uniform(0, 1.1)
        child = self._begin(world, run, lambda: None, in_parts=in_parts)
        time.sleep(share * self._duration(run))
        child.kill()
        ended = child.wait()
        if ended.code == rules.DONE:
            self._usual[run] = ended.seconds
        return f"{label}, killed after {share:.3f} of its time"

    def _begin(
        self, world: World, run: str, before: Callable[[], object], *, in_parts: bool
    ) -> Child:
        with ExitStack() as stack:
            if in_parts:
                stack.enter_context(small_batches())
            return command(self._folder, run, *places(world), before=before)

    def _duration(self, run: str) -> float:
        """Seconds that a run takes when it is left alone, as it was seen last."""
        return self._usual.get(run, 0.4)

    def _check(self, world: World, *, in_parts: bool) -> None:
        if in_parts:
            rules.is_between(world.directory, world.old, world.new)
        else:
            rules.is_one_of(world.directory, (world.old, world.new))
        rules.is_whole(world.directory)
        ended = command(self._folder, "reindex", *places(world)).wait()
        rules.is_done(ended)
        rules.is_one_of(world.directory, (world.new,))


def places(world: World) -> tuple[object, ...]:
    """The options that name a world's folders."""
    return "--corpus", world.corpus.folder, "--index", world.directory


def _arm(plan: shim.Plan, world: World) -> None:
    shim.watch(world.directory)
    shim.arm(plan)
