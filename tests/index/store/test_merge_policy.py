"""Segments are merged rarely enough, and often enough."""

import pytest

from index.segment.info import MAX_WORDS
from index.store.merge_policy import Size, to_merge


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ([], None),
        ([(100, 100)] * 7, None),
        ([(100, 100)] * 8, range(8)),
        ([(65_536, 65_536)] + [(100, 100)] * 8, range(1, 9)),
        ([(65_536, 65_536)] * 30, None),
        ([(30_000, 30_000)] * 8, range(2)),
        ([(9, 9), (90, 50), (9, 9)], range(1, 2)),
        ([(100, 100, MAX_WORDS // 3)] * 8, range(3)),
    ],
)
def test_neighbours_of_a_class_are_merged(sizes, found):
    assert to_merge([Size(*size) for size in sizes]) == found


def test_a_million_articles_in_small_batches_are_few_segments():
    sizes, copied = [], 0
    for _ in range(500):
        sizes.append(Size(2_000, 2_000))
        while found := to_merge(sizes):
            total = sum(size.live for size in sizes[found.start : found.stop])
            sizes[found.start : found.stop] = [Size(total, total)]
            copied += total
    assert len(sizes) <= 40
    assert copied <= 2.1 * 1_000_000


def test_segments_of_which_no_two_fit_into_one_are_left():
    assert to_merge([Size(100, 100, MAX_WORDS * 3 // 4)] * 8) is None
