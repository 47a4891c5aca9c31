"""What can be set, by option or by environment variable, and what holds when nothing is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

HOST = "127.0.0.1"
PORT = 8000


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the articles are, where their index is, and where the pages are served.

    Each is an option of the command line and a variable: `--corpus` and BACKFILE_CORPUS,
    `--index` and BACKFILE_INDEX, `--host` and BACKFILE_HOST, `--port` and BACKFILE_PORT.
    """

    corpus: Path
    index: Path
    host: str = HOST
    port: int = PORT


def default_index(corpus: Path) -> Path:
    """The index folder of a corpus: in the user's data directory, one for each corpus."""
    place = corpus.resolve()
    mark = hashlib.blake2b(str(place).encode("utf-8", "surrogateescape"), digest_size=4)
    return user_data_path("backfile") / f"{place.name or 'corpus'}-{mark.hexdigest()}"
