"""in:removed asks for words in what was left out."""

from __future__ import annotations

import pytest

from search.query import parse


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("in:removed weir", "removed:weir"),
        ("weir in:removed flood", "removed:weir AND removed:flood"),
        ('"eel ladder" in:Removed', 'removed:"eel ladder"'),
        (
            "in:removed (weir OR ladd*) -mill",
            "(removed:weir OR removed:ladd*) AND NOT removed:mill",
        ),
        ("in:removed weir outlet:courier", "removed:weir AND outlet:courier"),
        ("removed:weir ferry", "removed:weir AND ferry"),
    ],
)
def test_words_are_sought_in_what_was_left_out(typed: str, understood: str) -> None:
    assert parse(typed).understood == understood
    assert parse(understood).understood == understood


def test_without_words_it_names_a_collection_like_any_other() -> None:
    assert parse("in:removed").understood == "in:removed"
