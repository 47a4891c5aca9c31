"""A query has no language: its words are found in each language as that writes them."""

import pytest

from index import reindex
from search import Engine

ARTICLES = {
    "fr": (
        "Grève au port",
        "Les ouvriers de l’usine n’ont pas repris le travail, et d’autres usines sont "
        "fermées depuis que la grève des chevaux de trait a été votée par les syndicats.",
        "fr",
    ),
    "it": (
        "Sciopero al porto",
        "Gli operai dell’officina non hanno ripreso il lavoro e le altre officine sono "
        "chiuse da quando lo sciopero è stato votato nella città.",
        "it",
    ),
    "tr": (
        "Limanda grev",
        "Ankara’nın kararı ile Isparta'da da grev başladı, işçiler için bu çok önemli bir"
        " gün olarak kaydedildi ve limanlar kapandı.",
        "tr",
    ),
    "en": (
        "Strike at the port",
        "Mayor O'Rourke said that the wives of the firemen had re-united with COVID-19 "
        "patients of flight BA 117. Her coun-\ncillors analysed 4,500,000 papers. Two B-52s "
        "dropped leaflets, a 3-D map shows; Anna Berg, Ph.D., had thought so for 2-3 years.",
        "en",
    ),
    "odd": (
        "What the keeper wrote",
        "Pat D’Alroy and K W Hale of the C.N.E.S. carried a 45kg sack past two 767s and a "
        "Galaxy12s; it cost them 6 480 000 crowns, and the men of Sana´a 8\u202f120 more.",
        "en",
    ),
    "short": (
        "Short words",
        "The MPs and three Ph.D.s heard of it over TCP/IP, from the Hugheses on the last buses.",
        "en",
    ),
    "es": (
        "Acuerdo comercial",
        "Los jefes de los EE. UU. y las FF AA firmaron ayer un acuerdo con los ministros.",
        "es",
    ),
    "ca": (
        "L'escola nova",
        "Els alumnes del col·legi van inaugurar ahir la sala nova amb les famílies.",
        "ca",
    ),
    "uk": (
        "Страйк у порту",
        "За словами міністрів, робітники порту в Чернігові не вийшли на роботу, а м'ясо дорожчає.",
        "uk",
    ),
    "fa": ("اعتصاب", "کارگران بندر از ۱۲۴۷ روز پیش در این شهر کار می‌کنند.", "fa"),
    "tw": ("颱風過後", "颱風過後，港口關閉一天。", "zh"),
    "ja": ("ガスのこと", "きのうﾍﾞﾙｹﾞﾝでﾊﾟｲﾌﾟがこわれた。", "ja"),
    "ru": (
        "Газета",
        "В субботу говорили о Лебедёве и о том, что он ничего не сказал, когда его спросили.",
        "ru",
    ),
    "mixed": (
        "Words from abroad",
        "The minister read out a letter of the mayor of the town to us.\nLes cheminots de"
        " la ville ne sont pas les seuls qui ont protesté, dit le maire.",
        "en",
    ),
    "ko": (
        "부산항 파업",
        "부산항은 어제 문을 닫았다. 노동자들의 요구가 받아들여졌다.",
        "ko",
    ),
    "th": (
        "ท่าเรือหยุดงาน",
        "คนงานท่าเรือหยุดงานเมื่อวานนี้และเรียกร้องค่าแรงเพิ่ม",
        "th",
    ),
    "zh": (
        "港口罷工",
        "臺灣的港口工人昨天開始罷工，要求提高工資。",
        "zh",
    ),
    "he": (
        "שביתה בנמל",
        "העובדים בנמל התחילו אתמול את השביתה של הספנים.",
        "he",
    ),
    "ar": (
        "إضراب في الميناء",
        "بدأ العمال في المصنع إضرابا عن العمل وقالوا إن المطالب لم تتحقق.",
        "ar",
    ),
    "de": (
        "Streik im Hafen",
        "Bürgermeister Jörg Göthe sagte, dass 7.500 Arbeiter in den Häfen nicht mehr "
        "arbeiten und der Streik noch nicht zu Ende ist.",
        "de",
    ),
}


def fill(corpus):
    for name, (title, text, lang) in ARTICLES.items():
        corpus.record(f"{name}.jsonl", {"title": title, "text": text, "lang": lang})


