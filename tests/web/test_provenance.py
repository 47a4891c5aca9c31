"""Where a fact was found is said in words that readers know."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.folder import Folder
from web.pages.provenance import source_in_words

PAGE = """<!doctype html><html lang="en"><head><title>The ferry is late</title>
<meta property="og:site_name" content="Strait Courier">
<meta property="article:published_time" content="2023-03-02T10:00:00Z"></head>
<body><article><h1>The ferry is late</h1>
<p>The ferry from the north quay was late again on Thursday, and nobody could say why.</p>
<p>It is the third time in a month, and the passengers have begun to bring their own chairs.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("found_in", "words"),
    [
        ("meta og:site_name", "the page’s description of itself"),
        ("json-ld name (medium confidence)", "the page’s description of itself, not surely"),
        ("text (uncertain)", "the text, not surely"),
        ("link canonical", "the page’s own link to itself"),
        ("jsonl", "the record in the file"),
        ("front matter", "the head of the file"),
        ("file name", "file name"),
        ("", ""),
    ],
)  # fmt: skip
def test_source_of_a_fact_is_said_in_words(found_in: str, words: str) -> None:
    assert source_in_words(found_in) == words


def test_article_page_names_no_elements_of_pages(
    corpus: Folder, serve: Callable[[], FlaskClient]
) -> None:
    corpus.write("ferry.html", PAGE)
    client = serve()
    card = LexborHTMLParser(client.get("/article/ferry.html").text).css_first("aside, .card")
    said = card.text()
    assert "from the page’s description of itself" in said
    assert "og:" not in said
    assert "meta" not in said
    record = client.get("/article/ferry.html.json").json
    assert record["provenance"]["outlet"] == "meta og:site_name", "programs are told the place"
