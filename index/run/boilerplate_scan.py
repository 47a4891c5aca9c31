"""The first look at saved texts, before any is cleaned: which of their lines come back.

Only texts that are new or have changed are looked at, in processes of their own as cleaning is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from index.cleaning.text.fingerprint import Fingerprint, fingerprint_of
from index.file_id import path_of
from index.problem import Problem
from index.reading import held_of
from index.reading.source import LARGEST_ARTICLE
from index.regular_file import open_regular
from index.run.boilerplate_lines import BoilerplateLines, folder_of
from index.run.workers import Task, Workers

log = logging.getLogger(__name__)

BATCH = 2_000
"""Texts that are learnt together: an interrupted run looks at no more than that again."""

_IS_MARKDOWN = {".txt": False, ".text": False, ".md": True, ".markdown": True}
_ENDINGS = tuple(_IS_MARKDOWN)  # asked of each file at each run: a Path would take 20 times as long


def scan_boilerplate(
    repetition: BoilerplateLines, digests: Mapping[str, str], corpus: Path, workers: Workers
) -> None:
    """Teach `repetition` what the corpus holds: `digests` maps each file's id to its content hash.

    What it knows already is not read again. Files of other kinds than text are passed over.
    """
    texts = {name: digest for name, digest in digests.items() if name.lower().endswith(_ENDINGS)}
    known = repetition.files()
    if known == texts:  # most runs find nothing new
        return
    gone = sorted(known.keys() - texts.keys())
    to_do = sorted(name for name, digest in texts.items() if known.get(name) != digest)
    # What is gone goes with what comes, so that no line ceases to repeat in between.
    for start in range(0, max(len(to_do), len(gone) and 1), BATCH):
        names = to_do[start : start + BATCH]
        repetition.learn([(n, texts[n], found) for n, found in _look(names, corpus, workers)], gone)
        gone = []
    if to_do:
        log.info("%d texts were looked through for lines that repeat", len(to_do))


def _look(names: list[str], corpus: Path, workers: Workers) -> list[tuple[str, Fingerprint]]:
    """The fingerprint of each file; a file that cannot be read has none, and no part in it."""
    places = ((name, path_of(corpus, name)) for name in names)
    tasks = [_task(path, name) for name, path in places if path]
    fingerprints = {name: Fingerprint() for name in names}
    for task, found in workers.read_all(tasks, read_fingerprint):
        if isinstance(found, Fingerprint):
            fingerprints[task.file_id] = found
    return list(fingerprints.items())


def _task(path: Path, name: str) -> Task:
    try:
        size = path.stat().st_size
    except OSError:  # it is gone again
        size = 0
    return Task(path, name, size=size, held=held_of(name, size))


def read_fingerprint(task: Task) -> Iterator[Fingerprint | Problem]:
    """The fingerprint of a saved text; none of a file that is larger than an article."""
    with open_regular(task.path) as file:
        content = file.read(LARGEST_ARTICLE + 1)
    if len(content) <= LARGEST_ARTICLE:
        is_markdown = _IS_MARKDOWN[PurePosixPath(task.file_id).suffix.lower()]
        yield fingerprint_of(content, folder_of(task.file_id), is_markdown=is_markdown)
