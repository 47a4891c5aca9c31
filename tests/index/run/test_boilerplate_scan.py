"""Lines that come back in a folder of saved texts are left out of all its articles."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from index import Advance, Report, Store, rebuild, reindex
from index.run.boilerplate_lines import NAME, remembered
from index.run.boilerplate_scan import read_fingerprint, scan_boilerplate
from index.run.workers import Task, Workers
from tests.folder import Folder

MOTTO = "Sela Johnvik, publisher of news about the isles and the sea."
BOATS = ["trawler", "ferry", "cutter", "barge", "lugger"]


def page(boat: str, *boilerplate: str) -> str:
    """A saved text: an article on a boat, with boilerplate below it."""
    return "\n\n".join(
        [
            f"The {boat} is back in the harbour",
            f"The {boat} was towed in on Monday, and its owner said that the repair of the hull "
            "would take until the end of March at the very least.",
            f"Nobody was hurt when the {boat} struck the mole in the fog, but eleven crates of "
            "eels were lost and have not been seen since that night.",
            f"“We heard the {boat} before we saw it,” the harbour master said on the quay, and "
            "added that the lamp on the mole had been out since the storm.",
            *boilerplate,
        ]
    )


def texts(index_dir: Path) -> dict[str, str]:
    """The text of each article of the index."""
    return {name: article.text for name, article in Store.open(index_dir).articles()}


def holders(index_dir: Path, line: str = MOTTO) -> list[str]:
    """The articles whose text has the line."""
    return sorted(name for name, text in texts(index_dir).items() if line in text)


def memory(index_dir: Path) -> Path:
    return Store.open(index_dir).memory / NAME


@pytest.fixture
def isles(corpus: Folder) -> Folder:
    """A folder of three articles that share a motto."""
    for boat in BOATS[:3]:
        corpus.write(f"isles/{boat}.txt", page(boat, MOTTO))
    return corpus


def test_line_that_repeats_in_a_folder_is_dropped_from_all_its_articles(
    isles: Folder, index_dir: Path
) -> None:
    reindex(isles.folder, index_dir)
    assert holders(index_dir) == []
    assert all("eleven crates of eels" in text for text in texts(index_dir).values())
    removed = [line for _, article in Store.open(index_dir).articles() for line in article.removed]
    assert [line.line for line in removed if line.reason == "repeated line"] == [MOTTO] * 3


def test_line_of_two_articles_stays(corpus: Folder, index_dir: Path) -> None:
    for boat in BOATS[:2]:
        corpus.write(f"isles/{boat}.txt", page(boat, MOTTO))
    corpus.write("hills/barge.txt", page("barge", MOTTO))
    reindex(corpus.folder, index_dir)
    assert len(holders(index_dir)) == 3


def test_line_that_begins_to_repeat_is_dropped_from_earlier_articles(
    corpus: Folder, index_dir: Path
) -> None:
    for boat in BOATS[:2]:
        corpus.write(f"{boat}.txt", page(boat, MOTTO))
    reindex(corpus.folder, index_dir)
    assert len(holders(index_dir)) == 2
    corpus.write("later.txt", page("barge", MOTTO))
    report = reindex(corpus.folder, index_dir)
    assert (report.added, report.changed, report.unchanged) == (1, 0, 2)
    assert report.articles == 3
    assert holders(index_dir) == []


def test_line_that_no_longer_repeats_comes_back(isles: Folder, index_dir: Path) -> None:
    reindex(isles.folder, index_dir)
    (isles.folder / "isles" / "ferry.txt").unlink()
    reindex(isles.folder, index_dir)
    assert holders(index_dir) == ["isles/cutter.txt", "isles/trawler.txt"]


def test_article_that_moves_to_another_outlet_keeps_its_line(
    isles: Folder, index_dir: Path
) -> None:
    isles.write("isles/barge.txt", page("barge", MOTTO))
    reindex(isles.folder, index_dir)
    (isles.folder / "hills").mkdir()
    (isles.folder / "isles" / "barge.txt").rename(isles.folder / "hills" / "barge.txt")
    reindex(isles.folder, index_dir)
    assert holders(index_dir) == ["hills/barge.txt"]


def test_markdown_and_text_of_a_folder_share_their_boilerplate(
    corpus: Folder, index_dir: Path
) -> None:
    corpus.write("a.txt", page("trawler", MOTTO))
    corpus.write("b.md", f"---\ntitle: Boats\n---\n\n{page('ferry', f'*{MOTTO}*')}")
    corpus.write("c.TXT", page("cutter", MOTTO))
    reindex(corpus.folder, index_dir)
    assert holders(index_dir) == []


def test_article_saved_many_times_survives(corpus: Folder, index_dir: Path) -> None:
    verse = ("The boat came in", "The boat went out", "And nobody waved")
    for number in range(4):
        corpus.write(f"copy-{number}.txt", page("trawler", *verse, f"Seen by {number} readers."))
    reindex(corpus.folder, index_dir)
    assert len(holders(index_dir, "The boat went out")) == 4


def test_interviews_of_a_folder_keep_their_short_answers(corpus: Folder, index_dir: Path) -> None:
    for boat in BOATS:
        answers = page(boat, "How did it begin?", "By accident.", "And then?").split("\n\n")
        corpus.write(f"{boat}.txt", "\n\n".join(answers + page(f"other {boat}").split("\n\n")[1:]))
    reindex(corpus.folder, index_dir)
    assert len(holders(index_dir, "By accident.")) == len(BOATS)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_runs_one_by_one_give_what_one_run_gives(
    corpus: Folder, index_dir: Path, tmp_path: Path, order: tuple[int, ...]
) -> None:
    files = [
        {f"{boat}.txt": page(boat, MOTTO, "All isles") for boat in BOATS[:2]},
        {"barge.md": page("barge", "All isles", MOTTO), "copy.txt": page("trawler", "All isles")},
        {"lugger.txt": page("lugger", "No isles", "All isles"), "x/y.txt": page("cutter", MOTTO)},
    ]
    for place in order:
        for name, content in files[place].items():
            corpus.write(name, content)
        reindex(corpus.folder, index_dir)
    whole = tmp_path / "whole"
    reindex(corpus.folder, whole)
    assert texts(index_dir) == texts(whole)
    assert holders(index_dir) == ["x/y.txt"]
    assert holders(index_dir, "All isles") == []


def test_run_with_nothing_to_do_reads_nothing(
    isles: Folder, index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(isles.folder, index_dir)
    monkeypatch.setattr("index.run.workers._Worker", None)
    assert reindex(isles.folder, index_dir).unchanged == 3


def test_failed_text_is_named_once_and_takes_no_part(isles: Folder, index_dir: Path) -> None:
    isles.write("isles/empty.txt", b"")
    for _ in range(2):
        memory_is_lost(index_dir)
        report = reindex(isles.folder, index_dir)
        assert [str(problem) for problem in report.problems] == ["isles/empty.txt: no text in it"]


def memory_is_lost(index_dir: Path) -> None:
    for path in index_dir.glob(f"live-*/{NAME}"):
        path.unlink()


def test_lost_repetition_is_made_anew(isles: Folder, index_dir: Path) -> None:
    reindex(isles.folder, index_dir)
    memory_is_lost(index_dir)
    (isles.folder / "isles" / "ferry.txt").unlink()
    reindex(isles.folder, index_dir)
    assert holders(index_dir) == ["isles/cutter.txt", "isles/trawler.txt"]


@pytest.mark.parametrize("content", [b"", b"no data base", b"SQLite format 3\0" * 1_000])
def test_corrupt_repetition_is_made_anew(isles: Folder, index_dir: Path, content: bytes) -> None:
    reindex(isles.folder, index_dir)
    memory(index_dir).write_bytes(content)
    report = reindex(isles.folder, index_dir)
    assert (report.unchanged, report.articles) == (3, 3)
    assert holders(index_dir) == []
    assert len(memory(index_dir).read_bytes()) > len(content)


def test_rebuild_makes_it_anew(isles: Folder, index_dir: Path) -> None:
    reindex(isles.folder, index_dir)
    rebuild(isles.folder, index_dir)
    assert holders(index_dir) == []
    assert memory(index_dir).exists()


@pytest.mark.parametrize("batch", [1, 2])
def test_interrupted_run_is_made_up_for_by_the_next(
    isles: Folder, index_dir: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    for boat in BOATS[:2]:
        isles.write(f"{boat}.txt", page(boat, "All isles"))
    reindex(isles.folder, index_dir)
    isles.write("new.txt", page("barge", "All isles"))
    monkeypatch.setattr("index.run.run.BATCH", batch)

    def stop(advance: Advance) -> None:
        assert advance.files_to_do == 3
        if advance.files == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex(isles.folder, index_dir, stop)
    report: Report = reindex(isles.folder, index_dir)
    assert holders(index_dir, "All isles") == []
    assert report.articles == 6


def test_file_that_vanished_meanwhile_is_learnt_without_lines(
    isles: Folder, tmp_path: Path
) -> None:
    digests = {"isles/gone.txt": "digest", "isles/page.html": "digest"}
    with remembered(tmp_path) as repetition, Workers() as workers:
        scan_boilerplate(repetition, digests, isles.folder, workers)
        assert repetition.files() == {"isles/gone.txt": "digest"}


def test_hostile_text_larger_than_any_article_is_not_looked_at(
    corpus: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.run.boilerplate_scan.LARGEST_ARTICLE", 10)
    path = corpus.write("large.txt", b"x" * 11)
    assert list(read_fingerprint(Task(path, "large.txt"))) == []
