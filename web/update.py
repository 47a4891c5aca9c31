"""Runs that the service starts itself: on request, and by itself when files change.

A run is the command `backfile reindex` in a process of its own, so that answers do not wait for it;
the lock keeps it from meeting another. What waits to be read is counted by looking at the folder,
never more often than `PAUSE`, and not while a page is waited for.
"""

from __future__ import annotations

import logging
import secrets
import subprocess
import sys
import threading
import time
from pathlib import Path

from index import IndexFailure, count_pending, printable

log = logging.getLogger(__name__)

PAUSE = 60.0
"""Seconds for which a count of changed files holds."""

QUIET = 2.0
"""Seconds without a change before a run takes in what has changed: who copies is not done."""

BUSY = 20.0
"""Seconds until a run is tried again that another one kept from running."""

_START = "from web.cli.command import start; start()"
_DONE = frozenset({0, 1})  # exit codes: some files may have failed


class Updater:
    """Brings the index in a folder up to date, one run at a time; threads may share it."""

    def __init__(self, corpus: Path, index: Path) -> None:
        self.corpus = corpus
        self.index = index
        self.token = secrets.token_urlsafe()
        """What our own forms carry: other sites cannot read it, and so cannot start runs."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()
        self._ended.set()
        self._was_done = True
        self._pending: int | None = None
        self._counted = -PAUSE
        self._counting = False
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin a run, unless one goes on."""
        with self._lock:
            if self._process is None:
                self._process = subprocess.Popen(  # noqa: S603  # our own command
                    self._command(),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                )
                self._ended.clear()
                threading.Thread(target=self._follow, args=(self._process,), daemon=True).start()

    @property
    def is_running(self) -> bool:
        """Whether a run that was started here goes on."""
        return not self._ended.is_set()

    def wait(self) -> bool:
        """Wait for the run that goes on; whether the last one could do what it was for."""
        self._ended.wait()
        return self._was_done

    def pending(self) -> int | None:
        """How many files have changed since the last run, as far as is known; None when it is not.

        What is known may be a minute old: it is counted anew behind the page that asks.
        """
        with self._lock:
            is_old = time.monotonic() - self._counted > PAUSE
            if is_old and not self._counting:
                self._counting = True
                threading.Thread(target=self._count, daemon=True).start()
            return self._pending

    def watch(self) -> None:
        """Take in what changes in the folder, until `stop`."""
        from watchfiles import watch  # noqa: PLC0415  # only who watches needs it

        is_first = True
        for changes in watch(
            self.corpus,
            watch_filter=None,  # what holds articles, a run knows best
            debounce=int(QUIET * 5_000),
            step=int(QUIET * 1_000),
            stop_event=self._stopped,
            rust_timeout=1_000,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            # The first run takes in what has changed before. It begins once the folder is watched,
            # so that nothing is lost between the two.
            if changes or is_first:
                self._run()
            is_first = False

    def stop(self) -> None:
        """End the watching, and the run that goes on: what it has finished is kept."""
        self._stopped.set()
        with self._lock:
            if self._process is not None:
                self._process.terminate()

    def _run(self) -> None:
        """A run of its own; another one is waited for."""
        while not self._stopped.is_set():
            self.start()
            if self.wait() or self._stopped.wait(BUSY):
                return

    def _follow(self, process: subprocess.Popen[bytes]) -> None:
        """Read what a run says until it ends, and note how it did."""
        said = process.communicate()[1].decode("utf-8", "replace").strip()
        self._was_done = process.returncode in _DONE
        if not self._was_done and not self._stopped.is_set():
            log.warning("the run did not come to its end: %s", printable(said))
        with self._lock:
            self._process, self._pending, self._counted = None, None, -PAUSE
        self._ended.set()

    def _count(self) -> None:
        try:
            found: int | None = count_pending(self.corpus, self.index)
        except (IndexFailure, OSError) as error:
            log.debug("changed files cannot be counted: %s", error)
            found = None
        with self._lock:
            self._pending, self._counted, self._counting = found, time.monotonic(), False

    def _command(self) -> list[str]:
        folders = ["--corpus", str(self.corpus), "--index", str(self.index)]
        return [sys.executable, "-c", _START, "reindex", *folders]
