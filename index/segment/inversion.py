"""Inversion: from the words of each article to the postings of each term.

Two passes over the words in the order of the text: the first counts the postings and the bytes of
positions of each term, the second writes each posting where it belongs. Nothing is sorted but the
dictionary, since articles come in the order of their numbers.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis.tokenizer import FORM_NUMBER, SAME_PLACE
from index.jit.compile import compiled
from index.segment.positions import put, size_of
from index.segment.term_frequency import IN_TITLE, TF_SATURATED

Array = npt.NDArray[Any]


LAST_DOC, LAST_POSITION, POSTINGS, BYTES = range(4)
"""Columns of a term's state: the article and the position where it was last met; and of what was
written or counted so far, or of where the next goes, the postings and the bytes of positions."""


class Words(NamedTuple):
    """The words of a field in a batch of articles.

    Those of article i are forms[starts[i] : stops[i]]; of these forms[starts[i] : titles[i]] are
    its title's. SAME_PLACE is set where a word stands in the place of the one before it.
    """

    forms: Array
    starts: Array
    titles: Array
    stops: Array

    @classmethod
    def untitled(cls, forms: Array, starts: Array, stops: Array) -> Words:
        """Those of a field that has no title in it."""
        return cls(forms, starts, starts, stops)


class PostingArrays(NamedTuple):
    """Where postings are written (`index.segment`)."""

    doc: Array
    """u2[P]"""
    tf: Array
    """u1[P]"""
    data: Array
    """u1[] The encoded positions."""
    big_posting: Array
    """u4[] The postings with large frequencies, in the order in which these were met."""
    big_tf: Array
    """u4[]"""


def fresh_state(terms: int) -> Array:
    """i8[terms, 4] The state of terms that were not met yet."""
    state = np.zeros((terms, 4), np.int64)
    state[:, LAST_DOC] = -1
    return state


@compiled
def count(words: Words, base: int, term_of_form: Array, state: Array, lengths: Array) -> None:
    """Count the postings and the bytes of positions of each term.

    Args:
        words: The words of a batch of articles, the first of which has the number `base`.
        base: See `words`.
        term_of_form: i4[forms] The term of each form, negative for none.
        state: i8[terms, 4] Carried from batch to batch; its last two columns are what is counted.
        lengths: u4[articles] Written: how many words have a term.
    """
    forms, starts, stops = words.forms, words.starts, words.stops
    for i in range(len(starts)):
        doc, length, position = base + i, 0, -1
        for word in range(starts[i], stops[i]):
            term = term_of_form[forms[word] & FORM_NUMBER]
            position += forms[word] < SAME_PLACE
            if term < 0:
                continue
            length += 1
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
    words: Words, base: int, term_of_form: Array, state: Array, out: PostingArrays, big: int
) -> int:
    """Write the postings that `count` has counted.

    Args:
        words: As `count`'s.
        base: As `count`'s.
        term_of_form: As `count`'s.
        state: i8[terms, 4] Carried from batch to batch; its last two columns are where the next
            posting of each term, and its positions, are written.
        out: Written.
        big: How many large frequencies were written before.

    Returns:
        How many large frequencies are written now.
    """
    forms, starts, titles, stops = words
    doc_of, tf, data, big_posting, big_tf = out
    for i in range(len(starts)):
        doc, position = base + i, -1
        for word in range(starts[i], stops[i]):
            term = term_of_form[forms[word] & FORM_NUMBER]
            position += forms[word] < SAME_PLACE
            if term < 0:
                continue
            if state[term, LAST_DOC] != doc:
                state[term, LAST_DOC] = doc
                posting = state[term, POSTINGS]
                state[term, POSTINGS] = posting + 1
                doc_of[posting] = doc
                tf[posting] = 1 + IN_TITLE * (word < titles[i])
                distance = position
            else:
                posting = state[term, POSTINGS] - 1
                distance = position - state[term, LAST_POSITION]
                if tf[posting] & TF_SATURATED < TF_SATURATED - 1:
                    tf[posting] += 1
                elif tf[posting] & TF_SATURATED == TF_SATURATED - 1:
                    tf[posting] += 1
                    big_posting[big], big_tf[big] = posting, TF_SATURATED
                    big += 1
                else:
                    entry = big - 1
                    while big_posting[entry] != posting:
                        entry -= 1
                    big_tf[entry] += 1
            state[term, LAST_POSITION] = position
            state[term, BYTES] = put(data, state[term, BYTES], distance)
    return big
