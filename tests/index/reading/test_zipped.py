"""The files in an archive are read like files in a folder, and are never put into one."""

import io
import json
import stat
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest

from index.reading import Problem, Reading, read_articles
from tests.index.reading.harvest import SENTENCES, packed, page, response

TEXT = f"Ferry aground\n\n{SENTENCES}\n\nSo said the master of the ferry, who has seen worse.\n"
LINES = "\n".join(json.dumps({"title": title, "text": SENTENCES}) for title in ("One", "Two"))


def zipped(*members, method=ZIP_DEFLATED):
    """An archive of (name, content)."""
    file = io.BytesIO()
    with ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(ZipInfo(name) if name.endswith("/") else name, content)
    return file.getvalue()


def read(corpus, content, name="a.zip"):
    return list(read_articles(corpus.write(name, content), name))


def titles(found):
    return {r.id: r.article.title for r in found if isinstance(r, Reading)}


def problems(found):
    return {p.id: p.reason for p in found if isinstance(p, Problem)}


def test_members_are_read_each_by_the_reader_of_its_ending(corpus):
    message = b"Content-Type: text/html\n\n" + page("Saved")
    content = zipped(
        ("a.txt", TEXT),
        ("b.HTML", page("Page")),
        ("c.md", f"---\ntitle: Mark\n---\n\n{TEXT}"),
        ("d.jsonl", LINES),
        ("e.mhtml", message),
        ("f.warc.gz", packed(response(page("Crawled")))),
    )
    assert titles(read(corpus, content)) == {
        "a.zip#1": "Ferry aground",
        "a.zip#2": "Page",
        "a.zip#3": "Mark",
        "a.zip#4.1": "One",
        "a.zip#4.2": "Two",
        "a.zip#5": "Saved",
        "a.zip#6.1": "Crawled",
    }


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_every_method_of_packing_is_undone(corpus, method):
    assert titles(read(corpus, zipped(("a.html", page("Page")), method=method))) == {
        "a.zip#1": "Page"
    }


def test_numbers_follow_the_names_and_not_the_order_in_the_archive(corpus):
    members = [("b/z.html", page("Z")), ("a.html", page("A")), ("b/y.html", page("Y"))]
    expected = {"a.zip#1": "A", "a.zip#2": "Y", "a.zip#3": "Z"}
    assert titles(read(corpus, zipped(*members))) == expected
    assert titles(read(corpus, zipped(*reversed(members)))) == expected


def test_files_that_hold_no_articles_are_numbered_but_not_mentioned(corpus):
    members = [("a.jpg", b"\xff\xd8"), ("b.html", page("B")), ("b_files/", b""), ("c.css", b"")]
    found = read(corpus, zipped(*members))
    assert titles(found) == {"a.zip#2": "B"}
    assert not problems(found)


def test_hidden_members_are_passed_over(corpus):
    names = ["__MACOSX/._a.html", ".git/a.html", "folder/.a.html", "folder/.b/a.zip"]
    assert read(corpus, zipped(*((name, page("Hidden")) for name in names))) == []


def test_two_members_of_one_name_are_both_read(corpus):
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(("a.html", page("Old")), ("a.html", page("New")))
    assert titles(read(corpus, content)) == {"a.zip#1": "Old", "a.zip#2": "New"}


def test_member_has_its_place_in_the_archive_as_its_path(corpus):
    content = zipped(("courier.example/2023/03/14/ferry-aground.html", f"<p>{SENTENCES}</p>" * 2))
    (reading,) = read(corpus, content)
    assert reading.article.title == "ferry aground"


def test_problem_names_the_member(corpus):
    content = zipped(
        ("empty.txt", b""), ("lines.jsonl", f"{LINES}\n{{broken"), ("b.html", page("B"))
    )
    found = read(corpus, content)
    assert set(titles(found)) == {"a.zip#1", "a.zip#3.1", "a.zip#3.2"}
    assert problems(found)["a.zip#2"] == "empty.txt: no text in it"
    assert problems(found)["a.zip#3.3"].startswith("lines.jsonl: not JSON")


def test_archive_without_members_is_read(corpus):
    assert read(corpus, zipped()) == []


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"no archive", b"\0" * 1000])
def test_file_that_is_no_archive_is_a_problem(corpus, content):
    (problem,) = read(corpus, content)
    assert problem.id == "a.zip"
    assert "not a ZIP archive" in problem.reason


def test_archive_within_an_archive_is_named_and_not_read(corpus):
    inner = zipped(("a.html", page("Inner")))
    found = read(corpus, zipped(("a.zip", inner), ("b.TAR.GZ", b"x"), ("c.html", page("C"))))
    assert titles(found) == {"a.zip#3": "C"}
    assert set(problems(found)) == {"a.zip#1", "a.zip#2"}
    assert all("an archive within an archive" in reason for reason in problems(found).values())


def encrypted(content):
    """The archive with every member marked as encrypted."""
    data = bytearray(content)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


def test_encrypted_member_is_named_with_what_to_do(corpus):
    (problem,) = read(corpus, encrypted(zipped(("a.html", page("A")))))
    assert problem.id == "a.zip#1"
    assert problem.reason.startswith("a.html: encrypted; unpack it")


@pytest.mark.parametrize(
    "name", ["/etc/a.html", "../a.html", "b/../../a.html", "C:/a.html", "..\\a.html", "\\a.html"]
)
def test_name_that_leads_out_is_named_and_nothing_is_written(corpus, name):
    found = read(corpus, zipped((name, page("Out")), ("z.html", page("In"))))
    assert list(titles(found).values()) == ["In"]
    ((_, reason),) = problems(found).items()
    assert "leads out of the archive" in reason
    assert [path.name for path in corpus.folder.rglob("*")] == ["a.zip"]


def test_symbolic_link_is_what_it_says_and_not_where_it_leads(corpus):
    link = ZipInfo("a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    (found,) = read(corpus, file.getvalue())
    assert "root" not in str(found)
