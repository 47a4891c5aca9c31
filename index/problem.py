"""What could not be read, said so that a person can do something about it."""

from __future__ import annotations

import logging
from typing import NamedTuple

from index.printable import printable

log = logging.getLogger(__name__)


class Problem(NamedTuple):
    """A file (or one record of it) that is not in the index, and why.

    So many `records` of the file, of which this is the first, are missing for such a reason.
    """

    id: str
    reason: str
    records: int = 1
    is_passing: bool = False
    """The system refused to read the file: the next run tries again."""

    def __str__(self) -> str:
        more = f" (and {self.records - 1:,} more of this file)" if self.records > 1 else ""
        return f"{self.id}: {self.reason}{more}"


class Unreadable(Exception):
    """A file, record or member that gives no article; its message is the reason to show."""


class Overblown(Unreadable):
    """An archive that unpacks to more than any honest one: nothing more is read of it."""


def reason_of(error: Exception, where: str) -> str:
    """Why an error kept `where` from being read; an unforeseen error is logged."""
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    # Of a fault that concerns every page one line each is enough, unless somebody looks for it.
    detail = error if log.isEnabledFor(logging.DEBUG) else None
    log.error("%s could not be read: %r", shown(where), error, exc_info=detail)
    return f"could not be read ({type(error).__name__}: {shown(str(error))})"


def shown(name: str) -> str:
    """A name from inside a file, fit for one line of a terminal."""
    return printable(name[:200])
