"""Which way of writing a term each of its occurrences has, in as few bits as can be.

The ways are numbered from the most frequent, and each number is written in the order of the
occurrences: as many ones as it says and a zero, which the last possible number does without. A
number of ESCAPE or more is ESCAPE ones and 32 bits, the lowest first. Measured on 3.5 M words of
news: 1.35 bits an occurrence, against 2.49 with as many bits for each as the last number takes;
none where a term is written in one way only.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis.tokenizer import FORM_NUMBER
from index.jit.compile import Int, compiled
from index.segment.inversion import Words
from index.segment.term_frequency import EXACT

Array = npt.NDArray[Any]

PADDING = 8
"""Bytes behind the codes, so that one more may always be read."""

ESCAPE = 8
_WIDTH = 32  # bits of a number behind its ESCAPE ones


@compiled
def code_size(number: Int, ways: Int) -> Int:
    """How many bits the number of one of so many ways takes."""
    if number >= ESCAPE:
        return ESCAPE + _WIDTH
    return number if number == ways - 1 else number + 1


@compiled
def put_code(code: Array, bit: Int, number: Int, ways: Int) -> Int:
    """Write a number from a bit of `code` on, which is zeros; returns the bit after it."""
    for one in range(min(number, ESCAPE)):
        code[(bit + one) >> 3] |= 1 << ((bit + one) & 7)
    if number >= ESCAPE:
        for place in range(_WIDTH):
            at = bit + ESCAPE + place
            code[at >> 3] |= ((number >> place) & 1) << (at & 7)
    return bit + code_size(number, ways)


@compiled
def read_code(code: Array, bit: Int, ways: Int) -> tuple[Int, Int]:
    """(the number that stands from a bit on, the bit after it)."""
    number: Int = 0
    last = min(ESCAPE, ways - 1)
    while number < last:
        is_one = (code[bit >> 3] >> (bit & 7)) & 1
        bit += 1
        if not is_one:
            return number, bit
        number += 1
    if number < ESCAPE:
        return number, bit
    number = 0
    for place in range(_WIDTH):
        number |= np.int64((code[bit >> 3] >> (bit & 7)) & 1) << place
        bit += 1
    return number, bit


@compiled
def sum_sizes(term: Array, number: Array, count: Array, ways: Array, bits: Array) -> None:
    """Add to `bits` i8[terms] what the codes of each term take, variant by variant.

    Args:
        term: i8[V] The term of each variant.
        number: i8[V] Its number among the term's.
        count: i8[V] How often it occurs.
        ways: i8[terms] How many variants each term has.
        bits: i8[terms] Increased.
    """
    for variant in range(len(term)):
        size = code_size(number[variant], ways[term[variant]])
        bits[term[variant]] += count[variant] * size


def begin_codes(
    arrays: dict[str, Array], term: Array, number: Array, count: Array, ways: Array
) -> tuple[Array, Array]:
    """Add to `arrays` where the codes of each term begin.

    Args:
        arrays: Those of the file `forms`; `start` is added.
        term: As `sum_sizes` has it; also the others.
        number: i8[V]
        count: i8[V]
        ways: i8[terms]

    Returns:
        (i8[terms] the bit where the codes of each term begin, u1[] room for all codes: zeros).
    """
    bits = np.zeros(len(ways), np.int64)
    sum_sizes(term, number, count, ways, bits)
    ends = np.cumsum((bits + 7) >> 3)
    starts = np.concatenate([[0], ends])
    size = int(starts[-1])
    arrays["start"] = np.append(starts[arrays["coded"]], size).astype(np.uint32)
    return starts[:-1] * 8, np.zeros(size + PADDING, np.uint8)


@compiled
def fill_codes(
    words: Words, variant_of_form: Array, term: Array, number: Array, ways: Array, cursors: Array,
    code: Array,
) -> None:  # fmt: skip
    """Write the codes of a batch of articles.

    Args:
        words: The words of a batch.
        variant_of_form: i4[forms] The variant of each form, negative for none.
        term: i8[V] As `sum_sizes` has it; also the next two.
        number: i8[V]
        ways: i8[terms]
        cursors: i8[terms] The bit where the next code of each term is written; advanced.
        code: u1[] Written.
    """
    for i in range(len(words.starts)):
        for word in range(words.starts[i], words.stops[i]):
            variant = variant_of_form[words.forms[word] & FORM_NUMBER]
            if variant < 0:
                continue
            row = term[variant]
            if ways[row] > 1:
                cursors[row] = put_code(code, cursors[row], number[variant], ways[row])


class Text(NamedTuple):
    """The postings of the terms of a segment's text."""

    posting: Array
    """i8[terms + 1] The first posting of each."""
    doc: Array
    """u2[P]"""
    tf: Array
    """u4[P] marked"""


