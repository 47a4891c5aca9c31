"""Worlds that several tries share, since making one takes longer than a try."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.torture.kind import chance
from tests.torture.world import World


class Blocks:
    """The world of a try, the same for `size` tries that follow one another."""

    def __init__(self, folder: Path, seed: int, name: str, size: int) -> None:
        self._folder, self._seed, self._name, self._size = folder, seed, name, size
        self._block = -1
        self._world: World | None = None

    def of(self, number: int) -> World:
        """The world of a try, its index as it was before the corpus changed."""
        block = number // self._size
        if self._world is None or block != self._block:
            shutil.rmtree(self._folder / "world", ignore_errors=True)
            self._world = World(self._folder / "world", chance(self._seed, self._name, block))
            self._block = block
        self._world.restore()
        return self._world
