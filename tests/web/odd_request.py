"""Requests that nobody would send, from a seed: for the application and for the server."""

from __future__ import annotations

import random
from urllib.parse import quote, quote_from_bytes

from web.bounds import MAX_ADDRESS

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


class OddRequests:
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

    def method(self) -> str:
        return self.random.choice(METHODS)
