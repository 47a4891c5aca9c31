"""The service takes in what changes: when it is told to, and by itself when it watches."""

from __future__ import annotations

import json
import re
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser

from index import count_pending, reindex
from search import Engine
from tests.folder import Folder
from tests.web.process import serving
from web import create_app
from web.update import Updater

FERRY = "The ferry of berth {} ran aground at noon. Everybody was taken off by boat."
PATIENCE = 90  # seconds until a run that does not come is taken for one that hangs


@pytest.fixture
def indexed(corpus: Folder, index_dir: Path) -> Path:
    corpus.article("a", FERRY.format(1))
    reindex(corpus.folder, index_dir)
    return index_dir


@pytest.fixture
def app(corpus: Folder, indexed: Path) -> Flask:
    updater = Updater(corpus.folder, indexed)
    return create_app(Engine.open(indexed), index=indexed, updater=updater)


def total(address: str) -> int:
    with urllib.request.urlopen(f"{address}/search.json?q=ferry", timeout=30) as response:
        return int(json.load(response)["total"])


def wait_for_total(address: str, number: int) -> None:
    ends = time.monotonic() + PATIENCE
    while total(address) != number:
        assert time.monotonic() < ends, "no run has taken in what changed"
        time.sleep(0.2)


def page(address: str, path: str) -> LexborHTMLParser:
    with urllib.request.urlopen(address + path, timeout=30) as response:
        return LexborHTMLParser(response.read().decode())


def test_button_takes_in_what_has_changed(corpus: Folder, indexed: Path) -> None:
    with serving("--index", indexed) as address:
        corpus.article("b", FERRY.format(2))
        form = page(address, "/status").css_first("form[action='/update']")
        token = form.css_first("[name=token]").attributes["value"]
        body = urllib.parse.urlencode({"token": token}).encode()
        with urllib.request.urlopen(f"{address}/update", body, timeout=30) as response:
            assert response.url.partition("#")[0] == f"{address}/status"
        wait_for_total(address, 2)


def test_page_says_that_a_run_goes_on_from_its_first_moment(app: Flask, corpus: Folder) -> None:
    corpus.article("b", FERRY.format(2))
    client, starter = app.test_client(), app.extensions["updater"]
    said = client.post("/update", data={"token": starter.token}, follow_redirects=True)
    run = LexborHTMLParser(said.text).css_first("#run")
    assert "data-goes-on" in run.attributes
    assert not run.css("button")
    assert starter.wait()
    run = LexborHTMLParser(client.get("/status").text).css_first("#run")
    assert "data-goes-on" not in run.attributes


def test_watching_service_takes_in_what_changes_by_itself(corpus: Folder, indexed: Path) -> None:
    corpus.article("b", FERRY.format(2))  # before it has begun to watch
    with serving("--index", indexed, "--watch") as address:
        wait_for_total(address, 2)
        corpus.article("c", FERRY.format(3))
        wait_for_total(address, 3)
        (corpus.folder / "a.jsonl").unlink()
        wait_for_total(address, 2)


def test_files_that_have_changed_are_counted(corpus: Folder, indexed: Path) -> None:
    assert count_pending(corpus.folder, indexed) == 0
    corpus.article("b", FERRY.format(2))
    corpus.write("picture.gif", "GIF89a")
    assert count_pending(corpus.folder, indexed) == 1
    (corpus.folder / "a.jsonl").unlink()
    assert count_pending(corpus.folder, indexed) == 2
    reindex(corpus.folder, indexed)
    assert count_pending(corpus.folder, indexed) == 0


def test_pages_say_that_files_have_changed(app: Flask, corpus: Folder) -> None:
    corpus.article("b", FERRY.format(2))
    client, ends = app.test_client(), time.monotonic() + PATIENCE
    while "1 file has changed since the last run" not in client.get("/").text:
        assert time.monotonic() < ends
        time.sleep(0.05)
    assert "1 file has changed since the last run" in client.get("/status").text


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({}, ""),
        ({}, "guessed"),
        ({}, "gêssed"),
        ({"Sec-Fetch-Site": "cross-site"}, None),
        ({"Sec-Fetch-Site": "same-site"}, None),
    ],
)
def test_other_sites_start_no_run(
    app: Flask, corpus: Folder, indexed: Path, headers: dict[str, str], token: str | None
) -> None:
    corpus.article("b", FERRY.format(2))
    ours = app.extensions["updater"].token
    given = {"token": ours if token is None else token}
    response = app.test_client().post("/update", data=given, headers=headers)
    assert response.status_code == 403
    assert "Nothing was changed" in response.text
    assert app.extensions["updater"].wait()
    assert count_pending(corpus.folder, indexed) == 1


def test_link_starts_no_run(app: Flask) -> None:
    assert app.test_client().get("/update").status_code == 405


def test_where_no_run_may_be_started_the_command_is_named(corpus: Folder, indexed: Path) -> None:
    client = create_app(Engine.open(indexed), index=indexed).test_client()
    said = LexborHTMLParser(client.get("/status").text).css_first("#run code").text()
    assert re.fullmatch(r"backfile reindex --corpus \S+ --index \S+", said)
    assert str(corpus.folder) in said
    assert client.post("/update").status_code == 404
