"""A PDF is read as a person reads it: column by column, paragraph by paragraph."""

import pytest

from index.reading import Problem, read_articles
from tests.index.reading.exports.samples import NEXIS_UNI
from tests.index.reading.paper import column, pdf

LEFT = (
    "The tide gauge at the old pier read forty\ncentimetres too low all winter, the har-\n"
    "bour office said on Tuesday.\n"
)
RIGHT = (
    "Fishermen had complained since October\nand were not believed, as the keeper of\n"
    "the lock told the council.\n"
)
HEADLINE = [(50, 740, 24, "Tide gauge read wrong all winter")]


def read(corpus, content, name="a.pdf"):
    return list(read_articles(corpus.write(name, content), name))


def only(found):
    (reading,) = found
    return reading.article


def test_lines_are_joined_to_paragraphs_and_parted_words_are_whole(corpus):
    article = only(read(corpus, pdf(HEADLINE + column(50, 700, LEFT) + column(50, 640, RIGHT))))
    assert article.title == "Tide gauge read wrong all winter"
    assert article.text.split("\n") == [
        "The tide gauge at the old pier read forty centimetres too low all winter, the harbour "
        "office said on Tuesday.",
        "Fishermen had complained since October and were not believed, as the keeper of the lock "
        "told the council.",
    ]


def test_columns_are_read_one_after_the_other(corpus):
    left, right = column(50, 700, LEFT), column(310, 700, RIGHT)
    across = [line for pair in zip(left, right, strict=True) for line in pair]
    for lines in (left + right, across):
        text = only(read(corpus, pdf(HEADLINE + lines))).text
        assert text.index("said on Tuesday") < text.index("Fishermen had complained")
        assert "harbour office" in text


def test_running_heads_and_page_numbers_are_left_out(corpus):
    pages = [
        [
            (50, 810, 8, "Vellmouth Herald, Friday"),
            (290, 20, 8, str(number)),
            *column(50, 700, body),
        ]
        for number, body in enumerate((LEFT, RIGHT), 1)
    ]
    pages[0] += HEADLINE
    text = only(read(corpus, pdf(*pages))).text
    assert "Herald" not in text
    assert "\n1" not in text
    assert "\n2" not in text


def test_sentence_that_goes_on_overleaf_stays_one_paragraph(corpus):
    first, second = LEFT.split("\n", 2)[0], "\n".join(LEFT.split("\n")[1:])
    text = only(read(corpus, pdf(HEADLINE + column(50, 700, first), column(50, 780, second)))).text
    assert "forty centimetres too low" in text


def test_document_information_is_a_source_of_facts(corpus):
    info = (
        "/Title (Tide gauge read wrong) /Author (Tamsin Orrery) /CreationDate (D:20231117063000Z)"
    )
    article = only(read(corpus, pdf(column(50, 700, LEFT + RIGHT), info=info)))
    assert (article.title, article.byline) == ("Tide gauge read wrong", "Tamsin Orrery")
    assert article.date == "2023-11-17"


def test_name_of_a_file_or_a_program_is_no_title(corpus):
    for title in ("Microsoft Word - draft3.doc", "untitled", "page1.indd"):
        article = only(
            read(corpus, pdf(HEADLINE + column(50, 700, LEFT), info=f"/Title ({title})"))
        )
        assert article.title == "Tide gauge read wrong all winter"


def test_printed_date_outweighs_the_day_when_it_was_saved(corpus):
    lines = [*HEADLINE, (50, 720, 10, "17 November 2023"), *column(50, 690, LEFT + RIGHT)]
    article = only(read(corpus, pdf(lines, info="/CreationDate (D:20240502100000Z)")))
    assert article.date == "2023-11-17"


def test_password_is_named(corpus):
    (problem,) = read(corpus, pdf(column(50, 700, LEFT), encrypt=True))
    assert problem == Problem("a.pdf", "a PDF with a password; save it without one")


def test_scan_is_named_with_what_to_do(corpus, monkeypatch):
    monkeypatch.setattr("index.reading.pdf.is_there", lambda: False)
    (problem,) = read(corpus, pdf([]))
    assert "a scan" in problem.reason
    assert "OCR" in problem.reason


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" + b"x" * 300, b""]
)
def test_hostile_document_is_named(corpus, content):
    (problem,) = read(corpus, content)
    assert isinstance(problem, Problem)


def test_document_that_breaks_off_is_read_or_named(corpus):
    content = pdf(HEADLINE + column(50, 700, LEFT))
    for end in range(0, len(content), 150):
        assert len(read(corpus, content[:end])) == 1


def test_export_in_a_pdf_is_split(corpus):
    pages = [column(50, 780, part.strip(), 9) for part in NEXIS_UNI.split("Page 3 of 3")]
    found = read(corpus, pdf(*pages))
    assert [reading.article.title for reading in found] == [
        "Tide gauge read wrong all winter",
        "Bakery fire closes Salt Street",
    ]
