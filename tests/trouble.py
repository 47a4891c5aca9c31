"""What the system may refuse to a process, brought about for real."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65_534


@contextmanager
def few_descriptors(spare: int) -> Iterator[None]:
    """No more than so many descriptors can be opened."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest + spare, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def give_away(folder: Path) -> None:
    """Let everybody use a folder and all in it, so that root can be bound by permissions too."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)


@contextmanager
def bound() -> Iterator[None]:
    """Without the rights of root, whom no permission binds."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@contextmanager
def unreadable(path: Path) -> Iterator[None]:
    """This process may not read a file or list a folder, whoever runs it."""
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        with bound():
            yield
    finally:
        path.chmod(mode)
