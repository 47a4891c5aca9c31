"""Other ways to write the name of a person."""

from search.names.people import SHORTER, ways_of_naming


def shorter(name):
    return {" ".join(words) for words, kind in ways_of_naming(name.split()) if kind == SHORTER}


def test_middle_names_may_be_left_out():
    assert "halina orsik" in shorter("halina maria orsik")
    assert "halina orsik" in shorter("halina maria anna teresa orsik")


def test_headline_with_capitals_is_no_name_to_leave_words_out_of():
    assert not shorter("kardan masked dockers strike halina injured")
