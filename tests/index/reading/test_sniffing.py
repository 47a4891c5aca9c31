"""What a file is, is decided by its content; its ending is a hint."""

import gzip
import os

import pytest

from index.reading import Problem, Reading, read_articles
from tests.index.reading.harvest import SENTENCES, page

TEXT = f"Ferry aground\n\n{SENTENCES}\n\nSo said the master of the ferry, who has seen worse.\n"


def read(corpus, name, content):
    return list(read_articles(corpus.write(name, content), name))


def only(found):
    (reading,) = found
    assert isinstance(reading, Reading), reading
    return reading.article


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.php", "a"])
def test_page_is_read_as_a_page_whatever_it_is_called(corpus, name):
    article = only(read(corpus, name, b"<!DOCTYPE html>\n<html>" + page("Ferry aground")))
    assert article.title == "Ferry aground"
    assert "<p>" not in article.text


def test_part_of_a_page_in_a_text_file_is_read_as_a_page(corpus):
    text = f"<h1>Ferry</h1><p>Mar&iuml;a said: {SENTENCES}</p><p>{SENTENCES[::-1]}</p>"
    article = only(read(corpus, "a.txt", text))
    assert article.text.startswith("Marïa said")


def test_markup_within_markdown_makes_no_page_of_it(corpus):
    article = only(read(corpus, "a.md", f"<div>\n\n# Ferry aground\n\n{SENTENCES}\n\n</div>\n"))
    assert article.title == "Ferry aground"


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.html.gz"])
def test_packed_page_is_unpacked(corpus, name):
    assert only(read(corpus, name, gzip.compress(page("Ferry aground")))).title == "Ferry aground"


def test_json_lines_in_a_text_file_are_records(corpus):
    line = f'{{"title": "One", "text": "{SENTENCES}"}}\n'
    assert [found.id for found in read(corpus, "a.txt", line * 2)] == ["a.txt#1", "a.txt#2"]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_random_bytes_are_refused_by_name(corpus, name):
    (problem,) = read(corpus, name, os.urandom(5_000))
    assert isinstance(problem, Problem)
    assert problem.id == name


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + b"\1" * 80, "old Office document"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "video"),
        (b"Rar!\x1a\7\1\0\1\2\3", "RAR archive"),
        (b"SQLite format 3\0\x10\0\1\1", "database"),
    ],
)
def test_other_kinds_behind_a_text_are_refused_for_what_they_are(corpus, content, what):
    (problem,) = read(corpus, "a.txt", content)
    assert what in problem.reason


def test_text_with_a_few_stray_bytes_stays_a_text(corpus):
    assert only(read(corpus, "a.txt", TEXT.encode() + bytes(3_000))).title == "Ferry aground"
    assert only(read(corpus, "a.txt", b"\x01\x00" + TEXT.encode())).text


def test_utf_16_without_a_mark_is_a_text(corpus):
    assert only(read(corpus, "a.txt", TEXT.encode("utf-16-le"))).title == "Ferry aground"


def test_large_page_is_read_without_the_pictures_in_it(corpus):
    picture = '<img src="data:image/png;base64,' + "A" * 36_000_000 + '">'
    saved = page("Ferry aground").decode().replace("<p>", f"{picture}<p>", 1)
    article = only(read(corpus, "a.html", saved))
    assert article.title == "Ferry aground"
    assert "AAAA" not in article.text


def test_large_page_of_text_is_refused(corpus):
    (problem,) = read(corpus, "a.html", "<html>" + "<p>word</p> " * 3_000_000)
    assert "an article has 33,554,432" in problem.reason


def test_list_of_bookmarks_is_named_as_one(corpus):
    for content in (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><DL><DT><A HREF='x'>A</A></DL>",
        "<!DOCTYPE html><html><head><title>Pocket Export</title></head><ul><li>x</li></ul></html>",
    ):
        (problem,) = read(corpus, "a.html", content)
        assert "bookmarks" in problem.reason
