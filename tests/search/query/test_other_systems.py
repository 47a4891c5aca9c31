"""What users of other systems type is read as they mean it, or searched as words, and said."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import parse
from tests.search.query.shape import assert_well_formed, leaves

EITHER = '"{0} {1}"~{2} OR "{1} {0}"~{2}'


@pytest.mark.parametrize(
    "operator",
    [
        "w/4",
        "W/4",
        "/4",
        "NEAR/4",
        "near/4",
        "N/4",
        "n/4",
        "near4",
        "adj4",
        "adj/4",
        "AROUND(4)",
        "(4N)",
    ],
)
def test_words_near_one_another_in_either_order(operator):
    read = parse(f"drone {operator} strike")
    assert read.understood == EITHER.format("drone", "strike", 4)
    assert read.notes == (f"“{operator}” was read as at most 4 places apart, in either order.",)


@pytest.mark.parametrize("operator", ["pre/4", "PRE/4", "P/4", "p/4", "onear/4", "(4W)"])
def test_words_near_one_another_in_this_order(operator):
    assert parse(f"drone {operator} strike").understood == '"drone strike"~4'


@pytest.mark.parametrize("operator", ["adj", "ADJ", "(W)", "pre/1", "pre/0"])
def test_words_side_by_side(operator):
    assert parse(f"drone {operator} strike").understood == '"drone strike"~0'


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("drone w/s strike", EITHER.format("drone", "strike", 25)),
        ("drone /p strike", EITHER.format("drone", "strike", 75)),
        ("drone w/seg strike", EITHER.format("drone", "strike", 100)),
        ("drone w/900 strike", EITHER.format("drone", "strike", 100)),
        ("drone NEAR strike", EITHER.format("drone", "strike", 10)),
        ("goat OR drone w/2 strike", f"goat OR {EITHER.format('drone', 'strike', 2)}"),
        ("goat drone pre/2 strike", 'goat AND "drone strike"~2'),
        ("-drone pre/2 strike", 'NOT "drone strike"~2'),
        ("drone not pre/2 strike", 'drone AND NOT "drone strike"~2'),
        ("air pre/2 drone pre/3 strike", '"air drone"~2 AND "drone strike"~3'),
        ("(drone or jet) pre/3 strike", '"drone strike"~3 OR "jet strike"~3'),
        ('"air strike" pre/3 camp', '"air strike" AND "air strike camp"~3'),
        ("title:(drone pre/3 strike)", 'title:"drone strike"~3'),
        ("al-Tanf pre/3 base", '"al-Tanf base"~3'),
        ("drone^2 pre/3 strike", '"drone strike"~3^2'),
    ],
)
def test_nearness_among_others(typed, understood):
    assert parse(typed).understood == understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("headline:drone", "title:drone"),
        ("intitle:drone strike", "title:drone AND strike"),
        ("Author:haddad", "byline:haddad"),
        ("-source:courier drone", "NOT outlet:courier AND drone"),
        ("site:courier.example drone", "url:courier.example AND drone"),
        ("headline:(drone strike)", "title:drone AND title:strike"),
        ("ti:drone au:haddad", "title:drone AND byline:haddad"),
        ("allintitle:drone strike", "title:drone AND title:strike"),
        ("allintitle: drone strike before:2017", "title:drone AND title:strike AND before:2017"),
        ("allintitle:", "allintitle"),
        ('"headline:drone"', '"headline:drone"'),
    ],
)
def test_field_by_another_name_is_ours(typed, understood):
    assert parse(typed).understood == understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("drone ODER jet", "drone OR jet"),
        ("drone UND jet", "drone AND jet"),
        ("drone UND NICHT jet", "drone AND NOT jet"),
        ("drone OU (avion ET armée)", "drone OR (avion AND armée)"),
        ("drone SAUF avion", "drone AND NOT avion"),
        ("LIBERTÉ OU MORT", 'LIBERTÉ AND "OU" AND MORT'),
        ("drone ou jet", "drone AND ou AND jet"),
        ("OU drone", '"OU" AND drone'),
    ],
)
def test_operators_in_german_and_french(typed, understood):
    assert parse(typed).understood == understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("w/3", '"w 3"'),
        ("-w/3", 'NOT "w/3"'),
        ("&&la=x", '"la=x"'),
        ("adj", '"adj"'),
        ("w/3 drone", "drone"),
        ("drone w/3", "drone"),
        ("drone AND w/3 strike", "drone AND strike"),
        ("drone w/3 -strike", "drone AND NOT strike"),
        ("drone w/o strike", "drone AND w/o AND strike"),
        ("drone near strike", "drone AND near AND strike"),
        ("N/A drone", "N/A AND drone"),
        ('"drone w/3 strike"', '"drone w/3 strike"'),
        ("title:adj", "title:adj"),
    ],
)
def test_what_joins_nothing_is_no_operator(typed, understood):
    assert parse(typed).understood == understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("drone* w/3 strike", "drone* AND strike"),
        ("drone w/3 title:strike", "drone AND title:strike"),
        ("(air drone) w/3 strike", "air AND drone AND strike"),
        ("(a1 OR b1 OR c1) w/3 (a2 OR b2)", "(a1 OR b1 OR c1) AND (a2 OR b2)"),
    ],
)
def test_nearness_that_cannot_be_asked_is_searched_anywhere_and_said(typed, understood):
    read = parse(typed)
    assert read.understood == understood
    assert "anywhere in the article" in read.notes[-1]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("terror!", "terror*"),
        ("terror! attack", "terror* AND attack"),
        ("econom$ policy", "econom* AND policy"),
        ("econom$3", "econom*"),
        ("title:terror!", "title:terror*"),
        ("(terror! OR bomb!)", "terror* OR bomb*"),
        ("élect!", "élect*"),
        ("Yahoo! deal", "Yahoo AND deal"),
        ("US$ 5", "US AND 5"),
        ("hey!! ab!", "hey AND ab"),
        ('"terror! attack"', '"terror attack"'),
        ("micro$oft", "micro$oft"),
    ],
)
def test_words_cut_off(typed, understood):
    assert parse(typed).understood == understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("headline(ferry)", "title:ferry"),
        ("TI(ferry or goat)", "title:ferry OR title:goat"),
        ("hd=ferry", "title:ferry"),
        ("byline(aziz) and goat", "byline:aziz AND goat"),
        ("publication(courier)", "outlet:courier"),
        ("la=fr goat", "lang:fr AND goat"),
        ("hlead(ferry)", "ferry"),
        ("hlp=(ferry OR goat)", "ferry OR goat"),
        ("rst=tdt goat", "tdt AND goat"),
        ("atleast5(fraud) and not bank", "fraud AND NOT bank"),
        ("atleast5 fraud", "fraud"),
        ("allcaps(ferry)", "ferry"),
        ("date geq 2010-05 goat", "after:2010-05 AND goat"),
        ("goat date > 2010", "goat AND after:2010"),
        ("goat date bef 2010", "goat AND before:2010"),
        ("date is 2010", "date:2010"),
        ("title(", "title"),
        ("date is set", "date AND set"),
        ("f(x)", "f AND x"),
        ("a=b", "a=b"),
    ],
)
def test_parts_of_articles(typed, understood):
    assert parse(typed).understood == understood


@pytest.mark.parametrize(
    "typed", ["terror!", "rst=tdt", "hlead(ferry)", "atleast5 fraud", "a w/3 b", "date > 2010"]
)
def test_whatever_is_read_otherwise_is_said(typed):
    assert parse(typed).notes


def test_small_operators_count_only_beside_what_other_systems_write():
    assert parse("ferry or goat").understood == "ferry AND goat"
    assert parse("ferry or goat w/3 hill").understood.startswith("ferry OR ")


BITS = st.sampled_from(
    ["w/3", "pre/2", "adj", "not w/4", "NEAR", "(2W)", "/5", "(", ")", "OR", "AND", "NOT", "-", '"',
     "drone", "strike", "goat", "the", "al-Tanf", "x*", "title:", "^2", "~3", "!", "hd=", "TI(",
     "lang:"]
)  # fmt: skip


@given(st.lists(BITS, max_size=24), st.randoms(use_true_random=False))
def test_any_use_of_operators_keeps_the_words_and_can_be_read_again(bits, chance: random.Random):
    text = "".join(bit + chance.choice((" ", " ", "")) for bit in bits)
    read = parse(text)
    assert_well_formed(read.tree)
    again = parse(read.understood)
    assert again.tree == read.tree


@given(
    st.lists(st.sampled_from(["w/3", "pre/2", "adj", "NEAR", "OR", "AND", "(", ")"]), max_size=12)
)
def test_no_word_beside_operators_is_lost(operators):
    words = [f"word{number}" for number in range(len(operators) + 1)]
    text = " ".join(part for pair in zip(words, [*operators, ""], strict=True) for part in pair)
    tree = parse(text).tree
    found = {word for leaf in leaves(tree) for word in getattr(leaf, "words", None) or [leaf.text]}
    assert found >= set(words)
