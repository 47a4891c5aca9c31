"""What a run writes to, whichever engine it is: an index in a folder, or one in a cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from index.article import Article
from index.problem import Problem
from index.store.ledger import FileState


class Changing(Protocol):
    """Changes that are made together when the batch ends; none that counts when it fails."""

    problems: list[Problem]
    """Articles that the engine would not take; known when the batch has ended."""

    def drop(self, file_id: str) -> None:
        """Remove all articles of a file, but those that are added afterwards.

        Every file is dropped before any of its batch is added.
        """

    def add(self, article_id: str, file_id: str, article: Article) -> None:
        """Add an article, instead of the one with the same id if there is one."""

    def keep(self, file_id: str, state: FileState) -> None:
        """Note what a file looked like when it was read."""

    def forget(self, file_id: str) -> None:
        """Take a file out of the ledger, unless it is kept afterwards."""


class Target(Protocol):
    """An index that is brought up to date."""

    @property
    def directory(self) -> Path:
        """The folder of the index, or of what this machine knows of it."""

    @property
    def memory(self) -> Path:
        """The folder for what runs remember besides the index."""

    def files(self) -> dict[str, FileState]:
        """The files that it holds, by id."""

    def batch(self) -> AbstractContextManager[Changing]:
        """Changes that are made together at the end."""

    def publish(self, *, finished: bool = False) -> None:
        """Let readers see what has been done; `finished`: the run has come to its end."""

    def count(self) -> int:
        """How many articles it holds."""
