"""Archives that many tests begin with: a process indexes each once, and every test has its copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index import reindex
from index.store.manifest import read_manifest, write_manifest
from tests.folder import Folder

Fill = Callable[[Folder], object]
"""Writes the articles of an archive."""


class Begun:
    """What has been indexed so far, below a folder of its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: dict[Fill, Path] = {}

    def copy(self, fill: Fill, corpus: Folder, index: Path) -> None:
        """Put the articles that `fill` writes into an empty folder, and their index beside it."""
        if fill not in self._made:
            self._made[fill] = self._make(fill)
        made = self._made[fill]
        shutil.copytree(made / "articles", corpus.folder, dirs_exist_ok=True)
        shutil.copytree(made / "index", index)
        write_manifest(index, replace(read_manifest(index), corpus=str(corpus.folder.resolve())))

    def _make(self, fill: Fill) -> Path:
        made = self._root / str(len(self._made))
        made.mkdir()
        corpus = Folder(made / "articles")
        fill(corpus)
        assert not reindex(corpus.folder, made / "index").problems
        return made
