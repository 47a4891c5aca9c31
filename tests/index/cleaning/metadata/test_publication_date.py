"""On which day an article came out, where pages say several things or nothing plain."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from index import clean_html
from index.cleaning.metadata.local_day import local_day
from index.cleaning.metadata.metadata import Metadata, metadata_of_page

PROSE = "<p>" + "The ferry went aground at dusk and was towed off on the flood. " * 5 + "</p>"


def of_page(body: str, head: str = "", **where: str) -> Metadata:
    page = f"<html lang=en-GB><head>{head}</head><body>{body}</body></html>"
    return metadata_of_page(LexborHTMLParser(page), **where)


def published(stamp: str) -> str:
    return f'<meta property="article:published_time" content="{stamp}">'


def script(source: str) -> str:
    return f"<script>{source}</script>"


def article(above: str = "", below: str = "") -> str:
    """A page on which nothing stands by the headline but the article."""
    filler = "<p>A line of the article that holds no date at all.</p>" * 25
    return f"{above}<article><h1>Ferry aground off Oumet</h1>{filler}{PROSE}</article>{below}"


SIDEBAR = (
    '<article><div class="sidebar">{}<time datetime="2023-03-15T12:00">so long ago</time></div>'
    "</article>"
)


@pytest.mark.parametrize(
    ("stamp", "others", "address", "day"),
    [
        # An evening in America: the address has the day, or another stamp, with or without a zone.
        ("2023-11-09T01:09:55+00:00", [], "2023-11-08", "2023-11-08"),
        ("2023-11-09T01:09:55Z", ["2023-11-08T18:09:55-07:00"], "", "2023-11-08"),
        ("2023-11-09T01:09:55Z", ["2023-11-08 18:09:55"], "", "2023-11-08"),
        # A morning in Asia, by the page's own stamp.
        ("2020-12-24T23:59:50+00:00", ["2020-12-25T01:59:50+02:00"], "", "2020-12-25"),
        # At noon it is not yesterday anywhere; an older address is another matter.
        ("2023-11-09T13:00:00Z", [], "2023-11-08", ""),
        ("2023-11-09T01:09:55Z", [], "2023-11-06", ""),
        # Other moments; times that are local already; what is no time at all.
        ("2023-11-09T01:09:55Z", ["2023-11-08T19:15:00-07:00", "2023-11-08 18:10:00"], "", ""),
        ("2023-11-09T01:09:55+01:00", [], "2023-11-08", ""),
        ("2023-11-09", ["soon", ""], "2023-11-08", ""),
        ("2023-02-31T01:00:00Z", ["2023-02-30T01:00:00-09:00"], "2023-02-31", ""),
    ],
)  # fmt: skip
def test_evening_by_utc_is_the_day_that_it_was_at_the_outlet(stamp, others, address, day):
    assert local_day(stamp, others, address) == day


def test_page_with_a_stamp_in_utc_has_its_outlets_day():
    time = '<h1>Ferry aground</h1><time datetime="2023-11-08T18:09:55-07:00">8 November</time>'
    metadata = of_page(time, published("2023-11-09T01:09:55+00:00"))
    assert (metadata.date, metadata.provenance["date"]) == (
        "2023-11-08",
        "meta article:published_time",
    )


def test_earlier_day_that_element_and_line_agree_on_is_that_of_publication():
    body = '<h1>Ferry aground</h1><div class="date">12 March 2023</div>' + PROSE
    assert of_page(body, published("2024-06-01")).date == "2023-03-12"


def test_declared_day_counts_where_the_page_shows_it_too_or_a_later_one():
    shown = '<h1>Ferry aground</h1><div class="date">12 March 2023</div><p>1 June 2024</p>'
    later = '<h1>Ferry aground</h1><div class="date">12 July 2024</div>'
    assert of_page(shown, published("2024-06-01")).date == "2024-06-01"
    assert of_page(later, published("2024-06-01")).date == "2024-06-01"


def test_date_that_programs_read_counts_before_the_figures_around_it():
    body = (
        '<h1>Ferry aground</h1><div class="meta">By Ada Byron '
        '<time datetime="2017-03-01T12:00:00">03/01/2017</time></div>'
    )
    assert of_page(body).date == "2017-03-01"


def test_day_is_looked_for_where_only_the_month_is_declared():
    head = '<meta name="citation_publication_date" content="2017/01">'
    body = '<h1>Ferry aground</h1><p class="published">30 January 2017</p>'
    assert of_page(body, head).date == "2017-01-30"
    elsewhere = '<h1>Ferry aground</h1><p class="published">2 May 2019</p>'
    assert of_page(elsewhere, head).date == "2017-01"


def test_month_of_an_address_has_the_day_that_one_line_of_the_page_names():
    address = "https://courier.example/2023/03/ferry-aground"
    page = article(below="<p>This was written on Wednesday, 15 March 2023, at noon. 3 May 2022</p>")
    assert of_page(page, url=address).date == "2023-03-15"
    two = article(below="<p>15 March 2023</p><p>16 March 2023</p>")
    assert of_page(two, url=address).date == "2023-03"


def test_midnight_of_the_outlet_by_utc_is_the_day_that_begins():
    body = '<h1>Ferry aground</h1><p class="date">5 November 2021</p>'
    assert of_page(body, published("2021-11-04T23:00Z")).date == "2021-11-05"
    assert of_page(body, published("2021-11-04T23:07:12Z")).date == "2021-11-04"
    assert of_page("<h1>Ferry aground</h1>", published("2021-11-04T23:00Z")).date == "2021-11-04"


@pytest.mark.parametrize(
    ("page", "source"),
    [
        (article(above=script('a = {"publishedAt": "2023-03-15T10:00:00Z"}')), "a script"),
        (article(above=script("page.created_at = 1678878000;")), "a script"),
        (article(above=script('showDate("2023/03/15 01:43:09")')), "a script"),
        (article(below=f"<p>Vellmouth, (15.03.2023). {PROSE[3:]}"), "dateline"),
        (article(below=f"<p><b>15.03.2023 „{'The wall leans by a hand, it does. ' * 4}</b>{PROSE}"),
         "dateline"),
        (article(below=SIDEBAR.format("2 o'clock")), "only date on the page"),
        (article(below="<div>15 March 2023</div>"), "only date on the page"),
        (article(above="<div>Saturday, 15 March 2023</div>"), "only date on the page"),
        ("<div>Courier <span>|</span> <span>15.03.23</span></div><h1>Ferry</h1>", "two-digit year"),
        (article(below="<p>2 May 2019</p><p>Published 15 March 2023</p>"), "only date on the page"),
    ],
)  # fmt: skip
def test_page_that_marks_no_date_has_its_only_one_and_says_that_it_is_uncertain(page, source):
    metadata = of_page(page)
    assert (metadata.date, metadata.provenance["date"]) == ("2023-03-15", source)
    assert metadata.date_confidence == "low"


def test_reader_is_told_that_a_date_is_uncertain():
    page = article(below="<div>15 March 2023</div>")
    assert clean_html(page).provenance["date"] == "only date on the page (uncertain)"


@pytest.mark.parametrize(
    "page",
    [
        article(below="<div>15 March 2023</div><div>2 May 2019</div>"),
        article(below="<div>Last updated 15 March 2023</div>"),
        article(below="<div>Offer valid through 15 March 2023</div>"),
        article(below="<footer><div>15 March 2023</div></footer>"),
        article(below='<div class="related"><div>15 March 2023</div></div>'),
        article(below=f"<p>The wall was built on <b>15 March 2003</b> by hand. {PROSE[3:]}"),
        article(above=script('a = {"created_at": "2023-03-15", "publish_date": "2019-05-02"}')),
        article(above=script("var version = '2023-03-15'")),
        article(above="<option>15 March 2023</option>"),
        article(below="<div>15.3.23.1</div><div>1.15.3.23</div>"),
        article(below=f"<p>On 15.03.2023 came {PROSE[3:]}"),
        article(below=f"<p>Sale ends 03/15/2023. While stocks last. {PROSE[3:]}"),
        article(below=SIDEBAR.format("Last updated")),
        article(below=SIDEBAR.format("").replace("<time", "<time itemprop=dateModified")),
    ],
)  # fmt: skip
def test_date_that_may_be_about_anything_is_no_date_of_publication(page):
    assert of_page(page).date == ""


def test_goods_have_no_only_date():
    goods = '<script type="application/ld+json">{"@type": "Product", "name": "A mug"}</script>'
    assert of_page(article(below="<div>15 March 2023</div>"), goods).date == ""


def test_persian_months_are_also_typed_with_arabic_letters():
    body = '<h1>اندازه</h1><span class="date-created"> 2 تير 1399 - 12:09:08</span>'
    assert of_page(body).date == "2020-06-22"
