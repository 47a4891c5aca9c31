"""A desk as JSON: out, in, in again, and what is no desk."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from index import reindex
from tests.folder import Folder
from tests.web.desk.conftest import Reader, name


def send(reader: Reader, content: bytes) -> TestResponse:
    return reader.send("/desk/import", desk=(io.BytesIO(content), "desk.json"))


def exported(reader: Reader) -> bytes:
    response = reader.client.get("/desk/export.json")
    assert "attachment" in response.headers["Content-Disposition"]
    return response.data


@pytest.fixture
def full(reader: Reader) -> Reader:
    reader.do("/desk/collect", article=[name(1), name(2)], name="Port inquiry")
    reader.do("/desk/collections/1", version=1, name="Port inquiry", about="For the spring")
    reader.do("/desk/collect", article=[name(1)], do="tag", tags="eels, night")
    reader.do("/desk/collect", article=[name(3)], do="star")
    reader.note(name(1), "Ask the owner", "A tug came.")
    reader.do("/desk/searches", address="q=ferry&outlet=Port+Gazette", name="Ferries")
    return reader


def without_moment(raw: bytes) -> dict[str, object]:
    desk = json.loads(raw)
    del desk["exported"]
    for article in desk["articles"]:
        del article["added"]
    for collection in desk["collections"]:
        del collection["created"]
    return desk


def test_exported_desk_taken_in_elsewhere_is_the_same(
    full: Reader, open_desk: Callable[..., Reader], desk_file: Path
) -> None:
    before = exported(full)
    desk_file.unlink()
    other = open_desk()
    assert send(other, before).status_code == 303
    assert without_moment(exported(other)) == without_moment(before)


def test_taken_in_twice_is_taken_in_once(full: Reader) -> None:
    before = exported(full)
    assert send(full, before).status_code == 303
    assert "0 articles, 0 collections, 0 notes and 0 saved searches" in full.open("/desk/").text()
    assert without_moment(exported(full)) == without_moment(before)


def test_notes_taken_in_elsewhere_lie_on_files_that_are_called_otherwise_there(
    full: Reader, open_desk: Callable[..., Reader], harbour: Folder, desk_file: Path
) -> None:
    before = exported(full)
    (harbour.folder / "a1.jsonl").rename(harbour.folder / "moved.jsonl")
    other = open_desk(desk=desk_file.with_name("other.desk.sqlite"))
    other.open("/desk/")
    send(other, before)
    assert "Ask the owner" in other.open("/article/moved.jsonl%231").text()
    hits = other.client.get("/search.json", query_string={"q": 'in:"Port inquiry"'}).json["hits"]
    assert sorted(hit["id"] for hit in hits) == ["a2.jsonl#1", "moved.jsonl#1"]


def test_search_under_another_name_is_not_taken_in_beside_it(full: Reader) -> None:
    before = exported(full).replace(b'"name": "Ferries"', b'"name": "Boats"')
    assert b"Boats" in before
    send(full, before)
    assert [each["name"] for each in json.loads(exported(full))["searches"]] == ["Ferries"]


def test_article_that_has_moved_since_the_export_is_the_same(
    full: Reader, harbour: Folder, index_dir: Path
) -> None:
    before = exported(full)
    (harbour.folder / "a1.jsonl").rename(harbour.folder / "moved.jsonl")
    reindex(harbour.folder, index_dir)
    full.open("/desk/")
    send(full, before)
    ids = [article["id"] for article in json.loads(exported(full))["articles"]]
    assert sorted(ids) == ["a2.jsonl#1", "a3.jsonl#1", "moved.jsonl#1"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b'"text"', b"\xff\xfe", b'{"format": "other"}', b"[" * 100_000,
        b'{"format": "backfile-desk", "version": 2}',
        b'{"format": "backfile-desk", "version": 1, "articles": {}}',
        b'{"format": "backfile-desk", "version": 1, "articles": [{"id": 7}]}',
        b'{"format": "backfile-desk", "version": 1, "articles": [{"id": ""}]}',
        b'{"format": "backfile-desk", "version": 1, "articles": [{"id": "a", "tags": "x"}]}',
        b'{"format": "backfile-desk", "version": 1, "collections": [{"name": "!!"}]}',
        b'{"format": "backfile-desk", "version": 1, "articles": [], "searches": [3]}',
    ],
    ids=range(14),
)  # fmt: skip
def test_hostile_file_is_refused_whole(full: Reader, content: bytes) -> None:
    before = exported(full)
    response = send(full, content)
    assert response.status_code == 400
    assert "Not done" in response.text
    assert without_moment(exported(full)) == without_moment(before)


def test_no_file_is_refused(reader: Reader) -> None:
    assert reader.send("/desk/import").status_code == 400
