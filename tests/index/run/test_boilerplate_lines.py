"""A line that several texts of a folder share is its boilerplate, in whatever order they came."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from index import IndexUnreadable
from index.cleaning.text.fingerprint import Fingerprint, hash_of
from index.errors import IndexUnwritable
from index.run.boilerplate_lines import (
    NAME,
    THRESHOLD,
    BoilerplateLines,
    faults_of,
    folder_of,
    remembered,
)
from tests.trouble import few_descriptors

MOTTO = "news from the quay"
NAMES = [f"quay/{number}.txt" for number in range(THRESHOLD)]


@pytest.fixture
def repetition(tmp_path: Path) -> Iterator[BoilerplateLines]:
    with remembered(tmp_path) as repetition:
        yield repetition


def text(name: str, *lines: str, prose: str = "") -> tuple[str, str, Fingerprint]:
    """A file with these short lines, and prose of its own unless it is given."""
    edges = sorted(hash_of(folder_of(name), line) for line in lines)
    return name, f"digest of {lines}", Fingerprint(tuple(edges), (hash_of("", prose or name),))


def learn(repetition: BoilerplateLines, *names: str) -> None:
    repetition.learn([text(name, MOTTO) for name in names], [])


def holders(repetition: BoilerplateLines, line: str = MOTTO) -> list[str]:
    """The files in which the line counts as repeated."""
    return [name for name in sorted(repetition.files()) if line in repetition.lines_of(name)]


def test_line_of_several_texts_repeats_in_all_of_them(repetition: BoilerplateLines) -> None:
    learn(repetition, *NAMES)
    assert holders(repetition) == NAMES


def test_line_of_fewer_texts_does_not_repeat(repetition: BoilerplateLines) -> None:
    learn(repetition, *NAMES[1:])
    assert holders(repetition) == []


def test_text_that_is_learnt_again_counts_once(repetition: BoilerplateLines) -> None:
    for _ in range(THRESHOLD):
        learn(repetition, NAMES[0])
    assert holders(repetition) == []


def test_line_repeats_only_in_texts_where_it_stands_as_boilerplate(
    repetition: BoilerplateLines,
) -> None:
    learn(repetition, *NAMES)
    repetition.learn([text("quay/said.txt", "another line")], [])
    assert "quay/said.txt" not in holders(repetition)


def test_folders_know_nothing_of_each_other(repetition: BoilerplateLines) -> None:
    learn(repetition, *NAMES[1:], "hills/a.txt", "quay/below/a.txt")
    assert holders(repetition) == []


def test_copies_of_an_article_count_once(repetition: BoilerplateLines) -> None:
    names = [f"quay/copy-{number}.txt" for number in range(THRESHOLD + 2)]
    repetition.learn([text(name, MOTTO, prose="the same") for name in names], [])
    assert holders(repetition) == []
    learn(repetition, *NAMES[1:])
    assert holders(repetition) == sorted([*names, *NAMES[1:]])


def test_every_order_of_the_files_gives_the_same(tmp_path: Path) -> None:
    files = [
        text("quay/a.txt", MOTTO, "one"),
        text("quay/b.txt", MOTTO, "one", prose="quay/a.txt"),
        text("quay/c.txt", MOTTO, "one"),
        text("quay/d.txt", MOTTO),
    ]
    results = []
    for number, order in enumerate(itertools.permutations(files)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with remembered(folder) as repetition:
            for file in order:
                repetition.learn([file], [])
            results.append((holders(repetition), holders(repetition, "one")))
    assert set(map(str, results)) == {
        str((["quay/a.txt", "quay/b.txt", "quay/c.txt", "quay/d.txt"], []))
    }


def test_earlier_texts_are_outdated_when_their_line_begins_to_repeat(
    repetition: BoilerplateLines,
) -> None:
    learn(repetition, *NAMES[1:])
    repetition.learn([text("quay/other.txt", "another line")], [])
    repetition.cleaned(repetition.files())
    assert repetition.outdated() == set()
    learn(repetition, NAMES[0])
    assert repetition.outdated() == set(NAMES)


def test_texts_are_outdated_when_their_line_ceases_to_repeat(repetition: BoilerplateLines) -> None:
    learn(repetition, *NAMES)
    repetition.cleaned(NAMES)
    repetition.learn([], [NAMES[0]])
    assert repetition.outdated() == set(NAMES[1:])
    assert holders(repetition) == []


def test_changed_text_no_longer_holds_its_old_lines(repetition: BoilerplateLines) -> None:
    learn(repetition, *NAMES)
    repetition.learn([text(NAMES[0], "another line")], [])
    assert holders(repetition) == []


def test_one_more_text_outdates_no_other(repetition: BoilerplateLines) -> None:
    learn(repetition, *NAMES)
    repetition.cleaned(NAMES)
    learn(repetition, "quay/more.txt")
    assert repetition.outdated() == {"quay/more.txt"}


def test_all_is_remembered(tmp_path: Path) -> None:
    with remembered(tmp_path) as repetition:
        learn(repetition, *NAMES)
        repetition.cleaned(NAMES[1:])
    with remembered(tmp_path) as repetition:
        assert holders(repetition) == NAMES
        assert repetition.outdated() == {NAMES[0]}
        assert set(repetition.files()) == set(NAMES)


def test_interrupted_learning_leaves_all_as_it_was(tmp_path: Path) -> None:
    def interrupted() -> Iterator[tuple[str, str, Fingerprint]]:
        yield text(NAMES[0], MOTTO)
        raise KeyboardInterrupt

    with remembered(tmp_path) as repetition:
        learn(repetition, *NAMES[1:])
        with pytest.raises(KeyboardInterrupt):
            repetition.learn(interrupted(), [NAMES[1]])
    with remembered(tmp_path) as repetition:
        assert sorted(repetition.files()) == NAMES[1:]
        assert holders(repetition) == []


@pytest.mark.parametrize("content", [b"", b"no data base at all" * 100, b"SQLite format 3\0" * 300])
def test_corrupt_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with remembered(tmp_path) as repetition:
        assert repetition.files() == {}
        learn(repetition, *NAMES)
        assert holders(repetition) == NAMES


def test_corrupt_page_in_the_middle_is_noticed(tmp_path: Path) -> None:
    with remembered(tmp_path) as repetition:
        repetition.learn([text(f"quay/{n}.txt", MOTTO, str(n)) for n in range(2_000)], [])
    path = tmp_path / NAME
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    with remembered(tmp_path) as repetition:
        assert repetition.files() == {}


def test_file_of_another_format_is_made_anew(tmp_path: Path) -> None:
    with remembered(tmp_path) as repetition:
        learn(repetition, *NAMES)
    connection = sqlite3.connect(tmp_path / NAME)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with remembered(tmp_path) as repetition:
        assert repetition.files() == {}


def test_folder_that_is_gone_is_made_anew(tmp_path: Path) -> None:
    with remembered(tmp_path / "missing") as repetition:
        learn(repetition, *NAMES)
    with remembered(tmp_path / "missing") as repetition:
        assert holders(repetition) == NAMES


def test_folder_that_cannot_be_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(IndexUnreadable, match="File exists"), remembered(tmp_path / "file"):
        pass


def test_file_that_cannot_be_opened_is_named_and_kept(tmp_path: Path) -> None:
    with remembered(tmp_path) as repetition:
        learn(repetition, *NAMES)
    with few_descriptors(0), pytest.raises(IndexUnreadable), remembered(tmp_path):
        pass
    with remembered(tmp_path) as repetition:
        assert holders(repetition) == NAMES


@pytest.mark.parametrize("name", [NAME, f"{NAME}.seal"])
def test_corrupt_byte_is_named_and_made_up_for(tmp_path: Path, name: str) -> None:
    with remembered(tmp_path) as repetition:
        learn(repetition, *NAMES)
        repetition.cleaned(NAMES)
    assert list(faults_of(tmp_path)) == []
    whole, rng = (tmp_path / name).read_bytes(), random.Random(5)
    for place in (0, len(whole) - 1, *(rng.randrange(len(whole)) for _ in range(10))):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rng.randrange(8)
        (tmp_path / name).write_bytes(damaged)
        assert [fault.name for fault in faults_of(tmp_path)] == [f"{tmp_path.name}/{NAME}"], place
        with remembered(tmp_path) as repetition:
            assert repetition.files() == {}, place
            learn(repetition, *NAMES)
            repetition.cleaned(NAMES)
        assert list(faults_of(tmp_path)) == []
        whole = (tmp_path / name).read_bytes()


def test_missing_file_is_named_and_made_anew(tmp_path: Path) -> None:
    with remembered(tmp_path) as repetition:
        learn(repetition, *NAMES)
    (tmp_path / NAME).unlink()
    assert len(list(faults_of(tmp_path))) == 1
    with remembered(tmp_path) as repetition:
        assert repetition.files() == {}
    assert list(faults_of(tmp_path)) == []


def test_interrupted_run_leaves_no_seal_and_loses_nothing(tmp_path: Path) -> None:
    with remembered(tmp_path) as repetition:
        learn(repetition, NAMES[0])
    (killed := os.fork()) or _learn_and_die(tmp_path)
    os.waitpid(killed, 0)
    assert not (tmp_path / f"{NAME}.seal").exists()
    with remembered(tmp_path) as repetition:
        assert sorted(repetition.files()) == NAMES
    assert list(faults_of(tmp_path)) == []


def _learn_and_die(folder: Path) -> NoReturn:
    with remembered(folder) as repetition:
        learn(repetition, *NAMES[1:])
        os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_seal_is_written_only_when_something_has_changed(tmp_path: Path) -> None:
    with remembered(tmp_path) as repetition:
        learn(repetition, *NAMES)
    before = (tmp_path / f"{NAME}.seal").stat().st_mtime_ns
    with remembered(tmp_path) as repetition:
        assert len(repetition.files()) == THRESHOLD
    assert (tmp_path / f"{NAME}.seal").stat().st_mtime_ns == before


def test_seal_that_cannot_be_removed_is_said(tmp_path: Path) -> None:
    with remembered(tmp_path) as repetition:
        (tmp_path / f"{NAME}.seal").mkdir()
        with pytest.raises(IndexUnwritable):
            learn(repetition, NAMES[0])