@pytest.fixture
def engine(begin, index_dir):
    begin(fill)
    return Engine.open(index_dir)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("usine", {"fr"}),
        ("cheval", {"fr"}),
        ("officina", {"it"}),
        ("Ankara", {"tr"}),
        ("liman", {"tr"}),
        ("Rourke", {"en"}),
        ("O'Rourke", {"en"}),
        ("wife", {"en"}),
        ("reunited", {"en"}),
        ("re-united", {"en"}),
        ("covid19", {"en"}),
        ("COVID-19", {"en"}),
        ("BA117", {"en"}),
        ("councillor", {"en"}),
        ("B52", {"en"}),
        ("B-52", {"en"}),
        ("B52s", {"en"}),
        ("3D", {"en"}),
        ("3-D", {"en"}),
        ("PhD", {"en", "short"}),
        ("Ph.D.", {"en", "short"}),
        ("think", {"en"}),
        ("analyze", {"en"}),
        ("4500000", {"en"}),
        ("DAlroy", {"odd"}),
        ("KW Hale", {"odd"}),
        ("CNES", {"odd"}),
        ("45 kg", {"odd"}),
        ("767", {"odd"}),
        ("Galaxy 12", {"odd"}),
        ("6480000", {"odd"}),
        ("6 480 000", {"odd"}),
        ("6,480,000", {"odd"}),
        ("8120", {"odd"}),
        ("Sana'a", {"odd"}),
        ("MP", {"short"}),
        ("MPs", {"short"}),
        ("PhDs", {"en", "short"}),
        ("TCPIP", {"short"}),
        ("TCP/IP", {"short"}),
        ("Hughes", {"short"}),
        ("bus", {"short"}),
        ("EEUU", {"es"}),
        ("EE.UU.", {"es"}),
        ("EE. UU.", {"es"}),
        ("FFAA", {"es"}),
        ("col·legi", {"ca"}),
        ("collegi", {"ca"}),
        ("Чернігів", {"uk"}),
        ("міністр", {"uk"}),
        ("мясо", {"uk"}),
        ("1247", {"fa"}),
        ("١٢٤٧", {"fa"}),
        ("台风", {"tw"}),
        ("ベルゲン", {"ja"}),
        ("ﾊﾟｲﾌﾟ", {"ja"}),
        ("Лебедев", {"ru"}),
        ("cheminot", {"mixed"}),
        ("letters", {"mixed"}),
        ("부산항", {"ko"}),
        ("노동자", {"ko"}),
        ("ท่าเรือ", {"th"}),
        ("ค่าแรง", {"th"}),
        ("台湾", {"zh"}),
        ("罢工", {"zh"}),
        ("נמל", {"he"}),
        ("ספנים", {"he"}),
        ("مصنع", {"ar"}),
        ("Joerg", {"de"}),
        ("Goethe", {"de"}),
        ("Hafen", {"de"}),
        ("7500", {"de"}),
        ("lang:french", {"fr"}),
        ("lang:Türkçe", {"tr"}),
    ],
)
def test_word_is_found_in_its_language(engine, query, found):
    assert {hit.id.removesuffix(".jsonl#1") for hit in engine.search(query).hits} == found


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("usine", "l’usine"),
        ("Ankara", "Ankara’nın"),
        ("Rourke", "O&#x27;Rourke"),
        ("think", "thought"),
        ("reunited", "re-united"),
        ("B52", "B-52s"),
        ("6480000", "6 480 000"),
        ("ベルゲン", "ﾍﾞﾙｹﾞﾝ"),
        ("นี้และ", "นี้และ"),
        ("Goethe", "Göthe"),
        ("מפעל", None),
        ("נמל", "בנמל"),
    ],
)
def test_what_was_found_is_marked(engine, query, marked):
    hits = engine.search(query).hits
    assert [f"<mark>{marked}</mark>" in hit.snippet_html for hit in hits] == [True] * bool(marked)


def test_long_run_of_characters_finds_what_has_its_words(engine):
    assert [hit.lang for hit in engine.search("工人要求提高工資 OR ferry").hits] == ["zh"]


