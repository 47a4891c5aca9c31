"""What a person at a terminal sees while a long run goes on: a bar, articles, time left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from index import Advance, Progress
from web.in_words import counted, seconds_in_words


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
    """Draws click's bar, as long as the files have bytes, once their number is known."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bytes = 0
        self._bar: Any = None

    def __call__(self, advance: Advance) -> None:
        if self._bar is None:
            self._bar = click.progressbar(
                length=advance.bytes_to_do,
                label=self._label,
                file=sys.stderr,
                show_eta=False,
                item_show_func=self._said,
            )
            self._bar.__enter__()
        self._bar.update(advance.bytes - self._bytes, advance)
        self._bytes = advance.bytes

    def finish(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)

    def _said(self, advance: Advance | None) -> str:
        if advance is None:
            return ""
        said = f"{advance.files:,} of {counted(advance.files_to_do, 'file')}, "
        said += counted(advance.articles, "article")
        left = advance.seconds_left
        return said if left is None else f"{said}, {seconds_in_words(left)} left"
