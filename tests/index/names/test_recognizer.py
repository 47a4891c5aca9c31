"""The names in an article, found by their capitals."""

import numpy as np
import pytest

from index.analysis.tokenizer import Forms
from index.names.recognizer import Recognizer, Scanned


def names(text, language="en"):
    return Recognizer().names([(text, language)])[0]


def test_people_places_and_organisations_are_found_with_all_their_words():
    text = (
        "The base was shelled, said Bashar al-Assad in Damascus. Later the Islamic Revolutionary "
        "Guard Corps and the Bank of England denied it, while Osama bin Laden was in Tora Bora."
    )
    assert names(text) == [
        "Bashar al-Assad", "Damascus", "Islamic Revolutionary Guard Corps", "Bank of England",
        "Osama bin Laden", "Tora Bora",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Harbours were closed. Ferries waited outside.",
        "Yesterday nothing happened. However, they said so.",
        "It was on Monday, in March, that he came.",
        "The American and the Iraqi met in the north.",
        "I've heard that I'm late, he said.",
        "They spoke of the Government and of the Senate.",
        "They came on Mondays to the Office and to Room 4 of the Commonwealth.",
        "For this, Additionally, nothing was said.",
        "They wrote it for this matter    Ashamed    and went home.",
        "They lay at the Berths and near D.C. and those of the Offices.",
    ],
)
def test_what_is_no_name_is_none(text):
    assert names(text) == []


def test_word_that_begins_a_sentence_is_a_name_when_it_is_one_elsewhere():
    assert names("Kolvina left. They saw Kolvina again.") == ["Kolvina"]
    assert names("Goats left early. They saw goats again.") == []
    assert names("Ana Kolvina left early, they said.") == ["Ana Kolvina"]


def test_word_that_is_also_written_small_is_no_name():
    assert names("They liked the Harbour very much. It is a harbour like any other.") == []


def test_line_in_which_nearly_all_words_have_a_capital_has_no_names():
    headline = "Ferry Runs Aground Off Old Harbour Wall\n"
    assert names(headline + "The ferry was seen near Oumet at noon.") == ["Oumet"]


def test_article_in_capitals_tells_no_names_by_them():
    shouted = (
        "THE FERRY RAN AGROUND OFF OUMET. LAST WEEK IT WAS SOLD. THE PORT AND THE WALL ARE CLOSED, "
        "SAID J. KOLVINA OF THE HARBOUR COUNCIL, AND NOBODY WAS HURT."
    )
    assert names(shouted) == []
    assert names(f"{shouted}\nThe ferry was seen near Oumet at noon.") == ["Oumet"]
    assert names("The NATO and the IMF met in Oumet.") == ["NATO", "IMF", "Oumet"]


def test_what_stands_before_a_name_is_no_part_of_it():
    assert names("It was said by Prime Minister Tony Blair and by Mr. Straw.") == [
        "Tony Blair", "Straw",
    ]  # fmt: skip
    assert names("They met Iraqi Foreign Minister Hoshyar Zebari there.") == ["Hoshyar Zebari"]
    assert names("They met Secretary of State Ada Oke there.") == ["Ada Oke"]
    assert names("They asked the Defense Department of it.") == ["Defense Department"]


def test_initials_and_their_points_are_part_of_a_name():
    assert names("They met George W. Bush and J. K. Rowling there.") == [
        "George W. Bush", "J. K. Rowling",
    ]  # fmt: skip


def test_surname_alone_is_the_person_named_before_but_a_place_stays_a_place():
    assert names("There spoke Ada Oke. They asked Oke for more.") == ["Ada Oke"]
    assert names("They flew with Air China. Nobody lives in China now.") == ["Air China", "China"]


def test_possessive_ending_is_no_part_of_a_name():
    assert names("This was Kolvina's boat and Oke’s.") == ["Kolvina", "Oke"]


def test_nouns_of_german_are_no_names_but_rows_of_them_are():
    text = "Gestern traf die Ministerin in der Stadt den Unternehmer Ole Brandt."
    assert names(text, "de") == ["Unternehmer Ole Brandt"]


def test_names_are_found_in_cyrillic_and_greek():
    assert names("Вчера в городе видели, что Надежда Колвина была там.", "ru") == [
        "Надежда Колвина"
    ]
    assert names("Χθες είδαν εκεί την Ελένη Παππά και άλλους.", "el") == ["Ελένη Παππά"]


def test_article_has_the_same_names_whatever_was_read_before():
    texts = [("They saw Kolvina again.", "en"), ("It was kolvina, a herb.", "en")] * 3
    together = Recognizer().names(texts)
    assert together == [names(*text) for text in texts]


@pytest.mark.parametrize("text", ["", " ", "A", ".", "\n\n", "Ö", "A-", "- A", "Al-", "Mr.", "W. "])
def test_hostile_scraps_have_no_names(text):
    assert names(text) == []


