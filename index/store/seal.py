"""A checksum beside a file that other code writes, so that damage is told from an interruption.

The seal of FILE is FILE.seal: the BLAKE2b-128 of its content, in hex. Who is going to change the
file breaks the seal first, and seals it when he has come to an end. So a file whose seal does not
fit has been damaged; one without a seal was being written when the process or the machine stopped.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from index.atomic_file import sync_folder, write_atomically
from index.regular_file import content_hash


class Seal:
    """The seal of one file."""

    def __init__(self, path: Path) -> None:
        self._file = path
        self.path = path.with_name(f"{path.name}.seal")

    def is_there(self) -> bool:
        """Whether the last who wrote to the file came to an end."""
        return self.path.exists()

    def fits(self) -> bool:
        """Whether the file is as it was sealed. Raises OSError."""
        return self.path.read_bytes() == content_hash(self._file).encode()

    def break_up(self) -> None:
        """Let the file be changed from now on. Raises OSError."""
        if self.is_there():
            self.path.unlink()
            sync_folder(self.path.parent)

    def close(self) -> None:
        """Seal the file, unless it is; where that cannot be written the file stays without."""
        with suppress(OSError):
            if not self.is_there():
                write_atomically(self.path, content_hash(self._file).encode())
