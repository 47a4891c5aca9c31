"""The table of places."""

from search.names.places import Places, arrays_of, places


def test_forms_of_one_place_find_each_other_across_scripts() -> None:
    table = places()
    assert {"calcutta", "kalkutta", "калькутта"} <= table.forms("kolkata")
    assert "kolkata" in table.forms("калькутта")
    assert table.are_one("aleppo", "حلب")


def test_countries_have_their_names_in_other_languages() -> None:
    assert {"deutschland", "allemagne", "германия"} <= places().forms("germany")


def test_main_names_of_two_places_are_two() -> None:
    assert places().are_two("niger", "nigeria")
    assert places().are_two("boston", "houston")
    assert not places().are_two("kolkata", "calcutta")
    assert not places().are_one("niger", "nigeria")


def test_unknown_word_is_no_form_of_anything() -> None:
    for word in ("", "a", "zzzzzz", "zzyzx", "\ud800"):
        assert places().forms(word) == set()
        assert not places().are_two(word, "niger")


def test_main_name_of_one_place_brings_none_of_another() -> None:
    forms = [("rome", 1, True), ("roma", 1, False), ("roma", 2, True), ("romaville", 2, False)]
    table = Places(arrays_of(forms))
    assert table.are_two("rome", "roma")
    assert table.forms("rome") == set()
    assert table.forms("roma") == {"romaville"}