def test_form_of_a_language_is_sought_where_that_is_spoken(engine, corpus, index_dir):
    corpus.record("aquila.jsonl", {
        "title": "Il processo",
        "text": "Il processo all’Aquila è stato rinviato, e gli avvocati non sono d’accordo con"
        " la decisione che il giudice ha preso per tutti.",
        "lang": "it",
    })  # fmt: skip
    reindex(corpus.folder, index_dir)
    assert [hit.lang for hit in engine.search('"all\'Aquila"').hits] == ["it"]  # all, in Turkish
    assert [hit.lang for hit in engine.search('"l\'usine"').hits] == ["fr"]


@pytest.mark.parametrize(
    ("query", "lang"), [("工人要求提高工資", "zh"), ("คนงานเรียกร้องค่าแรงเพิ่ม", "th")]
)
def test_words_of_a_long_query_may_stand_apart(engine, query, lang):
    result = engine.search(query)
    assert [hit.lang for hit in result.hits] == [lang]
    assert result.total == 1  # with all words, none is missing


@pytest.mark.parametrize(
    ("query", "lang"),
    [("口工人", "zh"), ("灣的港", "zh"), ('"始罷工，要"', "zh"), ("านท่าเ", "th")],
)
def test_stretch_that_a_dictionary_cuts_elsewhere_is_found(engine, query, lang):
    assert [hit.lang for hit in engine.search(query).hits] == [lang]


def test_question_without_blanks_finds_what_has_most_of_its_words(corpus, index_dir):
    texts = {
        "run": "昨天港口工人开始罢工，船只不能离开。",
        "parts": "工人说，港口的船只昨天没有离开。罢工还没有开始。",
        "one": "这个港口很大。",
        "apart": "人为什口，么工始港，罢开工。",
    }
    for name, text in texts.items():
        corpus.record(f"{name}.jsonl", {"title": "", "text": text, "lang": "zh"})
    reindex(corpus.folder, index_dir)
    result = Engine.open(index_dir).search("为什么港口工人开始罢工？")
    assert result.total == 0
    assert [hit.id for hit in result.hits] == ["run.jsonl#1", "parts.jsonl#1"]


def test_similar_articles_are_sought_in_the_language_of_the_article(engine, corpus, index_dir):
    text = "Le syndicat de l'usine appelle à une grève : les ouvriers des autres usines la suivent."
    corpus.record("fr2.jsonl", {"title": "Le syndicat", "text": text, "lang": "fr"})
    reindex(corpus.folder, index_dir)
    assert "fr2.jsonl#1" in {hit.id for hit in engine.similar("fr.jsonl#1")}


def test_archive_in_english_has_no_other_language(corpus, index_dir):
    corpus.record("en.jsonl", {"title": "Port", "text": "The port was closed.", "lang": "en"})
    reindex(corpus.folder, index_dir)
    assert Engine.open(index_dir).generation().languages == ("en",)


def test_paragraph_in_a_language_that_hardly_any_article_has_is_found_as_written(corpus, index_dir):
    corpus.record(
        "mixed.jsonl", dict(zip(("title", "text", "lang"), ARTICLES["mixed"], strict=True))
    )
    for number in range(1_200):
        text = f"The harbour wall was mended in year {number} of the town, says the council."
        corpus.record(f"{number}.jsonl", {"title": f"Wall {number}", "text": text, "lang": "en"})
    reindex(corpus.folder, index_dir)
    engine = Engine.open(index_dir)
    assert engine.generation().languages == ("en",)
    assert [hit.id for hit in engine.search("cheminots").hits] == ["mixed.jsonl#1"]


def test_only_article_in_a_language_is_found_by_its_words_in_any_form(corpus, index_dir):
    title, text, _ = ARTICLES["fr"]
    corpus.record("fr.jsonl", {"title": title, "text": text, "lang": "fr"})
    wall = "The harbour wall was mended in year {} of the town, says the council."
    articles = ({"title": f"Wall {n}", "text": wall.format(n), "lang": "en"} for n in range(1_200))
    corpus.record("wall.jsonl", *articles)
    reindex(corpus.folder, index_dir)
    engine = Engine.open(index_dir)
    assert engine.generation().languages == ("en", "fr")
    for word in ("ouvriers", "ouvrier", "syndicat"):
        assert [hit.id for hit in engine.search(word).hits] == ["fr.jsonl#1"]
