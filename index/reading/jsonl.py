"""JSON Lines: one JSON object, one article, a line.

`text` (or `content`, `body`) is taken as it is; `html` is cleaned like a saved page. The other
keys are facts about the article: title, date, author, source, url, lang.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BufferedReader
from typing import TypeGuard

from index.article import Article
from index.cleaning import clean_html, take_text
from index.cleaning.facts.metadata import metadata_of_text
from index.json_text import value_of
from index.reading.kind import Head, Kind
from index.reading.source import LARGEST, Found, Source, article_of

_TEXT_KEYS = ("text", "content", "body", "article", "articleBody", "maintext")
_FACTS = ("title", "date", "outlet", "byline", "lang", "url")


def articles_of_lines(source: Source) -> Iterator[Found]:
    """An article, or the reason why there is none, for each line that is not blank.

    Its number is that of the line. Lines over `LARGEST` are passed over without being held in
    memory.
    """
    for number, line in enumerate(_lines(source.stream), 1):
        if line is None:
            yield str(number), f"a line of over {LARGEST:,} bytes"
        elif line.strip():
            yield str(number), _article(line, source.path)


def _lines(stream: BufferedReader) -> Iterator[bytes | None]:
    """The lines of a file, None for one that is too long."""
    while line := stream.readline(LARGEST + 1):
        if len(line) <= LARGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST)
        yield None


def _article(line: bytes, path: str) -> Article | str:
    try:
        record = value_of(line.decode("utf-8-sig"))
    except ValueError as error:
        return f"not JSON ({error})"
    except RecursionError:
        return "not JSON that says anything (it is nested too deep)"
    if not isinstance(record, dict):
        return "not a JSON object"
    if not any(_is_filled(record.get(key)) for key in ("html", *_TEXT_KEYS)):
        return "no text in it (keys: text or html)"
    return article_of(lambda: _cleaned(record, path), path)


def _is_filled(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _cleaned(record: Mapping[str, object], path: str) -> Article:
    page = record.get("html")
    if _is_filled(page):
        return _with_facts(clean_html(page, path=path, url=_string(record, "url")), record)
    text = next(value for key in _TEXT_KEYS if _is_filled(value := record.get(key)))
    return take_text(text, path=path, given=record)


def _with_facts(article: Article, record: Mapping[str, object]) -> Article:
    """What the record states outweighs what was read off its page."""
    given = metadata_of_text("", (), given=record)
    stated = {name: getattr(given, name) for name in _FACTS if getattr(given, name)}
    sources = {name: given.provenance.get(name, "record") for name in stated}
    return replace(article, **stated, provenance={**article.provenance, **sources})


def _string(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _is_lines(head: Head) -> bool:
    """Whether a text begins with an object in one line, and is not one object as a whole."""
    line, end, rest = head.text.partition("\n")
    if not line.startswith("{") or not end or not rest.lstrip().startswith("{"):
        return False
    try:
        return isinstance(value_of(line), dict)
    except (ValueError, RecursionError):
        return False


KINDS = (
    Kind("JSON Lines", articles_of_lines, (".jsonl", ".ndjson", ".jl"), tells=_is_lines,
         is_text=True, turn=4),
)  # fmt: skip
