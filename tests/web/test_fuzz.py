"""Thousands of requests that nobody would send: none of them is our mistake.

Those made from the description (`test_openapi`) keep to its names; these keep to nothing. They
come from a seed, so that a failure can be had again.
"""

from __future__ import annotations

import random
from collections import Counter
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from tests.extent import ALL
from tests.hang import does_not_hang
from web.bounds import MAX_ADDRESS

REQUESTS = 10_000 if ALL else 2_000
BATCHES = 20

PATHS = [
    "/", "/search", "/search.json", "/search.rss", "/search.csv", "/search.xml", "/search/",
    "/article/", "/article/news.jsonl#1", "/article/news.jsonl#1.json", "/article/news.jsonl",
    "/article/news.jsonl#1/original", "/article/news.jsonl#999", "/article/news.jsonl#-1",
    "/suggest", "/opensearch.xml", "/openapi.json", "/help", "/status", "/health", "/static/",
    "/static/backfile.css", "/static/../app.py", "/favicon.ico", "/robots.txt", "/..", "//", "/%",
]  # fmt: skip
NAMES = [
    "q", "page", "sort", "outlet", "lang", "from", "to", "limit", "format", "variants", "x", "q[]",
    "", "Q", "__class__",
]  # fmt: skip
VALUES = [
    "", "0", "1", "-1", "2", "9999999", "99999999999999999999", "1e9", "NaN", "0x1", "null",
    "relevance", "newest", "oldest", "json", "rss", "csv", "html", "en", "ar", "2023",
    "2023-03", "2023-02-30", "2023-03-14", "0000", "9999-12-31", "2023-13", "berth",
    "harbour strike", '"harbour strike"', '"strike harbour"~5', "berth*", "*", "?*", "*a*",
    "b?rth~2", "[a TO z]",
    "date:[2020 TO 2023]", "date:[", "title:", "title:(a OR", "NOT", "NOT NOT NOT", "AND OR NOT",
    "-", "--", "-berth", "+berth", "berth^9", "((((((((((", "))))", '"', '""', "'", "\\", "a:b:c",
    "path:../../etc/passwd", "url:javascript:alert(1)", "outlet:'Port Gazette'", "after:2020",
    "before:tomorrow", "date:last week", "الميناء", "港口", "é", "e\u0301", "\u202egnp", "\ufeff",
    "\x00", "\x02\x03", "\r\nX-Evil: 1", "<script>", "]]>", "{{7*7}}", "${7*7}", "%s%n", "%00",
    "\U0001f6a2", "\U0010ffff", "a" * 500, "berth " * 100, "(" * 300, '"' * 300, "a OR " * 150,
]  # fmt: skip
HEADERS = {
    "Accept": ["*/*", "text/html", "application/json", "text/csv", "application/rss+xml", "",
               "x", "a/b;q=x", ",,,", "text/*;q=0", "*" * 500],
    "Authorization": ["Basic", "Basic =", "Basic Og==", "Bearer x", ":" * 99],
    "Host": ["localhost", "localhost:99999", "127.0.0.1", "[::1]", "[", "evil.example", "a b",
             "\xff"],
    "If-None-Match": ["*", '"x"', "x", '"' * 50],
    "If-Modified-Since": ["Sat, 99 Foo 2020", "0", ""],
    "Range": ["bytes=0-1", "bytes=-1", "bytes=9999999-", "x", "bytes=5-1"],
    "Content-Type": ["application/json", "multipart/form-data", "x"],
    "Content-Length": ["0"],
    "Cookie": ["a=b", "=;=;", "\xff"],
    "X-Forwarded-Host": ["evil.example"],
    "X-HTTP-Method-Override": ["DELETE"],
}  # fmt: skip
METHODS = ["GET"] * 24 + [
    "HEAD",
    "HEAD",
    "OPTIONS",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "FOO",
]


class Chance:
    """Makes requests from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def path(self) -> str:
        kind = self.random.random()
        if kind < 0.8:
            return quote(self.random.choice(PATHS), safe="/.")
        if kind < 0.9:
            return "/article/" + quote(self.text(), safe="")
        return "/" + quote_from_bytes(self.random.randbytes(self.random.randrange(40)), safe="/")

    def query(self) -> str:
        pairs = [
            f"{quote(self.random.choice(NAMES))}={self.encoded(self.value())}"
            for _ in range(self.random.choice((0, 1, 1, 2, 2, 3, 5)))
        ]
        separator = self.random.choice("&&&&;")
        return separator.join(pairs)[: MAX_ADDRESS + 1_000]

    def value(self) -> str:
        kind = self.random.random()
        if kind < 0.7:
            return self.random.choice(VALUES)
        if kind < 0.9:
            return " ".join(self.random.choices(VALUES, k=self.random.randrange(1, 5)))[:2_000]
        return self.text()

    def text(self) -> str:
        scripts = ("ab\"'()*?~^:-+[]{}&|! ORNT\\/", "\x00\x02\x1b\u2028\u200f\ufffe", "éяع港🚢")
        return "".join(
            self.random.choice(self.random.choice(scripts))
            for _ in range(self.random.randrange(60))
        )

    def encoded(self, text: str) -> str:
        """Percent-encoded; at times wrongly."""
        if self.random.random() < 0.05:
            return "%" + text.encode().hex()[:20] + "%zz%e"
        return quote(text, safe="")

    def headers(self) -> dict[str, str]:
        names = self.random.sample(list(HEADERS), self.random.choice((0, 0, 1, 2)))
        return {name: self.random.choice(HEADERS[name]) for name in names}


def answer(app: Flask, method: str, path: str, query: str, headers: dict[str, str]) -> TestResponse:
    """What the application says to a server that has read such a request."""
    builder = EnvironBuilder(method=method, query_string=query, headers=headers)
    environ = builder.get_environ() | {"PATH_INFO": unquote_to_bytes(path).decode("latin-1")}
    return TestResponse(*run_wsgi_app(app, environ, buffered=True), builder.get_request())


@pytest.mark.parametrize("batch", range(BATCHES))
@does_not_hang
def test_no_request_is_our_mistake(app: Flask, batch: int) -> None:
    chance = Chance(batch)
    counts: Counter[int] = Counter()
    for _ in range(REQUESTS // BATCHES):
        method = chance.random.choice(METHODS)
        address = (chance.path(), chance.query())
        headers = chance.headers()
        response = answer(app, method, *address, headers)
        counts[response.status_code] += 1
        assert response.status_code < 500, (method, address, headers)
        assert "X-Evil" not in response.headers
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert b"Traceback" not in response.data
    assert counts[200] > REQUESTS // BATCHES // 5, counts
