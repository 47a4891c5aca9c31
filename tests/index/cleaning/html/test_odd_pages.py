"""Pages whose markup misleads: what is the article is kept all the same, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import clean_html
from index.cleaning.html.page import read
from index.cleaning.html.parse import _may_have_long_tag, parse
from index.cleaning.rules import reasons

TITLE = "Oldest ferry stays in dock until autumn"
PROSE = [
    "The ferry company of Ostmark said on Tuesday that its oldest boat, the Heron, would stay in "
    "dock until the autumn, because the hull had cracked near the stern.",
    "Passengers from the three islands will have to take the early boat at six, which has room "
    "for ninety people and no lorries, the company's manager told reporters.",
    "The crack was found by a diver during the yearly inspection, and it is longer than a hand, "
    "according to the report that the ministry published last week.",
    "“We have asked for a second boat since the flood,” said Marta Ilves, the mayor of the "
    "largest island, “and every year we are told to wait.”",
    "Repairs will cost about two million crowns, half of which the insurance is expected to pay, "
    "and the rest will be taken from the reserve for new piers.",
]
BODY = "".join(f"<p>{text}</p>" for text in PROSE)
ARTICLE = f"<h1>{TITLE}</h1>{BODY}"
READERS = "<p>I told them so five years ago, and nobody listened to me, as ever.</p>" * 30


def text_of(body: str) -> list[str]:
    head = f"<title>{TITLE} | Ostmark Courier</title>"
    return clean_html(f"<html lang=en><head>{head}</head><body>{body}</body></html>").text.split(
        "\n"
    )


def by_rules(body: str) -> dict[str, str]:
    """The reason that the rules alone give each paragraph."""
    paragraphs = read(parse(f"<body>{body}</body>"), TITLE, "").outline.paragraphs
    return {paragraph.text: paragraph.reason for paragraph in paragraphs}


@pytest.mark.parametrize(
    "body",
    [
        f"<template class='exit-intent'><p>Wait!</p><main>{ARTICLE}</main>",
        f"<news-page><template shadowrootmode='open'><main>{ARTICLE}</main></template></news-page>",
        f"<main><h1>{TITLE}</h1><a href='#text'>{BODY.replace('<p>', '<br><br>')}</main>",
        f"<table><tr><td><table><tr><td class=content>{ARTICLE}</td></tr></table></td>"
        f"<td>{READERS}</td></tr></table>",
        f"<div class='promo-box'>{ARTICLE}</div><div>{READERS}</div>",
    ],
    ids=["open template", "shadow tree", "open link", "inset table", "promo"],
)  # fmt: skip
def test_article_is_kept_in_markup_that_is_broken_or_says_otherwise(body: str) -> None:
    assert [text for text in PROSE if text not in text_of(body)] == []


def test_template_that_is_closed_is_not_read() -> None:
    template = (
        "<template><p>Every entry of a list looks like this one, says the maker.</p></template>"
    )
    assert text_of(f"<main>{ARTICLE}{template}</main>") == PROSE


def test_article_does_not_end_before_its_headline() -> None:
    menu = "".join(
        f"<li><a href='/{n}'>Section number {n} of the Courier</a></li>" for n in range(90)
    )
    head = f"<p>The Courier keeps you up to date.</p><ul>{menu}</ul><h3>Related stories</h3>"
    found = by_rules(f"<div>{head}{ARTICLE}</div>")
    assert not any(found[text] for text in PROSE)


def test_article_is_looked_for_below_its_headline() -> None:
    teasers = "".join(
        f"<li><p>In brief {n}: the council met, heard the harbour master, and put all off</p></li>"
        for n in range(60)
    )
    assert set(PROSE) <= set(
        text_of(f"<div class=top><ul>{teasers}</ul></div><div>{ARTICLE}</div>")
    )


def test_section_with_a_short_name_that_leads_nowhere_is_the_articles() -> None:
    section = "<section id='related-costs'><h2>Related costs</h2><p>{}</p></section>"
    note = "The piers, too, must be mended, says the ministry, and nobody has said by whom."
    assert note in text_of(f"<article>{ARTICLE}{section.format(note)}</article>")


def test_teaser_that_is_one_link_is_left_out() -> None:
    teaser = (
        "<div><a href='/fire'><h4>Bakery fire closes Salt Street</h4>"
        "<p>The oven had been serviced a week before the fire, said the baker.</p></a></div>"
    )
    half = BODY.index(PROSE[3]) - len("<p>")
    assert (
        text_of(f"<article><h1>{TITLE}</h1>{BODY[:half]}{teaser}{BODY[half:]}</article>") == PROSE
    )


def test_heading_of_headline_and_kicker_is_the_title_again() -> None:
    heading = f"Ferries of the strait: {TITLE}"
    found = by_rules(f"<article><h3>{heading}</h3><p>Ostmark</p>{BODY}</article>")
    assert found[heading] == reasons.TITLE_AGAIN


def test_link_that_is_never_closed_makes_no_contents_of_the_text() -> None:
    long = " ".join(PROSE[:2])
    found = by_rules(f"<main><h1>{TITLE}</h1><a href='#text'><p>{long}</p>{BODY}</main>")
    assert found[long] != reasons.NAVIGATION


def test_place_that_links_lead_to_is_no_link() -> None:
    found = read(parse(f"<main><h1>{TITLE}</h1><a name='text'>{BODY}</main>"), TITLE, "")
    assert not any(paragraph.linked for paragraph in found.outline.paragraphs)


def test_text_is_kept_where_its_first_copy_is_left_out() -> None:
    heading = "What the diver found at the stern of the oldest ferry of the three"
    contents = f"<ul><li><a href='#found'>{heading}</a></li></ul>"
    page = (
        f"<article>{contents}{ARTICLE}<h2 id=found>{heading}</h2><p>{PROSE[0][::-1]}.</p></article>"
    )
    assert heading in text_of(page)


@given(st.lists(st.sampled_from(["<div ", "a", ">", "b" * 9, " c"]), max_size=40).map("".join))
def test_long_tag_is_seen_before_it_is_looked_for(page: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{parse.__module__}._LONGEST_TAG", 20)
        found = re.search(r"<[a-z]+[\s/][^<>]{20,}", page)
        assert not found or _may_have_long_tag(page)
