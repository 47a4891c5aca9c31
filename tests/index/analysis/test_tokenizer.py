"""The compiled search for words finds what the regular expression finds."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.analysis import LowercaseFilter, RegexTokenizer

from index.analysis.characters import classes
from index.analysis.tokenizer import Forms
from index.analysis.vocabulary import Vocabulary
from tests.extent import ALL
from tests.reference import words_of

SIGNS = (
    "aaUSß..,,33٣'’ʼ_ -@/\u0301\u0301東か\u3099\u30fbé\u0915\u093f\n²\U00020001\ufe0f\u200d😀+#C"
)
FORMS = Forms()  # shared: what was met before must make no difference


def found(text, forms=FORMS):
    numbers, starts = forms.scan(text)
    return [(start, forms[n]) for n, start in zip(numbers.tolist(), starts.tolist(), strict=True)]


@given(st.text(st.sampled_from(SIGNS), max_size=16))
def test_words_of_few_signs_are_those_of_the_expression(text):
    assert found(text) == words_of(text)


@given(st.text(max_size=60))
def test_words_of_any_text_are_those_of_the_expression(text):
    assert found(text) == words_of(text)


@pytest.mark.parametrize("gap", ["", "a", " ", "'a", "1."])
def test_every_character_of_unicode_is_taken_as_the_expression_takes_it(gap):
    end = 0x20000 if gap else sys.maxunicode + 1  # the ideographs beyond are all of one kind
    points = range(0, end, 1 if ALL else 11)
    text = gap.join(chr(point) for point in points if not 0xD800 <= point < 0xE000)
    assert found(text, Forms()) == words_of(text)


def test_no_letter_or_mark_lies_where_the_classes_are_not_read():
    for point in range(0x20000, sys.maxunicode + 1):
        is_mark = unicodedata.category(chr(point))[0] == "M"
        assert is_mark == (0xE0100 <= point < 0xE01F0)
        assert point < 0x40000 or not chr(point).isalnum()
    assert len(classes()) == sys.maxunicode + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("john.smith@nytimes.com", ["john", "smith", "nytimes", "com"]),
        ("https://x.example/a-b?c=1", ["https", "x", "example", "a", "b", "c", "1"]),
        ("U.S.A. U.S.Army U.S.A", ["U.S.A.", "U.S.", "Army", "U.S.A"]),
        ("1.2.3x 3,000. 3,000_", ["1.2", "3x", "3,000", "3", "000"]),
        ("e\u0301te\u0301 नमस्ते", ["e\u0301te\u0301", "नमस्ते"]),
        ("l'état d’un' 'a'", ["l'état", "d’un", "a"]),
        ("gulls😀 ❤\ufe0f👍🏽 ★✓", ["gulls", "😀", "❤\ufe0f", "👍", "🏽"]),
        (
            "C++, c# C#. F#7 C++17 C+ +C# abc++ I#x",
            ["C++", "c#", "C#", "F", "7", "C++", "17", "C", "C#", "abc", "I", "x"],
        ),
        ("l’O.M.M. d'A.B, l'O.", ["l’O.M.M.", "d'A.B", "l'O"]),
        ("M´Baye Ma`am ‘so’", ["M´Baye", "Ma`am", "so"]),
        ("ｶﾞｽﾊﾟ", ["ｶﾞ", "ｽ", "ﾊﾟ"]),
        ("東京か\u3099", ["東", "京", "か\u3099"]),
    ],
)
def test_words(text, words):
    assert [word for _, word in found(text)] == [word for _, word in words_of(text)] == words


def test_forms_are_numbered_once_and_there_is_room_for_many():
    forms = Forms()
    text = " ".join(f"w{number}" for number in range(200_000))
    first, _ = forms.scan(text)
    again, starts = forms.scan(text)
    assert first.tolist() == again.tolist() == list(range(200_000))
    assert forms[199_999] == "w199999"
    assert starts[1] == 3


def test_hostile_word_of_a_million_letters_is_one_form():
    forms = Forms()
    numbers, _ = forms.scan("a" * 3_000_000)
    assert len(numbers) == 1
    assert len(forms[0]) == 3_000_000


def test_words_of_several_texts_are_told_apart():
    vocabulary = Vocabulary(RegexTokenizer() | LowercaseFilter())
    found = vocabulary.tokenize(["two Words", "", "É two U.S.", ".A one"], [3, 0, 2, 0])
    terms = [vocabulary.terms[n].decode() for n in vocabulary.of_form[found.forms].tolist()]
    edges = zip(found.starts.tolist(), found.inner.tolist(), found.stops.tolist(), strict=True)
    assert [(terms[start:inner], terms[inner:stop]) for start, inner, stop in edges] == [
        (["two"], ["words"]), ([], []), (["é"], ["two", "u.s."]), ([], ["a", "one"]),
    ]  # fmt: skip


def test_all_of_it_works_uncompiled():
    tests = [
        "tests/index/store/test_store.py",
        "tests/index/analysis/test_tokenizer.py",
        "tests/index/segment/test_format.py",
    ]
    chosen = "random_changes or merged_segment or few_signs or independent"
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    command += ["-W", "ignore:overflow encountered:RuntimeWarning"]  # hashes of NumPy's integers
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    root = Path(__file__).parents[3]
    done = subprocess.run(  # noqa: PLW1510  # what went wrong is shown
        [*command, "-k", chosen], env=environment, cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
