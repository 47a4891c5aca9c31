"""A small corpus that has changed since its index was made, and what must come of that.

Tens of articles of several kinds in several folders, some with lines that repeat; the index has
several segments with deletions, since it was made in several runs.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import index.run.boilerplate_scan
import index.run.run
from index import reindex
from tests.folder import Folder
from tests.torture.contents import Contents, contents_of, from_nothing

WORDS = (
    "ferry", "harbour", "strike", "goat", "the", "of", "to", "said", "minister", "quay", "pier",
    "Éléonore", "naïve", "أحمد", "東京", "Москва", "U.S.", "3,000", "don't", "al-Tanf", "council",
)  # fmt: skip
OUTLETS = ("The Courier", "Strait Dispatch", "Le Phare")
FOLDERS = ("courier", "dispatch", "deep/er/phare")
_BOILERPLATE = "Subscribe to our newsletter for the best of {}"
_ROUNDS = 3  # runs in which the first index is made
_SMALL = 5  # files a commit, so that a run has several


class World:
    """`old` is what the index holds that `restore` puts back, `new` what the corpus asks for."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.corpus = Folder(folder / "articles")
        self.directory = folder / "index"
        self._kept = folder / "index-before"
        self._rng, self._number = rng, 0
        for _ in range(_ROUNDS):
            self.change()
            reindex(self.corpus.folder, self.directory)
        shutil.copytree(self.directory, self._kept)
        self.old = contents_of(self.directory)
        self.change()
        self.new = self.from_nothing()

    def restore(self) -> None:
        """Put the old index back."""
        shutil.rmtree(self.directory, ignore_errors=True)
        shutil.copytree(self._kept, self.directory)

    def from_nothing(self) -> Contents:
        """What an index holds that is built from nothing of the corpus as it is."""
        try:
            return from_nothing(self.corpus.folder, self.folder / "fresh")
        finally:
            shutil.rmtree(self.folder / "fresh")

    def change(self) -> None:
        """Add, change, move and remove some files."""
        rng, there = self._rng, self.files()
        rng.shuffle(there)
        for path in there[: len(there) // 4]:
            if rng.random() < 0.3:
                path.unlink()
            elif rng.random() < 0.2:
                path.rename(path.with_name(f"moved-{self._next()}{path.suffix}"))
            elif rng.random() < 0.2:
                os.utime(path, ns=(self._next(), self._next()))
            else:
                self._write(str(path.relative_to(self.corpus.folder)))
        for _ in range(rng.randrange(4, 9)):
            ending = rng.choice(("txt", "txt", "txt", "md", "html", "jsonl", "jsonl", "zip"))
            self._write(f"{rng.choice(FOLDERS)}/{self._next()}.{ending}")

    def files(self) -> list[Path]:
        """The files of the corpus."""
        return sorted(path for path in self.corpus.folder.rglob("*") if path.is_file())

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _write(self, name: str) -> None:
        self.corpus.write(name, content_of(name, self._rng))


def content_of(name: str, rng: random.Random) -> bytes:
    """What stands in a file of this name."""
    title, text, outlet = sentence(rng), paragraphs(rng), rng.choice(OUTLETS)
    if name.endswith((".txt", ".md")):
        top = "# " if name.endswith(".md") else ""
        bottom = _BOILERPLATE.format(name.partition("/")[0]) if rng.random() < 0.7 else ""
        return f"{top}{title}\n\n{text}\n\n{bottom}\n".encode()
    if name.endswith(".html"):
        body = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
        return f"<title>{title}</title><article><h1>{title}</h1>{body}</article>".encode()
    if name.endswith(".zip"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for number in range(rng.randrange(1, 4)):
                archive.writestr(f"{number}.txt", content_of("x/in.txt", rng))
        return packed.getvalue()
    return b"".join(record(rng, outlet) for _ in range(rng.randrange(1, 6)))


def record(rng: random.Random, outlet: str) -> bytes:
    """A line of a JSON Lines file."""
    date = rng.choice(("", f"{rng.randrange(2015, 2024)}-0{rng.randrange(1, 10)}-11"))
    facts = {"title": sentence(rng), "source": outlet, "date": date, "text": paragraphs(rng)}
    return (json.dumps(facts, ensure_ascii=False) + "\n").encode()


def sentence(rng: random.Random) -> str:
    """Some words, with a capital and a full stop."""
    return " ".join(rng.choices(WORDS, k=rng.randrange(4, 14))).capitalize() + "."


def paragraphs(rng: random.Random) -> str:
    """A text of one to six paragraphs."""
    return "\n\n".join(
        " ".join(sentence(rng) for _ in range(rng.randrange(2, 5)))
        for _ in range(rng.randrange(1, 7))
    )


@contextmanager
def small_batches() -> Iterator[None]:
    """Runs commit and learn a few files at a time, as they do thousands of a large corpus."""
    usual = index.run.run.BATCH, index.run.boilerplate_scan.BATCH
    index.run.run.BATCH = index.run.boilerplate_scan.BATCH = _SMALL
    try:
        yield
    finally:
        index.run.run.BATCH, index.run.boilerplate_scan.BATCH = usual
