"""Groups from scored pairs: average linkage inside each connected part (Sokal and Michener 1958).

Single links chain: of 100,000 articles the largest part had 1,776, the largest group of average
linkage 88. All sums are of whole numbers, and ties go to the first, so that the groups are a
function of the pairs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import compiled
from index.stories.pairs import EDGE, WINDOW, Days

Array = npt.NDArray[Any]

LINK = 4_000
"""The mean score of the pairs of two groups from which they are one."""

LARGEST_PART = 1_500
"""Articles of a part; a larger one is taken apart by higher edges first, since time goes with the
square."""

NEAR, FAR = 10, 1
"""What a pair counts for in the mean of two groups: one of WINDOW days, and one further apart. An
event may be in the news for a week; its first and its last report share no score."""

_STEPS = (6_000, 7_000, 8_000, 9_000, 9_500, 9_800, 9_900, 10_001)


@compiled
def components(n: int, pairs: Array) -> Array:
    """i8[n] The first article of each one's connected part."""
    up = np.arange(n)
    for k in range(len(pairs)):
        a, b = pairs[k, 0], pairs[k, 1]
        while up[a] != a:
            up[a] = up[up[a]]
            a = up[a]
        while up[b] != b:
            up[b] = up[up[b]]
            b = up[b]
        if a < b:
            up[b] = a
        else:
            up[a] = b
    for k in range(n):
        up[k] = up[up[k]]  # those before k point to their ends already
    return up


def parts_of(n: int, pairs: Array, score: Array) -> Array:
    """i8[n] The first article of each one's part: of those joined by pairs that score EDGE."""
    part = components(n, pairs[score >= EDGE])
    for edge in _STEPS:
        sizes = np.bincount(part, minlength=n)
        large = sizes[part] > LARGEST_PART
        if not large.any():
            break
        kept = (score >= edge) & large[pairs[:, 0]]
        finer = components(n, pairs[kept])
        part = np.where(large, finer, part)
    return part


def linked(part: Array, pairs: Array, score: Array, days: Days) -> Array:
    """i8[n] The group of each article, as its first member.

    `part` are `parts_of` the pairs; `pairs` u4[m, 2], `score` u2[m]: of a pair that comes twice the
    first score counts. Pairs below EDGE join nothing by themselves, but count in the means. So do,
    with no score, those more than WINDOW days apart, which have none whatever they say: less.
    """
    inside = np.flatnonzero(part[pairs[:, 0]] == part[pairs[:, 1]])
    keys = pairs[inside, 0].astype(np.int64) << 32 | pairs[inside, 1]
    _, once = np.unique(keys, return_index=True)
    pairs, score = pairs[inside[once]], score[inside[once]]
    order = np.lexsort((pairs[:, 1], pairs[:, 0], part[pairs[:, 0]]))
    members = np.argsort(part, kind="stable")
    return link_parts(part, members, pairs[order], score[order], days.first, days.last)


@compiled
def link_parts(
    part: Array, members: Array, pairs: Array, score: Array, first: Array, last: Array
) -> Array:
    """Average linkage in each part; pairs and members are in the order of their parts."""
    out = np.arange(len(part))
    place = np.zeros(len(part), np.int64)
    m = p = 0
    while m < len(members):
        root, stop = part[members[m]], m
        while stop < len(members) and part[members[stop]] == root:
            place[members[stop]] = stop - m
            stop += 1
        size = stop - m
        if size > 1:
            total = np.zeros((size, size), np.int64)
            while p < len(pairs) and part[pairs[p, 0]] == root:
                a, b = place[pairs[p, 0]], place[pairs[p, 1]]
                total[a, b] = total[b, a] = NEAR * np.int64(score[p])
                p += 1
            label = average(total, counts_of(members[m:stop], first, last))
            for k in range(size):
                out[members[m + k]] = members[m + label[k]]
        m = stop
    return out


@compiled
def counts_of(members: Array, first: Array, last: Array) -> Array:
    """i8[n, n] What each pair of n articles counts for in a mean: NEAR, or FAR."""
    n = len(members)
    out = np.full((n, n), NEAR)
    for i in range(n):
        for j in range(n):
            one, other = members[i], members[j]
            if max(first[one] - last[other], first[other] - last[one]) > WINDOW:
                out[i, j] = FAR
    return out


@compiled
def average(total: Array, count: Array) -> Array:
    """i8[n] The group of each of n articles, as its first; both arrays are used up.

    `total` i8[n, n] holds the sums of the scores between two groups, at first of two articles,
    `count` i8[n, n] for how many they count. The mean of a group's best neighbour is kept, and
    found anew only when one of the two has changed.
    """
    n = len(total)
    label, alive = np.arange(n), np.ones(n, np.bool_)
    best, value = np.full(n, -1), np.full(n, -1.0)
    for i in range(n):
        find_best(i, total, count, alive, best, value)
    while True:
        i = -1
        for k in range(n):
            if alive[k] and value[k] >= LINK and (i < 0 or value[k] > value[i]):
                i = k
        if i < 0:
            return label
        j = best[i]
        i, j = min(i, j), max(i, j)
        for k in range(n):
            total[i, k] += total[j, k]
            count[i, k] += count[j, k]
            total[k, i], count[k, i] = total[i, k], count[i, k]
            if label[k] == j:
                label[k] = i
        alive[j] = False
        for k in range(n):
            if not alive[k]:
                continue
            if k == i or best[k] == i or best[k] == j:
                find_best(k, total, count, alive, best, value)
            else:
                mean = total[k, i] / count[k, i]
                if mean > value[k] or (mean == value[k] and i < best[k]):
                    best[k], value[k] = i, mean


@compiled
def find_best(i: int, total: Array, count: Array, alive: Array, best: Array, value: Array) -> None:
    """The group that a group is nearest to, the first of equals."""
    best[i], value[i] = -1, -1.0
    for j in range(len(total)):
        if j != i and alive[j]:
            mean = total[i, j] / count[i, j]
            if mean > value[i]:
                best[i], value[i] = j, mean
