"""The original: a download of the file in the corpus, and of nothing else."""

from __future__ import annotations

import os

import pytest
from flask.testing import FlaskClient

from tests.folder import Folder
from tests.web.serving import client_over

PAGE = b"<html><body><h1>Gulls</h1>" + b"<p>The gulls of the mole are on strike.</p>" * 9


def fill(corpus: Folder) -> None:
    """One saved page; a secret lies beside the folder."""
    corpus.write("gulls.html", PAGE)
    corpus.write("../secret.txt", "The combination of the safe is nobody's business.")


@pytest.fixture
def client_of_page(serve, corpus):
    """A client over a folder that the test may change."""
    fill(corpus)
    return serve()


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client over a folder that stays as it is."""
    corpus = Folder(tmp_path_factory.mktemp("download") / "articles")
    fill(corpus)
    return client_over(corpus)


def test_original_is_the_file_byte_for_byte(unchanged) -> None:
    assert unchanged.get("/article/gulls.html/original", buffered=True).data == PAGE


def test_original_is_never_a_page(unchanged) -> None:
    headers = unchanged.get("/article/gulls.html/original", buffered=True).headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == "attachment; filename=gulls.html"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]


def test_original_that_is_gone_is_not_found(client_of_page, corpus) -> None:
    (corpus.folder / "gulls.html").unlink()
    assert client_of_page.get("/article/gulls.html/original", buffered=True).status_code == 404
    page = client_of_page.get("/article/gulls.html")
    assert "no longer in the folder" in page.text


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "a/../../secret.txt",
        "....//secret.txt",
        "%2Fetc%2Fpasswd",
        "/etc/passwd",
        "gulls.html%00",
        "gulls.html%00.txt",
        "%00",
        "gulls.html/..",
        "..%5csecret.txt",
        "C:%5cWindows",
        "%ff%fe",
        "gulls.html%23..%2f..%2fsecret.txt",
        "x" * 5_000,
    ],
)
@pytest.mark.parametrize("form", ["", ".json", "/original"])
def test_hostile_path_finds_nothing(unchanged, path: str, form: str) -> None:
    response = unchanged.get(f"/article/{path}{form}", buffered=True)
    assert response.status_code in {308, 404}
    assert b"combination" not in response.data


def test_link_out_of_the_corpus_is_not_followed(client_of_page, corpus) -> None:
    page = corpus.folder / "gulls.html"
    page.unlink()
    page.symlink_to(corpus.folder.parent / "secret.txt")
    assert client_of_page.get("/article/gulls.html/original", buffered=True).status_code == 404


def test_pipe_in_place_of_the_file_does_not_hang(client_of_page, corpus) -> None:
    page = corpus.folder / "gulls.html"
    page.unlink()
    os.mkfifo(page)
    assert client_of_page.get("/article/gulls.html/original", buffered=True).status_code == 404


def test_record_of_a_collection_is_downloaded_by_itself(client: FlaskClient) -> None:
    response = client.get("/article/news.jsonl%232/original", buffered=True)
    assert "filename=news.jsonl.2.json" in response.headers["Content-Disposition"]
    assert len(response.data.splitlines()) == 1
