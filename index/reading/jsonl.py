"""JSON Lines: one JSON object, one article, a line; json_record says which objects are known."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from index.article import Article
from index.json_text import value_of
from index.reading.entry import found_of
from index.reading.json_record import entry_of
from index.reading.kind import Head, Kind
from index.reading.source import LARGEST_ARTICLE, Extracted, Source

NO_TEXT = "no text in it (keys: text or html)"


def articles_of_lines(source: Source) -> Iterator[Extracted]:
    """An article, or the reason why there is none, for each line that is not blank.

    Its number is that of the line. Lines over `LARGEST_ARTICLE` are passed over without being
    held in memory.
    """
    for number, line in enumerate(_lines(source.stream), 1):
        if source.passes_over(number):
            continue
        if line is not None and source.wanted is not None:
            source.wanted.take(number, line, f"{source.path}.{number}.json")
            continue
        if line is None:
            yield str(number), f"a line of over {LARGEST_ARTICLE:,} bytes"
        elif line.strip():
            yield str(number), _article(line, source)


def _lines(stream: BufferedReader) -> Iterator[bytes | None]:
    """The lines of a file, None for one that is too long."""
    while line := stream.readline(LARGEST_ARTICLE + 1):
        if len(line) <= LARGEST_ARTICLE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_ARTICLE)
        yield None


def _article(line: bytes, source: Source) -> Article | str:
    try:
        record = value_of(line.decode("utf-8-sig"))
    except ValueError as error:
        return f"not JSON ({error})"
    except RecursionError:
        return "not JSON that says anything (it is nested too deep)"
    if not isinstance(record, dict):
        return "not a JSON object"
    entry = entry_of(record)
    if entry is None:
        return NO_TEXT
    return found_of(entry, source, "jsonl")


_ENDINGS = (".jsonl", ".ndjson", ".jl")


def _is_lines(head: Head) -> bool:
    """Whether a text begins with an object in one line, with another one below or by its name."""
    line, end, rest = head.text.partition("\n")
    if not line.startswith("{") or not (head.ends(*_ENDINGS) or rest.lstrip().startswith("{")):
        return False
    if not end:
        return head.ends(*_ENDINGS)
    try:
        return isinstance(value_of(line), dict)
    except (ValueError, RecursionError):
        return False


KINDS = (
    Kind("JSON Lines", articles_of_lines, _ENDINGS, tells=_is_lines,
         is_text=True, turn=4, streams=True, gives_records=True),
)  # fmt: skip
