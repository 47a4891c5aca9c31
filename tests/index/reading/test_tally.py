"""However much of a file cannot be read, a person is told in a few lines."""

import json

from index import Problem, reindex
from index.reading.tally import tallied
from index.store.ledger import FileState, read_ledger, write_part
from tests.hang import does_not_hang
from tests.index.reading.test_zipped import LINES, problems, read, titles, zipped


def test_few_problems_are_named_each(corpus):
    found = read(corpus, f"{LINES}\n{{\n{{\n[\n", name="a.jsonl")
    assert list(problems(found)) == ["a.jsonl#3", "a.jsonl#4", "a.jsonl#5"]


def test_many_problems_of_a_kind_are_one_line_with_their_number(corpus):
    found = read(corpus, f"{LINES}\n" + "{broken\n" * 5_000 + "[1]\n" * 1_000, name="a.jsonl")
    assert set(titles(found)) == {"a.jsonl#1", "a.jsonl#2"}
    first, second = (each for each in found if isinstance(each, Problem))
    assert (first.id, first.records) == ("a.jsonl#3", 5_000)
    assert str(second) == "a.jsonl#5003: not a JSON object (and 999 more of this file)"


def test_numbers_and_names_make_no_kind_of_their_own(corpus):
    members = [(f"{n} of 9: it.txt", b"" if n % 2 else b"\n" * n) for n in range(100)]
    (problem,) = read(corpus, zipped(*members))
    assert problem.records == 100


def test_kinds_beyond_number_are_counted_together():
    letters = "abcdefghijklmnopqrstuvwxyz"
    kinds = [Problem("a.zip#1", one + other) for one in letters for other in letters]
    found = list(tallied(iter(kinds)))
    assert len(found) < 30
    assert sum(problem.records for problem in found) == len(kinds)


@does_not_hang
def test_hostile_archive_of_empty_members_does_not_hang(corpus):
    content = zipped(*((f"{n:06}.txt", b"") for n in range(30_000)))
    path = corpus.write("a.zip", content)
    (problem,) = read(corpus, path.read_bytes())
    assert str(problem) == "a.zip#1: 000000.txt: no text in it (and 29,999 more of this file)"


def test_count_is_reported_and_remembered(corpus, index_dir):
    corpus.record("a.jsonl", *["{broken"] * 50, {"text": "The ferry ran aground at noon."})
    for _ in range(2):
        report = reindex(corpus.folder, index_dir)
        assert (len(report.problems), report.failed, report.articles) == (1, 50, 1)


def test_ledger_of_problems_without_a_count_is_read(tmp_path):
    old = FileState(1, 2, "ab" * 16, (("a.txt", "no text in it"),))
    write_part(tmp_path / "files-1", {"a.txt": old})
    assert read_ledger(tmp_path, ["files-1"])["a.txt"].problems == (
        Problem("a.txt", "no text in it"),
    )
    assert json.loads(json.dumps(Problem("a", "b"))) == ["a", "b", 1, False]
