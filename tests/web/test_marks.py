from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from web.pages.marks import Mark, cut, highlighted, marked


def test_marks_fall_where_the_hits_stand() -> None:
    assert cut([(0, 3), (8, 10)], [(0, 5), (5, 12)]) == [
        [Mark(0, 3, 1, True)],
        [Mark(3, 5, 2, True)],
    ]


def test_hit_over_two_pieces_is_one_hit() -> None:
    assert cut([(3, 8)], [(0, 5), (6, 12)]) == [[Mark(3, 5, 1, True)], [Mark(0, 2, 1, False)]]


def test_hit_over_a_whole_piece() -> None:
    pieces = [(0, 2), (2, 4), (4, 6)]
    assert [len(marks) for marks in cut([(1, 5)], pieces)] == [1, 1, 1]


def test_highlighted_text_has_no_anchors() -> None:
    assert highlighted("<gull>", [(1, 5)]) == "&lt;<mark>gull</mark>&gt;"


def test_text_is_escaped_inside_and_outside_of_marks() -> None:
    html = marked("<b>\"&'", [Mark(0, 3, 1, True)])
    assert html == '<mark id="hit-1">&lt;b&gt;</mark>&#34;&amp;&#39;'


@given(st.text(), st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_marking_keeps_the_text(text: str, ends: set[int], cuts: set[int]) -> None:
    bounds = sorted(end for end in ends if end <= len(text))
    spans = list(zip(bounds[::2], bounds[1::2], strict=False))
    edges = sorted({0, len(text), *(edge for edge in cuts if edge < len(text))})
    pieces = list(pairwise(edges))
    html = "".join(
        marked(text[start:end], marks)
        for (start, end), marks in zip(pieces, cut(spans, pieces), strict=True)
    )
    plain = re.sub(r"</?mark[^>]*>", "", html)
    assert plain == marked(text, []) if text else plain == ""
    assert re.findall(r'id="hit-(\d+)"', html) == [str(n) for n in range(1, len(spans) + 1)]