class Codes(NamedTuple):
    """The codes of the terms of a segment's text."""

    ways: Array
    """i8[terms] How many variants each has."""
    starts: Array
    """i8[terms] The first bit of its codes; of no account for one with a single variant."""
    code: Array
    """u1[]"""
    first: Array
    """i8[terms + 1] The sums of `ways`: where each begins when all variants are in a row, ordered
    by their terms and numbers."""


class NewCodes(NamedTuple):
    """Where the codes of other terms are written."""

    number: Array
    """i8[V] The new number of each variant, ordered as `Codes.first` says."""
    ways: Array
    """i8[new terms]"""
    cursors: Array
    """i8[new terms] The bit where the next code of each is written; advanced."""
    code: Array
    """u1[] Written."""


@compiled
def count_kept_variants(text: Text, codes: Codes, kept: Array, counts: Array) -> None:
    """Count the occurrences of each variant in the articles that are kept.

    Args:
        text: A segment's.
        codes: The segment's.
        kept: i8[N] Negative for articles that are not kept.
        counts: i8[V] Increased; ordered as `Codes.first` says.
    """
    ways, starts, code, first = codes
    for term in range(len(ways)):
        bit = starts[term]
        for entry in range(text.posting[term], text.posting[term + 1]):
            times, is_kept = np.int64(text.tf[entry] & EXACT), kept[text.doc[entry]] >= 0
            if ways[term] == 1:
                counts[first[term]] += times * is_kept
                continue
            for _ in range(times):
                number, bit = read_code(code, bit, ways[term])
                counts[first[term] + number] += is_kept


@compiled
def copy_codes(text: Text, codes: Codes, kept: Array, rank: Array, new: NewCodes) -> None:
    """Write the codes of the articles that are kept, under their terms' new numbers.

    Args:
        text: A segment's.
        codes: The segment's.
        kept: i8[N] Negative for articles that are not kept.
        rank: i8[terms] The terms' new numbers.
        new: Written.
    """
    ways, starts, code, first = codes
    for term in range(len(ways)):
        row, bit, number = rank[term], starts[term], np.int64(0)
        for entry in range(text.posting[term], text.posting[term + 1]):
            is_kept = kept[text.doc[entry]] >= 0
            for _ in range(np.int64(text.tf[entry] & EXACT)):
                if ways[term] > 1:
                    number, bit = read_code(code, bit, ways[term])
                if is_kept and new.ways[row] > 1:
                    to = new.number[first[term] + number]
                    new.cursors[row] = put_code(new.code, new.cursors[row], to, new.ways[row])


@compiled
def decode_variants(text: Text, codes: Codes, found: Array) -> bool:
    """The variant of each occurrence of all terms, one after the other.

    Args:
        text: A segment's.
        codes: The segment's.
        found: i8[occurrences] Written, as `Codes.first` orders variants.

    Returns:
        Whether all numbers are those of variants, and their bits in `code`.
    """
    ways, starts, code, first = codes
    at = 0
    for term in range(len(ways)):
        bit = starts[term]
        for entry in range(text.posting[term], text.posting[term + 1]):
            for _ in range(np.int64(text.tf[entry] & EXACT)):
                number = np.int64(0)
                if ways[term] > 1:
                    if bit + ESCAPE + _WIDTH > 8 * len(code):
                        return False
                    number, bit = read_code(code, bit, ways[term])
                if number >= ways[term]:
                    return False
                found[at] = first[term] + number
                at += 1
    return True
