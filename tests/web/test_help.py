"""The help page: every example on it works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from search import Engine
from web.pages.help import TOPICS

Visit = Callable[..., LexborHTMLParser]

EXAMPLES = [example.query for topic in TOPICS for example in topic.examples]
OURS = [query.query for topic in TOPICS if topic.anchor != "others" for query in topic.examples]


@pytest.mark.parametrize("query", OURS)
def test_example_is_understood_without_a_note(engine: Engine, query: str) -> None:
    result = engine.search(query)
    assert result.understood
    assert result.notes == ()


@pytest.mark.parametrize("query", [query for query in EXAMPLES if query not in OURS])
def test_example_of_another_system_is_said_in_ours(engine: Engine, query: str) -> None:
    result = engine.search(query)
    assert result.notes
    assert engine.search(result.understood).notes == ()


def test_every_example_is_a_link(visit: Visit) -> None:
    page = visit("/help")
    assert [code.text() for code in page.css("dt a code")] == EXAMPLES
    for link in page.css("dt a"):
        visit(link.attributes["href"])
