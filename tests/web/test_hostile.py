"""Saved pages are other people's text: none of it may become part of a page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.folder import Folder
from tests.web.serving import client_over

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</mark></title></textarea><svg onload=alert(1)>",
    "{{ 7 * 191 }}{% include 'base.html' %}",
    "javascript:alert(1)",
    "\u2028alert(1)\u2029",
    "\x02<b>gull\x03",
    "]]><!--",
]


@pytest.mark.parametrize("path", ["/", "//", "//robots.txt", "/search.json"])
@pytest.mark.parametrize("query", ["q=\xba", "lang=%22stri\xfae%20\x07x", "q=\xff\xfe&page=\xe9"])
def test_bytes_that_no_browser_sends_in_an_address_are_no_fault(serve, corpus, path, query) -> None:
    corpus.article("a", "The ferry ran aground.")
    client = serve()
    response = client.get(
        "/", environ_overrides={"PATH_INFO": path, "QUERY_STRING": query, "RAW_URI": path}
    )
    assert response.status_code in {200, 308, 404}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Articles with a payload in every field, and one in its file's name."""
    corpus = Folder(tmp_path_factory.mktemp("hostile") / "articles")
    records = [
        {
            "title": f"gull {payload}",
            "source": f"Outlet {payload}",
            "author": f"Writer {payload}",
            "url": payload,
            "lang": payload,
            "date": "2023-03-14",
            "text": f"The gull said {payload} and flew away over the harbour wall.\n"
            + " ".join(f"remark{number}x{n}" for n in range(60)),
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    corpus.record("gulls.jsonl", *records)
    corpus.record("copies <b>.jsonl", *records)
    corpus.write(
        '<img src=x onerror=alert(1)> "gull".txt',
        "The gull in this file is quite harmless, unlike the name of the file.\n",
    )
    corpus.write(
        "page.html",
        "<html><head><title>gull</title><base href=//evil.example></head><body><article>"
        "<h1>gull &lt;script&gt;</h1>"
        "<p>A gull <a href='javascript:alert(1)'>flew</a> <img src=x onerror=alert(1)> away.</p>"
        "<p onclick=alert(1)>The <b style='position:fixed'>gull</b> came back the next day.</p>"
        "<script>alert(1)</script><iframe src=//evil.example></iframe></article></body></html>",
    )
    return client_over(corpus)


def pages(client: FlaskClient, query: str) -> Iterator[LexborHTMLParser]:
    """Two pages of results for a query, and every article on them."""
    for page in (1, 2):
        results = client.get("/search", query_string={"q": query, "page": page})
        if results.status_code == 302:  # there is no second page
            return
        assert results.status_code == 200
        tree = LexborHTMLParser(results.text)
        yield tree
        for link in tree.css(".hits h2 a"):
            response = client.get(link.attributes["href"])
            assert response.status_code == 200
            yield LexborHTMLParser(response.text)


def assert_only_ours(tree: LexborHTMLParser) -> None:
    """The page holds no element, attribute or address that our templates do not write."""
    assert not tree.css(
        "script:not([src^='/static/']), script:not(:empty), img, iframe, object, "
        "embed, base, style, textarea, b[style], form form"
    )
    assert not tree.css("svg:not(.bar, .histogram)")
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), f"{node.tag} {name}={value}"
            assert name != "style"
            if name in {"href", "src", "action"}:
                assert (value or "").startswith(("/", "#", "http://", "https://")), value
                assert not (value or "").startswith("//")


@pytest.mark.parametrize("query", ["gull", *PAYLOADS])
def test_no_field_becomes_part_of_a_page(hostile: FlaskClient, query: str) -> None:
    shown = [*pages(hostile, query)]
    assert query != "gull" or len(shown) > len(PAYLOADS)
    for tree in shown:
        assert_only_ours(tree)
        assert "1337" not in tree.text()


@pytest.mark.parametrize("name", ["q", "outlet", "lang", "from", "to", "sort", "page"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_parameter_becomes_part_of_a_page(client: FlaskClient, name: str, payload: str) -> None:
    for path in ("/search", "/article/news.jsonl%231", "/no-such-page"):
        response = client.get(path, query_string={"q": "berth"} | {name: payload})
        assert_only_ours(LexborHTMLParser(response.text))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_path_becomes_part_of_a_page(client: FlaskClient, payload: str) -> None:
    response = client.get("/article/" + quote(payload, safe=""))
    assert response.status_code == 404
    assert_only_ours(LexborHTMLParser(response.text))


def test_names_of_copies_are_escaped(hostile: FlaskClient) -> None:
    page = LexborHTMLParser(hostile.get("/search?q=gull").text)
    assert page.css(".near-duplicates a")
    assert_only_ours(page)


def test_front_page_escapes_too(hostile: FlaskClient) -> None:
    assert_only_ours(LexborHTMLParser(hostile.get("/").text))


def test_marks_are_all_closed(hostile: FlaskClient) -> None:
    for path in ("/search?q=gull", "/article/gulls.jsonl%238?q=gull"):
        text = hostile.get(path).text
        assert text.count("<mark") == text.count("</mark>")


def test_snippet_html_for_programs_is_escaped(hostile: FlaskClient) -> None:
    hits = hostile.get("/search.json?q=gull").json["hits"]
    assert "<mark>" in hits[0]["snippet_html"]
    for hit in hits:
        tree = LexborHTMLParser(f"<body>{hit['snippet_html']}</body>")
        assert {node.tag for node in tree.css("body *")} <= {"mark"}
