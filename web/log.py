"""Where it is told that something went wrong: a line on the terminal, and all of it in a file.

The file is for whoever looks after the program; a reader at a terminal never sees a traceback.
"""

from __future__ import annotations

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

from index import printable

MOST_BYTES = 2**20
"""Of the file; then it is begun anew, and the one before is kept."""

_WARNING = ("index.store.store", "index.run.boilerplate_lines")
"""Who warns of what harms nothing, and the user may still want to know."""

_log = logging.getLogger(__name__)


def log_file() -> Path:
    """Where all of it is told."""
    return user_log_path("backfile") / "backfile.log"


def set_up() -> None:
    """Let errors be told on standard error, and with their tracebacks in the file."""
    terminal, file = logging.StreamHandler(), _File(
        log_file(), maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", errors="replace",
        delay=True,
    )  # fmt: skip
    terminal.setFormatter(_Line())
    terminal.addFilter(lambda record: not hasattr(record, "is_told"))
    file.setFormatter(_Entry("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.ERROR, handlers=(terminal, file))
    for name in _WARNING:
        logging.getLogger(name).setLevel(logging.WARNING)


def told(fault: Exception, arguments: list[str]) -> str:
    """Write a fault of the program to the file; returns what to say of it."""
    _log.error("backfile %r failed", arguments, exc_info=fault, extra={"is_told": True})
    file = log_file()
    details = f" and this file, which says what happened: {printable(str(file))}"
    return (
        f"Backfile has a fault ({type(fault).__name__}). It is the program's, and neither your "
        "articles' nor the index's: nothing has to be made anew. Please report it to whoever looks "
        f"after the program, with what you did{details if file.is_file() else '.'}"
    )


class _Entry(logging.Formatter):
    """A record and its traceback, with nothing in it that steers a terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        return printable(super().formatMessage(record))

    def formatException(self, *arguments: object) -> str:  # noqa: N802  # as above
        traceback = super().formatException(*arguments)  # type: ignore[arg-type]  # as they came
        return "\n".join(map(printable, traceback.split("\n")))


class _Line(logging.Formatter):
    """A record on one line, and where to read on."""

    def format(self, record: logging.LogRecord) -> str:
        line = printable(record.getMessage())
        return f"{line} (details in {log_file()})" if record.exc_info else line


class _File(RotatingFileHandler):
    """The file, made when there is first something to tell; that it cannot be is no failure."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        del record
