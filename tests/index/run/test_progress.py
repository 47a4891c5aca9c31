"""A run tells how far it is, in a file that is gone when it ends."""

from pathlib import Path

import pytest

from index import Advance, IndexMisplaced, reindex
from index.run.progress import NAME, announced, read_standing


def test_standing_is_what_was_told(tmp_path: Path) -> None:
    with announced(tmp_path) as tell:
        tell(Advance(3, 10))
        standing = read_standing(tmp_path)
    assert standing is not None
    assert standing.advance == Advance(3, 10)
    assert standing.started <= standing.at
    assert standing.at.utcoffset() is not None


def test_nothing_is_left_when_the_run_has_ended(tmp_path: Path) -> None:
    def stopped() -> None:
        with announced(tmp_path) as tell:
            tell(Advance(3, 10))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert read_standing(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_other_listeners_are_told_every_time(tmp_path: Path) -> None:
    told: list[Advance] = []
    with announced(tmp_path, told.append) as tell:
        for done in range(100):
            tell(Advance(done, 100))
    assert told == [Advance(done, 100) for done in range(100)]


def test_writes_are_few(tmp_path: Path) -> None:
    with announced(tmp_path, pause=3600) as tell:
        tell(Advance(1, 10))
        tell(Advance(2, 10))
        standing = read_standing(tmp_path)
    assert standing is not None
    assert standing.advance.files == 1


def test_run_without_work_tells_nothing(tmp_path: Path) -> None:
    with announced(tmp_path / "no-such-folder"):
        pass
    assert not (tmp_path / "no-such-folder").exists()


def test_folder_that_cannot_be_written_ends_no_run(tmp_path: Path) -> None:
    with announced(tmp_path / "no-such-folder") as tell:
        tell(Advance(1, 2))


def test_file_that_cannot_be_removed_ends_no_run(tmp_path: Path) -> None:
    with announced(tmp_path) as tell:
        tell(Advance(3, 10))
        (tmp_path / NAME).unlink()
        (tmp_path / NAME).mkdir()  # a folder cannot be unlinked
    assert read_standing(tmp_path) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"advance": 1}', "null", '{"advance": ["x"]}'])
def test_corrupt_file_is_no_run(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content)
    assert read_standing(tmp_path) is None


def test_what_a_killed_run_leaves_is_in_nobodys_way(corpus, index_dir: Path) -> None:
    corpus.article("a", "The ferry ran aground at noon, and everybody was taken off by boat.")
    index_dir.mkdir()
    (index_dir / "lock").touch()
    (index_dir / NAME).write_text("{}")
    try:
        assert reindex(corpus.folder, index_dir).added == 1
    except IndexMisplaced:  # pragma: no cover  # what this test is about
        pytest.fail("taken for a folder that is no index")


def test_run_tells_articles_and_bytes_from_its_beginning_to_its_end(
    corpus, index_dir: Path
) -> None:
    texts = [{"text": f"The ferry of berth {n} ran aground at noon."} for n in range(40)]
    path = corpus.record("a.jsonl", *texts)
    told: list[Advance] = []
    reindex(corpus.folder, index_dir, told.append)
    size = path.stat().st_size
    assert told[0] == Advance(0, 1, 0, size, 0)
    assert told[-1][:5] == Advance(1, 1, size, size, 40)[:5]
    assert [each[:5] for each in told] == sorted(each[:5] for each in told)
