"""Names of several words, of people, and what articles say in brackets."""

import pytest

from index import reindex
from search import Engine
from tests.folder import Folder
from tests.search.archive import engine_over

TEXTS = {
    "joe": "Senator Joe Biden spoke of the treaty in Geneva.",
    "joseph": "Senator Joseph Biden spoke of the treaty in Geneva.",
    "initial": "The treaty, said J. Biden in Geneva, will hold.",
    "jill": "Jill Biden opened a school for teachers.",
    "deir": "Shells fell on Deir ez-Zor at the Euphrates.",
    "dayr": "Shells fell on Dayr az-Zawr at the Euphrates.",
    "apart": "The Dayr of the monks lies far from Zawr.",
    "ramallah": "Protests in Ramallah went on for a week.",
    "ram allah": "Protests in Ram Allah went on for a week.",
    "guard": "The Islamic Revolutionary Guard Corps (IRGC) denied it.",
    "irgc": "The IRGC has bought boats.",
    "longer": "An officer of the Islamic Revolutionary Guard Corps was seen.",
    "tanf": "The base at al-Tanf was shelled.",
    "at tanf": "The base near At Tanf was shelled.",
    "prince": "The forum was opened by Marwan bin Salih (MBS) on Tuesday.",
    "mbs": "Friends of MBS say that he is impatient.",
    "saleh": "The forum was opened by Marwan bin Saleh on Tuesday.",
    "taiba": "A cell of Lashkar-e-Taiba was found in Lahore.",
    "tayyiba": "A cell of Lashkar-e-Tayyiba was found in Lahore.",
    "jundallah": "Fighters of Jundallah crossed the river.",
    "jund allah": "قال جند الله إن المعبر على النهر مغلق.",
    "yitzhak": "The bridge was opened by Yitzhak Orvan in Lotem.",
    "y orvan": "The bridge, said Y. Orvan in Lotem, was opened late.",
    "sisi": "The canal was shown by Abd al-Karim al-Wasti in Qana.",
    "abdel": "The canal was shown by Abdel Karim el-Wasti in Qana.",
    "arabic sisi": "عرض عبد الكريم الواسطي القناة في قانا.",
    "da nang": "The ferry left Da Nang at noon.",
    "danang": "The ferry left Danang at noon.",
    "teng": "The plan of Teng Hsiao-ming was read in Harbin.",
    "deng": "The plan of Deng Xiaoming was read in Harbin.",
    "calcutta": "Fatima Calcutta sells boats and sails.",
    "kolkata": "The choir of the town is led by Fatima Kolkata.",
    "degree": "The tower was measured by Karin Orsik, Ph.D., in Lund.",
    "p d": "The tower was painted by P D Varn in Lund.",
    "pope": "The visit of John Paul went on.",
    "second": "The visit of John Paul II went on.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("widening")
    facts = [{"title": name, "text": text, "lang": "en"} for name, text in TEXTS.items()]
    return engine_over(facts, folder)


@pytest.fixture(scope="module")
def find(engine):
    return lambda query: {hit.title for hit in _all(engine.search(query, limit=50).hits)}


@pytest.fixture(scope="module")
def ranked(engine):
    return lambda query: [hit.title for hit in _all(engine.search(query).hits)]


def _all(hits):
    return [article for hit in hits for article in (hit, *hit.near_duplicates)]


def test_abbreviation_of_three_letters_finds_the_name_that_it_is_short_for(find):
    assert find("MBS") == find("Marwan bin Salih") == {"prince", "mbs", "saleh"}


def test_name_of_one_word_finds_the_two_that_it_is_in_a_script_without_capitals(find):
    assert find("Jundallah") == find("جند الله") == {"jundallah", "jund allah"}
    assert find('"Jundallah"') == {"jundallah"}


def test_given_name_finds_its_other_forms_and_the_initial_before_the_surname(find):
    assert find("Joe Biden") == {"joe", "joseph", "initial"}
    assert find("Biden Joe") == {"joe", "joseph", "initial"}
    assert "jill" not in find("Joseph Biden")


def test_name_of_two_words_finds_the_other_way_to_write_it(find):
    assert find("Deir ez-Zor") == {"deir", "dayr"}
    assert find("Dayr az-Zawr") >= {"deir", "dayr"}


def test_name_in_one_word_finds_it_in_two_and_the_other_way_round(find):
    assert find("Ramallah") == {"ramallah", "ram allah"}
    assert find("Ram Allah") == {"ramallah", "ram allah"}


def test_name_of_many_words_counts_as_the_one_that_was_typed(find, ranked):
    assert find("IRGC") == {"guard", "irgc", "longer"}
    assert ranked("IRGC OR boats")[0] == "irgc"


def test_article_of_a_name_may_be_any_or_none(find):
    assert find("al-Tanf") == {"tanf", "at tanf"}


def test_each_spelling_of_a_name_with_an_article_is_said_once(engine):
    spellings = engine.search("al Tanf").spellings
    forms = [spelling.form for spelling in spellings]
    assert sorted(forms) == sorted(set(forms))
    assert {spelling.typed for spelling in spellings} == {"al Tanf"}


def test_abbreviation_and_long_name_find_each_other_where_an_article_says_so(find):
    assert find("IRGC") == {"guard", "irgc", "longer"}
    assert find("Islamic Revolutionary Guard Corps") == {"guard", "irgc", "longer"}


def test_quoted_name_is_meant_as_it_is_written(find):
    assert find('"Joe Biden"') == {"joe"}
    assert find('"Deir ez-Zor"') == {"deir"}


def test_name_with_hyphens_is_one_name(find):
    assert find("Lashkar-e-Taiba") == {"taiba", "tayyiba"}
    assert find("Lashkar e Tayyiba") == {"taiba", "tayyiba"}


def test_another_of_the_same_name_is_no_spelling(engine):
    assert not engine.search("John Paul II").spellings


def test_small_word_is_no_name_that_sounds_like_it(tmp_path):
    corpus = Folder(tmp_path / "articles")
    corpus.article("sailor", "The sailor Abbaut came, and Abbaut left.")
    corpus.article("boat", "An article about a boat.")
    assert not reindex(corpus.folder, tmp_path / "index").problems
    engine = Engine.open(tmp_path / "index")
    assert [hit.id for hit in engine.search("about").hits] == ["boat.jsonl#1"]


@pytest.mark.parametrize("query", ["Y. Orvan", "Yitzhak Orvan"])
def test_initial_finds_the_given_name_and_the_other_way_round(find, query):
    assert find(query) == {"yitzhak", "y orvan"}


def test_degree_is_no_person_with_an_initial(find):
    assert find("Ph.D.") == {"degree"}


def test_letters_of_a_degree_show_no_article_that_has_them_by_themselves(find):
    assert find("Berg, Ph.D.") == {"degree"}
    assert find("PD Varn") == {"p d"}


@pytest.mark.parametrize(
    "query", ["Abd al-Karim al-Wasti", "Abdel Karim el-Wasti", "عبد الكريم الواسطي"]
)
def test_article_is_written_apart_or_run_into_the_word_before_it(find, query):
    assert find(query) == {"sisi", "abdel", "arabic sisi"}


@pytest.mark.parametrize("query", ["Danang", "Da Nang"])
def test_word_is_parted_into_names_that_the_archive_has(find, query):
    assert find(query) == {"da nang", "danang"}


@pytest.mark.parametrize("query", ["Teng Hsiao-ming", "Deng Xiaoming"])
def test_wade_giles_finds_pinyin(find, query):
    assert find(query) == {"teng", "deng"}


def test_words_of_a_name_that_articles_have_are_not_widened_one_by_one(engine):
    assert engine.search("Fatima Calcutta").spellings == ()
    assert [one.text for one in engine.search("Calcutta").spellings] == ["kolkata"]


MORE = {
    "putin": "At the summit in Rostok the envoy met Vasily Orlenko over gas and pipes.",
    "patronymic": "Vasily Ivanovich Orlenko has sold a house by the sea, it was said on Monday.",
    "saif": "The militia of Saif al-Islam Gaddawi held the airport of Zintal.",
    "seif": "The militia of Seif al-Islam Qadawi held the airport of Zintal.",
    "park": "Ministers in Suwan heard Park Dae-min speak of tariffs.",
    "pak": "Ministers in Suwan heard Pak Dae-min speak of tariffs.",
    "enlai": "A delegation of Jou Kelan flew to Lomar.",
    "en-lai": "A delegation of Jou Ke-lan flew to Lomar.",
    "ghiorghos": "The bank was led by Giorgos Pappandis for years.",
    "george": "The bank was led by George Pappandis for years.",
    "boom": "Divers went down at Boom Landing before the tide.",
    "bum": "Divers went down at Bum Landing before the tide.",
    "words": "A boom is a boom, the landing was a landing: boom and landing, boom and landing.",
    "sipah": "The camp of Sipah-i-Badr was empty by noon.",
    "wezzari": "The lock was opened by Leila al-Wezzari in the rain.",
    "alwezzari": "The lock was opened by Leila Alwezzari in the rain.",
    "zhang": "The dam was shown by Zhang Weilan to engineers.",
    "zheng": "The dam was shown by Zheng Weilan to engineers.",
    "twice": "The count was doubted by Karim Karim and his brother.",
    "once": "The count was doubted by Karim Vessal and his brother.",
}


@pytest.fixture(scope="module")
def more(tmp_path_factory):
    folder = tmp_path_factory.mktemp("more")
    facts = [{"title": "", "text": text, "lang": "en", "url": f"https://x.example/{name}"}
             for name, text in MORE.items()]  # fmt: skip
    engine = engine_over(facts, folder)
    return lambda query: {
        hit.url.rpartition("/")[2] for hit in engine.search(query, limit=50).hits if not hit.without
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vasily Ivanovich Orlenko", "putin"),
        ("Vasily Orlenko", "patronymic"),
        ("Saif al-Islam Gaddawi", "seif"),
        ("Park Dae-min", "pak"),
        ("Pak Dae-min", "park"),
        ("Jou Kelan", "en-lai"),
        ("Jou Ke-lan", "enlai"),
        ("George Pappandis", "ghiorghos"),
        ("Boom Landing", "bum"),
        ("Sipah e Badr", "sipah"),
        ("Leila al-Wezzari", "alwezzari"),
        ("Leila Alwezzari", "wezzari"),
        ("Wezzari", "alwezzari"),
        ("Alwezzari", "wezzari"),
    ],
)
def test_name_is_found_in_other_ways_to_write_it(more, one, other):
    assert other in more(one)


def test_two_surnames_of_chinese_are_two_people(more):
    assert more("Zhang Weilan") == {"zhang"}
    assert more("Zheng Weilan") == {"zheng"}


def test_name_of_one_word_twice_is_not_everyone_who_has_it_once(more):
    assert more("Karim Karim") == {"twice"}
    assert more("Karim") == {"twice", "once"}
