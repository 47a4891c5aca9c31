"""Hostile files in a corpus: the run ends, names what it could not read, and finds all else."""

from __future__ import annotations

import os
import random
import shutil
import time
from contextlib import suppress
from pathlib import Path

from tests.folder import Folder
from tests.torture import hostile_archive, hostile_file, rules
from tests.torture.child import Child, Ended, command
from tests.torture.contents import from_nothing
from tests.torture.kind import Broken, Tried, chance
from tests.torture.made import Made
from tests.torture.world import FOLDERS, content_of

_ORDINARY = 8
_CHANGES = 400  # times that a file is changed while a run goes on


class Files:
    """Indexes ordinary files with hostile ones among them."""

    weight = 12
    needs_shim = False

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed

    def attempt(self, number: int) -> Tried:
        rng = chance(self._seed, "files", number)
        place = self._folder / "tried"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        corpus, directory = Folder(place / "articles"), place / "index"
        for at in range(_ORDINARY):
            name = f"{rng.choice(FOLDERS)}/{at}.{rng.choice(('txt', 'html', 'jsonl', 'zip'))}"
            corpus.write(name, content_of(name, rng))
        ordinary = from_nothing(corpus.folder, place / "ordinary").articles
        made, what = _hostile(corpus.folder / "hostile", rng)
        try:
            if rng.random() < 0.3:
                self._index_amid_changes(corpus, directory, rng)
                made = []  # no longer as they were made
            ended = self._reindex(corpus, directory)
            rules.ends_though_files_are_bad(ended)
            rules.names(ended, [name for each in made for name in each.told])
            rules.is_whole(directory)
            words = [word for each in made for word in each.found]
            rules.holds(directory, ordinary, words)
            shutil.rmtree(corpus.folder / "hostile")
            rules.is_done(self._reindex(corpus, directory))
            rules.holds(directory, ordinary)
        except Broken as broken:
            raise Broken(f"{what}: {broken}") from None
        return Tried(what)

    def _index_amid_changes(self, corpus: Folder, directory: Path, rng: random.Random) -> None:
        (place := self._folder / "changer").mkdir(exist_ok=True)
        changer = Child(place, lambda: _keep_changing(corpus.folder / "hostile", rng))
        try:
            rules.ends_though_files_are_bad(self._reindex(corpus, directory))
        finally:
            changer.end()

    def _reindex(self, corpus: Folder, directory: Path) -> Ended:
        places = ("--corpus", corpus.folder, "--index", directory)
        return command(self._folder, "reindex", *places).wait()


def _hostile(folder: Path, rng: random.Random) -> tuple[list[Made], str]:
    """Some hostile files, each sort in a folder of its own."""
    makers = rng.sample((*hostile_file.MAKERS, *hostile_archive.MAKERS), rng.randrange(1, 4))
    made = []
    for maker in makers:
        (place := folder / maker.__name__).mkdir(parents=True)
        made.append(maker(place, rng))
    return made, ", ".join(maker.__name__ for maker in makers)


def _keep_changing(folder: Path, rng: random.Random) -> None:
    """Cut, lengthen, replace and remove files, again and again."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    for _ in range(_CHANGES):
        path = rng.choice(paths)
        with suppress(OSError):
            match rng.randrange(4):
                case 0:
                    os.truncate(path, rng.randrange(path.stat().st_size + 1))
                case 1:
                    with path.open("ab") as file:
                        file.write(rng.randbytes(5_000))
                case 2:
                    path.with_suffix(".new").write_bytes(rng.randbytes(100))
                    path.with_suffix(".new").replace(path)
                case _:
                    path.unlink()
        time.sleep(0.002)
