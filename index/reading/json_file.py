"""A JSON file: one article, a list of them, or an object that holds the list (feeds, exports).

Every kind of record that JSON Lines may hold is known here too. A record is numbered by its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BufferedReader, BytesIO

from index.cleaning.encoding import decode
from index.json_text import value_of
from index.problem import Unreadable
from index.reading.entry import found_of
from index.reading.json_record import entry_of, records_in
from index.reading.jsonl import NO_TEXT, articles_of_lines
from index.reading.kind import Head, Kind
from index.reading.source import Extracted, Source


def articles_of_json(source: Source) -> Iterator[Extracted]:
    """The articles of a JSON file. Raises Unreadable when it is not JSON."""
    whole = source.whole()
    try:
        value = value_of(decode(whole).strip(), strict=False)
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise Unreadable(f"not JSON ({error})") from error
        yield from articles_of_lines(source._replace(stream=BufferedReader(BytesIO(whole))))
        return
    except ValueError as error:
        raise Unreadable(f"not JSON ({error})") from error
    except RecursionError as error:
        raise Unreadable("not JSON that says anything (it is nested too deep)") from error
    if isinstance(value, Mapping) and (entry := entry_of(value)):
        yield "", found_of(entry, source, "json")
        return
    for number, record in enumerate(records_in(value), 1):
        if source.passes_over(number):
            continue
        if source.wanted is not None:
            written = json.dumps(record, ensure_ascii=False, indent=2)
            content = written.encode("utf-8", "replace")
            source.wanted.take(number, content, f"{source.path}.{number}.json")
            continue
        entry = entry_of(record) if isinstance(record, Mapping) else None
        yield str(number), found_of(entry, source, "json") if entry else NO_TEXT


def _is_json(head: Head) -> bool:
    """Whether a text begins as a JSON object or a list of objects does."""
    start = head.start.replace(" ", "").replace("\n", "").replace("\r", "").replace("\t", "")
    return start.startswith(('{"', '[{"', "[]", "{}"))


KINDS = (
    Kind("JSON file", articles_of_json, (".json",), tells=_is_json, is_text=True, turn=5,
         gives_records=True),
)  # fmt: skip
