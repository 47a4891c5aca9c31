"""Marks stand on the words that the query asks for, and on no others."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as ast

from search.highlight.mark import Marker
from search.query import parse
from tests.extent import times
from tests.search.highlight.reference import spans_of

WORDS = ("air", "strike", "strikes", "aired", "Élan", "U.S.", "3,000", "東", "京", "в", "воздух",
         "don't", "ـ", "a")  # fmt: skip
GAPS = (" ", " ", ", ", ". ", "\n", "'", "", " the ", "\u200d", "\u0301", "\u0600", "\x02")
FEW = st.sampled_from(WORDS)

texts = st.lists(st.tuples(FEW, st.sampled_from(GAPS)), max_size=14).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
leaves = st.one_of(
    FEW.map(lambda word: ast.Term("text", word)),
    st.builds(
        lambda words, slop: ast.Phrase("text", words, slop=slop),
        st.lists(FEW, min_size=1, max_size=3),
        st.sampled_from((0, 1, 1, 2, 5)),
    ),
    st.sampled_from(("a", "stri", "в", "東", "do")).map(lambda word: ast.Prefix("text", word)),
    st.sampled_from(("a?r", "*r*", "str*e", "[*")).map(lambda word: ast.Wildcard("text", word)),
    st.builds(
        lambda word, most, fixed: ast.FuzzyTerm("text", word, maxdist=most, prefixlength=fixed),
        st.sampled_from(("ari", "strikse", "striek", "воздх")),
        st.sampled_from((1, 2)),
        st.sampled_from((0, 1, 2)),
    ),
    FEW.map(lambda word: ast.Not(ast.Term("text", word))),
    FEW.map(lambda word: ast.Term("title", word)),
    st.just(ast.NumericRange("date", 1, 2)),
    st.just(ast.Every()),
)
trees = st.recursive(leaves, lambda inside: st.lists(inside, min_size=1, max_size=4).map(ast.And))


def marked(query, text):
    spans = Marker.of(parse(query).tree).spans(text)
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("query", "text", "marks"),
    [
        ("strike", "Strikes, striking strikers strike.", ["Strikes", "striking", "strike"]),
        ("elysee", "À l’Élysée", ["l’Élysée"]),
        (
            "brien",
            "Mayor O'Brien, Brien and 'Brien, Briens",
            ["O'Brien", "Brien", "Brien", "Briens"],
        ),
        ("mueller", "Müller, Mueller, Muller", ["Müller", "Mueller"]),
        ("Müller", "Müller, Mueller, Muller", ["Müller", "Mueller", "Muller"]),
        ("wolf", "Wolves, woolf and a wolf", ["Wolves", "wolf"]),
        ("MH370", "MH370 and MH371", ["MH370"]),
        ("1200000", "1,200,000 or 1.200.000, not 1,200", ["1,200,000", "1.200.000"]),
        ("lifelike", "Life-like, life like; semi-life-like", ["Life-like"]),
        ("councillor", "A coun-\ncillor", ["coun-\ncillor"]),
        ("QZ815", "Flight QZ 815, flight QZ 816", ["QZ 815"]),
        ("DPhil", "She is a D.Phil.", ["D.Phil"]),
        ("7250000", "7 250 000; 7\u202f250\u202f000; 7 250", ["7 250 000", "7\u202f250\u202f000"]),
        ("PD Hale", "P D Hale met P. D. Hale", ["P D", "Hale", "P. D", "Hale"]),
        ("45 kg", "A 45kg sack", ["45kg"]),
        ("น้ำท่วม", "น้ำท่วมกรุงเทพมหานคร", ["น้ำท่วม"]),
        ("서울시는", "서울시가 서울의", ["서울시"]),
        ("elysee", "Palais de Élysée", ["Élysée"]),
        ('"air strikes"~0', "An air strike. Air, and strikes.", ["air strike"]),
        ('"air strikes"~0 air', "An air strike. Air.", ["air strike", "Air"]),
        ('"air strikes"~0', "air strike air strikes", ["air strike", "air strikes"]),
        ('"air strikes"', "air strike Air Strikes", ["Air Strikes"]),
        ('"strikes"', "A strike; Strikes, striking", ["Strikes"]),
        ('"café"', "A cafe, two cafés", ["cafe"]),
        ('"Iran"', "Iran's Iranian", ["Iran's"]),
        ("Bejing~", "Begin in Beijing, bring Bejnig", ["Begin", "Beijing", "Bejnig"]),
        ("bejing~", "Begin in Beijing, bring bejnig", ["Begin", "Beijing", "bring", "bejnig"]),
        ('"clay tablets"~3', "Clay and wet tablets", ["Clay", "tablets"]),
        ('"clay wet tablets"~2', "Clay wet wet and tablets", ["Clay", "wet", "tablets"]),
        ("al-Tanf", "At al-Tanf, al Tanf and Tanf", ["al-Tanf", "al Tanf"]),
        ("ferry NOT boat", "A ferry, a boat", ["ferry"]),
        ("harb*", "Harbours and harbingers, no hard", ["Harbours", "harbingers"]),
        ("attacking*", "They attack; attacked, atone", []),
        ("attack*", "They attack; attacked, atone", ["attack", "attacked"]),
        ("w?ll", "Walls, well, will, wool", ["Walls", "well", "will"]),
        ("*berg", "Heidelberg and Bergen, an iceberg", ["Heidelberg", "iceberg"]),
        ("outlet:courier", "The Courier", []),
        ("US", "The U.S. and us", ["U.S.", "us"]),
        ("", "anything", []),
        ("...", "anything", []),
        ("*", "anything", []),
        ("سوريا", "في سُوريَا وسوريا.", ["سُوريَا"]),
        ("удары", "Воздушный удар, удары", ["удары"]),
        ("東京", "東京と京都、東京", ["東京", "東京"]),
        ("cafe", "Cafe\u0301 and café", ["Cafe\u0301", "café"]),
        ("か", "か\u3099か", ["か"]),
    ],
)
def test_marks(query, text, marks):
    assert marked(query, text) == marks


@pytest.mark.parametrize(
    ("most", "fixed", "marks"),
    [
        (1, 1, ["Korvaid", "korvads"]),
        (2, 1, ["Korvaid", "korvads", "Korvaads", "kovard"]),
        (1, 6, ["korvads"]),
        (1, 0, ["Korvaid", "korvads", "Corvad"]),
    ],
)
def test_fuzzy_words_are_marked(most, fixed, marks):
    tree = ast.FuzzyTerm("text", "korvad", maxdist=most, prefixlength=fixed)
    text = "Korvaid, korvads, Korvaads, kovard, Corvad, korvette"
    assert [text[s.start : s.end] for s in Marker.of(tree).spans(text)] == marks


@times(4)
@given(trees, st.lists(texts, max_size=3))
def test_places_are_those_that_the_obvious_way_finds_in_each_text(tree, several):
    found = [
        [(start, end, set(words)) for start, end, words in spans]
        for spans in Marker.of(tree).spans_in(several)
    ]
    assert found == [spans_of(tree, text) for text in several]


@given(st.text(max_size=200), st.text(max_size=30))
def test_spans_are_in_order_and_apart(text, query):
    spans = Marker.of(parse(query).tree).spans(text)
    ends = [0, *(span.end for span in spans)]
    assert all(before <= span.start < span.end for before, span in zip(ends, spans, strict=False))


CLUSTERS = st.sampled_from(
    ("a", "é", "e\u0301", "क", "क\u094d", "क\u094d\u200d", "ष", "ර\u0dca\u200d", "ය", "か",
     "か\uff9e", "東\u0e33", "\u06001", "\u0600", "ی\u200c", "ه\u200d", "가", "\u1100", "✌🏽",
     "😀\u200d😀", "1", "'", ".", " ")
)  # fmt: skip


@given(st.lists(CLUSTERS, max_size=12).map("".join), st.lists(CLUSTERS, min_size=1, max_size=3))
def test_no_mark_cuts_what_a_reader_takes_for_one_character(text, query):
    tree = ast.Or([ast.Term("text", sign) for sign in query])
    bounds = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    for span in Marker.of(tree).spans(text):
        assert {span.start, span.end} <= bounds


@pytest.mark.parametrize("text", ["xyzzy " * 200_000 + "ferry", "é ferry “x” " * 80_000])
def test_long_text_is_marked_to_its_end(text):
    spans = Marker.of(parse("ferry").tree).spans(text)
    assert len(spans) == text.count("ferry")
    assert text[spans[-1].start : spans[-1].end] == "ferry"


def test_more_words_than_there_are_bits_are_all_marked():
    words = [f"word{number}" for number in range(100)]
    tree = ast.Or([ast.Term("text", word) for word in words])
    assert len(Marker.of(tree).spans(" ".join(words))) == 100
