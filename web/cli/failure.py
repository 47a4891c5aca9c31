"""How a command ends that did not do all it was to do: its exit code, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from web.settings import Settings

DONE_WITH_FAILURES = 1
CANNOT = 3
FAULT = 70  # EX_SOFTWARE of sysexits.h
STOPPED = 130


def say(line: str) -> None:
    """Say what is waited for, beside what a command prints."""
    click.echo(line, err=True)


class Cannot(click.ClickException):
    """A failure that the user can do something about: a message, no traceback, exit code 3."""

    exit_code = CANNOT


@contextmanager
def explained_failures(settings: Settings | None = None) -> Iterator[None]:
    """Failures of the packages below, as messages; what they log is told as it should be.

    Commands in messages are given the folders of `settings`: so none takes others.
    """
    from index import IndexFailure, printable
    from search import SearchFailure
    from web import log
    from web.desk.errors import DeskFailure
    from web.hint import explained

    log.set_up()
    try:
        yield
    except (IndexFailure, SearchFailure, DeskFailure) as failure:
        said = explained(failure, settings) if settings else str(failure)
        raise Cannot(printable(said)) from failure
    except MemoryError as failure:
        raise Cannot(
            "There is not enough memory. Close other programs and run again; what was finished "
            "before is kept."
        ) from failure
