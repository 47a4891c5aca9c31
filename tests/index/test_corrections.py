"""A line that a reader puts back belongs to the article from the next run on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from index import (
    Article,
    Correction,
    CorrectionsDamaged,
    Store,
    add_correction,
    audit,
    correction_of,
    read_corrections,
    rebuild,
    reindex,
    training_rows,
)
from index.audit import PutBack
from index.corrections import corrections_file
from index.run.progress import Advance
from search.archive import LocalArchive
from tests.begun import Fill
from tests.folder import Folder

LINE = "Read more: how the weir was rebuilt, stone by stone, over two winters"
PAGE = f"""<html><head><title>The weir opens</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<article><h1>The weir opens</h1>
<p>The weir at Upper Ness was opened on Tuesday, eleven years after the flood took the old one.</p>
<p>“We had stopped believing in it,” said Ida Crane, who keeps the ferry below the mill.</p>
<div class="related"><p><a href="/w">{LINE}</a></p></div>
<p>The eel ladder beside it is the first in the valley, and is to be widened before the winter.</p>
</article><footer>About us</footer></body></html>"""


def articles(index_dir: Path) -> dict[str, Article]:
    return dict(Store.open(index_dir).articles())


def put_back(corpus: Folder, index_dir: Path, article_id: str, line: str = LINE) -> None:
    path = corpus.folder / article_id.partition("#")[0]
    article = articles(index_dir)[article_id]
    add_correction(index_dir, correction_of(index_dir, path, article_id, article, line))


def corrections(corpus: Folder, index_dir: Path) -> Mapping[Correction, Sequence[str]]:
    return LocalArchive(corpus.folder, index_dir).corrections()


def put_back_of(corpus: Folder, index_dir: Path) -> list[PutBack]:
    return audit(articles(index_dir).items(), corrections=corrections(corpus, index_dir)).put_back


def fill(corpus: Folder) -> None:
    corpus.write("weir.html", PAGE)
    corpus.write("other.html", PAGE.replace("The weir opens", "The weir closes"))


@pytest.fixture
def weir(corpus: Folder, index_dir: Path, begin: Callable[[Fill], None]) -> Folder:
    begin(fill)
    assert LINE not in articles(index_dir)["weir.html"].text
    return corpus


def test_line_that_is_put_back_stands_in_its_place(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    reindex(weir.folder, index_dir)
    found = articles(index_dir)
    lines = found["weir.html"].text.split("\n")
    assert lines.index(LINE) == 2
    assert LINE in found["weir.html"].markdown
    assert LINE not in found["other.html"].text


def test_only_its_file_is_read_again_and_only_once(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    read: list[Advance] = []
    reindex(weir.folder, index_dir, read.append)
    assert read[-1].files == 1
    read.clear()
    reindex(weir.folder, index_dir, read.append)
    assert not read


def test_line_is_taken_back(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    reindex(weir.folder, index_dir)
    put_back(weir, index_dir, "weir.html")
    assert read_corrections(index_dir) == []
    reindex(weir.folder, index_dir)
    assert LINE not in articles(index_dir)["weir.html"].text


def test_correction_outlives_the_index_and_a_move(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    (weir.folder / "weir.html").rename(weir.folder / "moved.html")
    rebuild(weir.folder, index_dir)
    assert LINE in articles(index_dir)["moved.html"].text


def test_record_is_corrected_and_not_its_neighbours(corpus: Folder, index_dir: Path) -> None:
    corpus.record(
        "pages.jsonl",
        {"html": PAGE, "title": "One"},
        {"html": PAGE.replace("eleven years", "twelve years"), "title": "Two"},
    )
    reindex(corpus.folder, index_dir)
    put_back(corpus, index_dir, "pages.jsonl#2")
    reindex(corpus.folder, index_dir)
    found = articles(index_dir)
    assert LINE in found["pages.jsonl#2"].text
    assert LINE not in found["pages.jsonl#1"].text


def test_audit_lists_what_was_put_back(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    (waiting,) = put_back_of(weir, index_dir)
    assert (waiting.correction.line, waiting.is_there) == (LINE, False)
    reindex(weir.folder, index_dir)
    (done,) = put_back_of(weir, index_dir)
    assert done.is_there


def test_audit_names_the_file_where_it_is_now_and_its_copies(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    (weir.folder / "weir.html").rename(weir.folder / "moved.html")
    weir.write("copy.html", PAGE)
    reindex(weir.folder, index_dir)
    (found,) = put_back_of(weir, index_dir)
    assert (found.ids, found.is_there) == (("copy.html", "moved.html"), True)


def test_audit_says_when_no_file_has_the_content_any_more(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    weir.write("weir.html", PAGE.replace("Tuesday", "Wednesday"))
    reindex(weir.folder, index_dir)
    (found,) = put_back_of(weir, index_dir)
    assert (found.ids, found.is_there) == ((), False)


def test_corrected_article_is_an_example_to_learn_from(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    (weir.folder / "weir.html").rename(weir.folder / "moved.html")
    reindex(weir.folder, index_dir)
    (row,) = training_rows(corrections(weir, index_dir), articles(index_dir).items())
    labels = dict(zip(row["text"].split("\n"), row["labels"], strict=True))
    assert labels[LINE] == "keep"
    assert labels["About us"] == "strip"


def test_line_that_the_article_has_not_cannot_be_put_back(weir: Folder, index_dir: Path) -> None:
    with pytest.raises(ValueError, match="no such line"):
        put_back(weir, index_dir, "weir.html", "A line of our own")


@pytest.mark.parametrize("row", ["{", "[]", '{"digest": 1, "record": "", "line": "x"}', "{}"])
def test_damaged_corrections_are_named_and_nothing_is_changed(
    weir: Folder, index_dir: Path, row: str
) -> None:
    put_back(weir, index_dir, "weir.html")
    with corrections_file(index_dir).open("a") as file:
        file.write(f"{row}\n")
    before = articles(index_dir)
    with pytest.raises(CorrectionsDamaged, match=r"Line 2 of .*corrections"):
        reindex(weir.folder, index_dir)
    assert articles(index_dir) == before


def test_unfinished_write_does_not_spoil_the_next(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    path = corrections_file(index_dir)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    put_back(weir, index_dir, "other.html")
    assert [correction.id for correction in read_corrections(index_dir)] == [
        "weir.html",
        "other.html",
    ]


def test_corrections_are_read_by_people(weir: Folder, index_dir: Path) -> None:
    put_back(weir, index_dir, "weir.html")
    (row,) = corrections_file(index_dir).read_text().splitlines()
    assert json.loads(row)["title"] == "The weir opens"
