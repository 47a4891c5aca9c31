"""A word is analysed in its language, and in English the forms that stemming leaves apart meet."""

import pytest

from index.analysis import LANGUAGES, MARK, query_forms, query_terms, term_of
from index.analysis.analyzer import parts_of
from index.analysis.english import ALSO, ENDINGS, IRREGULAR, SPELLINGS
from index.analysis.paragraph import pieces_of
from index.analysis.prefix_keys import prefix_of
from index.analysis.unspaced import cut, segmenter, stretches_of
from index.schema import fingerprint

FRENCH = "Les pêcheurs de la côte n’ont pas quitté le port, dit leur patron, car la mer est forte."
ENGLISH = (
    "The fishermen of the coast did not leave the port, says their head, for the sea is rough."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thieves", "thief"),
        ("midwives", "midwife"),
        ("firemen", "fireman"),
        ("grandchildren", "grandchild"),
        ("oxen", "ox"),
        ("withdrew", "withdrawing"),
        ("overthrown", "overthrows"),
        ("understood", "understanding"),
        ("referenda", "referendums"),
        ("stadia", "stadium"),
        ("criteria", "criterion"),
        ("stole", "steal"),
        ("held", "holding"),
        ("meant", "means"),
        ("B52s", "B52"),
        ("neighbourhood", "neighborhood"),
        ("theatres", "theater"),
        ("recognised", "recognize"),
        ("paralysed", "paralyze"),
        ("catalogue", "catalog"),
        ("anaesthetist", "anesthetist"),
        ("defence", "defense"),
        ("4,500,000", "4500000"),
        ("4.500.000", "4500000"),
        ("12,00,000", "1200000"),
        ("M’Baye", "Mbaye"),
        ("O´Dowd", "ODowd"),
        ("Ma`am", "Ma'am"),
        ("Sana′a", "Sanaa"),
        ("C.N.E.S.", "CNES"),
        ("767s", "767"),
        ("8x8s", "8x8"),
        ("buses", "bus"),
        ("lenses", "lens"),
        ("Hugheses", "Hughes"),
        ("practised", "practiced"),
    ],
)
def test_forms_and_spellings_of_one_english_word_have_one_term(one, other):
    assert term_of(one) == term_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("treatise", "treat"),
        ("expertise", "expert"),
        ("hour", "hor"),
        ("four", "for"),
        ("specimen", "speciman"),
        ("wise", "wize"),
        ("1.5", "15"),
        ("1970s", "1970"),
    ],
)
def test_rules_of_spelling_leave_other_words_alone(one, other):
    assert term_of(one) != term_of(other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "l’usine", "usines"),
        ("fr", "qu’elle", "elle"),
        ("it", "nell'officina", "officine"),
        ("it", "altra", "altri"),
        ("it", "uomini", "uomo"),
        ("es", "otros", "otra"),
        ("es", "luces", "luz"),
        ("es", "imágenes", "imagen"),
        ("pt", "obras", "obra"),
        ("pt", "Eleições", "eleição"),
        ("pt", "nacionais", "nacional"),
        ("fr", "sportives", "sportif"),
        ("ro", "altă", "alte"),
        ("de", "Autos", "Auto"),
        ("ca", "d'aigua", "aigua"),
        ("tr", "Ankara’nın", "ANKARA"),
        ("tr", "Isparta'da", "ısparta"),
        ("de", "Goethe", "Göthe"),
        ("de", "Häfen", "Hafen"),
        ("ru", "газеты", "газета"),
        ("fr", "l’A.M.F.", "AMF"),
        ("ru", "Лебедёвой", "Лебедев"),
        ("ar", "والمصنع", "مصنع"),
        ("ar", "وللمصنع", "مصنع"),
        ("ar", "وبالمصنع", "مصنع"),
        ("ar", "الوكيل", "وكيل"),
        ("ar", "الأخبار", "أخبار"),
        ("fa", "كتاب", "کتاب"),
        ("de", "7.500", "7500"),
        ("fr", "3,5", "3.5"),
        ("ar", "٢٤٧", "247"),
        ("hi", "८०", "80"),
        ("ca", "seccions", "secció"),
        ("ca", "germans", "germà"),
        ("ru", "участка", "участок"),
        ("ru", "отца", "отец"),
        ("fi", "kaupungin", "kaupunki"),
        ("fi", "kadulla", "katu"),
        ("pl", "dzieciom", "dziecko"),
        ("pl", "magistrem", "magister"),
        ("pl", "początku", "początek"),
        ("pl", "posłowie", "poseł"),
        ("pl", "Rzeszowie", "Rzeszów"),
        ("pl", "rządu", "rząd"),
        ("da", "børnene", "barn"),
        ("da", "nordmænd", "nordmand"),
        ("sv", "männen", "man"),
        ("no", "nordmenn", "nordmann"),
        ("nl", "kleinkinderen", "kleinkind"),
        ("fi", "kokouksen", "kokous"),
        ("hu", "utcákon", "utca"),
        ("hr", "ministru", "ministar"),
        ("uk", "Чернігова", "Чернігів"),
        ("uk", "будинку", "будинок"),
        ("uk", "заводами", "завод"),
        ("uk", "українською", "українська"),
        ("bg", "заводите", "завод"),
        ("bg", "министърът", "министри"),
        ("mk", "заводот", "завод"),
        ("sk", "ministrom", "minister"),
        ("sl", "zdravniki", "zdravnik"),
    ],
)
def test_forms_of_one_word_have_one_term_in_its_language(language, one, other):
    assert term_of(one, language) == term_of(other, language)


