"""From the words of articles to the articles of words.

Two passes over the words in the order they stand: the first counts what each term needs, the
second writes each posting to its place. Nothing is sorted but the dictionary, since articles
come in the order of their numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import compiled
from index.segment.positions import put, size_of
from index.segment.term_frequency import IN_TITLE, MOST

Array = npt.NDArray[Any]

# Columns of a term's state: one row is half a cache line, and all that a word needs.
LAST_DOC, LAST_POSITION, POSTINGS, BYTES = range(4)


def fresh_state(terms: int) -> Array:
    """[terms, 4] i8: nothing met yet."""
    state = np.zeros((terms, 4), np.int64)
    state[:, LAST_DOC] = -1
    return state


@compiled
def count(
    forms: Array, starts: Array, stops: Array, base: int, term_of: Array, state: Array,
    lengths: Array,
) -> None:  # fmt: skip
    """Count the postings and the bytes of positions of each term.

    Article base + i has the words forms[starts[i] : stops[i]]; `term_of` i4[forms] are their
    terms, negative for none. `state` i8[terms, 4] is carried from batch to batch of articles; its
    last two columns are what is counted. `lengths` u4[articles] takes the lengths.
    """
    for i in range(len(starts)):
        doc, length = base + i, 0
        for place in range(starts[i], stops[i]):
            term = term_of[forms[place]]
            if term < 0:
                continue
            length += 1
            position = place - starts[i]
            if state[term, LAST_DOC] != doc:
                state[term, LAST_DOC] = doc
                state[term, POSTINGS] += 1
                state[term, BYTES] += size_of(position)
            else:
                state[term, BYTES] += size_of(position - state[term, LAST_POSITION])
            state[term, LAST_POSITION] = position
        lengths[doc] = length


@compiled
def fill(
    forms: Array, starts: Array, titles: Array, stops: Array, base: int, term_of: Array,
    state: Array, doc_of: Array, tf: Array, data: Array, big_posting: Array, big_tf: Array,
    big: int,
) -> int:  # fmt: skip
    """Write the postings that `count` has counted.

    The words of article base + i up to forms[titles[i]] are its title's. The last two columns of
    `state` say where the next posting of each term and its positions go: `doc_of` u2[P], `tf`
    u1[P] (`index.segment.term_frequency`) and `data` u1[]. A large tf goes to `big_posting`,
    `big_tf` u4[] too, of which `big` are filled; gives how many are now.
    """
    for i in range(len(starts)):
        doc = base + i
        for place in range(starts[i], stops[i]):
            term = term_of[forms[place]]
            if term < 0:
                continue
            position = place - starts[i]
            if state[term, LAST_DOC] != doc:
                state[term, LAST_DOC] = doc
                posting = state[term, POSTINGS]
                state[term, POSTINGS] = posting + 1
                doc_of[posting] = doc
                tf[posting] = 1 + IN_TITLE * (place < titles[i])
                distance = position
            else:
                posting = state[term, POSTINGS] - 1
                distance = position - state[term, LAST_POSITION]
                if tf[posting] & MOST < MOST - 1:
                    tf[posting] += 1
                elif tf[posting] & MOST == MOST - 1:
                    tf[posting] += 1
                    big_posting[big], big_tf[big] = posting, MOST
                    big += 1
                else:
                    entry = big - 1
                    while big_posting[entry] != posting:
                        entry -= 1
                    big_tf[entry] += 1
            state[term, LAST_POSITION] = position
            state[term, BYTES] = put(data, state[term, BYTES], distance)
    return big
