"""A folder of articles that a test fills."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

_HOUR = 3_600 * 10**9  # nanoseconds


class Folder:
    """Files are written below it; the index is made from it.

    They are as old as those of an archive, of which a time says that they are as they were.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file below the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        an_hour_ago = time.time_ns() - _HOUR
        os.utime(path, ns=(an_hour_ago, an_hour_ago))
        return path

    def record(self, name: str, *records: dict[str, Any] | str) -> Path:
        """Write a JSON Lines file; strings are lines as they are."""
        lines = [r if isinstance(r, str) else json.dumps(r) for r in records]
        return self.write(name, "".join(f"{line}\n" for line in lines))

    def article(self, name: str, text: str, **facts: str) -> Path:
        """Write an article whose text is taken as it is, as the one record of a file."""
        return self.record(f"{name}.jsonl", {"text": text, **facts})
