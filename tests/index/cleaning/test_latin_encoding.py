"""Texts in old encodings that are not named are read by their language's letters and words."""

import pytest

from index.cleaning import clean_text
from index.cleaning.encoding import decode

TEXTS = {
    "lithuanian": (
        "cp1257 iso8859-13",
        "Miesto taryba nusprendė, kad senasis tiltas bus uždarytas iki rudens.",
    ),
    "latvian": ("cp1257", "Pilsētas dome otrdien nolēma, ka vecais tilts būs slēgts līdz rudenim."),
    "estonian": (
        "cp1257 cp1252",
        "Linn otsustas teisipäeval, et vana sild jääb sügiseni suletuks.",
    ),
    "polish": (
        "cp1250 iso8859-2 cp852 mac-latin2",
        "Rada miasta zdecydowała, że stary most będzie zamknięty, a remont potrwa dłużej.",
    ),
    "czech": (
        "cp1250 iso8859-2 cp852 mac-latin2",
        "Zastupitelstvo v úterý rozhodlo, že starý most bude uzavřen. Inženýr řekl své.",
    ),
    "slovak": (
        "cp1250 iso8859-2",
        "Zastupiteľstvo v utorok rozhodlo, že most bude uzavretý. Ľudia však čakali.",
    ),
    "hungarian": (
        "cp1250 iso8859-2 cp852",
        "A tanács úgy döntött, hogy a régi hidat őszig lezárják, és az új hídfő erősebb lesz.",
    ),
    "croatian": (
        "cp1250 iso8859-2",
        "Gradsko vijeće odlučilo je da će stari most biti zatvoren, što će više koštati.",
    ),
    "romanian": (
        "cp1250 iso8859-2",
        "Consiliul a hotărât marţi că podul vechi va fi închis până în toamnă.",
    ),
    "turkish": (
        "cp1254",
        "Meclis salı günü eski köprünün sonbahara kadar kapatılmasına karar verdi.",
    ),
    "french": (
        "cp1252 mac-roman cp850",
        "La capitainerie a déclaré que le marégraphe était trop bas. Où est-il passé ?",
    ),
    "german": (
        "cp1252 mac-roman cp850",
        "Der Rat beschloss, die Brücke für ein Jahr zu schließen.",
    ),
    "spanish": ("cp1252 mac-roman", "El puente viejo estará cerrado. ¿Qué pasará con los niños?"),
    "portuguese": ("cp1252 mac-roman", "A ponte não será aberta até ao outono, e custará milhões."),
    "swedish": ("cp1252 mac-roman", "Den gamla bron ska stängas till hösten. Det är för dyrt."),
    "italian": ("cp1252 mac-roman", "Il ponte resterà chiuso perché è pericoloso per la città."),
    "albanian": ("cp1252", "Këshilli vendosi që ura e vjetër të mbyllet për një vit."),
}


@pytest.mark.parametrize("language", TEXTS)
def test_text_without_a_label_is_read_by_its_language(language: str) -> None:
    codecs, text = TEXTS[language]
    for codec in codecs.split():
        assert decode(text.encode(codec)) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "The gauge read “wrong” all winter.",
        "Вчера в Москве прошла встреча министров.",
        "會上作出了重要決定。這是一個重要的消息。\n漁民從十月開始抱怨。",
    ],
)
def test_utf_16_without_its_mark_is_read(codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == text


def test_text_with_stray_zeros_is_no_utf_16() -> None:
    assert (
        decode(b"The gauge\0 read wrong all winter.\0\0")
        == "The gauge\0 read wrong all winter.\0\0"
    )


def test_soft_hyphens_and_word_joiners_are_taken_out_of_words() -> None:
    article = clean_text(
        "Donau\xaddampf\xadschiff gesunken\n\nDas Schiff sank am Diens\u2060tag früh."
    )
    assert article.title == "Donaudampfschiff gesunken"
    assert "Dienstag" in article.text
