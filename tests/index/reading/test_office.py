"""Office documents are articles with their headings, or exports of a press database."""

import pytest

from index.reading import Problem, read_articles
from tests.index.reading.exports import samples
from tests.index.reading.harvest import SENTENCES
from tests.index.reading.office import docx, odt, package, rtf

MORE = "Fishermen had complained since October, and nobody in the harbour office believed them."
FACTS = (
    "<dc:title>Draft</dc:title><dc:creator>Tamsin Orrery</dc:creator>"
    "<dcterms:created>2023-11-17T06:30:00Z</dcterms:created>"
)


def read(corpus, name, content):
    return list(read_articles(corpus.write(name, content), name))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", docx("# Ferry aground", SENTENCES, MORE, facts=FACTS)),
        ("a.odt", odt("# Ferry aground", SENTENCES, MORE, facts=FACTS)),
        ("a.doc", docx("# Ferry aground", SENTENCES, MORE, facts=FACTS)),
        ("a.txt", odt("# Ferry aground", SENTENCES, MORE, facts=FACTS)),
    ],
)
def test_document_is_an_article(corpus, name, content):
    (reading,) = read(corpus, name, content)
    article = reading.article
    assert article.title == "Ferry aground"
    assert article.text == f"{SENTENCES}\n{MORE}"
    assert article.byline == "Tamsin Orrery"


def test_rtf_is_an_article(corpus):
    text = f"Fähre auf Grund\n\n{SENTENCES}\n\n{MORE}"
    for name in ("a.rtf", "a.txt", "a.doc"):
        (reading,) = read(corpus, name, rtf(text, info="{\\author Tamsin Orrery}"))
        article = reading.article
        assert article.title == "Fähre auf Grund"
        assert article.text == f"{SENTENCES}\n{MORE}"
        assert article.byline == "Tamsin Orrery"


@pytest.mark.parametrize("form", [docx, odt])
@pytest.mark.parametrize(
    "content", [samples.NEXIS_UNI, samples.NEXIS_GERMAN, samples.FACTIVA_PLAIN]
)
def test_export_in_a_document_is_split(corpus, form, content):
    found = read(corpus, "a.zip", package(("a.docx", form(*content.splitlines()))))
    plain = read(corpus, "a.txt", content)
    assert [r.article.title for r in found] == [r.article.title for r in plain]
    numbers = [reading.id.partition("#")[2] for reading in plain]
    assert [reading.id for reading in found] == [f"a.zip#1.{number}" for number in numbers]


def test_headline_of_an_export_may_be_a_heading(corpus):
    lines = samples.NEXIS_UNI.splitlines()
    titles = {reading.article.title for reading in read(corpus, "a.txt", samples.NEXIS_UNI)}
    headed = [f"# {line}" if line.strip() in titles else line for line in lines]
    found = read(corpus, "a.docx", docx(*headed))
    assert {reading.article.title for reading in found} == titles


@pytest.mark.parametrize("content", [samples.NEXIS_OLD, samples.FACTIVA_CODED, samples.NEXIS_UNI])
def test_export_in_rtf_is_split(corpus, content):
    found, plain = read(corpus, "a.rtf", rtf(content)), read(corpus, "a.txt", content)
    assert [r.article.title for r in found] == [r.article.title for r in plain]
    assert [r.article.text for r in found] == [r.article.text for r in plain]


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf"])
@pytest.mark.parametrize(
    "content",
    [b"", b"PK\3\4broken", b"{\\rtf", b"Ferry aground", b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(600)],
)
def test_hostile_document_is_named(corpus, name, content):
    for found in read(corpus, name, content):
        assert isinstance(found, Problem) or found.article.text


def test_hostile_entities_do_not_grow(corpus):
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
    content = package(
        ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", bomb)
    )
    (problem,) = read(corpus, "a.odt", content)
    assert "XML" in problem.reason
