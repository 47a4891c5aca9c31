"""The original of an article can be looked at, and neither runs nor asks for anything."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from index import Original
from tests.web.serving import serving
from web.pages.saved import document

# A browser drops connections as it likes, and leaves their sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

HOSTILE = """<!doctype html><html><head>
<meta http-equiv="refresh" content="0; url=SPY/refresh"><base href="SPY/">
<link rel="stylesheet" href="SPY/style"><link rel="preconnect" href="SPY">
<link rel="dns-prefetch" href="SPY"><link rel="prefetch" href="SPY/prefetch">
<style>@import "SPY/import"; body { background: url(SPY/background); color: rgb(1, 2, 3) }</style>
<script src="SPY/script"></script><script>fetch("SPY/fetched"); document.title = "run"</script>
</head><body onload="fetch('SPY/onload')" background="SPY/old">
<h1 id="gulls">Gulls on strike</h1>
<p>The gulls of the mole are on strike since Monday, and nobody knows for how long they will be.</p>
<p>They want more fish, says their speaker, and will not give way before the summer has begun.</p>
<img src="SPY/picture" srcset="SPY/set 2x">
<img id="inner" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<video poster="SPY/poster" src="SPY/video" autoplay></video><audio src="SPY/audio"></audio>
<iframe src="SPY/frame"></iframe><object data="SPY/object"></object><embed src="SPY/embed">
<svg><image href="SPY/svg" xlink:href="SPY/xlink"/><use href="SPY/use#a"/></svg>
<form action="SPY/form"><input type="image" src="SPY/input">
<button formaction="SPY/button">Go</button></form>
<a id="out" href="SPY/link" ping="SPY/ping">out</a> <a id="within" href="#gulls">within</a>
</body></html>"""


@pytest.fixture
def spy() -> Iterator[tuple[str, list[str]]]:
    """A server elsewhere, and what it was asked for."""
    asked: list[str] = []

    class Spy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Spy)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("scripts", [True, False])
def test_page_is_shown_as_it_was_saved_and_asks_for_nothing(
    serve, corpus, browser: Browser, spy: tuple[str, list[str]], scripts: bool
) -> None:
    address, asked = spy
    corpus.write("gulls.html", HOSTILE.replace("SPY", address).encode())
    app = serve().application
    with serving(app) as ours:
        context = browser.new_context(base_url=ours, java_script_enabled=scripts)
        page = context.new_page()
        page.goto("/article/gulls.html")
        page.get_by_role("link", name="Original", exact=True).click()
        frame = page.frame_locator("iframe")
        frame.get_by_role("heading", name="Gulls on strike").wait_for()
        assert frame.locator("#out").get_attribute("href") is None
        assert frame.locator("#within").get_attribute("href") == "#gulls"
        page.wait_for_timeout(500)
        page.goto("/article/gulls.html/saved.html")  # by itself, too
        page.wait_for_timeout(500)
        assert page.title() != "run"
        context.close()
    assert asked == []


def test_document_has_a_policy_that_forbids_all_but_looks(serve, corpus) -> None:
    corpus.write("gulls.html", HOSTILE.encode())
    headers = serve().get("/article/gulls.html/saved.html").headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "script-src" not in policy
    assert headers["X-DNS-Prefetch-Control"] == "off"


def test_document_keeps_its_looks_and_nothing_that_asks() -> None:
    shown = document(Original("gulls.html", HOSTILE.encode()))
    tree = LexborHTMLParser(shown)
    values = [str(value) for node in tree.css("*") for value in node.attributes.values()]
    assert "SPY" not in "".join(values)
    assert tree.css("script, link, iframe, object, embed, base, meta[http-equiv]") == []
    assert tree.css_first("#inner") is not None
    assert "color: rgb(1, 2, 3)" in shown


def test_text_is_shown_as_text() -> None:
    shown = document(Original("a.txt", b"1 < 2 & <script>alert(1)</script>"))
    assert "<pre>1 &lt; 2 &amp; &lt;script&gt;" in shown


def test_record_of_a_file_of_many_is_shown_and_given(client: FlaskClient) -> None:
    given = client.get("/article/news.jsonl%232/original", buffered=True)
    assert "صوت المضيق" in given.get_data(as_text=True).encode().decode("unicode_escape")
    page = LexborHTMLParser(client.get("/article/news.jsonl%232/saved").text)
    assert page.css_first("iframe").attributes["src"] == "/article/news.jsonl%232/saved.html"
    assert "sandbox" in page.css_first("iframe").attributes


def test_way_back_leads_to_the_article_in_its_result(client: FlaskClient) -> None:
    article = LexborHTMLParser(client.get("/article/news.jsonl%231?q=strike").text)
    look = article.css_first(".story .tools a[href*=saved]").attributes["href"]
    page = LexborHTMLParser(client.get(look).text)
    assert page.css_first(".trail a").attributes["href"] == "/article/news.jsonl%231?q=strike"


def test_what_is_no_text_is_said_to_be_none(serve, corpus) -> None:
    path = corpus.write("a.txt", "The ferry ran aground at noon, and all were taken off by boat.")
    client = serve()
    path.write_bytes(bytes(range(256)) * 40)
    assert "neither a page nor a text" in client.get("/article/a.txt/saved").text
    assert client.get("/article/a.txt/saved.html").status_code == 404
    path.unlink()
    assert client.get("/article/a.txt/saved").status_code == 404
