"""The help page: every example on it works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from search import Engine
from web.pages.help import TOPICS

Visit = Callable[..., LexborHTMLParser]

EXAMPLES = [example.query for topic in TOPICS for example in topic.examples]


@pytest.mark.parametrize("query", EXAMPLES)
def test_example_is_understood_without_a_note(engine: Engine, query: str) -> None:
    result = engine.search(query)
    assert result.understood
    assert result.notes == ()


def test_every_example_is_a_link(visit: Visit) -> None:
    page = visit("/help")
    assert [code.text() for code in page.css("dt a code")] == EXAMPLES
    for link in page.css("dt a"):
        visit(link.attributes["href"])
