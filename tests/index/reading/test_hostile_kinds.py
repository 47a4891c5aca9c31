"""Files made to keep a reader busy are read or named as soon as any other."""

import pytest

from index.reading import read_articles
from tests.hang import does_not_hang

HOSTILE = {
    "a.eml": "From: a@b.c\nTo: d@e.f\nSubject: x\nContent-Type: text/html\n\n" + "<td>" * 100_000,
    "b.eml": "From: a@b.c\nTo: d@e.f\nSubject: x\nDate: x\n\n" + "> -- " * 100_000,
    "c.xml": "<?xml version='1.0'?><rss><channel>" + "<a>" * 100_000,
    "d.rtf": "{\\rtf1 " + "{" * 300_000,
    "e.bib": "@article{a, title={" + "{" * 300_000,
    "f.html": "<!DOCTYPE html>" + "<!-- saved from url=(" * 30_000,
    "g.html": "<html>/web/ archive.org " + "<!-- BEGIN WAYBACK TOOLBAR INSERT -->" * 30_000,
    "h.md": "author:: [[" + "[" * 300_000,
    "i.csv": "text,title\n" + '"' * 300_000,
    "j.json": '{"a":' * 100_000,
    "k.mbox": "From a@b.c Fri Nov 17 06:30:00 2023\n" * 30_000,
    "l.pdf": "%PDF-1.4\n" + "1 0 obj<<>>endobj\n" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@does_not_hang
def test_hostile_file_is_read_or_named(corpus, name):
    assert list(read_articles(corpus.write(name, HOSTILE[name]), name))


@does_not_hang
def test_hostile_export_with_the_same_article_again_and_again_is_read(corpus):
    content = "@misc{b, title={Ferry}, abstract={It ran aground.}}\n" * 2_000
    found = list(read_articles(corpus.write("a.bib", content), "a.bib"))
    assert len({reading.id for reading in found}) == 2_000


def test_text_that_is_told_as_an_export_and_holds_none_is_an_article(corpus):
    content = "Gale Document Number and Full Text are words.\n\nBy the lock they meant nothing."
    (reading,) = read_articles(corpus.write("a.txt", content), "a.txt")
    assert reading.id == "a.txt"


@pytest.mark.parametrize("size", [0, 8, 512, 1_600, 6_000])
def test_damaged_outlook_message_is_said_to_be_one(corpus, size):
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 24
    (problem,) = read_articles(corpus.write("mail.msg", container[:size]), "mail.msg")
    assert problem.reason in {"not an Outlook message, or damaged", "no text in it"}
