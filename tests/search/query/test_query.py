"""A query is read as it was meant; what cannot be read is searched as words, and said so."""

import pytest

from search.query import Query, parse


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("drone strike", "drone AND strike"),
        ("drone OR jet", "drone OR jet"),
        ("drone AND jet", "drone AND jet"),
        ("drone NOT jet", "drone AND NOT jet"),
        ("drone -jet", "drone AND NOT jet"),
        ('drone -"air strike"', 'drone AND NOT "air strike"'),
        ("-jet", "NOT jet"),
        ("(drone OR jet) strike", "(drone OR jet) AND strike"),
        ('"air strikes"', '"air strikes"'),
        ("“air strikes”", '"air strikes"'),
        ("«frappes aériennes»", '"frappes aériennes"'),
        ('"air strikes', '"air strikes"'),
        ('"border fence"~5', '"border fence"~5'),
        ("drone^2 jet", "drone^2 AND jet"),
        ("strik*", "strik*"),
        ("wom?n", "wom?n"),
        ("al-Tanf", "al-Tanf"),
        ("U.S.-backed", "U.S.-backed"),
        ("don't", "don't"),
        ("title:ferry outlet:courier", "title:ferry AND outlet:courier"),
        ('outlet:"strait dispatch"', 'outlet:"strait dispatch"'),
        ("title:(a OR bee)", "title:a OR title:bee"),
        ("date:2017", "date:2017"),
        ("date:2017-06", "date:2017-06"),
        ("date:2017-06-09", "date:2017-06-09"),
        ("date:20170609", "date:2017-06-09"),
        ("after:2017-06-01 x", "after:2017-06-01 AND x"),
        ("before:2018", "before:2018"),
        ("date:[2017-01 TO 2017-06]", "date:[2017-01 TO 2017-06]"),
        ("date:[* TO 2017]", "before:2018"),
        ("http://example.com/x", "http://example.com/x"),
        ("What happened?", "What AND happened"),
        ("wing ?slip? effect", "wing AND slip AND effect"),
        ("lang:fr", "lang:fr"),
        ("drone && jet", "drone AND jet"),
        ("drone&&jet || goat", "(drone AND jet) OR goat"),
        ("drone AND NOT jet", "drone AND NOT jet"),
        ("+drone -jet", "drone AND NOT jet"),
        ("+the drone", "+the AND drone"),
        ("-strike -port", "NOT strike AND NOT port"),
        ("- ferry", "ferry"),
        ("ferry (goat", "ferry AND goat"),
        ("ferry) goat", "ferry AND goat"),
        ("(ferry OR goat", "ferry OR goat"),
        ("Title:ferry", "title:ferry"),
        ("title:date:2017", "title:date:2017"),
        ('title:"a phrase"^2', 'title:"a phrase"^2'),
        ("-title:ferry", "NOT title:ferry"),
        ("url:https://a.example/b?c=d", "url:https://a.example/b?c=d"),
        ("https://a.example/b?c=d*e~2", "https://a.example/b?c=d*e~2"),
        ("oskar@courier.example", "oskar@courier.example"),
        ("12:30", "12:30"),
        ("R&D", "R&D"),
        ("C++", "C++"),
        ("C# .NET", "C# AND NET"),
        ("“wall”", '"wall"'),
        ("＂air strikes＂", '"air strikes"'),
        ("what？", "what"),
        ("ماذا حدث؟", "ماذا AND حدث"),
        ("wom？n（x OR b）", "wom?n AND (x OR b)"),
        ("air\u00a0strike\u3000now", "air AND strike AND now"),
        ("har\u00adbour\u200b", "harbour"),
        ("\u202bferry\u202c", "ferry"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ferry 😀 goat", "ferry AND 😀 AND goat"),
        ("😀*", "😀"),
        ("ferry\0goat\ud800", "ferry AND goat"),
        ("e\u0301te\u0301", "été"),
        ("*berg", "*berg"),
        ("al-Tan*", "al AND Tan*"),
        ("a.example/news*", "a.example AND news*"),
        ("har**?", "har*"),
        ("3,00*", "3,00*"),
        ("東京*", "東京"),
        ("korvad~", "korvad~2"),
        ("*", "*"),
        ("*:*", "*"),
        ("* -strike", "NOT strike"),
        ("ferry *", "ferry"),
        ("AND", "and"),
        ("NOT OR", "not AND or"),
        ("AND^2", "and^2"),
        ("date:06/2017", "date:2017-06"),
        ("date:june-2017", "date:2017-06"),
        ('date:"June 2017"', "date:2017-06"),
        ("date:2017..2018", "date:[2017 TO 2018]"),
        ("date:2017-2018", "date:[2017 TO 2018]"),
        ("date:2017-06–2017-08", "date:[2017-06 TO 2017-08]"),
        ("date:2017-06-09..", "after:2017-06-09"),
        ("date:..2018", "before:2019"),
        ("date:[2017 TO 2018-03]", "date:[2017 TO 2018-03]"),
        ("date:[2017 TO ]", "after:2017"),
        ("date:[* TO 2017-06-30]", "date:[* TO 2017-06-30]"),
        ("date:[* TO *]", "date:[* TO *]"),
        ('date:["June 2017" to "May 2018"]', "date:[2017-06 TO 2018-05]"),
        ('date:"June 2017 to May 2018"', "date:[2017-06 TO 2018-05]"),
        ("date:(2017 OR 2019)", "date:2017 OR date:2019"),
        ('after:"9 June 2017"', "after:2017-06-09"),
        ("since:2017", "after:2017"),
        ("until:2017", "before:2018"),
        ("until:2017-12", "date:[* TO 2017-12]"),
        ("-date:2017^2", "NOT date:2017^2"),
    ],
)
def test_query_is_understood(typed, understood):
    query = parse(typed)
    assert query.understood == understood
    assert query.notes == ()


