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


def test_place_that_shares_a_form_with_another_does_not_bring_its_main_name() -> None:
    table = Places(
        arrays_of(
            [("rome", 1, True), ("roma", 1, False), ("roma", 2, True), ("romaville", 2, False)]
        )
    )
    assert table.forms("rome") == {"roma"}
    assert table.forms("roma") == {"rome", "romaville"}
    assert table.are_one("rome", "roma")
