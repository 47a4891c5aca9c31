"""Where a saved page was fetched is read off what the program that saved it noted."""

import json
import os
import plistlib

import pytest

from index.reading import read_articles
from tests.index.reading.harvest import SENTENCES, page
from tests.index.reading.office import package

URL = "https://www.courier.example/2023/11/17/ferry"
PAGE = page("Ferry aground").decode()
WAYBACK = "https://web.archive.org/web/20240502101010"
COMMENTS = {
    "Chrome": f"<!DOCTYPE html>\n<!-- saved from url=(0045){URL} -->\n",
    "SingleFile": f"<!DOCTYPE html><!--\n Page saved with SingleFile \n url: {URL} \n saved date: "
    "Sat May 04 2024 21:02:11 GMT+0100\n-->",
    "HTTrack": "<!DOCTYPE html><!-- Mirrored from www.courier.example/2023/11/17/ferry by HTTrack "
    "Website Copier/3.x [XR&CO'2014], Thu, 02 May 2024 10:00:00 GMT -->",
    "Wayback": f"<!DOCTYPE html><!-- saved from url=(0091){WAYBACK}/{URL} -->",
}


def only(corpus, name, content):
    (reading,) = read_articles(corpus.write(name, content), name)
    return reading.article


@pytest.mark.parametrize("program", COMMENTS)
def test_comment_of_a_program_is_the_address(corpus, program):
    article = only(corpus, "a.html", COMMENTS[program] + PAGE)
    assert article.url.endswith("://www.courier.example/2023/11/17/ferry")
    assert article.outlet == "courier.example"
    assert article.date == "2023-11-17"


@pytest.mark.parametrize("comment", ["(0014)about:internet", "(0017)file:///C:/a.html"])
def test_comment_that_names_no_page_is_no_address(corpus, comment):
    assert only(corpus, "a.html", f"<!-- saved from url={comment} -->{PAGE}").url == ""


def test_shortcut_beside_a_page_is_its_address(corpus):
    corpus.write("a.url", f"[InternetShortcut]\r\nURL={URL}\r\n")
    assert only(corpus, "a.html", PAGE).url == URL
    corpus.write("b.html.webloc", plistlib.dumps({"URL": URL}))
    assert only(corpus, "b.html", PAGE).url == URL


def test_attribute_of_a_file_is_its_address(corpus):
    path = corpus.write("a.html", PAGE)
    try:
        os.setxattr(path, "user.xdg.origin.url", URL.encode())
    except (OSError, AttributeError):
        pytest.skip("this file system has no attributes")
    (reading,) = read_articles(path, "a.html")
    assert reading.article.url == URL


def test_note_of_archivebox_is_the_address(corpus):
    note = {"url": URL, "timestamp": "1700000000.1", "history": {}, "title": "The ferry"}
    corpus.write("1700000000.1/index.json", json.dumps(note))
    article = only(corpus, "1700000000.1/readability/content.html", f"<p>{SENTENCES}</p>" * 2)
    assert (article.url, article.title) == (URL, "The ferry")


def test_page_of_the_wayback_machine_is_the_page_that_was_archived(corpus):
    toolbar = (
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div>17 captures of the ferry</div>"
        "<!-- END WAYBACK TOOLBAR INSERT -->"
    )
    saved = PAGE.replace("<body>", f"<body>{toolbar}").replace(
        "<head>", f'<head><link rel="canonical" href="{WAYBACK}/{URL}">'
    )
    article = only(corpus, "a.html", saved)
    assert (article.url, article.outlet) == (URL, "courier.example")
    assert "captures" not in article.text


def test_self_extracting_page_of_singlefile_is_read(corpus):
    content = package(("index.html", COMMENTS["SingleFile"] + PAGE), ("images/0.png", b"\x89PNG"))
    start = b"<!DOCTYPE html><html><!-- Page saved with SingleFile --><script>unzip()</script>"
    article = only(corpus, "a.html", start + content)
    assert (article.title, article.url) == ("Ferry aground", URL)


@pytest.mark.parametrize(
    "head",
    [
        f'<meta charset=utf-8><base href="{URL}"><div id="bN015__google-cache-hdr">Text-only</div>',
        f'<link rel="canonical" href="https://archive.ph/2023.11.18-101112/{URL}">'
        '<meta property="og:site_name" content="archive.ph">',
        f'<link rel=canonical href="https://archive.today/20231118101112/{URL}">',
    ],
)
def test_page_of_an_archive_or_a_cache_has_the_address_of_the_page(corpus, head):
    article = only(corpus, "a.html", f"<!DOCTYPE html><html>{head}{PAGE}")
    assert article.url == URL
    assert article.outlet == "courier.example"