@pytest.mark.parametrize(
    ("word", "language", "part"),
    [
        ("O'Rourke", "en", "Rourke"),
        ("hard’n’fast", "en", "hard"),
        ("BA117", "en", "117"),
        ("halves", "en", None),
        ("leaves", "en", "leave"),
        ("don't", "en", None),
        ("בספר", "he", "ספר"),
        ("وبمصنع", "ar", "مصنع"),
        ("لمصنع", "ar", "مصنع"),
        ("بالمصنع", "ar", None),
        ("Galaxy12s", "en", "12"),
        ("45kg", "de", "kg"),
        ("22nd", "en", None),
    ],
)
def test_word_with_others_in_it_is_found_by_them(word, language, part):
    assert part in parts_of(word, language) if part else parts_of(word, language) == ()


def test_terms_of_a_language_are_its_own_and_numbers_are_of_all():
    assert query_terms("port", ("en", "fr")) == ("port", f"port{MARK}fr")
    assert query_terms("1200", ("en", "fr", "de")) == ("1200",)
    assert query_terms("Apple", ("en", "ru")) == ("appl",)


def test_elided_letter_is_no_form_in_a_language_that_writes_endings_behind_apostrophes():
    languages = ("en", "tr", "fi", "fr")
    assert query_forms("l'usine", languages) == {"lusine": languages[:3], "usine": ("fr",)}
    assert query_forms("BM'ye", ("tr",)) == {"bm": ("tr",)}


def test_form_that_is_a_word_of_its_own_too_is_found_by_both():
    assert parts_of("shot", "en") == ("shoot",)
    assert term_of("shot") != term_of("shoot")
    assert parts_of("thought", "en") == ("think",)


def test_accents_make_no_difference_in_any_language():
    for word in ("mairie", "élève", "marché", "université", "préfet"):
        plain = word.translate(str.maketrans("éè", "ee"))
        assert set(query_terms(plain, ("fr",))) <= set(query_terms(word, ("fr",)))


def test_several_of_an_abbreviation_are_that_abbreviation_too():
    assert query_terms("TVs") == ("tvs", "tv")
    assert query_terms("TVS") == ("tvs",)


def test_umlaut_is_also_spelt_out():
    assert query_terms("Jörg") == ("jorg", "joerg")
    assert query_terms("Joerg") == ("joerg",)


