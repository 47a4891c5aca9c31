"""The power is lost during a run: whatever the disk may hold then is the old state or the new one.

What a run changes on the disk is written down by shim.c; from that come the states that could be
found after a loss of power at any moment (`disk`), and each is opened and asked.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.torture import rules, shim
from tests.torture.blocks import Blocks
from tests.torture.child import command
from tests.torture.disk import Disk, survivors
from tests.torture.kills import places
from tests.torture.kind import Broken, Tried, chance
from tests.torture.shim import Entry
from tests.torture.world import World

_SIZE = 60  # tries a world: states of one run
_RUN_AGAIN = 4  # one state in so many is also brought up to date, which takes longest


class PowerLoss:
    """Loses power during `reindex` and `rebuild`."""

    weight = 15
    needs_shim = True

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._blocks = Blocks(folder, seed, "powerloss", _SIZE)
        self._recorded = -1
        self._run = ""
        self._disk: Disk | None = None
        self._entries: Sequence[Entry] = ()

    def attempt(self, number: int) -> Tried:
        world = self._blocks.of(number)
        if self._recorded != number // _SIZE:
            self._record(world, number // _SIZE)
        rng = chance(self._seed, "powerloss", number)
        cut = rng.choice((rng.randrange(len(self._entries) + 1), len(self._entries)))
        disk = copy.deepcopy(self._disk)
        disk.apply(survivors(self._entries[:cut], rng))
        shutil.rmtree(world.directory)
        disk.write()
        what = f"{self._run}, after change {cut} of {len(self._entries)}"
        try:
            is_finished = cut == len(self._entries)
            self._check(world, is_finished=is_finished, is_run=not number % _RUN_AGAIN)
        except Broken as broken:
            raise Broken(f"{what}: {broken}") from None
        return Tried(what)

    def _check(self, world: World, *, is_finished: bool, is_run: bool) -> None:
        """What a run has said to be done is there; before that the old state may be."""
        states = (world.new,) if is_finished else (world.old, world.new)
        rules.is_one_of(world.directory, states)
        rules.is_whole(world.directory)
        if is_run:
            rules.is_done(command(self._folder, "reindex", *places(world)).wait())
            rules.is_one_of(world.directory, (world.new,))

    def _record(self, world: World, block: int) -> None:
        """Let one run go through, and write down what it changes on the disk."""
        self._run = chance(self._seed, "run", block).choice(("reindex", "reindex", "rebuild"))
        log = self._folder / "log"
        log.unlink(missing_ok=True)

        def record() -> None:
            shim.watch(world.directory)
            shim.record(log)

        self._disk = Disk(world.directory)
        rules.is_done(command(self._folder, self._run, *places(world), before=record).wait())
        self._entries = shim.read_log(log)
        self._recorded = block
