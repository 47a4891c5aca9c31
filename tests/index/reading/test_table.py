"""A table with a header is an article a row; the columns are known by their names."""

import csv
import io

import pytest

from index.reading import Problem, read_articles
from tests.index.reading.harvest import SENTENCES

MEDIACLOUD = {
    "id": "a1",
    "title": "Ferry aground",
    "publish_date": "2023-11-17",
    "media_name": "The Courier",
    "url": "https://courier.example/ferry",
    "indexed_date": "2024-05-02",
    "text": SENTENCES + '\n\nSaid, “he”; and "more".',
}


def table(*rows, delimiter=","):
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def read(corpus, name, content):
    return list(read_articles(corpus.write(name, content), name))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_row_is_an_article_with_its_facts(corpus, delimiter, codec):
    content = table(MEDIACLOUD, MEDIACLOUD | {"title": "Fähre"}, delimiter=delimiter).encode(codec)
    first, second = read(corpus, "a.csv", content)
    article = first.article
    assert (first.id, second.id) == ("a.csv#1", "a.csv#2")
    assert (article.title, article.date) == ("Ferry aground", "2023-11-17")
    assert (article.outlet, article.url) == ("The Courier", "https://courier.example/ferry")
    assert article.text == f'{SENTENCES}\nSaid, “he”; and "more".'
    assert second.article.title == "Fähre"


def test_rows_without_text_are_named(corpus):
    article, problem = read(corpus, "a.csv", table(MEDIACLOUD, MEDIACLOUD | {"text": ""}))
    assert article.id == "a.csv#1"
    assert "without text" in problem.reason


def test_table_of_something_else_is_named_once(corpus):
    (problem,) = read(
        corpus, "a.csv", table(*({"name": str(n), "price": "1"} for n in range(2_000)))
    )
    assert "name, price" in problem.reason


def test_hostile_tables_are_read_or_named(corpus):
    for content in (b"", b"a", b"text,\0title\n\0\0,\n", b'text,title\n"never ends', b"a,b\n" * 9):
        for found in read(corpus, "a.csv", content):
            assert isinstance(found, Problem) or found.article.text


@pytest.mark.parametrize(
    "header",
    [
        "Titel;Datum;Quelle;Autor;Text",
        "Überschrift;Veröffentlicht;Zeitung;Verfasser;Volltext",
        "Titre;Date de publication;Source;Auteur;Texte",
        "Título;Fecha;Medio;Autor;Texto",
        "Titolo;Data;Testata;Autore;Testo",
        "Kop;Datum;Krant;Auteur;Tekst",
        "Título;Data;Jornal;Autor;Conteúdo",
        "Tytuł;Data;Źródło;Autor;Treść",
        "Rubrik;Datum;Tidning;Författare;Innehåll",
        "Başlık;Tarih;Kaynak;Yazar;Metin",
        "Заголовок;Дата;Источник;Автор;Текст",
        "العنوان;التاريخ;المصدر;الكاتب;النص",
        "标题;日期;来源;作者;正文",
        "제목;날짜;출처;기자;본문",
    ],
)
def test_columns_are_known_in_other_languages(corpus, header):
    row = f'Ferry aground;2023-11-17;The Courier;Ada Byron;"{SENTENCES}"'
    (reading,) = read(corpus, "a.csv", f"{header}\n{row}\n")
    article = reading.article
    assert (article.title, article.date) == ("Ferry aground", "2023-11-17")
    assert (article.outlet, article.byline) == ("The Courier", "Ada Byron")
    assert article.text == SENTENCES


def test_what_was_marked_in_an_article_is_its_text(corpus):
    marked = {"Highlight": "The ferry ran aground.", "Book Title": "Ferry aground",
              "Book Author": "Ada Byron", "Highlighted at": "2024-05-02"}  # fmt: skip
    (reading,) = read(corpus, "readwise.csv", table(marked))
    assert reading.article.title == "Ferry aground"
    assert reading.article.byline == "Ada Byron"
    assert reading.article.text == "The ferry ran aground."
