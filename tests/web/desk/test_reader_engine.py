"""A reader with something on his desk can ask whatever an engine can be asked."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from search import SearchEngine
from tests.web.desk.conftest import Reader
from web.search_service import engine

ADDRESSES = ["/search?q=ferry&story=1", "/search.json?q=ferry", "/search?q=tag:ours+ferry&page=2"]
FURTHER = {"filters": {"outlet": ("Port Gazette",)}, "sort": "newest", "limit": 3, "page": 1}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_of_results_is_answered(open_desk: Callable[..., Reader], address: str) -> None:
    reader = open_desk()
    reader.do("/desk/article", id="a1.jsonl#1", do="tag", tags="ours")
    assert reader.client.get(address).status_code in {200, 302}


def test_every_option_of_a_search_is_passed_on(open_desk: Callable[..., Reader]) -> None:
    reader = open_desk()
    reader.do("/desk/article", id="a1.jsonl#1", do="tag", tags="ours")
    app = reader.client.application
    options: dict[str, Any] = {
        name: option.default
        for name, option in inspect.signature(SearchEngine.search).parameters.items()
        if name not in {"self", "query", "selections"}
    } | FURTHER
    with app.test_request_context("/"):
        found = engine().search("ferry tag:ours", **options)
        assert engine().search("tag:ours", 5, 1, "newest").total == 1
        assert engine().suggest("ferrry tag:ours", {}) is not None
    assert [hit.id for hit in found.hits] == []
    assert found.total == 0, "the one that is tagged is in the other outlet"