@pytest.mark.parametrize("typed", ["drone strike", 'a OR "b c"', "x AND NOT (y OR z)", "date:2017"])
def test_what_was_understood_means_the_same_when_typed_again(typed):
    once = parse(typed).understood
    assert parse(once).understood == once


@pytest.mark.parametrize("typed", ["", "   ", "((((", "))", "-", '""', "?!", "*:", "^", "~", "…"])
def test_nothing_to_look_for_is_no_error(typed):
    assert parse(typed).tree is None


@pytest.mark.parametrize(
    ("typed", "understood", "note"),
    [
        ("the cat", "cat", "Small words were left out: the."),
        ("date:sometime", "date AND sometime", "“date:sometime” is no date"),
        ("date:2017-13", "date AND 2017 AND 13", "“date:2017-13” is no date"),
        ("after:x*", "after AND x", "“after:x*” is no date"),
        ("x [a TO z]", "x AND z", "is no date"),
        ("*a*", "a", "at least three letters"),
        ("x" * 2400, "x" * 2000, "first 2,000 characters"),
        ("cats not dogs", "cats AND dogs", "left out: not. In capitals, NOT would say"),
        ("ferry AND", "ferry", "AND has nothing to join"),
        ("OR ferry", "ferry", "OR has nothing to join"),
        ("ferry OR OR goat", "ferry OR goat", "OR has nothing to join"),
        ("NOT OR ferry", "ferry", "NOT has nothing to join"),
        ("+ferry OR goat", "ferry OR goat", "+ has no effect beside OR"),
        ("title:", "title", "“title:” has no word right behind the colon"),
        ("title: ferry", "title AND ferry", "“title:” has no word right behind the colon"),
        ("outlet:!!", "outlet", "“outlet:!!” has no word"),
        ("#title:ferry", "title AND ferry", ""),
        ("editor:haddad", "editor:haddad", "There is no field “editor:”"),
        ("date:9/6/2017", "date:2017-06-09", "the day comes before the month"),
        ("after:[2017 TO 2018]", "after AND 2017 AND 2018", "“after:[2017 TO 2018]” is no date"),
        ("date:2018..2017", "date:[2017 TO 2018]", "the earlier date comes first"),
        ("https://a.example/*", "https://a.example", "“https://a.example/*” is an address"),
        ('"air str*"', '"air str"', "“air str*” is a phrase"),
        ('"air * strike"', '"air strike"~2', "“*” stands for a word"),
        ('"air * * strike"^2', '"air strike"~3^2', "“*” stands for a word"),
        ('"* strike"', '"strike"', "“* strike” is a phrase"),
    ],
)
def test_what_was_not_understood_is_said(typed, understood, note):
    query = parse(typed)
    assert query.understood == understood
    assert not note or any(note in said for said in query.notes), query.notes


def test_small_words_alone_are_searched():
    assert parse("to be").understood == "to AND be"
    assert parse('"to be"').understood == '"to be"'


def test_small_word_is_kept_when_it_is_demanded_or_in_a_phrase():
    assert parse('+the "a" cat').understood == '+the AND "a" AND cat'
    assert parse("the OR cat").understood == "cat"
    assert parse("+the OR cat").understood == "+the OR cat"
    assert parse("+the OR cat").notes == ()
    assert parse("+who cat").understood == '"who" AND cat'
    assert parse("title:the cat").understood == "title:the AND cat"


def test_query_has_what_was_typed():
    assert parse(" Ferry\0 ").text == " Ferry\0 "


def test_query_cannot_be_changed():
    with pytest.raises(AttributeError):
        parse("ferry").tree = None
    assert Query("", None).understood == ""


def test_initials_with_blanks_are_one_word_and_abbreviations_stay_apart():
    assert parse("J. K. Rowling").tree == parse("J.K. Rowling").tree
    assert parse("U.S. U.K.").understood == "U.S. AND U.K."
    assert parse('"U.S. U.S."').understood == '"U.S. U.S."'


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("FERRY TO THE HARBOUR", "ferry AND harbour"),
        ("FERRY OR TRAM STRIKE", "(ferry OR tram) AND strike"),
        ("FERRY OF WHO", "ferry AND who"),
        ("US ARMY", "US AND ARMY"),
        ("WHO UN AIDS", "WHO AND UN AND AIDS"),
        ("WHO runs the ferry", "WHO AND runs AND ferry"),
    ],
)
def test_capitals_say_nothing_where_all_is_in_capitals(typed, understood):
    assert parse(typed).understood == understood


def test_groups_of_a_number_are_one_word():
    assert parse("spent 4 630 000 euros").understood == "spent AND 4630000 AND euros"
    assert parse("21\u202f700 or 8\u00a0910\u00a0000").understood == "21700 AND 8910000"
    assert parse("flight 370 100").understood == "flight AND 370 AND 100"
    assert parse('"4 630 000 euros"').understood == '"4 630 000 euros"'
    assert parse("06 630 000").understood == "06 AND 630 AND 000"
