"""Which files are one worker's, when several share out a corpus among them.

A file belongs to a worker by the hash of its id: each knows its own without asking the others,
and a new file changes nothing for the rest.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d{1,4})/(\d{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Partition:
    """Worker `number` (from 1) of `of`; the whole corpus when nothing is said."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Partition:
        """Read `2/3`. Raises ValueError."""
        form = _FORM.fullmatch(text.strip())
        share = cls(int(form[1]), int(form[2])) if form else None
        if share is None or not 1 <= share.number <= share.of:
            raise ValueError(f"{text!r} is no share; write the second of three workers as 2/3")
        return share

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def is_whole(self) -> bool:
        """Whether there are no other workers."""
        return self.of == 1

    def holds(self, file_id: str) -> bool:
        """Whether a file is this worker's."""
        if self.is_whole:
            return True
        digest = hashlib.blake2b(file_id.encode("utf-8", "surrogatepass"), digest_size=8)
        return int.from_bytes(digest.digest()) % self.of == self.number - 1
