"""Marks stand on the words that the query asks for, and on no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.mark import Marker
from search.query import parse


def marked(query, text):
    spans = Marker.of(parse(query).tree).spans(text)
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("query", "text", "marks"),
    [
        ("strike", "Strikes, striking strikers strike.", ["Strikes", "striking", "strike"]),
        ("elysee", "À l’Élysée", []),
        ("elysee", "Palais de Élysée", ["Élysée"]),
        ('"air strikes"', "An air strike. Air, and strikes.", ["air strike"]),
        ('"air strikes" air', "An air strike. Air.", ["air strike", "Air"]),
        ('"clay tablets"~3', "Clay and wet tablets", ["Clay", "tablets"]),
        ("al-Tanf", "At al-Tanf, al Tanf and Tanf", ["al-Tanf", "al Tanf"]),
        ("ferry NOT boat", "A ferry, a boat", ["ferry"]),
        ("harb*", "Harbours and harbingers, no hard", ["Harbours", "harbingers"]),
        ("w?ll", "Walls, well, will, wool", ["well", "will"]),
        ("outlet:courier", "The Courier", []),
        ("US", "The U.S. and us", ["U.S.", "us"]),
        ("", "anything", []),
    ],
)
def test_marks(query, text, marks):
    assert marked(query, text) == marks


@given(st.text(max_size=200), st.text(max_size=30))
def test_spans_are_in_order_and_apart(text, query):
    spans = Marker.of(parse(query).tree).spans(text)
    ends = [0, *(span.end for span in spans)]
    assert all(before <= span.start < span.end for before, span in zip(ends, spans, strict=False))