def test_traditional_characters_are_folded_to_simplified_ones():
    assert term_of("灣") == term_of("湾")
    assert term_of("颱") == term_of("台")
    assert term_of("経") == term_of("經")


@pytest.mark.parametrize(
    ("word", "stretches"),
    [
        ("ferry", ["ferry"]),
        ("港口", ["港口"]),
        ("港口罢工结束", ["港口", "口罢", "罢工", "工结", "结束"]),
        ("2024年", ["2024", "年"]),
        ("바다", ["바다"]),
        ("ท่าเรือ", ["ท่าเรือ"]),
    ],
)
def test_long_runs_of_characters_are_cut_into_pairs(word, stretches):
    assert list(cut(word, None)) == stretches


@pytest.mark.parametrize(
    ("word", "stretches"),
    [
        ("港口罢工结束", ["港口", "罢工", "结束"]),
        ("港口罢工2024年结束", ["港口罢工", "2024", "年结束"]),
        ("港湾労働組合連合会", ["港湾", "労働", "組合", "連合", "会"]),
        ("การประท้วงของคนงานท่าเรือ", ["การ", "ประท้วง", "ของ", "คน", "งาน", "ท่าเรือ"]),
        ("부산항만공사에서", ["부산", "산항", "항만", "만공", "공사"]),  # blanks are its words
        ("부산항에서", ["부산항"]),
        ("ท่าเรือ", ["ท่าเรือ"]),
        ("ferry", ["ferry"]),
    ],
)
def test_long_runs_of_characters_are_cut_into_words_by_dictionaries(word, stretches):
    assert stretches_of(word) == stretches


RUNS = ["港" * 5_000, "กรุงเทพมหานคร" * 400, "𠮷野家" * 300, "ក្" * 900]


@pytest.mark.parametrize("run", RUNS)
def test_hostile_run_is_cut_without_losing_a_character(run):
    assert "".join(cut(run, segmenter())) == run


def test_paragraph_is_in_its_own_language():
    text = f"{ENGLISH}\n{FRENCH}\n{ENGLISH}"
    guest = FRENCH, "fr", True
    assert pieces_of(text, "en") == [(ENGLISH, "en", False), guest, (ENGLISH, "en", False)]
    assert pieces_of(f"{FRENCH}\n{ENGLISH}", "fr") == [
        (FRENCH, "fr", False),
        (ENGLISH, "en", False),
    ]


def test_short_or_unclear_paragraph_is_in_the_language_of_the_article():
    text = f"{ENGLISH}\nLe port\nHalcyon Star 2024 Oumet Saint-Brun, Korvad, Vellmünde, Haspen"
    assert pieces_of(text, "en") == [(text, "en", False)]


def test_every_word_of_the_tables_is_sighted_by_its_term():
    words = {*IRREGULAR, *IRREGULAR.values(), *ENDINGS, *ENDINGS.values()}
    words |= {f"{root}{ending}" for pair in SPELLINGS.items() for root in pair
              for ending in ("", "s", "ed", "ing", "ite")}  # fmt: skip
    words |= {"organise", "centre", "centred", "analyse", "dialogue", "programme", "Mueller"}
    strays = {w for w in words if not w.lower().startswith(prefix_of(term_of(w)))}
    assert strays == set()
    assert all(form.startswith(prefix_of(term_of(base))) for form, base in ALSO.items())


def test_every_language_has_an_analyzer_that_takes_any_word():
    for language in LANGUAGES:
        assert term_of("Ｆerry’s", language)
        assert term_of("'", language) == ""


@pytest.mark.parametrize("word", ["google", "government", "flustered", "gold"])
def test_word_that_begins_like_an_irregular_one_has_a_prefix_of_its_own(word):
    """Go has went, and flee has fled: words that only begin so have none of these forms."""
    assert len(prefix_of(term_of(word))) > 3


def test_index_made_without_a_language_is_made_anew(monkeypatch):
    before = fingerprint()
    monkeypatch.setitem(LANGUAGES, "xx", LANGUAGES["fr"])
    assert fingerprint() != before
