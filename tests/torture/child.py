"""Commands in forked processes: as users start them, without waiting for Python to start."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tests.torture.kind import Broken
from web.cli.command import start

PATIENCE = 150.0
"""Seconds after which a command hangs: more than the reader of one file is given."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command has ended; `code` is negative when a signal ended it."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def said(self) -> str:
        """All that it has printed."""
        return self.out + self.err


class Child:
    """A function in a process of its own, what it prints going to files in `folder`."""

    def __init__(self, folder: Path, body: Callable[[], object]) -> None:
        self._paths = [folder / f"printed-{name}" for name in ("out", "err")]
        self._started = time.monotonic()
        self._is_over = False
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if not self.pid:
            self._live(body)
        with suppress(OSError):  # whichever of the two is first
            os.setpgid(self.pid, self.pid)

    def _live(self, body: Callable[[], object]) -> NoReturn:
        code = 70  # the body has not even begun
        try:
            os.setpgid(0, 0)  # so that whatever it starts can be ended with it
            for descriptor, path in enumerate(self._paths, 1):
                opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                os.dup2(opened, descriptor)
                os.close(opened)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            _end_with_parent()
            logging.disable(logging.NOTSET)
            code = _code_of(body)
        finally:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            os._exit(code)

    def kill(self) -> None:
        """End it at once; what it has started notices that by itself."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> None:
        """End it and all that it has started, unless it has been waited for."""
        if not self._is_over:
            os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self._is_over = True

    def wait(self, patience: float = PATIENCE) -> Ended:
        """How it ended. Raises Broken when it hangs."""
        until, pause = time.monotonic() + patience, 0.0005
        while not (ended := os.waitpid(self.pid, os.WNOHANG))[0]:
            if time.monotonic() > until:
                self.end()
                raise Broken(f"it hangs: no end within {patience:.0f} s")
            time.sleep(pause)
            pause = min(2 * pause, 0.01)
        self._is_over = True
        out, err = (path.read_bytes().decode("utf-8", "replace") for path in self._paths)
        code = os.waitstatus_to_exitcode(ended[1])
        return Ended(code, out, err, time.monotonic() - self._started)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _code_of(body: Callable[[], object]) -> int:
    try:
        body()
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def command(folder: Path, *arguments: object, before: Callable[[], object] = lambda: None) -> Child:
    """`backfile` with arguments, in a process in which `before` is called first."""

    def body() -> None:
        sys.argv = ["backfile", *map(str, arguments)]
        before()
        start()

    return Child(folder, body)
