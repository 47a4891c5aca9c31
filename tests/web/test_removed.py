"""A search that finds nothing says what was left out."""

from __future__ import annotations

from tests.search.test_removed import PAGE


def test_search_that_finds_nothing_leads_to_what_was_left_out(serve, corpus) -> None:
    corpus.write("ladder.html", PAGE)
    client = serve()
    page = client.get("/search", query_string={"q": "rebuilt"}).text
    assert "in lines that were left out" in page
    assert "ladder.html" in client.get("/search", query_string={"q": "in:removed rebuilt"}).text
