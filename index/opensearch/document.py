"""An article as a document of the cluster, and back.

The document holds all that the embedded index holds of an article. Halves of characters, which
JSON can smuggle into a text and a cluster refuses, become U+FFFD.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from index.analysis import WORD, name_of
from index.article import Article, RemovedLine
from index.opensearch.template import SKETCH_PARTS
from index.record_number import record_of
from index.schema import TABLE, UNDATED, Kind, date_number, date_of_number

_SEARCHED = tuple(
    field.name
    for field in TABLE
    if field.kind in {Kind.NAME, Kind.KEYWORD}
    and field.made_of == (field.name,)
    and field.name in {own.name for own in fields(Article)}
)
"""What an article and its document have under the same name."""

_HALVES = re.compile("[\ud800-\udfff]")


def document_id(name: str) -> str:
    """The `_id` of an article or file: 32 hexadecimal digits, since paths may be too long."""
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=16).hexdigest()


def document_of(article_id: str, file_id: str, article: Article) -> dict[str, Any]:
    """The document of an article. The id is as `index.record_number` has it."""
    number = date_number(article.day)
    document: dict[str, Any] = {
        "id": article_id,
        "file": file_id,
        "record": record_of(article_id, file_id),
        "title": article.title,
        "body": article.text,
        "date": number,
        "article": _rest(article),
    }
    document |= {name: value for name in _SEARCHED if (value := getattr(article, name))}
    if number != UNDATED:
        document["month"] = number // 100
    if article.removed:
        document["removed"] = article.removed_text
    if article.sketch:
        document["sketch_part"] = sketch_parts(article.sketch)
    if words := {name_of(word) for word in WORD.findall(article.title)} - {""}:
        document["title_words"] = sorted(words)
    return {name: _whole(value) for name, value in document.items()}


def article_of(source: Mapping[str, Any]) -> Article:
    """The article of a document's `_source`; where `article` was not asked for, without that."""
    rest: Mapping[str, Any] = source.get("article", {})
    text = str(source.get("body", ""))
    return Article(
        title=str(source.get("title", "")),
        text=text,
        markdown=rest.get("markdown", _spaced(text)),
        date=rest.get("date", date_of_number(int(source.get("date", UNDATED)))),
        removed=tuple(RemovedLine(*line) for line in rest.get("removed", ())),
        runs=tuple(rest.get("runs", ())),
        provenance=rest.get("provenance", {}),
        **{name: rest.get(name, "") for name in ("description", "time")}
        | {name: source.get(name, "") for name in _SEARCHED},
    )


def sketch_parts(sketch: str) -> list[str]:
    """A sketch in pieces, each with its place: `0:a`, `1:7`.

    Near-duplicate texts differ in 19 bits of 128 at most (index.minhash.ALIKE), and so in at most
    19 of 32 pieces: they have 13 in common, which chance gives to one pair in ten million.
    """
    assert len(sketch) == SKETCH_PARTS  # noqa: S101  # one hexadecimal digit a piece
    return [f"{place}:{digit}" for place, digit in enumerate(sketch)]


def _rest(article: Article) -> dict[str, Any]:
    """What is kept of an article and not searched; what follows from the rest is left out."""
    rest: dict[str, Any] = {}
    if article.markdown != _spaced(article.text):
        rest["markdown"] = article.markdown
    if article.date != date_of_number(date_number(article.day)):
        rest["date"] = article.date
    if article.removed:
        rest["removed"] = [list(line) for line in article.removed]
    if article.runs:
        rest["runs"] = list(article.runs)
    if article.provenance:
        rest["provenance"] = dict(article.provenance)
    if article.description:
        rest["description"] = article.description
    if article.time:
        rest["time"] = article.time
    return rest


def _spaced(text: str) -> str:
    """The Markdown of a text that has paragraphs only."""
    return text.replace("\n", "\n\n")


def _whole(value: Any) -> Any:  # noqa: ANN401  # any JSON
    """The same without halves of characters."""
    match value:
        case str():
            return value if value.isascii() else _HALVES.sub("\ufffd", value)
        case list():
            return [_whole(part) for part in value]
        case dict():
            return {_whole(name): _whole(part) for name, part in value.items()}
    return value
