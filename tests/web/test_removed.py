"""A search that finds nothing says what was left out."""

from __future__ import annotations

from tests.search.test_removed import PAGE


def test_search_that_finds_nothing_leads_to_what_was_left_out(serve, corpus) -> None:
    corpus.write("ladder.html", PAGE)
    client = serve()
    page = client.get("/search", query_string={"q": "rebuilt"}).text
    assert "in lines that were left out" in page
    assert "ladder.html" in client.get("/search", query_string={"q": "in:removed rebuilt"}).text


def test_search_that_finds_most_words_only_leads_there_too(serve, corpus) -> None:
    corpus.write("ladder.html", PAGE)
    corpus.article("wall", "The harbour wall was rebuilt in stone.", title="Wall")
    client = serve()
    page = client.get("/search", query_string={"q": "weir rebuilt stone"}).text
    assert "wall.jsonl" in page
    assert 'in lines that were left out</a> of <span class="count">1 article' in page
    there = client.get("/search", query_string={"q": "in:removed weir rebuilt stone"}).text
    assert "in lines that were left out</a> of" not in there
