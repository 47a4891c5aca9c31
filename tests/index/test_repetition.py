"""A line that several texts of a folder share is its furniture, in whatever order they came."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import IndexUnwritable
from index.cleaning.fingerprint import Fingerprint, Repeated, hash_of
from index.repetition import NAME, THRESHOLD, Repetition, folder_of, remembered

MOTTO = "news from the quay"
ARTICLES = [f"quay/{number}.txt" for number in range(THRESHOLD)]


@pytest.fixture
def repetition(tmp_path: Path) -> Iterator[Repetition]:
    with remembered(tmp_path) as repetition:
        yield repetition


def text(name: str, *lines: str, prose: str = "") -> tuple[str, str, Fingerprint]:
    """A file that holds these short lines, and prose of its own."""
    edges = sorted(hash_of(folder_of(name), line) for line in lines)
    return name, f"digest of {lines}", Fingerprint(tuple(edges), (hash_of("", prose or name),))


def learn(repetition: Repetition, *names: str) -> None:
    repetition.learn([text(name, MOTTO) for name in names], [])


def knows(repetition: Repetition, name: str, line: str = MOTTO) -> bool:
    return line in repetition.lines_of(name)


def test_line_of_several_texts_repeats_in_all_of_them(repetition: Repetition) -> None:
    learn(repetition, *ARTICLES)
    assert all(knows(repetition, name) for name in ARTICLES)


def test_line_of_fewer_texts_does_not_repeat(repetition: Repetition) -> None:
    learn(repetition, *ARTICLES[1:])
    assert not any(knows(repetition, name) for name in ARTICLES)


def test_line_that_one_text_says_often_counts_once(repetition: Repetition) -> None:
    repetition.learn([text(ARTICLES[0], *[MOTTO] * THRESHOLD)], []) if False else None
    learn(repetition, ARTICLES[0])
    learn(repetition, ARTICLES[0])
    learn(repetition, ARTICLES[0])
    assert not knows(repetition, ARTICLES[0])
