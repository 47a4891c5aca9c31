"""Near-identical texts are known from their sketches; different texts are never taken for one."""

import random
import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.minhash import sketch_of
from tests.reference import are_alike

WORDS = [f"{a}{b}{c}" for a in "bdfgklm" for b in ("al", "er", "on", "ir") for c in "nstz"]


def text_of(seed, length=300):
    chance = random.Random(seed)  # repeatable, not secret
    return " ".join(chance.choice(WORDS) for _ in range(length))


def test_same_text_is_alike_whatever_surrounds_its_words():
    text = text_of(1)
    assert are_alike(sketch_of(text), sketch_of(text.upper().replace(" ", ",\n")))


@pytest.mark.parametrize("cut", [3, 15, 30])
def test_copy_that_lost_its_beginning_is_alike(cut):
    text = text_of(2)
    assert are_alike(sketch_of(text), sketch_of(" ".join(text.split()[cut:])))


def test_copy_with_a_new_paragraph_is_alike():
    text = text_of(3)
    assert are_alike(sketch_of(text), sketch_of(f"{text} {text_of(4, 25)}"))


def test_half_of_a_text_is_another():
    text = text_of(5)
    assert not are_alike(sketch_of(text), sketch_of(text[: len(text) // 2]))


def test_different_texts_of_the_same_words_are_not_alike():
    sketches = [sketch_of(text_of(seed)) for seed in range(150)]
    for place, one in enumerate(sketches):
        assert not any(are_alike(one, other) for other in sketches[:place])


def test_text_too_short_to_tell_is_like_no_other():
    assert sketch_of("A ferry sank.") == ""
    assert not are_alike("", "")


def plain_sketch_of(text):
    """The same, run by run."""
    words = [zlib.crc32(word.encode()) for word in re.findall(r"\w+", text.lower())]
    bins = {}
    for a, b, c, d in zip(words, words[1:], words[2:], words[3:], strict=False):
        mixed = (105 * a + 35 * b + 7 * c + d) * 0x9E37_79B9_7F4A_7C15 % 2**64
        place, value = mixed >> 57, mixed >> 20 & 0xFFFF_FFFF
        bins[place] = min(value, bins.get(place, value))
    bits = [bins.get(place, bins[min(bins)]) & 1 for place in range(128)]
    for place in range(127, -1, -1):
        after = bits[place + 1] if place < 127 else bins[min(bins)] & 1
        bits[place] = bins[place] & 1 if place in bins else after
    return f"{sum(bit << place for place, bit in enumerate(bits)):032x}"


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=8), min_size=60))
def test_sketch_is_that_of_all_runs(words):
    text = " ".join(words)
    if len(re.findall(r"\w+", text.lower())) >= 28:
        assert sketch_of(text) == plain_sketch_of(text)


@given(st.text(max_size=400))
def test_hostile_text_has_a_sketch_of_fixed_size(text):
    assert len(sketch_of(text)) in (0, 32)
