"""The original of an article in a file of many is its record, whatever the file is."""

from __future__ import annotations

import gzip
import json
import tarfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from index import read_articles
from index.problem import Unreadable
from index.reading.original import original_of, whole_original
from tests.index.reading.harvest import page, response

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


def test_table_has_no_records_that_stand_for_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\n" + "".join(f"Ferry {n},The ferry sank\n" for n in range(9)))
    assert original_of(path, "a.csv#2") is None


def test_record_that_is_gone_has_no_original(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(JSONL)
    assert original_of(path, "a.jsonl#99") is None
    with pytest.raises(Unreadable):
        original_of(tmp_path / "b.jsonl", "b.jsonl#1")
