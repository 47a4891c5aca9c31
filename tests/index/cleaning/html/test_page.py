"""What of a page is the article, and what each other block is said to be."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

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
