"""A page saved by Chrome or Edge in one file is an article."""

import base64
import quopri

import pytest

from index.reading import Problem, Reading, read_articles
from tests.hang import does_not_hang
from tests.index.reading.harvest import SENTENCES, page

TOP = """From: <Saved by Blink>
Snapshot-Content-Location: https://courier.example/2023/ferry.html
Subject: =?utf-8?Q?Ferry?=
Date: Tue, 14 Mar 2023 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--x1----"
"""
HTML = "Content-Type: text/html\n"
QP = "Content-Transfer-Encoding: quoted-printable\n"
PICTURE = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n"


def saved(*parts, top=TOP, newline=b"\r\n"):
    """A file with parts, each (header fields, body in its transfer encoding)."""
    lines = [top.encode(), b""]
    for head, body in parts:
        lines += [b"------MultipartBoundary--x1----", head.encode(), body]
    lines.append(b"------MultipartBoundary--x1------\n")
    return b"\n".join(lines).replace(b"\n", newline)


def read(corpus, content, name="ferry.mhtml"):
    return list(read_articles(corpus.write(name, content), name))


def article(corpus, content, name="ferry.mhtml"):
    (reading,) = read(corpus, content, name)
    assert isinstance(reading, Reading), reading
    assert reading.id == name
    return reading.article


def test_page_is_the_article(corpus):
    found = article(corpus, saved((HTML + QP, quopri.encodestring(page("Ferry aground")))))
    assert found.title == "Ferry aground"
    assert SENTENCES in found.text


@pytest.mark.parametrize("newline", [b"\r\n", b"\n"])
@pytest.mark.parametrize("name", ["a.mht", "a.MHTML"])
def test_both_endings_and_newlines_are_read(corpus, newline, name):
    content = saved((HTML + QP, quopri.encodestring(page("Ferry"))), newline=newline)
    assert article(corpus, content, name).title == "Ferry"


@pytest.mark.parametrize(
    ("encoding", "encode"),
    [
        ("quoted-printable", quopri.encodestring),
        ("base64", base64.encodebytes),
        ("8bit", bytes),
        ("binary", bytes),
        ("7bit", bytes),
    ],
)
def test_every_transfer_encoding_is_undone(corpus, encoding, encode):
    head = f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n"
    assert (
        article(corpus, saved((head, encode(page("Fähre läuft auf"))))).title == "Fähre läuft auf"
    )


def test_charset_is_that_of_the_part(corpus):
    text = "Паром сел на мель в полдень, и никто на борту не пострадал. " * 3
    body = f"<title>Паром</title><p>{text}</p><p>{text}</p>".encode("windows-1251")
    head = "Content-Type: text/html; charset=windows-1251\nContent-Transfer-Encoding: base64\n"
    assert article(corpus, saved((head, base64.encodebytes(body)))).title == "Паром"


def test_address_is_that_of_the_part(corpus):
    head = HTML + QP + "Content-Location: https://courier.example/other.html\n"
    assert article(corpus, saved((head, page("Ferry")))).url == "https://courier.example/other.html"


def test_address_is_else_that_of_the_snapshot(corpus):
    head = HTML + QP + "Content-Location: cid:frame-1@mhtml.blink\n"
    assert (
        article(corpus, saved((head, page("Ferry")))).url
        == "https://courier.example/2023/ferry.html"
    )


def test_folded_and_encoded_address_is_whole(corpus):
    head = (
        HTML
        + QP
        + "Content-Location: =?utf-8?Q?https://courier.example/?=\n =?utf-8?Q?a=5Fb.html?=\n"
    )
    assert article(corpus, saved((head, page("Ferry")))).url == "https://courier.example/a_b.html"


@pytest.mark.parametrize(
    "address", ["=?hex?q?zz?=", "=?ut\xff-8?q?zz?=", "=?utf-8?b?=", "http://[::1"]
)
def test_address_that_cannot_be_read_does_not_cost_the_page(corpus, address):
    content = saved((HTML + f"Content-Location: {address}\n", page("Ferry")))
    assert article(corpus, content.replace("\xff".encode(), b"\xff")).title == "Ferry"


def test_moment_of_saving_is_no_date_of_the_article(corpus):
    top = TOP.replace("/2023/", "/")
    assert article(corpus, saved((HTML + QP, page("Ferry")), top=top)).date == ""


def test_first_page_is_taken_and_frames_and_pictures_are_not(corpus):
    parts = [(PICTURE, b"iVBORw0KGgo="), (HTML, page("Ferry")), (HTML, page("Advertisement"))]
    found = article(corpus, saved(*parts))
    assert found.title == "Ferry"
    assert "Advertisement" not in found.text


def test_page_that_is_named_as_the_start_is_taken(corpus):
    top = TOP.replace('type="text/html";', 'type="text/html"; start="<main>";')
    parts = [(HTML, page("Frame")), (HTML + "Content-ID: <main>\n", page("Ferry"))]
    assert article(corpus, saved(*parts, top=top)).title == "Ferry"
    top = top.replace("<main>", "<lost>")
    assert article(corpus, saved(*parts, top=top)).title == "Frame"


def test_page_within_a_container_within_the_message_is_found(corpus):
    inner = b"--inner\n%b\n%b\n--inner--\n" % (HTML.encode(), page("Ferry"))
    head = "Content-Type: multipart/alternative; boundary=inner\n"
    assert article(corpus, saved((head, inner))).title == "Ferry"


def test_message_that_is_the_page_is_read(corpus):
    assert article(corpus, f"{HTML}{QP}\n".encode() + page("Ferry")).title == "Ferry"


def test_file_cut_short_gives_what_is_there(corpus):
    content = saved((HTML, page("Ferry")), (PICTURE, b"iVBORw0KGgo="))
    assert article(corpus, content[: content.index(b"iVBOR")]).title == "Ferry"
    assert SENTENCES in article(corpus, content[: content.index(b"<p>So said")]).text


@pytest.mark.parametrize("content", [b"\0" * 99, b"no message", saved((PICTURE, b"iVBORw0KGgo="))])
def test_file_without_a_page_is_a_problem(corpus, content):
    assert read(corpus, content) == [Problem("ferry.mhtml", "no HTML page in it")]


NEST = b"Content-Type: multipart/related; boundary=b\n\n"


@pytest.mark.parametrize(
    "content",
    [
        TOP.encode() + b"\n" + b"------MultipartBoundary--x1----\n" * 30_000,
        TOP.encode() + b"\n" + b"------MultipartBoundary--x1----\n\n" * 30_000,
        NEST + (b"--b\n" + NEST) * 20_000,
        b"Content-Type: multipart/related; boundary=" + b'";' * 500_000,
        b"Content-Type: multipart/related" + b"; a=\"b" * 100_000 + b"\n\n",
        b"Content-Location: " + b"=?utf-8?q?=3D?= " * 60_000 + b"\nContent-Type: text/html\n\n",
        b"Content-Location: =?hex?q?zz?=\nContent-Type: text/html; charset=hex\n\n<p>text",
        b"Content-Location: =?ut\xff-8?q?zz?=\nContent-Type: text/html\n\n<p>text",
        HTML.encode() + b"Content-Transfer-Encoding: base64\n\n" + b"=" * 1_000_000,
        HTML.encode() + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n" + b"M" * 100_000,
        b"a:" * 500_000,
        b"\n" * 1_000_000,
    ],
)  # fmt: skip
@does_not_hang
def test_hostile_message_does_not_hang(corpus, content):
    for found in read(corpus, content):
        assert isinstance(found, Reading | Problem)
