"""Patterns are matched against all words at once, and find what matching each would."""

from hypothesis import example, given
from hypothesis import strategies as st

from search.words.pattern import fitting_lines, form_match, wildcard_match

WORDS = st.lists(st.text("abeséß東", max_size=7), max_size=6)
PATTERNS = st.text("aabeés東***??", min_size=1, max_size=7).filter(lambda text: text.strip("*?"))


@given(WORDS, PATTERNS)
@example(["abba"], "*b*a")
@example(["ababa", "aab"], "*ab?")
@example(["walls", "wall", "well"], "w?ll")
@example(["abases"], "*ase")
@example(["a+b", "aab"], "a+b")
def test_lines_that_fit_are_the_words_that_fit(words, pattern):
    lines = "\n".join(words)
    for match, with_plurals in ((form_match, True), (wildcard_match, False)):
        fits = match(pattern)
        each = [place for place, word in enumerate(words) if fits(word)]
        assert fitting_lines(pattern, lines, with_plurals=with_plurals) == each
