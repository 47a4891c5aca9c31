"""What of a page is the article, and what each other block is said to be."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from index.cleaning import clean_html
from index.cleaning.block import Block
from index.cleaning.html.page import blocks_of_page

PROSE = [
    "The harbour wall fell at twenty past two, and nobody in the lower town heard it go.",
    "A watchman, who had walked the round for nineteen years, said that it sat down like an uncle.",
    "By five the pilots had been fed, the engineer had arrived, and the lamp had gone out at last.",
    "What it will cost, who will pay for it, and when it will be built, the port would not say.",
    "The ferries are late, the cranes stand still, and angling from the broken edge is forbidden.",
]
BODY = "".join(f"<p>{text}</p>" for text in PROSE)
TITLE = "The wall that sat down"


def blocks(html: str, title: str = TITLE) -> list[Block]:
    return blocks_of_page(LexborHTMLParser(html), title)


def kept(html: str, title: str = TITLE) -> list[str]:
    return [block.text for block in blocks(html, title) if block.kept]


def reasons(html: str, title: str = TITLE) -> dict[str, str]:
    return {block.text: block.reason for block in blocks(html, title)}


def test_article_is_kept_and_boilerplate_is_named() -> None:
    found = reasons(
        f"""<nav><a href="/">Home</a></nav>
        <div class="cookie-banner">We use cookies.</div>
        <article><h1>{TITLE}</h1><p class="byline">By Ida Storm</p>
        <div class="share-bar"><a href="#f">Share</a></div>
        <figure><img src="a.jpg"><figcaption>The wall on Monday.</figcaption></figure>{BODY}
        <aside><h3>Most read</h3></aside></article>
        <div id="comments"><p>I never liked that wall.</p></div>
        <div class="newsletter-signup">Our news, daily.</div><footer>© 2023</footer>"""
    )
    assert [text for text, reason in found.items() if not reason] == PROSE
    assert {text: reason for text, reason in found.items() if reason} == {
        "Home": "navigation",
        "We use cookies.": "cookie notice",
        TITLE: "title",
        "By Ida Storm": "byline",
        "Share": "share bar",
        "The wall on Monday.": "caption",
        "Most read": "sidebar",
        "I never liked that wall.": "comments",
        "Our news, daily.": "newsletter",
        "© 2023": "footer",
    }


def test_blocks_stand_in_the_order_of_the_page() -> None:
    page = f"<nav>First</nav><article>{BODY}<h2>Then</h2><p>{PROSE[0]} Again.</p></article>Last"
    texts = [block.text for block in blocks(page)]
    assert texts == ["First", *PROSE, "Then", f"{PROSE[0]} Again.", "Last"]


def test_kinds_are_the_elements_that_fit() -> None:
    page = (
        f"<article>{BODY}<h2>Two</h2><ul><li><p>Item one of it.</p></li></ul>"
        "<blockquote><p>“It sat down.”</p></blockquote><pre>a\n  b</pre>"
        f"<table><tr><th>Who</th><th>Pays</th></tr></table><div>{PROSE[0]} So.</div></article>"
    )
    kinds = [(block.kind, block.text) for block in blocks(page) if block.kept][len(PROSE) :]
    assert kinds == [
        ("h2", "Two"),
        ("li", "Item one of it."),
        ("blockquote", "“It sat down.”"),
        ("pre", "a b"),
        ("tr", "Who | Pays"),
        ("p", f"{PROSE[0]} So."),
    ]


def test_markup_is_inline_escaped_and_safe() -> None:
    text = (
        'A <a href="https://x.example/?a=1&amp;b=2" onclick="x()">link</a>, <b>bold</b> &lt;i&gt;, '
        '<span style="color:red">red</span>, <a href="javascript:alert(1)">bad</a>, '
        '<a href="/near">near</a> and <i>so on</i>.'
    )
    block = next(b for b in blocks(f"<article>{BODY}<p>{text}</p></article>") if "link" in b.text)
    assert block.text == "A link, bold <i>, red, bad, near and so on."
    assert block.html == (
        'A <a href="https://x.example/?a=1&amp;b=2">link</a>, <strong>bold</strong> &lt;i&gt;, '
        'red, bad, <a href="/near">near</a> and <em>so on</em>.'
    )


def test_entities_are_unescaped_once() -> None:
    assert "Write &lt; for <." in kept(f"<article>{BODY}<p>Write &amp;lt; for &lt;.</p></article>")


def test_invisible_characters_do_not_break_words() -> None:
    assert "harbour" in kept(f"<article>{BODY}<p>The har\u00adbour\u200b fell.</p></article>")[-1]


def test_persian_joiners_stay() -> None:
    assert "می\u200cرود." in kept(f"<article>{BODY}<p>می\u200cرود.</p></article>")


def test_emphasis_left_open_goes_on_in_the_next_block() -> None:
    page = f"<article>{BODY}<p><em>One is said.</p><p>Two is said.</em></p></article>"
    marked = [block.html for block in blocks(page)][-2:]
    assert marked == ["<em>One is said.</em>", "<em>Two is said.</em>"]


def test_title_in_the_body_is_left_out_and_later_h1_are_subheads() -> None:
    page = f"<article><h1>{TITLE}</h1>{BODY}<h1>The price of it</h1>{BODY[:95]}x.</p></article>"
    found = [(b.kind, b.text) for b in blocks(page) if b.kept and b.kind != "p"]
    assert found == [("h2", "The price of it")]


def test_names_of_a_layout_do_not_cost_the_article() -> None:
    for name in ("has-sidebar", "content-sidebar", "no-comments", "share-story", "cookie-policy"):
        assert kept(f'<div class="{name}">{BODY}</div>') == PROSE


def test_article_in_an_aside_or_hidden_is_kept() -> None:
    assert kept(f"<nav>Home</nav><aside>{BODY}</aside>") == PROSE
    assert kept(f'<p>Loading</p><div hidden id="S:0">{BODY}</div>') == PROSE


def test_folded_answers_are_part_of_the_article() -> None:
    answer = f'<div class="accordion-panel" style="display:none"><p>{PROSE[0]} Yes.</p></div>'
    assert f"{PROSE[0]} Yes." in kept(f"<article>{BODY}{answer}{BODY[:95]}x.</p></article>")


def test_word_amid_a_sentence_is_kept_whatever_its_link_is_called() -> None:
    page = f'<article>{BODY}<p>He read <a class="related" href="/n">the notice</a>.</p></article>'
    assert "He read the notice." in kept(page)


def test_label_inside_a_paragraph_is_cut_out() -> None:
    page = f'<article>{BODY}<p><span class="sr-only">Opens here</span>{PROSE[0]} No.</p></article>'
    assert reasons(page)["Opens here"] == "hidden"
    assert f"{PROSE[0]} No." in kept(page)


def test_comments_in_code_are_code() -> None:
    page = f'<article>{BODY}<pre>x = 1 <span class="hljs-comment"># one</span></pre></article>'
    assert "x = 1 # one" in kept(f"{page}")


def test_copy_for_small_screens_is_left_out() -> None:
    page = f"<article>{BODY}<div>{BODY}</div></article>"
    assert kept(page) == PROSE
    assert [b.reason for b in blocks(page)][len(PROSE) :] == ["duplicate"] * len(PROSE)


def test_links_between_paragraphs_stay_and_links_after_them_go() -> None:
    links = '<ul><li><a href="/1">First report</a></li><li><a href="/2">Second one</a></li></ul>'
    assert "First report" in kept(f"<article>{BODY}{links}<p>{PROSE[0]} Yes.</p></article>")
    assert reasons(f"<article>{BODY}{links}</article>")["First report"] == "links"


def test_table_of_contents_is_navigation() -> None:
    contents = '<ul><li><a href="#a">How it fell</a></li></ul>'
    assert reasons(f"<article>{contents}{BODY}</article>")["How it fell"] == "navigation"


def test_links_that_do_something_are_navigation() -> None:
    line = (
        '<p><a href="mailto:?subject=x">Mail this page</a> | <a href="javascript:x()">Print</a></p>'
    )
    found = reasons(f"<article>{BODY}{line}<p>{PROSE[0]} Yes.</p></article>")
    assert found["Mail this page | Print"] == "navigation"


def test_path_above_the_text_is_navigation() -> None:
    path = '<p>You are here: <a href="/">Home</a> &gt; <a href="/h">Harbour</a> &gt; The wall</p>'
    assert reasons(f"<div>{path}{BODY}</div>")["You are here: Home > Harbour > The wall"] == (
        "navigation"
    )


def test_related_links_inside_the_text_go_with_their_heading() -> None:
    box = '<div><p>Related stories</p><p><a href="/1">How to insure a hole</a></p></div>'
    found = reasons(f"<article>{BODY}{box}<p>{PROSE[0]} Yes.</p></article>")
    assert found["Related stories"] == found["How to insure a hole"] == "related articles"


def test_what_follows_related_stories_is_after_the_article() -> None:
    page = f"<div>{BODY}<h3>Related stories</h3><p>Port buys a crane</p></div>"
    assert reasons(page)["Port buys a crane"] == "after the article"


def test_lead_above_the_body_is_part_of_the_article() -> None:
    lead = "The port has lost forty metres of its wall, and nobody can say where they are."
    page = f"<main><h1>{TITLE}</h1><p>{lead}</p><p>Harbour</p><div>{BODY}</div></main>"
    assert kept(page) == [lead, *PROSE]


def test_date_and_author_above_the_text_are_named() -> None:
    page = f"<article><p>By Ida Storm</p><p>Monday, 11 September 2023</p>{BODY}</article>"
    found = reasons(page)
    assert found["By Ida Storm"] == "byline"
    assert found["Monday, 11 September 2023"] == "date line"


def test_page_without_p_elements_is_split_at_line_breaks() -> None:
    assert kept(f"<div>{'<br><br>'.join(PROSE)}</div>") == PROSE
    assert kept(f"<table><tr><td><font>{'<br>'.join(PROSE)}</font></td></tr></table>") == PROSE


def test_columns_of_a_layout_table_are_not_one_row() -> None:
    page = f"<table><tr><td>Menu</td><td>{BODY}</td><td>Adverts<p>Rope</p></td></tr></table>"
    assert kept(page) == PROSE


def test_box_set_into_the_text_by_a_table_is_a_sidebar() -> None:
    inset = "<table><tr><td>Also on our site: a goat on a tram.</td></tr></table>"
    page = f"<table><tr><td>{BODY}{inset}<p>{PROSE[0]} Yes.</p></td></tr></table>"
    assert reasons(page)["Also on our site: a goat on a tram."] == "sidebar"


def test_short_page_is_kept_whole() -> None:
    assert kept("<div class='newsletter'><p>The ferry is late.</p></div>") == ["The ferry is late."]
    assert kept("<nav>Only a menu</nav>") == ["Only a menu"]


def test_names_are_disregarded_when_too_little_is_left() -> None:
    page = f"<nav>Home</nav><p>News.</p><div class='widgets'><p>{PROSE[0]}</p></div>"
    assert kept(page) == [PROSE[0]]
    assert reasons(page)["Home"] == "navigation"


def test_stated_text_is_taken_when_the_page_shows_far_less() -> None:
    stated = "\\n".join(PROSE * 2)
    page = f"""<script type="application/ld+json">{{"@graph": [{{"articleBody": "{stated}"}}]}}
        </script><article><p>{PROSE[0]}</p><p>Subscribe to read on.</p></article>"""
    assert kept(page) == PROSE * 2
    assert "Subscribe to read on." in reasons(page)


def test_stated_text_that_is_no_json_is_passed_over() -> None:
    page = f'<script type="application/ld+json">{{"articleBody": "x</script><div>{BODY}</div>'
    assert kept(page) == PROSE


@pytest.mark.parametrize("attributes", ['class="paywall"', 'class="teaser-list"', 'id="modal-7"'])
def test_paragraph_is_kept_whatever_its_own_names_say(attributes: str) -> None:
    page = f"<article>{BODY}<p {attributes}>{PROSE[0]} Again.</p></article>"
    assert kept(page) == [*PROSE, f"{PROSE[0]} Again."]


def test_paragraph_that_is_named_as_a_caption_is_one() -> None:
    page = f'<article>{BODY}<p class="caption">{PROSE[0]} Again.</p></article>'
    assert reasons(page)[f"{PROSE[0]} Again."] == "caption"


def test_text_folded_away_under_read_more_is_kept() -> None:
    rest = "".join(f"<p>{text} Again.</p>" for text in PROSE)
    fold = f'<div class="read-more"><a href="#">Read more</a><div>{rest}</div></div>'
    assert kept(f"<article>{BODY}{fold}</article>")[-5:] == [f"{text} Again." for text in PROSE]


def test_paragraph_that_only_readers_of_the_screen_are_spared_is_kept() -> None:
    page = f'<article>{BODY}<p aria-hidden="true">{PROSE[0]} Again.</p></article>'
    assert kept(page) == [*PROSE, f"{PROSE[0]} Again."]


def test_section_is_not_judged_by_an_id_made_of_its_heading() -> None:
    named = '<section id="sponsors-of-the-wall"><h2>Sponsors of the wall</h2>'
    page = f"<article>{BODY}{named}<p>{PROSE[0]} Again.</p></section></article>"
    assert kept(page) == [*PROSE, "Sponsors of the wall", f"{PROSE[0]} Again."]


def test_name_of_a_variable_or_a_state_says_nothing() -> None:
    for name in ("[--modalMinWidth:400px]", "sidebar-enabled--false"):
        page = f'<article>{BODY}<div class="{name}"><p>{PROSE[0]} So.</p></div></article>'
        assert kept(page) == [*PROSE, f"{PROSE[0]} So."], name


def test_article_in_a_box_named_for_an_advertisement_is_kept() -> None:
    menu = "".join(f"<li><a href='/{i}'>Something else, and longer {i}</a></li>" for i in range(90))
    rights = f"<p>{'All rights to the texts and pictures of the paper are reserved. ' * 7}</p>"
    page = f'<ul>{menu}</ul><div class="intext-ad">{BODY}</div><div>{rights}</div>'
    assert set(PROSE) <= set(kept(page))


def test_article_goes_on_after_links_set_into_it() -> None:
    links = "<h3>Related articles</h3><ul><li><a href='/1'>The tide</a></li></ul>"
    page = f"<article>{BODY * 2}{links}<p>{PROSE[0]} Again.</p></article>"
    found = reasons(page.replace(BODY * 2, BODY + BODY.replace(".</p>", ". Then.</p>")))
    assert found["The tide"] == "related articles"
    assert found[f"{PROSE[0]} Again."] == ""


def test_teasers_under_the_article_do_not_bring_it_back() -> None:
    teasers = "".join(
        f"<div><h4><a href='/{i}'>Tide {i}</a></h4><p>{text} Again.</p></div>"
        for i, text in enumerate(PROSE[:2])
    )
    page = f"<article>{BODY}<h3>Related articles</h3>{teasers}</article>"
    assert kept(page) == PROSE


def test_standfirst_beside_the_headline_is_kept() -> None:
    header = f"<header><h1>{TITLE}</h1><p>Nobody in the lower town heard how it went.</p></header>"
    page = f"{header}<article>{BODY}</article>"
    assert kept(page) == ["Nobody in the lower town heard how it went.", *PROSE]


def test_brief_is_kept_and_what_is_said_about_the_outlet_is_not() -> None:
    about = f'<section class="about"><h3>About the Courier</h3>{BODY}</section>'
    brief = "<p>The bridge is closed for painting.</p><p>It opens again at six.</p>"
    page = f"<article><h1>Bridge closed today</h1>{brief}{about}</article>"
    found = kept(page, "Bridge closed today")
    assert found == ["The bridge is closed for painting.", "It opens again at six."]


@pytest.mark.parametrize(
    ("start", "end"), [("<article>", "</article>"), ('<div class="story">', "</div>")]
)
def test_next_article_on_the_page_is_left_out(start: str, end: str) -> None:
    first = f"{start}<h1>{TITLE}</h1>{BODY}{end}"
    second = f"{start}<h1>A fire in the bakery</h1><p>{PROSE[0]} Again.</p>{end}"
    found = reasons(f"<main>{first}{second}</main>")
    assert found[f"{PROSE[0]} Again."] == "another article"
    assert not any(found[text] for text in PROSE)


def test_entries_of_a_report_are_all_kept() -> None:
    entries = "".join(
        f"<article><h2>At {i} o'clock</h2><p>{text}</p></article>" for i, text in enumerate(PROSE)
    )
    head = f"<article><h1>{TITLE}</h1><p>All there is to know, as it comes in.</p></article>"
    assert set(PROSE) <= set(kept(f"<main>{head}{entries}</main>"))


def test_what_stands_twice_in_one_box_is_meant_to() -> None:
    assert kept(f"<article>{BODY}<p>{PROSE[0]}</p></article>") == [*PROSE, PROSE[0]]


def test_brief_about_a_person_is_no_note_on_the_author() -> None:
    brief = "Petra Lunde is the author of six novels and lives on the east bank of the river."
    assert kept(f"<article><h1>A reading</h1><p>{brief}</p></article>", "A reading") == [brief]


def test_posts_of_a_forum_are_its_text() -> None:
    said = '<meta name="generator" content="vBulletin 4.2">'
    posts = "".join(f'<div class="comment"><p>{text}</p></div>' for text in PROSE)
    opening = BODY.replace(".</p>", " then.</p>")
    thread = f"<h1>{TITLE}</h1><div>{opening}{posts}</div>"
    assert kept(f"<html><head>{said}</head><body>{thread}</body></html>")[-5:] == PROSE
    assert reasons(thread)[PROSE[0]] == "comments"


@pytest.mark.parametrize(
    ("card", "signature"),
    [
        ("postprofile", "signature"),
        ("userinfo", "post-signature"),
        ("message-userExtras", "message-signature has-more"),
        ("js-user user-details", "content signature-collapsed"),
    ],
)
def test_card_and_signature_of_a_poster_are_no_part_of_a_post(card: str, signature: str) -> None:
    said = '<meta name="generator" content="phpBB">'
    posts = "".join(
        f'<div class="post"><div class="{card}">Angler {i}. Joined: March 2019. Posts: {i}.</div>'
        f'<p>{text}</p><div class="{signature}"><p>Sent from boat {i}.</p></div></div>'
        for i, text in enumerate(PROSE)
    )
    thread = f"<h1>{TITLE}</h1><div>{posts}</div>"
    assert kept(f"<html><head>{said}</head><body>{thread}</body></html>") == PROSE


def test_text_for_those_without_scripts_is_read_where_there_is_no_other() -> None:
    page = f"<div>Loading</div><noscript><h1>{TITLE}</h1>{BODY * 3}</noscript>"
    assert set(PROSE) <= set(kept(page))
    assert kept(f"<article>{BODY}</article><noscript>Turn them on.</noscript>") == PROSE


def headlines(count: int) -> str:
    links = (f"<a href='/{i}'>Ferry {i} of the line is late again</a>" for i in range(count))
    return "".join(f"<div class='teaser-list'><h3>{link}</h3><p>More</p></div>" for link in links)


def test_list_of_headlines_is_named_as_such_and_keeps_them() -> None:
    article = clean_html(f"<html><body><h1>The Courier</h1>{headlines(14)}</body></html>")
    assert article.provenance["text"] == "a list of headlines, not an article"
    assert article.text.count("is late again") == 14
    assert "More" not in article.text


def test_front_page_is_known_by_its_address_though_it_has_a_notice() -> None:
    head = '<link rel="canonical" href="https://courier.example/">'
    notice = "".join(f"<p>{text}</p>" for text in PROSE[:4])
    page = f"<html><head>{head}</head><body>{headlines(14)}<div>{notice}</div></body></html>"
    assert "text" in clean_html(page).provenance
    assert "text" not in clean_html(page.replace("example/", "example/a-story")).provenance


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="article">',
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
    ],
)
def test_brief_among_many_headlines_is_an_article(head: str) -> None:
    page = f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>{PROSE[0]}</p>{headlines(14)}"
    article = clean_html(page)
    assert "text" not in article.provenance
    assert article.text == PROSE[0]


def test_article_among_many_headlines_is_an_article() -> None:
    article = clean_html(f"<html><body><h1>{TITLE}</h1>{BODY}{headlines(14)}</body></html>")
    assert "text" not in article.provenance
    assert article.text.split("\n") == PROSE


HEADLINE = "<a href='/g'>Goose wins the fair at Marrow</a>"


@pytest.mark.parametrize(
    "label", ["Lire aussi", "Lees ook", "Więcej na ten temat", "Read also", "Also of interest"]
)
@pytest.mark.parametrize("form", ["<div><span>{}</span>{}</div>", "<p><b>{}:</b> {}</p>"])
def test_label_before_a_linked_headline_is_known_though_nothing_parts_them(
    form: str, label: str
) -> None:
    half = BODY.index(PROSE[3]) - len("<p>")
    link = form.format(label, HEADLINE)
    page = f"<article><h1>{TITLE}</h1>{BODY[:half]}{link}{BODY[half:]}</article>"
    assert kept(page) == PROSE


def test_sentence_that_leads_elsewhere_is_one_of_the_article() -> None:
    sentence = "<p>For more detail, read <a href='/r'>the report of the parish</a>.</p>"
    half = BODY.index(PROSE[3]) - len("<p>")
    page = f"<article><h1>{TITLE}</h1>{BODY[:half]}{sentence}{BODY[half:]}</article>"
    assert len(kept(page)) == len(PROSE) + 1


@pytest.mark.parametrize("name", ["popular-with-the-geese", "related-by-marriage-only"])
def test_section_that_is_named_after_its_heading_is_no_list_of_other_articles(name: str) -> None:
    heading = name.replace("-", " ").capitalize()
    section = f"<section id='{name}'><h2>{heading}</h2><p>{PROSE[1]}</p></section>"
    page = f"<article><h1>{TITLE}</h1><p>{PROSE[0]}</p>{section}<p>{PROSE[2]}</p></article>"
    assert kept(page) == [PROSE[0], heading, PROSE[1], PROSE[2]]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='author-bio'><h4>About the author</h4>{}</div>",
        "<aside><h3>About us</h3>{}</aside>",
        "<aside><h3>Über uns</h3>{}</aside>",
        "<div class='boilerplate'><h4>About the Post</h4>{}</div>",
    ],
)
def test_note_under_a_brief_is_no_part_of_it_however_long(box: str) -> None:
    brief = ["The ferry does not run today.", "It runs again on Thursday."]
    body = "".join(f"<p>{text}</p>" for text in brief)
    note = box.format(f"<p>{' '.join(PROSE[:2])}</p>")
    assert kept(f"<article><h1>Ferry off</h1>{body}{note}</article>", "Ferry off") == brief


def test_box_that_is_called_the_next_article_is_another() -> None:
    following = f"<article><h2><a href='/n'>Eels counted</a></h2><p>{PROSE[0][::-1]}.</p></article>"
    page = f"<article><h1>{TITLE}</h1>{BODY}</article><div class='next-article'>{following}</div>"
    assert kept(page) == PROSE


@pytest.mark.parametrize(
    "label",
    ["Read more", "Läs också", "اقرأ أيضاً", "קראו גם", "İlgili haberler", "Přečtěte si také"],
)
def test_pointer_to_another_article_amid_the_text_is_left_out(label: str) -> None:
    pointer = f"<p><strong>{label}:</strong> <a href=/1>Bakery fire closes Salt Street</a></p>"
    body = "".join(f"<p>{text}</p>" for text in PROSE[:3]) + pointer
    body += "".join(f"<p>{text}</p>" for text in PROSE[3:])
    assert kept(f"<article><h1>{TITLE}</h1>{body}</article>") == PROSE


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("cookie-consent", "cookie notice"),
        ("amp-sidebar", "sidebar"),
        ("newsletter-signup", "newsletter"),
    ],
)
def test_element_of_the_pages_own_says_what_it_is(tag: str, reason: str) -> None:
    text = "We value your privacy and share your data with 412 of our partners."
    found = reasons(f"<article><h1>{TITLE}</h1>{BODY}</article><{tag}><p>{text}</p></{tag}>")
    assert found[text] == reason
    wrapped = f"<{tag}><main-article><h1>{TITLE}</h1>{BODY}</main-article></{tag}>"
    assert kept(wrapped) == PROSE


NOTICE = "We and our 412 partners value your privacy and store cookies on your device to do so."
SHELL = (
    "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"
    f"<div class=cookie-banner><p>{NOTICE}</p></div>"
)
TEASERS = [
    {"title": "Bakery fire", "url": "/fire", "text": "A fire in the bakery on Salt Street."}
] * 40
STATES = {
    "Next": ("<script id=__NEXT_DATA__ type=application/json>", "</script>",
             {"props": {"more": TEASERS, "story": {"body": [{"text": text} for text in PROSE]}}}),
    "parts of paragraphs": (
        "<script>window.__DATA__ = ", ";</script>",
        {"more": TEASERS, "content": [
            {"kind": "p", "content": [{"text": text[:9]}, {"text": text[9:]}]} for text in PROSE]}),
    "Arc": ("<script>window.F=window.F||{};F.content=", ";F.spa=false;</script>",
            {"content_elements": [{"type": "text", "content": f"<b>{text}</b>"} for text in PROSE]
             + [{"type": "link", "content": "Read the story of the watchman here", "url": "/w"}]}),
    "HTML": ("<script>var state=", "</script>",
             {"story": {"id": 5, "bodyHtml": BODY}, "teasers": TEASERS}),
}  # fmt: skip


@pytest.mark.parametrize("kind", STATES)
def test_text_that_only_a_program_would_show_is_read_from_its_data(kind: str) -> None:
    before, after, state = STATES[kind]
    source = json.dumps(state).replace("</", "<\\/").replace('"id": 5', '"id": undefined')
    article = clean_html(f"<title>{TITLE}</title>{SHELL}{before}{source}{after}")
    assert article.text.split("\n") == PROSE


def test_data_of_another_article_is_not_taken() -> None:
    script = f"<script>var next={json.dumps({'body': [text + text for text in PROSE]})}</script>"
    brief = "The harbour wall is closed on Monday, and whoever fishes from it pays a fine of ten."
    article = clean_html(f"<article><h1>{TITLE}</h1><p>{brief}</p></article>{script}")
    assert article.text == brief


def test_brief_that_is_only_stated_for_programs_is_its_text() -> None:
    record = json.dumps(
        {"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(PROSE[:2])}
    )
    article = clean_html(f"{SHELL}<script type=application/ld+json>{record}</script>")
    assert article.text == " ".join(PROSE[:2])


def test_section_named_after_its_heading_is_the_articles() -> None:
    rest = "".join(f"<p>{text}</p>" for text in PROSE[3:])
    heading = "<h2>Related costs and benefits</h2>"
    section = f'<section id="related-costs-and-benefits">{heading}{rest}</section>'
    body = "".join(f"<p>{text}</p>" for text in PROSE[:3])
    found = kept(f"<article><h1>{TITLE}</h1>{body}{section}{body.upper()}</article>")
    assert PROSE[4] in found
