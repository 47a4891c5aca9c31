"""Who wrote an article, and who did not."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from index.cleaning.metadata.metadata import metadata_of_page


def byline_of(body: str, head: str = "") -> str:
    page = f"<html><head>{head}</head><body><h1>Ferry aground</h1>{body}</body></html>"
    return metadata_of_page(LexborHTMLParser(page)).byline


def author(markup: str) -> str:
    return byline_of(f'<div class="author">{markup}</div>')


@pytest.mark.parametrize(
    "markup",
    [
        "<a>Twitter</a> <a>Facebook</a>",
        "<span>Donnerstag</span>",
        "<span>Artikel</span>",
        "Posted <time>15 March 2023</time>",
        "<a>Copy link</a>",
        "Harbour · 4 min read",
        "<span>Opinion</span>",
        "<span>Super User</span>",
        "<span>Źródło:</span> <b>PAP</b>",
        "<span>Eingestellt</span>",
        "Print",
    ],
)
def test_share_names_days_and_labels_are_nobody(markup):
    assert author(markup) == ""


@pytest.mark.parametrize(
    "markup",
    [
        "<b>Ada Byron</b> <span>Former Harbour Consultant</span>",
        "<span>Written by</span> <a>Ada Byron</a> <i>Writer</i>",
        "<span>Alle Artikel von</span> <span>Ada Byron</span>",
        "Erstellt von Ada Byron",
        "<span>&amp;</span> <span>Ada Byron</span>",
    ],
)
def test_office_and_words_before_a_name_are_no_part_of_it(markup):
    assert author(markup) == "Ada Byron"


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/author/ada">Ada Byron</a> <a href="/author/charles">Charles Babbage</a>',
        "<span>Ada Byron,</span> <span>Charles Babbage</span> <i>Writers</i>",
        "<span>Ada Byron</span> <span>und</span> <span>Charles Babbage</span>",
        "Von Ada Byron und Charles Babbage",
    ],
)
def test_each_author_is_one(markup):
    assert author(markup) == "Ada Byron, Charles Babbage"


def test_couple_and_office_with_an_and_stay_whole():
    assert byline_of("", '<meta name="author" content="Ada und Charles Babbage">') == (
        "Ada und Charles Babbage"
    )


def test_longest_list_that_is_stated_counts():
    head = (
        '<meta name="author" content="Ada Byron"><script type="application/ld+json">'
        '{"@type": "NewsArticle", "author": [{"name": "Charles Babbage"}, {"name": "Ada Byron"}]}'
        "</script>"
    )
    assert byline_of("", head) == "Charles Babbage, Ada Byron"
    other = head.replace('content="Ada Byron"', 'content="Mary Somerville"')
    assert byline_of("", other) == "Mary Somerville"


@pytest.mark.parametrize("place", ["comments", "related-posts", "most-popular"])
def test_author_of_a_comment_or_another_article_is_not_the_author(place):
    element = f'<div class="{place}"><span class="author">Ada Byron</span></div>'
    assert byline_of(element) == ""
    assert byline_of('<aside><span class="author">Ada Byron</span></aside>') == "Ada Byron"


@pytest.mark.parametrize(
    "stated",
    ["Harbour Média", "Redacción Oumet", "Oumet Editorial Team", "Courier News", "Oke GmbH"],
)
def test_person_that_is_shown_counts_before_an_office_that_is_stated(stated):
    head = f'<meta name="author" content="{stated}">'
    assert byline_of("<h1>Ferry</h1><span class=author>Ada Byron</span>", head) == "Ada Byron"
    assert byline_of("<h1>Ferry</h1>", head) == stated


def test_from_an_authority_is_by_nobody():
    assert byline_of("<h1>Ferry</h1><p>von der Behörde</p>") == ""
    assert byline_of("<h1>Ferry</h1><p>Von der Wal Rasmus</p>") == "der Wal Rasmus"


FAR = "".join(f"<p>The ferry ran aground near buoy {number}.</p>" for number in range(30))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Written by Ada Byron</p>",
        "<h2>Article by</h2><div>Ada Byron</div>",
        "<div>Ein Artikel von <strong>Ada Byron</strong></div>",
        "<p>Escrito por Ada Byron</p>",
        "<span>Author:</span> <span>Ada Byron</span>",
    ],
)
def test_line_that_says_who_has_written_it_may_stand_far_from_the_headline(line):
    assert byline_of(FAR + line) == "Ada Byron"


def test_lines_that_name_several_or_nobody_say_nothing_far_from_the_headline():
    assert byline_of(f"{FAR}<p>Written by Ada Byron</p><p>Written by Charles Babbage</p>") == ""
    assert byline_of(f"{FAR}<p>By the Numbers</p><p>Written by our staff</p>") == ""


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Écrit par", "Escrito por"])
def test_card_names_the_author_in_any_language(label):
    head = (
        f'<meta name="twitter:label1" content="{label}">'
        '<meta name="twitter:data1" content="Ada Byron">'
    )
    assert byline_of("", head) == "Ada Byron"
    assert byline_of("", head.replace(label, "Est. reading time")) == ""


def test_description_that_begins_with_a_byline_names_the_author():
    text = "By Ada Byron\n\nThe ferry ran aground."
    assert byline_of("", f'<meta property="og:description" content="{text}">') == "Ada Byron"
    one_line = text.replace("\n\n", " ")
    assert byline_of("", f'<meta property="og:description" content="{one_line}">') == ""


def test_initials_of_an_author_are_no_second_one():
    assert byline_of("", '<meta name="author" content="Ada Byron,AB">') == "Ada Byron"
    assert author("<span>AB</span> <span>Ada Byron</span>") == "Ada Byron"
    assert author("<span>AP</span> <span>Staff</span>") == "AP"
