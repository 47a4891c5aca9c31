"""The wider pages and saved texts: cleaning/wide.tar.zst of the data folder, unpacked when needed.

A set is a folder with gold.jsonl, a record a page (`html` is its file; `url`, `text`, `title`,
`date`, `author`, `lang` where they are known). `plaintext` holds saved texts made of such pages:
dev.jsonl and guards.jsonl.
"""

from __future__ import annotations

import tarfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard

from tests.quality.data import folder

_PLACE = Path(__file__).parents[2] / "build" / "wide"
_LARGEST_WINDOW = 1 << 27  # it was packed with --long=27


@cache
def wide() -> Path:
    """The folder of the sets; what was unpacked before is used again."""
    if not _PLACE.exists():
        _PLACE.parent.mkdir(exist_ok=True)
        unpacker = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
        # Moved into place when it is whole: a run that is stopped leaves no half of it.
        with (
            TemporaryDirectory(dir=_PLACE.parent) as scratch,
            (folder() / "cleaning" / "wide.tar.zst").open("rb") as packed,
            unpacker.stream_reader(packed) as stream,
            tarfile.open(fileobj=stream, mode="r|") as archive,
        ):
            archive.extractall(scratch, filter="data")
            (Path(scratch) / "wide").rename(_PLACE)
    return _PLACE


def wide_sets() -> list[str]:
    """The names of the sets of pages."""
    return sorted(path.parent.name for path in wide().glob("*/gold.jsonl"))
