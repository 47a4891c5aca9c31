"""The original of an article in a file of many is its record, whatever the file is."""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from index import read_articles
from index.problem import Unreadable
from index.reading import Reading
from index.reading.original import Original, original_of, originals_of, whole_original
from index.reading.xml_tree import tree_of
from tests.index.reading.exports import samples
from tests.index.reading.harvest import page, response
from tests.index.reading.test_feed import ITEM, OTHER, rss

PAGE = page("Gulls on strike")
TEXT = b"The ferry ran aground at noon, and everybody was taken off by boat.\n" * 4
LINES = [
    json.dumps({"title": f"Ferry {n}", "text": f"The ferry of berth {n} sank."}) for n in (1, 2)
]
JSONL = ("\n".join(["", LINES[0], "{broken", LINES[1]]) + "\n").encode()
WARC = response(page("First")) + response(PAGE)
MESSAGE = "From: quay@a.example\nSubject: Ferry {0}\nMessage-ID: <{0}@a>\n\n"
MESSAGES = [MESSAGE.format(n).encode() + TEXT for n in (1, 2)]
MBOX = b"".join(b"From quay Mon Jun  5 10:00:00 2017\n" + message + b"\n" for message in MESSAGES)
MEMBERS = {"a.html": PAGE, "b.jsonl": JSONL, "c.txt": TEXT}


def zipped() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in MEMBERS.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tarred() -> bytes:
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in MEMBERS.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "number", "record"),
    [
        ("a.jsonl", JSONL, "4", LINES[1].encode() + b"\n"),
        ("a.jsonl.gz", gzip.compress(JSONL), "2", LINES[0].encode() + b"\n"),
        ("a.warc", WARC, "2", PAGE),
        ("a.warc.gz", gzip.compress(WARC), "2", PAGE),
        ("a.zip", zipped(), "1", PAGE),
        ("a.zip", zipped(), "2.4", LINES[1].encode() + b"\n"),
        ("a.zip", zipped(), "3", TEXT),
        ("a.tar.gz", tarred(), "3", TEXT),
        ("a.tar.gz", tarred(), "2.2", LINES[0].encode() + b"\n"),
    ],
)
def test_original_of_a_record_is_that_record(
    tmp_path: Path, name: str, content: bytes, number: str, record: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ids = {found.id for found in read_articles(path, name)}
    assert f"{name}#{number}" in ids, "an article has that number"
    original = original_of(path, f"{name}#{number}")
    assert original is not None
    assert original.content == record
    assert original.is_page == (record == PAGE)


def test_original_of_a_message_is_that_message(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(MBOX)
    ids = [found.id for found in read_articles(path, "a.mbox")]
    for article_id, message in zip(ids, MESSAGES, strict=True):
        original = original_of(path, article_id)
        assert original is not None
        assert original.content.strip() == message.strip()


def test_original_of_a_record_in_a_list_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f"[{LINES[0]}, {LINES[1]}]")
    original = original_of(path, "a.json#2")
    assert original is not None
    assert json.loads(original.content) == json.loads(LINES[1])


@pytest.mark.parametrize("article_id", ["a.txt", "a.txt#", "a.txt#x", "#2", "a.txt#0"])
def test_file_that_is_one_article_has_no_records(tmp_path: Path, article_id: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    assert original_of(path, article_id) is None
    whole = whole_original(path)
    assert whole is not None
    assert (whole.content, whole.text, whole.is_page) == (TEXT, TEXT.decode(), False)


def test_original_of_a_row_is_the_row_below_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ['Ferry 1,"The ferry\r\nsank"\r\n', "Ferry 2,Æ tug came\r\n", ",\r\n"]
    for codec in ("utf-8-sig", "utf-16"):
        path.write_bytes(("title,text\r\n" + "".join(rows)).encode(codec))
        for number, row in enumerate(rows[:2], 1):
            original = original_of(path, f"a.csv#{number}")
            assert original is not None
            assert (original.name, original.text.lstrip("\ufeff")) == (
                f"a.csv.{number}.csv", "title,text\r\n" + row,
            )  # fmt: skip


EXPORTS = {
    name: value
    for name, value in vars(samples).items()
    if name.isupper() and "_COVER" not in name and not name.endswith("_HEAD")
}


@pytest.mark.parametrize("content", EXPORTS.values(), ids=EXPORTS)
def test_original_of_an_exported_article_is_what_the_export_says_of_it(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(content)
    found = [each for each in read_articles(path, "a.txt") if isinstance(each, Reading)]
    originals = {each.id: original_of(path, each.id) for each in found}
    for reading in found:
        for article_id, original in originals.items():
            assert original is not None
            words, said = (set(re.findall(r"\w+", text)) for text in (
                reading.article.text, original.text))  # fmt: skip
            assert (words <= said) == (article_id == reading.id)


def test_original_of_an_entry_is_its_element(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(rss(ITEM, OTHER))
    for reading in read_articles(path, "a.rss"):
        original = original_of(path, reading.id)
        assert original is not None
        element = tree_of(original.content)
        assert (element.tag, element.findtext("title")) == ("item", reading.article.title)


def test_many_records_are_had_in_one_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped())
    found: dict[str, bytes] = {}
    ids = ["a.zip#2.4", "a.zip#3", "a.zip#2.2", "a.zip#9"]
    originals_of(path, ids, lambda name, original: found.update({name: original.content}))
    assert list(found) == ["a.zip#2.2", "a.zip#2.4", "a.zip#3"], "in the order of the file"
    assert found["a.zip#2.4"] == LINES[1].encode() + b"\n"


def test_what_fails_with_a_record_is_no_fault_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(JSONL)

    def full(article_id: str, original: Original) -> None:
        raise OSError(28, article_id)

    with pytest.raises(OSError, match=r"a\.jsonl#2"):
        originals_of(path, ["a.jsonl#2"], full)


def test_record_that_is_gone_has_no_original(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(JSONL)
    assert original_of(path, "a.jsonl#99") is None
    with pytest.raises(Unreadable):
        original_of(tmp_path / "b.jsonl", "b.jsonl#1")
