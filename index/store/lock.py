"""One process at a time may write to an index; the lock dies with the process that holds it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexLocked, IndexMisplaced, IndexUnwritable
from index.store.manifest import NAME as MANIFEST

NAME = "lock"
_held: set[int] = set()  # descriptors, open in this process
_OURS = (
    MANIFEST,
    f"{MANIFEST}.new",
    NAME,
    "segments",
    "files-",
    "stories-",
    "memory-",
    "cluster-",
    "repetition.",
)


@contextmanager
def locked(directory: Path, corpus: Path) -> Iterator[None]:
    """Hold the index folder for writing; the folder is made when there is none.

    Raises IndexLocked at once when another process holds it, IndexMisplaced when the folder
    holds something that is not an index or lies inside the corpus, IndexUnwritable when it
    cannot be made.
    """
    try:
        _claim(directory, corpus)
        descriptor = os.open(directory / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise IndexUnwritable(directory, error.strerror) from error
    _held.add(descriptor)
    try:
        if not _acquired(descriptor):
            raise IndexLocked(directory)
        yield
    finally:
        _held.discard(descriptor)
        os.close(descriptor)  # and with it the lock


def _let_go() -> None:
    """In a worker: close what it has of the lock, which would outlive the run that was killed."""
    while _held:
        os.close(_held.pop())


if hasattr(os, "register_at_fork"):  # on Unix
    os.register_at_fork(after_in_child=_let_go)


def _acquired(descriptor: int) -> bool:
    """Take the system's lock on an open file, unless another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  # exists on Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  # exists on Unix only

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _claim(directory: Path, corpus: Path) -> None:
    """Make the folder, private to its user, unless it is somebody else's."""
    if directory.resolve().is_relative_to(corpus.resolve()):
        raise IndexMisplaced(
            f"The index may not lie inside the folder of articles ({directory}). "
            "Choose another folder with --index."
        )
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    foreign = [e.name for e in directory.iterdir() if not e.name.startswith(_OURS)]
    if foreign and not (directory / MANIFEST).exists():
        raise IndexMisplaced(
            f"{directory} holds something that is not an index ({foreign[0]}). "
            "Choose another folder with --index."
        )
