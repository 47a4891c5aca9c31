"""A whole article shows all its hits, each with its number."""

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from search.mark import Marker
from search.marked import Piece, marked_article
from search.query import parse


def article(query, text):
    return marked_article(text, Marker.of(parse(query).tree))


def test_hits_are_numbered_in_order():
    found = article('ferry OR "clay tablets"', "A ferry & clay tablets.\nFerries")
    assert found.hits == 3
    assert found.pieces == (
        Piece("A ", 0), Piece("ferry", 1), Piece(" & ", 0), Piece("clay tablets", 2),
        Piece(".\n", 0), Piece("Ferries", 3),
    )  # fmt: skip
    assert found.html == (
        'A <mark id="hit-1">ferry</mark> &amp; <mark id="hit-2">clay tablets</mark>.\n'
        '<mark id="hit-3">Ferries</mark>'
    )
    assert found.plain == "A \x02ferry\x03 & \x02clay tablets\x03.\n\x02Ferries\x03"


def test_article_without_hits_is_one_piece():
    assert article("ferry", "A goat").pieces == (Piece("A goat", 0),)
    assert article("", "A goat").html == "A goat"
    assert article("ferry", "").pieces == ()


def test_hostile_marks_and_markup_in_the_text_do_no_harm():
    found = article("script x", "\x02<script>\x03<mark id='hit-1'>&#x41; x")
    assert found.plain == "<\x02script\x03><mark id='hit-1'>&#x41; \x02x\x03"
    assert found.html.count("<mark") == found.hits == 2
    assert "<script" not in found.html


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["a", "a b", '"a b"', "e* OR a", "1"]))
def test_pieces_are_the_text(text, query):
    marker = Marker.of(parse(query).tree)
    found = marked_article(text, marker)
    assert "".join(piece.text for piece in found.pieces) == re.sub("[\x02\x03]", "", text)
    hits = [(piece.hit, piece.text) for piece in found.pieces if piece.hit]
    spans = marker.spans(text)
    assert len(spans) == found.hits
    assert hits == [(n, text[a:b].replace("\x02", "").replace("\x03", "")) for n, (a, b, _) in
                    enumerate(spans, 1)]  # fmt: skip
    bare = re.sub(r'</mark>|<mark id="hit-\d+">', "", found.html)
    assert html.unescape(bare) == re.sub("[\x02\x03]", "", text)
