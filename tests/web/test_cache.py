"""Answers are kept for as long as they are right, and no longer."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index import reindex
from search import Engine
from tests.folder import Folder
from web import create_app
from web.cache import LARGEST_ANSWER, Answer, Cache

FORMS = ("/search?q=berth", "/search.json?q=berth", "/search.csv?q=berth", "/search.rss?q=berth")


@pytest.mark.parametrize("path", FORMS)
def test_the_same_question_is_answered_from_memory(client: FlaskClient, path: str) -> None:
    first, second = client.get(path), client.get(path)
    assert second.data == first.data  # even how long it took
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Content-Type"] == first.headers["Content-Type"]


@pytest.mark.parametrize("path", FORMS)
def test_who_has_the_answer_is_only_told_so(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["X-Content-Type-Options"] == "nosniff"


def test_one_address_has_an_answer_in_each_form(client: FlaskClient) -> None:
    accepts = ("text/html", "application/json", "text/csv", "application/rss+xml")
    for _ in range(2):
        found = [client.get("/search?q=berth", headers={"Accept": a}).mimetype for a in accepts]
        assert found == list(accepts)


def test_reindex_shows_at_once(corpus: Folder, index_dir: Path) -> None:
    corpus.write("one.txt", "A ferry leaves\n\nThe ferry leaves from the north quay at noon.\n")
    reindex(corpus.folder, index_dir)
    client = create_app(Engine.open(index_dir)).test_client()
    assert client.get("/search.json?q=ferry").json["total"] == 1
    corpus.write("two.txt", "A ferry arrives\n\nThe ferry arrives at the south quay at one.\n")
    reindex(corpus.folder, index_dir)
    assert client.get("/search.json?q=ferry").json["total"] == 2


def test_links_of_a_feed_lead_to_where_it_was_asked_for(engine: Engine) -> None:
    app = create_app(engine, hosts=("one.example", "two.example"))
    for host in ("one.example", "two.example"):
        feed = app.test_client().get("/search.rss?q=berth", base_url=f"http://{host}/")
        assert f"http://{host}/article/".encode() in feed.data


def test_least_recently_used_go_first() -> None:
    cache, edition = Cache(most=250_000), object()
    for key in ("a", "b"):
        cache.put(edition, (key,), Answer(b"x" * 100_000, ()))
    assert cache.get(edition, ("a",))
    cache.put(edition, ("c",), Answer(b"x" * 100_000, ()))
    assert [bool(cache.get(edition, (key,))) for key in "abc"] == [True, False, True]
    cache.put(edition, ("d",), Answer(b"x" * (LARGEST_ANSWER + 1), ()))
    assert not cache.get(edition, ("d",))


def test_what_answers_are_kept_under_takes_room_too() -> None:
    cache, edition = Cache(most=250_000), object()
    keys = [("x" * 50_000 + str(number),) for number in range(100)]
    for key in keys:
        cache.put(edition, key, Answer(b"", ()))
    assert sum(bool(cache.get(edition, key)) for key in keys) == 4


def test_hostile_headers_take_no_memory(engine: Engine) -> None:
    client = create_app(engine).test_client()

    def ask(number: int) -> None:
        accepted = f"text/html, text/x-{number}{'x' * 15_000}"
        assert client.get("/search?q=berth", headers={"Accept": accepted}).status_code == 200

    ask(0)
    tracemalloc.start()
    for number in range(1, 100):
        ask(number)
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 2**19


def test_another_edition_has_other_answers() -> None:
    cache, old, new = Cache(), object(), object()
    cache.put(old, ("a",), Answer(b"old", ()))
    assert not cache.get(new, ("a",))
    cache.put(new, ("a",), Answer(b"new", ()))
    assert not cache.get(old, ("a",))
