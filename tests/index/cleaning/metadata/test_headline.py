"""Which of a page's titles is its headline."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from index.cleaning.metadata.metadata import Metadata, metadata_of_page

HEADLINE = "Tide gauge read wrong all winter"


def of_page(head: str, body: str, **where: str) -> Metadata:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return metadata_of_page(LexborHTMLParser(page), **where)


def og(title: str = HEADLINE) -> str:
    return f'<meta property="og:title" content="{title}">'


def news(headline: str) -> str:
    node = f'{{"@type": "NewsArticle", "headline": "{headline}"}}'
    return f'<script type="application/ld+json">{node}</script>'


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Harbour Desk</h1><h2>{HEADLINE}</h2>",
        f"<h1>Open the main menu</h1><article><h2>{HEADLINE}</h2></article>",
        '<h1><a href="/">The paper that is read at the harbour</a></h1>',
        "<h1>Our blog</h1>",
    ],
)
def test_heading_of_the_site_is_not_the_headline(body):
    assert of_page(og(), body).title == HEADLINE


def test_address_tells_the_headline_from_a_heading_about_something_else():
    body = "<h1>A letter to our readers from the owner</h1>"
    url = "https://courier.example/2023/tide-gauge-read-wrong-all-winter"
    assert of_page(og(), body, url=url).title == HEADLINE
    assert of_page(og(), body).title == "A letter to our readers from the owner"


def test_headline_that_is_printed_in_a_lower_heading_needs_no_name_of_the_site():
    title = f"<title>{HEADLINE} - all about the sea</title>"
    metadata = of_page(title, f"<h3>{HEADLINE}</h3>")
    assert (metadata.title, metadata.provenance["title"]) == (HEADLINE, "heading")


@pytest.mark.parametrize(
    "heading",
    [
        f"<span>At the harbour</span> {HEADLINE}",
        f"At the harbour: {HEADLINE}",
        f"{HEADLINE} <small>What the keeper of the lock says</small>",
        f"{HEADLINE} | The Harbour Desk",
    ],
)
def test_kicker_and_subtitle_are_no_part_of_the_headline(heading):
    assert of_page(og(), f"<h1>{heading}</h1>").title == HEADLINE


@pytest.mark.parametrize(
    "heading",
    [
        f"{HEADLINE} and nobody noticed",
        f"The {HEADLINE}",
        f"2023 {HEADLINE}",
        f"<b>Tide</b>{HEADLINE[4:]}",
    ],
)
def test_headline_that_only_begins_like_the_declared_title_is_whole(heading):
    text = heading.replace("<b>", "").replace("</b>", "")
    assert of_page(og(), f"<h1>{heading}</h1>").title == text


def test_kicker_that_the_declared_title_sets_apart_stays_so():
    heading = "<h1><span>Tide gauge</span><span>Wrong all winter</span></h1>"
    assert of_page(og("Tide gauge: Wrong all winter"), heading).title == (
        "Tide gauge: Wrong all winter"
    )


def test_title_that_news_declare_twice_counts_before_another_heading():
    other = "<h1>Gauge at the harbour was read wrong for the whole winter</h1>"
    assert of_page(og() + news(HEADLINE), other).title == HEADLINE
    assert of_page(og(), other).title.startswith("Gauge at the harbour")


def test_declared_title_that_nothing_bears_out_is_not_the_headline():
    node = (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        f'"name": "{HEADLINE}", "headline": "a device that measures the sea"}}</script>'
    )
    assert of_page(f"<title>Tide gauge - Vellmouth Herald</title>{node}", "").title == HEADLINE


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (f"Harbour Post: {HEADLINE}", f"<h1><a href=/>Harbour Post</a></h1><h3>{HEADLINE}</h3>"),
        (f"{HEADLINE} - Time 4 tides", f"<h1>Time 4 tides</h1><h2>{HEADLINE}</h2>"),
        (f"{HEADLINE}", f"<h1>adaoke.example</h1><h2>{HEADLINE}</h2>"),
    ],
)  # fmt: skip
def test_name_of_a_site_above_the_headline_is_told_by_the_title_element(title, body):
    assert of_page(f"<title>{title}</title>", body).title == HEADLINE


def test_headline_above_a_subtitle_stays_though_the_title_element_has_both():
    subtitle = "The keeper of the lock has read it by the wrong chart"
    body = f"<h1>{HEADLINE}</h1><h2>{subtitle}</h2>"
    assert of_page(f"<title>{HEADLINE} - {subtitle}</title>", body).title == HEADLINE


@pytest.mark.parametrize(
    ("site", "host"),
    [
        ("Oumet", "drinkoumet.com"),
        ("Oumet Tyres", "tyres.oumet.com"),
        ("Oumet.com", "shop.oumet.com"),
        ("Harbour Farms Finance Society", "hffs.com"),
    ],
)
def test_name_that_the_domain_has_is_no_part_of_a_declared_title(site, host):
    url = f"https://www.{host}/tide-gauge"
    assert of_page(og(f"{HEADLINE} | {site}"), "<p>It did.</p>", url=url).title == HEADLINE
    other = of_page(og(f"{HEADLINE} | {site}"), "<p>It did.</p>", url="https://elsewhere.org/tide")
    assert other.title == f"{HEADLINE} | {site}"


def test_date_before_a_headline_is_no_part_of_it():
    assert of_page("", f"<h1>27.01.2022{HEADLINE}</h1>").title == HEADLINE
    assert of_page("", "<h1>2024.4.4 -> 2024.5.0 does not start</h1>").title.startswith("2024.4.4")


@pytest.mark.parametrize(
    ("heading", "address", "title"),
    [
        (f"{HEADLINE} | Opinion", "/opinion/2023/tide-gauge", HEADLINE),
        (f"{HEADLINE} | Coast Guard", "/story/coast-guard/tide-gauge.html", HEADLINE),
        (f"{HEADLINE} | Opinion", "/2023/tide-gauge", f"{HEADLINE} | Opinion"),
        (f"{HEADLINE} | Opinion", "/2023/opinion", f"{HEADLINE} | Opinion"),
        ("Eels | Herons", "/herons/eels", "Eels | Herons"),
    ],
)
def test_section_behind_a_headline_is_known_by_the_address(heading, address, title):
    url = f"https://courier.example{address}"
    assert of_page("", f"<h1>{heading}</h1>", url=url).title == title


@pytest.mark.parametrize("address", ["/coast/eels.html", "/coast/eels", "/coast/eels/?page=1"])
def test_heading_of_one_word_is_the_headline_if_the_address_spells_it(address):
    title = "<title>Coast! Everything about the coast</title>"
    url = f"https://courier.example{address}"
    assert of_page(title, "<h1>Eels</h1><h1>Menu</h1>", url=url).title == "Eels"
    other = "https://courier.example/coast/1234"
    assert of_page(title, "<h1>Eels</h1><h1>Menu</h1>", url=other).title != "Eels"


def test_motto_that_ends_every_title_of_a_site_is_not_the_headline():
    title = "<title>Tide gauge wrong - The sea, told by those who live there</title>"
    body = "<h1>The sea, told by those who live there</h1><p>The tide gauge.</p>"
    url = "https://courier.example/tide-gauge-wrong.html"
    assert of_page(title, body, url=url).title == "Tide gauge wrong"


def test_heading_that_is_declared_as_it_stands_is_not_cut():
    head = f"<title>{HEADLINE} - Coast</title>" + og(f"{HEADLINE} - what the keeper says")
    body = f"<h1>{HEADLINE} - what the keeper says</h1>"
    assert of_page(head, body).title == f"{HEADLINE} - what the keeper says"


def test_heading_of_one_word_that_is_declared_is_the_headline_unless_a_longer_one_is():
    head = og("Mudlark") + "<title>Mudlark - Download</title>"
    assert of_page(head, "<h1>Mudlark</h1>").title == "Mudlark"
    head = og() + "<title>News</title>"
    assert of_page(head, f"<h1>News</h1><h1>{HEADLINE}</h1>").title == HEADLINE


def test_heading_that_is_a_declared_title_counts_before_one_that_shares_its_words():
    head = f"{og()}<title>{HEADLINE} l HARBOUR RADIO</title>"
    assert of_page(head, f"<h1>HARBOUR RADIO</h1><h1>{HEADLINE}</h1>").title == HEADLINE


@pytest.mark.parametrize("heading", ["Tide tables", "Winter | Archive"])
def test_one_word_in_common_makes_no_headline(heading):
    assert of_page(og(), f"<h1>{heading}</h1><h1>About the gauge</h1>").title == HEADLINE


def test_address_that_is_a_declared_title_decides_though_the_heading_shares_words_with_it():
    url = "https://harbour.example/tide/tide-gauge-and-tides"
    body = "<h1>Society of Friends of Tide Gauges and Tides in Winter</h1>"
    head = f"{og('Tide gauge and tides')}<title>Tide gauge and tides » Friends of tides</title>"
    assert of_page(head, body, url=url).title == "Tide gauge and tides"
    assert of_page(head, "<h1>Tide gauge and tides, told</h1>", url=url).title != "Friends of tides"


def test_name_of_a_site_is_told_by_an_address_that_is_the_part_before_it():
    url = "https://gauges.example/offshore-gauges"
    head = "<title>Offshore-Gauges – News from the sea | Trust for Offshore Gauges</title>"
    body = "<h1>Trust for Offshore Gauges</h1><h2>Offshore-Gauges – News from the sea</h2>"
    assert of_page(head, body, url=url).title == "Offshore-Gauges – News from the sea"


def test_address_of_the_site_that_begins_the_title_element_is_the_outlet():
    head = "<title>Tidegauge.example » Archive » How the keeper read it</title>"
    body = "<h1><a href='/'>Tidegauge.example</a></h1><h2>How the keeper read it</h2>"
    metadata = of_page(head, body, url="https://tidegauge.example/how-the-keeper-read-it/")
    assert metadata.title == "How the keeper read it"
    assert "keeper" not in metadata.outlet


def test_summary_that_is_declared_as_a_title_bears_no_heading_out():
    summary = "Tide updates and what they say of the winter, " * 5
    head = f"{og()}<meta name='twitter:title' content='{summary}'><title>{HEADLINE}</title>"
    assert of_page(head, "<h1>Tide updates</h1>").title == HEADLINE


def test_last_piece_of_a_heading_is_the_headline_if_the_address_spells_it():
    head = f"{news('Tide gauge and tides')}{og('Gauge of the week | Tide gauge and tides')}"
    body = "<h1><span>Gauge of the week</span><b>Tide gauge and tides</b></h1>"
    url = "https://harbour.example/winter/tide-gauge-and-tides/"
    assert of_page(head, body, url=url).title == "Tide gauge and tides"


def test_word_behind_a_title_that_the_address_spells_is_no_part_of_it():
    url = "https://friendsofgauges.example/ten-gauges-and-their-keepers/"
    head = og("Ten gauges and their keepers | XQR")
    body = "<h1>XQR looks for gauges and keepers</h1>"
    assert of_page(head, body, url=url).title == "Ten gauges and their keepers"
