"""What a person at a terminal sees while a long run goes on: a bar, files a second, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from index import Progress


@contextmanager
def progress_bar(label: str) -> Iterator[Progress | None]:
    """A callback that draws a bar on standard error; None when that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(label)
    try:
        yield bar
    finally:
        bar.finish()


class _Bar:
    """Draws click's bar once the number of files is known."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started = time.monotonic()
        self._done = 0
        self._bar: Any = None

    def __call__(self, done: int, total: int) -> None:
        if self._bar is None:
            self._bar = click.progressbar(
                length=total,
                label=self._label,
                file=sys.stderr,
                show_pos=True,
                show_eta=True,
                item_show_func=lambda _: self._rate(),
            )
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done

    def finish(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)

    def _rate(self) -> str:
        seconds = time.monotonic() - self._started
        return f"{self._done / seconds:,.0f} files/s" if seconds > 0 else ""
