"""The library between this program and the system (shim.c): made, loaded, told what to do."""

from __future__ import annotations

import ctypes
import errno
import functools
import hashlib
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).with_name("shim.c")
BUILT = Path("build/torture")
CALLS = ("open", "read", "write", "sync", "rename", "unlink", "mkdir", "mmap", "truncate", "list")
"""What a process asks of the system, in the order of `enum call`."""
CHANGING = ("open", "write", "sync", "rename", "unlink", "mkdir", "truncate")
"""Those at which a process that changes an index may be killed."""
ERRORS = {
    "open": (errno.EIO, errno.EMFILE, errno.EACCES, errno.ENOSPC),
    "read": (errno.EIO,),
    "write": (errno.EIO, errno.ENOSPC),
    "sync": (errno.EIO, errno.ENOSPC),
    "rename": (errno.EIO, errno.ENOSPC, errno.EACCES),
    "unlink": (errno.EIO, errno.EACCES),
    "mkdir": (errno.EIO, errno.ENOSPC, errno.EACCES),
    "mmap": (errno.EIO, errno.ENOMEM),
    "truncate": (errno.EIO, errno.ENOSPC),
    "list": (errno.EIO, errno.EMFILE, errno.EACCES),
}
"""What the system may say to each."""

_DEEDS = ("fail", "fill", "kill", "tear")
_ENTRIES = ("create", "write", "truncate", "sync", "rename", "unlink", "mkdir")
_HEAD = struct.Struct("<IIIIQQQ")


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens at the call with a number, counted from 0 over those of some kinds.

    `deed` is "fail" (with `error`), "fill" (half of a write is done, what follows fails), "kill"
    (the process ends before the call) or "tear" (in the middle of a write). Of a `lasting` plan
    all later calls fail too.
    """

    calls: tuple[str, ...]
    at: int
    deed: str = "fail"
    error: int = 0
    lasting: bool = False

    def __str__(self) -> str:
        what = errno.errorcode[self.error] if self.error else self.deed
        since = "from" if self.lasting else "at"
        return f"{what} {since} {'/'.join(self.calls)} {self.at}"


class Entry(NamedTuple):
    """One change of the disk, as it was made."""

    what: str
    path: str
    other: str
    node: int
    offset: int
    data: bytes


def load() -> None:
    """Begin this program anew with the library before all others, where that can be done."""
    compiler = shutil.which("cc")
    if sys.platform == "linux" and compiler and "LD_PRELOAD" not in os.environ:
        variables = os.environ | {"LD_PRELOAD": str(_built(compiler))}
        command = [sys.executable, *sys.orig_argv[1:]]
        os.execve(sys.executable, command, variables)  # noqa: S606  # no shell is wanted


def is_loaded() -> bool:
    """Whether the library is there."""
    return hasattr(ctypes.CDLL(None), "torture_arm")


def _built(compiler: str) -> Path:
    content = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    library = (BUILT / f"shim-{content}.so").resolve()
    if not library.exists():
        library.parent.mkdir(parents=True, exist_ok=True)
        fresh = library.with_suffix(f".{os.getpid()}")
        command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(fresh), str(SOURCE), "-ldl"]
        subprocess.run(command, check=True)
        fresh.replace(library)
    return library


@functools.cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None)
    library.torture_seen.restype = ctypes.c_long
    library.torture_first.restype = ctypes.c_char_p
    return library


def count_apart() -> None:
    """Count for this process and those that it forks, and no longer with the parent."""
    if is_loaded():
        _library().torture_apart()


def watch(*folders: Path) -> None:
    """Care for calls on what lies in these folders; in this process and those it forks."""
    for folder in folders:
        _library().torture_watch(os.fsencode(folder.resolve()))


def arm(plan: Plan) -> None:
    """Let a plan come true, in this process and those it forks; one that kills, only in this."""
    calls = sum(1 << CALLS.index(call) for call in plan.calls)
    deed = _DEEDS.index(plan.deed)
    _library().torture_arm(calls, ctypes.c_long(plan.at), plan.error, plan.lasting, deed)


def disarm() -> None:
    """Let everything through again."""
    _library().torture_disarm()


def seen() -> int:
    """How many calls have been counted since `arm`."""
    return int(_library().torture_seen())


def first_hit() -> str:
    """The first call that was struck and its path; empty when none was.

    Known to the parent too, until the next child arms.
    """
    return os.fsdecode(_library().torture_first())


def record(log: Path) -> None:
    """Write down every change of what is watched."""
    _library().torture_record(os.fsencode(log))


def read_log(log: Path) -> Sequence[Entry]:
    """What was written down, in order.

    The system numbers a new file as one that is gone; here each file has a number of its own.
    """
    entries, numbers = [], {}
    for entry in _entries(log.read_bytes()):
        if entry.what == "create":
            numbers[entry.node] = -1 - len(entries)
        entries.append(entry._replace(node=numbers.get(entry.node, entry.node)))
    return entries


def _entries(content: bytes) -> Iterator[Entry]:
    at = 0
    while at < len(content):
        what, path, other, _, node, offset, size = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        one, two, three = at + path, at + path + other, at + path + other + size
        names = os.fsdecode(content[at:one]), os.fsdecode(content[one:two])
        yield Entry(_ENTRIES[what], *names, node, offset, content[two:three])
        at = three
