"""The reader and the archive of tests/web/desk, and a collection to hand on."""

from __future__ import annotations

import pytest

from tests.web.desk.conftest import Reader, desk_file, harbour, name, open_desk, reader

__all__ = ["collected", "desk_file", "harbour", "open_desk", "reader"]


@pytest.fixture
def collected(reader: Reader) -> Reader:
    reader.do(
        "/desk/collect", article=[name(1), name(2), "two.jsonl#1", "two.jsonl#2"], name="Ports"
    )
    reader.do("/desk/collect", article=[name(1)], do="tag", tags="eels")
    reader.note(name(1), "Ask the owner", "A tug came.")
    return reader
