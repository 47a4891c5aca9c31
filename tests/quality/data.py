"""Where the labelled collections are, which are not ours to ship: BACKFILE_DATA says it."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
import zstandard

from tests.extent import ALL


class DataMissing(click.ClickException):
    """There is nothing to measure on."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            "BACKFILE_DATA names no folder: set it to where the labelled collections are "
            "(tests/README.md says where they come from)"
        )


def folder() -> Path:
    """The folder that holds the collections; raises DataMissing where none is named."""
    name = os.environ.get("BACKFILE_DATA")
    if not name:
        raise DataMissing
    return Path(name)


def lines(path: Path) -> Iterator[Any]:
    """The values of a JSON Lines file, which may be compressed."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    yield from map(json.loads, text.splitlines())  # of bytes: a text may have other line ends


@cache
def wide(name: str) -> bytes:
    """A file of the wider data of cleaning, which is packed: cleaning/wide.tar.zst."""
    with (folder() / "cleaning" / "wide.tar.zst").open("rb") as packed:
        window = 1 << 31  # it was packed with a long one
        stream = zstandard.ZstdDecompressor(max_window_size=window).stream_reader(packed)
        with tarfile.open(fileobj=io.BufferedReader(stream), mode="r|") as members:
            for member in members:
                if member.name.removeprefix("./").removeprefix("wide/") == name:
                    found = members.extractfile(member)
                    return found.read() if found else b""
    raise FileNotFoundError(name)


needs_data = pytest.mark.skipif(
    not (ALL and os.environ.get("BACKFILE_DATA")),
    reason="it takes the collections (BACKFILE_DATA), and make test-all or make quality",
)
"""Of tests for which no machine can be blamed: the collections are not ours to give."""
