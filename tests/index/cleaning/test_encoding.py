"""From bytes to text: what says the encoding, in which order, and what if it is wrong."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import clean_text
from index.cleaning.encoding import codec_of, decode
from tests.hang import does_not_hang

CAFE = "Le café où l’été était né déjà, à côté du château"


def test_utf_8_needs_no_label() -> None:
    assert decode("Störksen 漢字 тест".encode()) == "Störksen 漢字 тест"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_byte_order_mark_outweighs_every_label(mark: bytes, codec: str) -> None:
    data = mark + f"<meta charset=koi8-r>{CAFE}".encode(codec)
    assert decode(data, "windows-1251") == f"<meta charset=koi8-r>{CAFE}"


def test_declared_label_outweighs_the_page() -> None:
    data = "<meta charset=windows-1252>Привет".encode("cp1251")
    assert decode(data, "windows-1251").endswith("Привет")
    assert decode(data, "text/html; charset=Windows-1251").endswith("Привет")


@pytest.mark.parametrize(
    "head",
    [
        "<meta charset=windows-1251>",
        "<META CHARSET = 'Windows-1251' >",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        "<!-- <meta charset=utf-8> --><meta charset=cp1251>",
        '<?xml version="1.0" encoding="windows-1251"?>',
        "<title>x</title>" + " " * 1_500 + "<meta charset=windows-1251>",
    ],
)
def test_page_says_its_encoding(head: str) -> None:
    assert decode(f"{head}<p>Да".encode("cp1251")).endswith("<p>Да")


def test_latin_1_means_windows_1252() -> None:
    for label in ("iso-8859-1", "latin1", "ISO_8859-1", "us-ascii"):
        assert decode("“Zoë”".encode("cp1252"), label) == "“Zoë”"


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("gb2312", "gb18030", "北京镕"),
        ("shift_jis", "cp932", "東京①"),
        ("euc-kr", "cp949", "똠방각하"),
        ("big5", "big5hkscs", "台北"),
        ("iso-8859-9", "cp1254", "İstanbul"),
        ("tis-620", "cp874", "กรุงเทพ"),
        ("koi8-r", "koi8-r", "Москва"),
        ("iso_8859-5:1988", "iso8859-5", "Москва"),
        ("iso-ir-127", "iso8859-6", "القاهرة"),
    ],
)
def test_labels_mean_what_they_mean_to_browsers(label: str, codec: str, text: str) -> None:
    assert decode(text.encode(codec), label) == text


def test_wrong_label_is_passed_over() -> None:
    saved_again = f"<meta charset=iso-8859-1>{CAFE}".encode()
    assert decode(saved_again).endswith(CAFE)
    assert decode(f"<meta charset=utf-8>{CAFE}".encode("cp1252")).endswith(CAFE)
    assert decode(CAFE.encode("cp1252"), "utf-8") == CAFE


def test_stray_byte_does_not_change_the_encoding() -> None:
    assert decode(b"x" * 2_000 + CAFE.encode() + b"\xff") == "x" * 2_000 + CAFE + "\ufffd"


@pytest.mark.parametrize(
    "label", ["", "bogus", "rot13", "idna", "utf-7", "iso-2022-kr", "\0", "x" * 10_000]
)
def test_label_that_names_no_encoding_is_passed_over(label: str) -> None:
    assert codec_of(label) == ""
    assert decode(CAFE.encode("cp1252"), label) == CAFE
    assert decode(f"<meta charset='{label}'>{CAFE}".encode()).endswith(CAFE)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", CAFE),
        ("cp1252", "El niño comió mañana en España, ¿qué pasó?"),
        ("cp1252", "Die Straße für Fußgänger wäre schön."),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy. Včera se v Praze sešli ministři."),
        ("iso8859-2", "Zażółć gęślą jaźń. Wczoraj w Łodzi odbyło się ważne spotkanie ministrów."),
        ("cp1251", "Вчера в Москве прошла встреча министров, на которой приняли решение."),
        ("koi8-r", "Вчера в Москве прошла встреча министров, на которой приняли решение."),
        ("cp1253", "Χθες στην Αθήνα πραγματοποιήθηκε συνάντηση υπουργών για τον προϋπολογισμό."),
        ("cp1256", "عقد أمس في القاهرة اجتماع الوزراء واتخذ قرار مهم بشأن الميزانية."),
        ("cp932", "昨日、東京で大臣会議が開かれ、重要な決定が下されました。"),
        ("cp949", "어제 서울에서 장관 회의가 열려 중요한 결정이 내려졌다."),
        ("gb18030", "昨天在北京举行了部长会议，会上作出了重要决定。这是一个重要的消息。" * 5),
    ],
)
def test_text_without_a_label_is_recognised(codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == text


@given(st.binary(max_size=500), st.sampled_from(["", "utf-8", "gb2312", "iso-2022-jp", "utf-16"]))
def test_any_bytes_become_text(data: bytes, label: str) -> None:
    assert isinstance(decode(data, label), str)


@pytest.mark.parametrize(
    "data",
    [
        random.Random(1).randbytes(1 << 20),
        b"\xe9" * (1 << 20),
        b"\xff\xfe" + b"\xd8" * 99_999,
        b"<meta " * 100_000 + b"\xe9",
        b"<!--" * 100_000 + b"\xe9",
        b"a" * (1 << 20) + b"\xe9",
    ],
)
@does_not_hang
def test_hostile_bytes_do_not_hang(data: bytes) -> None:
    decode(data)


def test_escapes_of_old_japanese_mail_are_read() -> None:
    text = "県は木曜日、水門の改修を来年春から始めると発表した。\nTel. 03-1234"
    assert decode(text.encode("iso2022_jp")) == text
    coloured = "\x1b[1mNews\x1b[0m at ten"  # of a terminal
    assert decode(coloured.encode()) == coloured


@pytest.mark.parametrize("added", ["„Prüfung“ – Nachtrag für Höhne", "L’été à Orléans — fin"])
def test_line_in_windows_1252_in_a_text_of_utf_8_costs_no_other_line(added: str) -> None:
    text = "Die Bürgermeisterin von Altenbrück sagte „nein“, über Köln fällt Schnee.\n" * 6
    assert decode(text.encode() + added.encode("cp1252")) == text + added


@pytest.mark.parametrize("hyphen", ["\u00ad", "¬"])
def test_word_parted_by_a_hyphen_of_print_is_whole(hyphen: str) -> None:
    text = f"Le viaduc\n\nLe gouver{hyphen}\nnement a décidé de fermer le viaduc.\n"
    assert clean_text(text).text == "Le gouvernement a décidé de fermer le viaduc."


RUSSIAN = (
    "Совет города сообщил, что плотина открыта и по ней снова можно ходить, как обещали, всем."
)
ARABIC = "قال مجلس المدينة إن السد قد انتهى وإن الناس يمكنهم المرور عليه من جديد بعد ستة أسابيع"


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "iso8859-5", "mac-cyrillic", "cp866"])
def test_cyrillic_without_a_label_is_told_by_its_common_words(codec: str) -> None:
    assert decode(RUSSIAN.encode(codec)) == RUSSIAN


@pytest.mark.parametrize("codec", ["cp1256", "iso8859-6"])
def test_arabic_without_a_label_is_told_by_its_common_words(codec: str) -> None:
    assert decode(ARABIC.encode(codec)) == ARABIC


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_utf_32_needs_no_mark(codec: str) -> None:
    assert decode(RUSSIAN.encode(codec)) == RUSSIAN
    assert decode(bytes(range(4)) * 99).isascii()


def twice(text: str) -> bytes:
    """A text that was taken for windows-1252, and saved again."""
    found = []
    for byte in text.encode():
        try:
            found.append(bytes([byte]).decode("cp1252"))
        except UnicodeDecodeError:
            found.append(chr(byte))
    return "".join(found).encode()


@pytest.mark.parametrize("text", [CAFE, RUSSIAN, ARABIC, "“Zoë’s” — naïve, she said", "漢字 漢字"])
def test_what_was_encoded_twice_is_decoded_twice(text: str) -> None:
    assert decode(twice(text)) == text
    assert decode(f"<meta charset=utf-8>{twice(text).decode()}".encode()).endswith(text)


@pytest.mark.parametrize(
    "text",
    [
        "Out of “café” comes cafÃ©, and “naïve” is naÃ¯ve, as São Paulo reads it in Zürich.",
        "ÊTRE À L’ÉTÉ” — «RÉSUMÉ»",
        "Spaß“ und Fuß“",
        "cafÃ©",
    ],
)
def test_text_that_only_shows_such_rows_stays(text: str) -> None:
    assert decode(text.encode()) == text
