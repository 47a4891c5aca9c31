"""One byte of an index is another, or a file is cut: it is said, or it makes no difference."""

from __future__ import annotations

import random
from pathlib import Path

from tests.torture import rules
from tests.torture.blocks import Blocks
from tests.torture.child import command
from tests.torture.kills import places
from tests.torture.kind import Broken, Tried, chance
from tests.torture.world import World

_SIZE = 50  # tries a world
_QUERY = 'ferry OR "harbour strike" har*'
_NO_PART = ("lock",)  # what is beside an index and holds nothing of it


class Flips:
    """Flips bytes and cuts files, each file of an index in turn."""

    weight = 20
    needs_shim = False

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._blocks = Blocks(folder, seed, "flips", _SIZE)

    def attempt(self, number: int) -> Tried:
        rng = chance(self._seed, "flips", number)
        world = self._blocks.of(number)
        names = _files_of(world.directory)
        name = names[number % len(names)]
        how = _damage(world.directory / name, rng)
        kind = name.rpartition("/")[2]
        try:
            self._check(world, kind)
        except Broken as broken:
            raise Broken(f"{kind}, {how}: {broken}") from None
        return Tried(f"{kind}, {how}")

    def _check(self, world: World, kind: str) -> None:
        rules.never_answers_wrongly(world.directory, world.old)
        rules.ends_in_words(command(self._folder, "search", _QUERY, *places(world)).wait())
        faults = rules.damage_in(world.directory)
        rules.is_named(kind, faults)
        ended = command(self._folder, "reindex", *places(world)).wait()
        rules.ends_in_words(ended)
        if ended.code != rules.CANNOT:
            rules.is_done(ended)
            rules.never_answers_wrongly(world.directory, world.new)
        rules.is_done(command(self._folder, "rebuild", *places(world)).wait())
        rules.is_one_of(world.directory, (world.new,))
        rules.is_whole(world.directory)


def _files_of(directory: Path) -> list[str]:
    """The files of an index, in an order that does not go by names made at random."""
    paths = [path for path in directory.rglob("*") if path.is_file() and path.name not in _NO_PART]
    paths.sort(key=lambda path: (path.name.partition("-")[0], path.stat().st_size))
    return [str(path.relative_to(directory)) for path in paths]


def _damage(path: Path, rng: random.Random) -> str:
    """Damage a file; says how."""
    data = path.read_bytes()
    if rng.random() < 0.2 or not data:
        size = int(rng.random() * len(data))
        path.write_bytes(data[:size])
        return f"cut to {size} of {len(data)}"
    at = rng.choice((rng.randrange(len(data)), rng.randrange(min(len(data), 128))))
    mask = rng.randrange(1, 256)
    path.write_bytes(data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :])
    return f"byte {at} of {len(data)} ^ {mask}"