def test_given_name_behind_a_hyphen_in_small_letters_is_part_of_the_name():
    text = "They saw Kim Jong-il and Ban Ki-moon with a New York-based firm and a Bush-era law."
    assert names(text) == ["Kim Jong-il", "Ban Ki-moon", "New York", "Bush"]


def test_rank_that_may_be_part_of_a_name_is_none_where_the_name_stands_without_it():
    assert names("They met General Petrak. He asked Petrak, and General Motors.") == [
        "Petrak", "General Motors",
    ]  # fmt: skip


def test_articles_that_were_scanned_already_have_the_same_names():
    articles = [
        ("They met Ana Kolvina near Oumet.", "en"),
        ("In Oumet traf man Ana Kolvina vor der Bank of England.", "de"),
        ("On a vu Ana Kolvina à Oumet.", "fr"),
    ]
    title, forms = "Ferry Runs Aground\n", Forms()
    text = "\n\n".join(title + article for article, _ in articles)
    begins = np.array([text.index(article) for article, _ in articles])
    ends = begins + [len(article) for article, _ in articles]
    scanned = Scanned([0, 1, 2], text, np.stack([begins, ends], axis=1), *forms.scan(text))
    alone = [names(*article) for article in articles]
    assert Recognizer(forms).names(articles, [scanned]) == alone
    first = Scanned([0], text, np.stack([begins[:1], ends[:1]], axis=1), *forms.scan(text))
    assert Recognizer(forms).names(articles, [first]) == alone


def test_where_nouns_have_capitals_single_words_are_names_behind_in_and_without_article():
    text = (
        "Die Fähre lief am Montag in Oumet auf Grund. Nach Angaben der Polizei in der Stadt war "
        "der Kapitän Nadja Kolvina nach Teshil gefahren; das Gesetz ist in Kraft, in Oumet ist "
        "der Grund klar."
    )
    assert names(text, "de") == ["Oumet", "Nadja Kolvina", "Teshil"]


def test_initial_and_surname_of_a_longer_name_are_no_name_of_their_own():
    assert names("They met William J. Burns. Later W. Burns and J. Burns spoke.") == [
        "William J. Burns"
    ]
    assert names("They met Nicholas Burns. Later W. Burns spoke.") == ["Nicholas Burns", "W. Burns"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was said by CNN's Ada Oke and by XKV’s bureau.", ["CNN", "Ada Oke", "XKV"]),
        ("They met in Oumet, and saw Oumet's Zarib there.", ["Oumet", "Zarib"]),
        ("It was said of Korvad's Ada Oke there.", ["Korvad", "Ada Oke"]),
        ("They heard Korvad's Child and saw St. Anna's Wood Road.",
         ["Korvad's Child", "St. Anna's Wood Road"]),
    ],
)  # fmt: skip
def test_genitive_ends_a_name_that_stands_by_itself(text, found):
    assert names(text) == found


def test_party_and_state_behind_a_name_are_none():
    text = (
        "They saw Ada Oke, R-Texas, and Elias Berg (D-New Jersey), who spoke of a T-Kolvina there."
    )
    assert names(text) == ["Ada Oke", "Elias Berg", "T-Kolvina"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They asked Ada Luther King of it.", ["Ada Luther King"]),
        ("They asked Ada T. King of it.", ["Ada T. King"]),
        ("They asked Prime Minister Elias Major of it.", ["Elias Major"]),
        ("They asked King Elias of it.", ["Elias"]),
        ("They asked the Saudi King of it.", []),
        ("They asked Oumet's King of it.", ["Oumet"]),
        ("They asked the Oumet King Elias of it.", ["Oumet", "Elias"]),
        ("They asked Major Elias Berg of it.", ["Elias Berg"]),
    ],
)
def test_rank_that_ends_a_name_is_a_surname(text, found):
    assert names(text) == found


def test_small_words_that_may_be_articles_join_nothing_without_a_hyphen():
    text = (
        "They saw Ada Oke at Oumet, and Elias Berg as Kolvina, near Sour at-Tanf and Deir ez Zor."
    )
    assert names(text) == [
        "Ada Oke",
        "Oumet",
        "Elias Berg",
        "Kolvina",
        "Sour at-Tanf",
        "Deir ez Zor",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They wrote: © The Oumet Courier, LLC.",
        "He went home, Story Continued Below, and slept.",
        "It was there, MUST WATCH now, and Hide Caption, they said.",
        "He was in Oumet, Va., and in Oumet, Conn., they said.",
    ],
)
def test_what_pages_say_around_articles_is_no_name(text):
    assert not {"LLC", "Story Continued", "MUST WATCH", "Hide Caption", "Va", "Conn"} & {
        *names(text)
    }


def test_words_of_institutions_are_names_with_others():
    text = (
        "He saw the Senate Judiciary Committee, the World Food Programme and the Judiciary there."
    )
    assert names(text) == ["Senate Judiciary Committee", "World Food Programme"]
