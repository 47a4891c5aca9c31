"""Words are found as they were written where the query asks for that, and in any form elsewhere."""

import pytest

from tests.engine.archive import complete, filled, names

TEXTS = {
    "scheme": ("Pension plans", "Social security pays the pension of every keeper of a light."),
    "papers": ("Bonds", "Social securities were sold on the quay, and Secured loans beside them."),
    "vote": ("Polls open", "The elections commission met; an elective office was filled."),
    "elect": ("Mayor", "The town elects a mayor, and elected her again."),
    "cafe": ("At the Café", "Two cafés closed. The keeper's boat leaked."),
    "country": ("Treaty signed", "The US signed a treaty, and the U.S. envoy left on a ferry."),
    "pronoun": ("They told us nothing", "They told us nothing, said a fisherman, and hurt us."),
    "desk": ("Staff walk out", "The IT department of the customs house walked out."),
    "rain": ("Rain", "It rained, and it was cold in the customs house."),
    "alliance": ("NATO meets", "NATO met; Nato officers came by ship."),
    "city": ("Beijing", "Beijing answered on Monday."),
    "fog": ("Fog", "The fog was so thick that nothing was seen of the besieging ships."),
}
ARTICLES = {name: {"title": title, "text": text} for name, (title, text) in TEXTS.items()}


@pytest.fixture(scope="module")
def engine(kept_archive):
    return filled(kept_archive, ARTICLES)


def found(engine, query):
    return set(names(complete(engine.search(query, limit=50).hits)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"social security"', {"scheme"}),
        ('"Social Securities"', {"papers"}),
        ('"social security"~0', {"scheme", "papers"}),
        ("social security", {"scheme", "papers"}),
        ('"secured"', {"papers"}),
        ('"security"~0', {"scheme", "papers"}),
        ('"security pension"', set()),
        ('"security pension"~3', {"scheme"}),
        ('"CAFE"', {"cafe"}),
        ('"two cafes"', {"cafe"}),
        ('"the cafes"', set()),
        ('"keeper" boat', {"cafe"}),
        ('title:"plans"', {"scheme"}),
        ('title:"plan"', set()),
        ('social NOT "security"', {"papers"}),
    ],
)
def test_quotes_ask_for_words_as_they_are_written(engine, query, expected):
    assert found(engine, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("electi*", {"vote"}),
        ("elect*", {"vote", "elect"}),
        ("*tions", {"vote"}),
        ("el?cts", {"elect"}),
        ("secur*", {"scheme", "papers"}),
        ("securit*s", {"papers"}),
        ("el?ction", {"vote"}),
        ("sec?rity", {"scheme"}),
        ("title:pla*", {"scheme"}),
        ("title:pol?s", {"vote"}),
        ("bejing~", {"city"}),
        ("eletcions~", {"vote"}),
    ],
)
def test_patterns_fit_words_as_they_are_written(engine, query, expected):
    assert found(engine, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("US", {"country"}),
        ("U.S.", {"country"}),
        ("us", {"country", "pronoun"}),
        ("IT", {"desk"}),
        ("IT customs", {"desk"}),
        ("it customs", {"desk", "rain"}),
        ("NATO", {"alliance"}),
        ("told -US", {"pronoun"}),
        ("FERRY", {"country"}),
    ],
)
def test_capitals_mean_the_capitals_where_small_letters_are_another_word(engine, query, expected):
    assert found(engine, query) == expected


def test_reader_is_told_of_capitals_and_of_the_other_reading(engine):
    result = engine.search("US treaty")
    assert "“US” was searched in capitals only." in result.notes
    ((label, query),) = result.readings
    assert query == "us treaty"
    assert "US" in label
    assert engine.search("us treaty").readings == ()


def test_marks_are_where_the_query_was_found(engine):
    (hit,) = engine.search("US").hits
    marked = [part.split("\x03")[0] for part in hit.snippet.split("\x02")[1:]]
    assert marked == ["US", "U.S."]
    assert engine.spans("US", ["us, US"]) == [[(4, 6)]]
    assert engine.spans('"plans"', ["plan, Plans"]) == [[(6, 11)]]


def test_nearer_words_come_first(archive):
    far = "was counted on the quay at noon by the harbour men."
    near = "stolen last winter lay under nine tarred sheets near Oumet."
    same = "belonging to my uncle was sold after eight dry summers."
    engine = filled(
        archive,
        {name: {"title": name, "text": f"The {word} {text}"} for name, word, text in
         (("far", "kervads", far), ("near", "korvads", near), ("same", "korvad", same))},
    )  # fmt: skip
    assert names(engine.search("korvad~").hits) == ["same", "near", "far"]


@pytest.mark.parametrize("query", ["phone15", "PHONE15"])
def test_number_at_the_end_of_a_word_may_be_written_apart(archive, query):
    texts = {
        "apart": "The Phone 15 was sold.",
        "one": "The Phone15 was sold too, on the quay.",
        "far": "On page 15 a phone is shown.",
        "other": "The Phone 16 was not sold at all.",
    }
    engine = filled(archive, {name: {"title": "", "text": texts[name]} for name in texts})
    hits = engine.search(query).hits
    assert set(names(complete(hits))) == {"apart", "one"}
    assert all("\x02Phone" in hit.snippet for hit in hits)


def test_code_of_one_letter_may_be_written_apart(archive):
    texts = {
        "apart": "Two F 16 jets flew over the quay.",
        "one": "Two F16 jets of the harbour stayed behind.",
        "hyphen": "Two F-16 jets were painted green.",
        "other": "In F 15, page 16, a 10 year old sails.",
    }
    engine = filled(archive, {name: {"title": "", "text": texts[name]} for name in texts})
    assert set(names(complete(engine.search("F16").hits))) == {"apart", "one", "hyphen"}
    assert names(complete(engine.search("A10").hits)) == []


def test_first_letter_of_a_similar_word_may_be_a_slip(engine):
    assert found(engine, "veijing~1") == {"city"}  # v is beside b
