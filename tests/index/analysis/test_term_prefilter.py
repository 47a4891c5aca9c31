"""What is sighted are words of the text, and no word with a term that is sought is missed."""

import gzip
import json
import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold, term_of
from index.analysis.prefix_keys import sought
from index.analysis.term_prefilter import GAP, find_candidates, points_of
from tests.extent import ALL, times
from tests.hang import does_not_hang
from tests.quality.data import folder, needs_data
from tests.reference import words_of

SIGNS = "aeIyrßæ..,,3٣'’ʼــ _-\u0301\u0301東か\u3099がﬁ가\u1100\u1161é\u0915\u093fσς²\n\u200d😀𝐀C+#"
ENDINGS = (
    "", "s", "es", "ies", "ied", "y", "ying", "yed", "ing", "ed", "edly", "eed", "ingly", "er",
    "ation", "ational", "bility", "bilities", "bly", "ble", "ivity", "ization", "izer", "ency",
    "ance", "ative", "fulness", "ousness", "ously", "ously", "ogy", "ogist", "li", "ly", "'s", "’s",
    "e", "l", "ll", "i", "ie", "ically", "iciti", "ality", "alism", "ments", "ion", "sses", "us",
)  # fmt: skip


def sighted(text, terms):
    found = find_candidates(points_of(text), sought(terms))
    forms = [text[start:end] for start, end in found.forms.tolist()]
    words = [(start, text[start:end], form) for start, end, form, _ in found.words.tolist()]
    assert all(forms[form] == word for _, word, form in words)
    return [(start, word) for start, word, _ in words]


def is_sighted(word, term):
    return sighted(word, [term]) == words_of(word)[:1] != []


@times(3)
@given(st.text(st.sampled_from(SIGNS), max_size=16), st.text(st.sampled_from(SIGNS), max_size=6))
def test_words_of_few_signs_are_sighted_by_their_terms(text, others):
    check(text, others)


@given(st.text(max_size=100), st.text(max_size=20))
def test_words_of_any_text_are_sighted_by_their_terms(text, others):
    check(text, others)


def check(text, others):
    words = words_of(text)
    assert sighted(text, [""]) == words
    terms = [term for _, word in words[:2] + words_of(others) if (term := term_of(word))]
    found = sighted(text, terms)
    assert found == [word for word in words if word in set(found)]
    assert [word for word in words if term_of(word[1]) in terms and word not in found] == []


@times(5)
@given(
    st.text(string.ascii_letters, min_size=1, max_size=6),
    st.sampled_from(ENDINGS),
    st.sampled_from(ENDINGS),
)
def test_stemmed_word_begins_as_its_term_says(stem, one, other):
    word = f"{stem}{one}{other}"
    assert is_sighted(word, term_of(word))


@pytest.mark.parametrize(
    "word",
    [
        "skies", "dying", "lying", "tying", "vying", "news", "ability", "gullibility", "nobility",
        "ties", "cries", "only", "early", "rationale", "hoping", "Iran's", "U.S.A.", "3,000",
        "d’état", "ÉLÉONORE", "أحمد", "ـمحمد", "æther", "ﬁnance", "½", "한국", "\u1112\u1161\u11ab",
        "ΟΔΟΣ", "ŉabc", "İstanbul", "ʼabc", "x" * 100,
    ],
)  # fmt: skip
def test_word_is_sighted_by_its_term(word):
    assert is_sighted(word, term_of(word))


def test_every_letter_of_unicode_is_sighted_by_its_term():
    for point in range(0, 0x20000, 1 if ALL else 17):
        words = words_of(chr(point))
        if words and (term := term_of(words[0][1])):
            for word in (chr(point), f"{chr(point)}b", f"i{chr(point)}ow"):
                if len(words_of(word)) == 1:
                    assert is_sighted(word, term_of(word)), (word, term)


@needs_data
def test_every_word_of_the_news_is_sighted_by_its_term():
    forms = set()
    for name in ("bbc_2004_2005", "ucsc_press_1993_2001", "senate_press_releases_2004_2008"):
        path = folder() / "news" / f"{name}.jsonl.gz"
        with gzip.open(path, "rt") as lines:
            for _, line in zip(range(10_000), lines, strict=False):
                forms.update(word for _, word in words_of(json.loads(line)["text"]))
    assert len(forms) > 90_000
    analysed = sorted((term, form) for form in forms if (term := term_of(form)))
    text = " ".join(form for _, form in analysed)
    for chunk in batched(analysed, 2_000):
        found = {word for _, word in sighted(text, {term for term, _ in chunk})}
        assert {form for _, form in chunk} <= found


def batched(items, size):
    return (items[first : first + size] for first in range(0, len(items), size))


def test_few_words_are_sighted_for_a_few_terms():
    text = "The strike of the Striking strikers was stricken; a strong stroke struck."
    words = [word for _, word in sighted(text, ["strike", "of"])]
    assert words == [
        "strike",
        "of",
        "Striking",
        "strikers",
        "stricken",
        "strong",
        "stroke",
        "struck",
    ]
    assert [word for _, word in sighted(text, ["of", "stroke"])] == ["of", "stroke"]


def test_more_beginnings_than_can_be_told_apart_are_still_sighted():
    terms = [f"{a}{b}{a}" for a in string.ascii_lowercase for b in string.ascii_lowercase]
    text = " ".join(terms)
    assert sighted(text, terms) == words_of(text)


def test_forms_are_numbered_once():
    text = "war peace War war peace " * 1000
    found = find_candidates(points_of(text), sought(["war", "peace"]))
    assert len(found.words) == 5000
    assert len(found.forms) == 3


def test_no_words_are_sighted_where_none_are_sought():
    assert sighted("some words", []) == []
    assert sighted("", [""]) == []


@given(st.text(st.sampled_from("ab1,'. \u0301東"), max_size=30), st.integers(0, 3))
def test_words_between_are_counted(text, reach):
    words = words_of(text)
    found = find_candidates(points_of(text), sought(["a", "1"]), reach).words.tolist()
    starts = [start for start, _ in words]
    places = [-1, *(starts.index(word[0]) for word in found)]
    gaps = [min(after - before - 1, reach) for before, after in pairwise(places)]
    assert [word[GAP] for word in found] == gaps


@pytest.mark.parametrize(
    "text",
    ["a" * 300_000, "a'" * 150_000, "1." * 150_000, "a." * 150_000, "東" * 300_000, "ab " * 100_000,
     "a\u0301'" * 100_000, "\u0301" * 300_000, "1,a" * 100_000, "\u0430\u0301" * 150_000],
)  # fmt: skip
@does_not_hang
def test_hostile_text_does_not_hang(text):
    assert sighted(text, ["a", "1", "b"]) == [
        word for word in words_of(text) if fold(word[1])[0] in "a1b"
    ]
