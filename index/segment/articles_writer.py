"""Writes the stored articles of a segment as they come."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.segment.array_file import ArrayFileWriter
from index.segment.stored import SAMPLES, Compressor, train

_TOGETHER = 256  # frames that are written at once


class ArticlesWriter:
    """Writes the file `articles` of a segment, article by article."""

    def __init__(self, folder: Path, dictionary: bytes) -> None:
        self._file = ArrayFileWriter(folder / "articles", "articles", folder.name)
        self._file.begin("frame", np.uint8)
        self._offsets = [0]
        self._unwritten: list[bytes] = []
        self._dictionary = dictionary
        self._compressor = Compressor(dictionary) if dictionary else None
        self._samples: list[bytes] = []

    def add(self, content: bytes) -> None:
        """Add an article as `index.segment.stored` packs it."""
        if self._compressor is None:
            self._samples.append(content)
            if len(self._samples) >= SAMPLES:
                self._train()
        else:
            self.add_frame(self._compressor.frame(content))

    def add_frame(self, frame: bytes) -> None:
        """Add an article that is compressed already, with this segment's dictionary."""
        self._unwritten.append(frame)
        self._offsets.append(self._offsets[-1] + len(frame))
        if len(self._unwritten) >= _TOGETHER:
            self._write()

    def abandon(self) -> None:
        """Close the file as it is; without effect when it is complete."""
        self._file.abandon()

    def finish(self) -> None:
        """Complete the file."""
        self._train()
        self._write()
        with self._file as file:
            file.add("offset", np.array(self._offsets, np.uint64))
            file.add("dictionary", np.frombuffer(self._dictionary, np.uint8))

    def _train(self) -> None:
        """Train a dictionary on the articles so far, unless there is one, and compress these."""
        if self._compressor is None:
            self._dictionary = train(self._samples)
            self._compressor = Compressor(self._dictionary)
        samples, self._samples = self._samples, []
        for content in samples:
            self.add(content)

    def _write(self) -> None:
        self._file.append(b"".join(self._unwritten))
        self._unwritten = []
