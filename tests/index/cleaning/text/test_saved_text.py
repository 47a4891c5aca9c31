"""From a saved text to its blocks: what is kept, what goes and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning.rules import reasons
from index.cleaning.text.line import Line
from index.cleaning.text.line_classifier import LineClass
from index.cleaning.text.saved_text import blocks_of_text, normal_line, read
from tests.extent import times
from tests.hang import does_not_hang

ONE = "The council voted on Monday night to keep the lighthouse lit for at least two more winters."
TWO = "Fishermen had collected four thousand signatures, more than the island has people in winter."
THREE = "The lamp costs less in a year than the committee that discussed it, the treasurer said."


def why(text: str, title: str = "", *, is_markdown: bool = False) -> dict[str, str]:
    """The reason for each line, by its text."""
    _, blocks = blocks_of_text(text, title, is_markdown=is_markdown)
    return {block.text: block.reason for block in blocks}


def kept(text: str, title: str = "", *, is_markdown: bool = False) -> list[str]:
    _, blocks = blocks_of_text(text, title, is_markdown=is_markdown)
    return [block.text for block in blocks if block.kept]


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def test_every_line_that_is_not_blank_has_a_block() -> None:
    text = "Title\n\n \nOne.\r\n\t\n---\n\u200b\nTwo."
    _, blocks = blocks_of_text(text)
    assert len(blocks) == 5
    assert all(block.text for block in blocks)


def test_first_line_is_the_title() -> None:
    title, blocks = blocks_of_text(page("Lighthouse stays lit", ONE, TWO))
    assert title == "Lighthouse stays lit"
    assert blocks[0].reason == reasons.TITLE


def test_headline_alone_is_the_article() -> None:
    headline = "The weir is open, the board said"
    assert kept(page(headline, "By Ida Crane", "Share on Facebook")) == [headline]
    assert kept(page("Share on Facebook", "Subscribe to our newsletter")) == []


def test_title_under_a_menu_is_found() -> None:
    title, _ = blocks_of_text(
        page("Home", "News | Sport | Weather", "Lighthouse stays lit", ONE, TWO)
    )
    assert title == "Lighthouse stays lit"


def test_name_of_a_section_is_not_the_title() -> None:
    title, _ = blocks_of_text(page("Islands", "Council keeps the old lighthouse lit", ONE, TWO))
    assert title == "Council keeps the old lighthouse lit"


def test_markdown_heading_is_the_title() -> None:
    title, blocks = blocks_of_text(
        page("*By Jo Lund*", "# Lighthouse *stays* lit", ONE), is_markdown=True
    )
    assert title == "Lighthouse stays lit"
    assert (blocks[1].kind, blocks[1].reason) == ("h2", reasons.TITLE)


def test_text_that_begins_with_prose_has_no_title() -> None:
    title, blocks = blocks_of_text(page(ONE, TWO))
    assert title == ""
    assert all(block.kept for block in blocks)


def test_title_is_said_again_and_goes() -> None:
    found = blocks_of_text(page("Lighthouse stays lit", "Lighthouse Stays Lit", ONE, TWO))[1]
    assert [block.reason for block in found[:2]] == [reasons.TITLE, reasons.TITLE_AGAIN]


def test_given_title_is_the_title() -> None:
    title, blocks = blocks_of_text(page("Lighthouse stays lit", ONE, TWO), "Lighthouse stays lit")
    assert title == "Lighthouse stays lit"
    assert blocks[0].reason == reasons.TITLE


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("By Mona Reyes and Karl Ek", reasons.BYLINE),
        ("9 June 2017, 18:20", reasons.DATE_LINE),
        ("Updated: 14.03.2024 at 9:15 am", reasons.DATE_LINE),
        ("3 min read", reasons.DATE_LINE),
        ("Share", "share bar"),
        ("The lamp in 1911 [file photo]", reasons.CAPTION),
        ("The lamp at night (Photo: Karl Ek)", reasons.CAPTION),
        ("The lamp at night. REUTERS/Karl Ek", reasons.CAPTION),
        ("Home | News | Sport | Weather", reasons.NAVIGATION),
        ("Advertisement", "advertisement"),
    ],
)
def test_boilerplate_at_the_head_goes(line: str, reason: str) -> None:
    assert why(page("Lighthouse stays lit", line, ONE, TWO, THREE))[line] == reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Leave a comment", reasons.COMMENT),
        ("Subscribe to our newsletter", "newsletter"),
        ("© 2024 The Island Post. All rights reserved.", "copyright"),
        ("Your email address will not be published.", reasons.COMMENT),
        ("Mona Reyes is a reporter for The Island Post. She covers the sea.", reasons.AUTHOR_NOTE),
        ("Every morning in your inbox: our newsletter, six lines long.", "newsletter"),
        ("Related articles", reasons.RELATED),
        ("Das könnte Sie auch interessieren", reasons.RELATED),
        ("À lire aussi", reasons.RELATED),
        ("Te puede interesar", reasons.RELATED),
        ("Leggi anche", reasons.RELATED),
        ("Czytaj także", reasons.RELATED),
        ("Читайте также", reasons.RELATED),
        ("اقرأ أيضا", reasons.RELATED),
        ("Les også", reasons.RELATED),
        ("Lees ook", reasons.RELATED),
        ("Baca juga", reasons.RELATED),
        ("En çok okunanlar", reasons.RELATED),
    ],
)
def test_boilerplate_in_the_tail_goes(line: str, reason: str) -> None:
    assert why(page("Lighthouse stays lit", ONE, TWO, THREE, line))[line] == reason


def test_headlines_of_other_articles_go() -> None:
    text = page("Lighthouse stays lit", ONE, TWO, THREE, "Previous Article", "Gull elected mayor")
    assert kept(text) == [ONE, TWO, THREE]


def test_headline_after_read_also_goes_and_the_article_goes_on() -> None:
    text = page("Lighthouse stays lit", ONE, TWO, "Read also", "Gull elected mayor", THREE)
    assert kept(text) == [ONE, TWO, THREE]


def test_line_in_another_script_goes() -> None:
    text = page("Lighthouse stays lit", ONE, TWO, THREE, "أحدث أقدم")
    assert kept(text) == [ONE, TWO, THREE]


def test_line_that_the_outlet_repeats_goes() -> None:
    motto = "News from the islands since 1911"
    text = page("Lighthouse stays lit", ONE, motto, TWO)
    _, blocks = blocks_of_text(text, repeated={normal_line(motto)})
    assert [block.text for block in blocks if block.reason == reasons.REPEATED] == [motto]


def test_paragraph_that_the_outlet_repeats_stays() -> None:
    background = f"{ONE[:-1]}, and it has been burning ever since the first keeper lit it in 1911."
    _, blocks = blocks_of_text(
        page("Title here", background, TWO), repeated={normal_line(background)}
    )
    assert blocks[1].kept


def test_paragraph_that_stands_twice_is_kept_once() -> None:
    assert kept(page("Lighthouse stays lit", ONE, TWO, ONE, THREE)) == [ONE, TWO, THREE]


def test_interview_is_kept() -> None:
    lines = [ONE, "Were you afraid?", "Twice.", "Of what?", "The stairs.", "Who relieved you?", TWO]
    assert kept(page("A winter in the lighthouse", *lines, "Share", "Related Posts")) == lines


def test_quotation_of_one_line_is_kept() -> None:
    lines = [ONE, "“We won.”", TWO, "“So did the gulls.”", THREE]
    assert kept(page("Lighthouse stays lit", *lines, "Leave a comment")) == lines


def test_poem_is_kept() -> None:
    lines = ["The lamp goes round", "and finds", "the same three gulls", "each time", "surprised"]
    assert kept("Turning\n\n" + "\n".join(lines)) == lines


def test_poem_after_prose_is_kept() -> None:
    lines = [
        "The lamp goes round",
        "and finds the gulls,",
        "the same three gulls",
        "each time surprised",
    ]
    assert kept(page("Turning", ONE, TWO) + "\n\n---\n\n" + "\n".join(lines))[2:] == lines


def test_live_blog_is_kept() -> None:
    lines = [ONE, "21:04 – The lamp is lit", "Cheers on the pier.", "21:40 – Fog", TWO]
    assert kept(page("Night of the lamp: as it happened", *lines, "Share this article")) == lines


def test_dates_that_head_the_parts_of_a_timeline_are_kept() -> None:
    lines = [ONE, "3 May 2017", TWO, "9 June 2017", THREE, "12 July 2017", f"{ONE} Again."]
    assert kept(page("Three months on an island", *lines)) == lines


def test_list_of_numbered_items_is_kept() -> None:
    lines = [ONE, "1. The lamp", "2. Share", "3. The stairs", "4. Comments"]
    assert (
        kept(page("Four things the keeper kept", *lines, "Read more: The 20 best piers")) == lines
    )


def test_subhead_that_is_the_name_of_a_section_is_kept() -> None:
    lines = [ONE, "Politics", TWO, "Comments", THREE]
    assert kept(page("The week on the island", *lines, "Leave a reply")) == lines


def test_article_about_newsletters_is_kept() -> None:
    lines = [
        "Two in three island papers now ask readers to subscribe to a newsletter by email.",
        "Most privacy policies do not say how long the email address of a subscriber is kept.",
        "“Sign up for our newsletter” is what readers see most often, the study found.",
        "One paper closed its comment section and lost a tenth of its subscribers in a month.",
    ]
    assert kept(page("Newsletters are the new front page", *lines, "Subscribe now")) == lines


def test_report_that_begins_with_an_agency_is_no_caption() -> None:
    line = f"PORT ELIN (Reuters) - {ONE}"
    assert kept(page("Lighthouse stays lit", line, TWO)) == [line, TWO]


def test_sentence_that_begins_with_by_is_no_byline() -> None:
    lines = [ONE, "By accident.", "By Monday.", TWO]
    assert kept(page("Lighthouse stays lit", *lines)) == lines


def test_brief_is_kept() -> None:
    line = "The pier is closed until Friday. Boats use the north steps."
    assert kept(page("Pier closed", line, "0 Comments", "Share")) == [line]


def test_arabic_text_is_kept() -> None:
    lines = [
        "قرر المجلس مساء الاثنين إبقاء المنارة مضاءة لشتاءين آخرين على الأقل بعد حملة طويلة.",
        "وجمع الصيادون أربعة آلاف توقيع، أي أكثر من عدد سكان الجزيرة في الشتاء.",
        "وتكلف المنارة في السنة أقل مما تكلفه اللجنة.",
    ]
    assert kept(page("المنارة تبقى مضاءة", *lines, "اقرأ المزيد", "شارك")) == lines


def test_chinese_text_is_kept() -> None:
    lines = [
        "市议会周一晚上投票决定，灯塔至少再亮两个冬天，此前渔民们收集了四千个签名。",
        "会计说，这盏灯一年的费用比讨论它的委员会还少。",
        "灯塔建于一九一一年。",
    ]
    assert kept(page("灯塔继续亮着", *lines, "分享")) == lines


def test_hard_wrapped_paragraph_is_kept_whole() -> None:
    text = (
        "Lighthouse stays lit\n\n"
        "The council voted on Monday night to keep the lighthouse lit for at\n"
        "share prices of candles rose at once, and fishermen on the islands\n"
        "copyright or no copyright sang the song of the lamp until the small\n"
        "hours.\n\n"
        "Share\n"
    )
    assert len(kept(text)) == 4


def test_kinds_of_markdown_lines() -> None:
    text = "# T t\n\n## Sub\n\n- one\n- two\n\n> said\n\n| a | b |\n\n```\nx = 1\n```\n\n" + page(
        ONE, TWO
    )
    _, blocks = blocks_of_text(text, is_markdown=True)
    kinds = [block.kind for block in blocks]
    assert kinds == ["h2", "h2", "li", "li", "blockquote", "tr", "pre", "pre", "pre", "p", "p"]
    assert blocks[5].text == "a | b"


def test_inline_marks_become_markup() -> None:
    line = "The [pier](https://e.example/p?a=1&b=2) is **very** old & *wet*, see `pier.txt`."
    _, blocks = blocks_of_text(page("# Pier", line), is_markdown=True)
    assert blocks[1].text == "The pier is very old & wet, see pier.txt."
    assert blocks[1].html == (
        'The <a href="https://e.example/p?a=1&amp;b=2">pier</a> is <strong>very</strong> old &amp; '
        "<em>wet</em>, see <code>pier.txt</code>."
    )


def test_star_in_a_text_file_is_a_star() -> None:
    line = "The *pier* is 2 * 3 metres wide, the snake_case_name says."
    _, blocks = blocks_of_text(page("Pier", line))
    assert (blocks[1].text, blocks[1].html) == (line, "")


def test_link_in_a_text_file_is_a_link() -> None:
    _, blocks = blocks_of_text(page("Pier", "The [pier](https://e.example/p) is old."))
    assert blocks[1].text == "The pier is old."
    assert '<a href="https://e.example/p">' in blocks[1].html


def test_hostile_link_is_only_words() -> None:
    _, blocks = blocks_of_text(page("Pier", "A [pier](javascript:alert(1)) <script>x</script>."))
    assert "<script" not in blocks[1].html
    assert "href" not in blocks[1].html


def test_every_reason_is_in_the_vocabulary() -> None:
    text = page(
        "Home", "Title of it", "By Jo Lund", ONE, TWO, "Share", "Tags: sea", "Related", "A b c"
    )
    assert {block.reason for block in blocks_of_text(text)[1]} <= reasons.ALL | {""}


HOSTILE = {
    "one line": "x" * 10**6,
    "words": "word " * 200_000,
    "lines": "a\n" * 500_000,
    "brackets": "[" * 10**5,
    "open links": "[a](" * 10**5,
    "links": "[a](b)" * 10**5,
    "stars": "**a " * 250_000,
    "quotes": "“a" * 500_000,
    "pipes": "a | " * 250_000,
    "marks": "> # - " * 150_000,
    "nuls": "\0a" * 500_000,
    "speakers": "Bob says:\n" * 100_000,
    "numbers": "1. a\n" * 100_000,
    "dates": "1/1/" * 250_000,
    "surrogates": "\ud800 a\n" * 1_000,
    "menu": "Home\nNews\nShare this story\n" * 60_000,
    "page after page": "Home\nShare\n\n" + f"{ONE}\n\nRead also\nA teaser of it\n\n" * 3_000,
    "blank lines": "a\n\n\n\n" * 50_000,
    "ends of lines": "a\r\nb\rc\n" * 70_000,
    "from right to left": "\u202eقال المجلس إن المنارة باقية.\u202c\n" * 30_000,
    "capitals": f"{ONE}\n".upper() * 10_000,
    "rows": "a   1   2\n" * 100_000,
    "years": "1999\nit was so that year\n" * 50_000,
    "ideographs": "灯塔继续亮着" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("is_markdown", [False, True])
@does_not_hang
def test_hostile_text_does_not_hang(name: str, is_markdown: bool) -> None:
    blocks_of_text(HOSTILE[name], "A title", is_markdown=is_markdown)


@times(2)
@given(st.text(alphabet="ab. ,:|*_`#[]()>-\n\"'1©–", max_size=300), st.booleans())
def test_hostile_marks_never_raise(text: str, is_markdown: bool) -> None:
    _, blocks = blocks_of_text(text, is_markdown=is_markdown)
    assert len(blocks) == sum(bool(line.strip()) for line in text.split("\n"))
    assert all(block.text == " ".join(block.text.split()) for block in blocks)


@given(st.text(max_size=300), st.text(max_size=40))
def test_hostile_characters_never_raise(text: str, title: str) -> None:
    blocks_of_text(text, title)


@pytest.mark.parametrize(
    "brief",
    [
        "**Ada Breck,** who teaches at the nautical school, is the author of a book titled "
        "*Low Water,* which came out in June. In it Breck follows a dredger through one winter.",
        "Novelist and activist Mona Reyes will give a free public lecture at 7:30 p.m. on Friday "
        "in the old fish hall. Reyes is the author of six novels and lives on the island.",
    ],
)
def test_brief_about_a_person_is_no_note_on_the_author(brief: str) -> None:
    _, blocks = blocks_of_text(page("Appointments", brief))
    assert [block.kept for block in blocks] == [False, True]


def test_last_prose_stays_though_it_looks_like_boilerplate() -> None:
    notice = "We use cookies to improve your experience, and by going on you accept our policy."
    assert kept(notice) == [notice]


def test_rows_of_a_table_are_no_menu() -> None:
    rows = ["Buoy | Depth | Light", "North | 12 m | white", "South | 9 m | red", "Old | 4 m | none"]
    assert kept("\n\n".join(("Buoys", ONE, "\n".join(rows), TWO)))[1:-1] == rows


def test_text_of_nothing_but_lines_keeps_its_first_and_last() -> None:
    lines = ["Fishermen have asked for it since the storm of 1987", ONE, TWO, THREE, "Good night."]
    assert kept("\n".join(lines)) == lines


RELEASE = [
    "Two keepers of the Vellmouth light were honoured on Thursday by the society of harbour towns.",
    "Ada Oke is a professor of tides at the college of Vellmouth, where she has taught since 1981; "
    "she is the author of three books on lamps.",
    "For more information, call the keeper's office at 459-2495.",
    "WINNERS",
    "Essay: Ilmar Dost, first place",
    "Drawing: Mona Reyes, certificate of merit",
    "Source",
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_of_a_text_that_shows_no_boilerplate_no_line_is_lost(gap: str) -> None:
    assert kept(gap.join(RELEASE), "Keepers honoured") == RELEASE


def test_same_lines_go_where_a_page_is_around_them() -> None:
    menu = ["Home", "News", "Sport", "Log in", "Subscribe"]
    below = ["Related articles", "Leave a comment", "© 2024 The Island Post. All rights reserved."]
    reasons_of = why(page(*menu, *RELEASE, *below), "Keepers honoured")
    assert all(reasons_of[line] for line in (*menu, *below))


@pytest.mark.parametrize(
    "line",
    [
        "« Nous avons prévenu trois fois », a dit lundi la capitaine du port.",
        "La capitaine a répondu lundi soir au maire : « Nous avons prévenu trois fois »",
    ],
)
def test_speech_in_french_quotation_marks_leads_to_no_other_page(line: str) -> None:
    assert why(page("Share this story", ONE, line, TWO))[line] == ""


def test_capitals_around_a_slash_are_no_credit_of_a_picture() -> None:
    line = "AROMAS/SAN JUAN SCHOOLS"
    assert why(page("Share this story", ONE, line, TWO, THREE))[line] != reasons.CAPTION


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("来源：港口日报", reasons.AUTHOR_NOTE),
        ("（责任编辑：王芳）", reasons.AUTHOR_NOTE),
        ("相关新闻", reasons.RELATED),
        ("版权声明：本文版权归港口日报所有", reasons.COPYRIGHT),
        ("2025年11月03日 17:42", reasons.DATE_LINE),
        ("当前位置：首页 > 新闻 > 正文", reasons.NAVIGATION),
        ("发表评论", reasons.COMMENT),
    ],
)
def test_boilerplate_of_chinese_pages_is_known_by_its_words(line: str, reason: str) -> None:
    (found,) = {
        finding.reason for text, finding in zip(*_found(line), strict=True) if text.text == line
    }
    assert found == reason


def _found(line: str) -> tuple[list[Line], list[LineClass]]:
    reading = read(
        page("防波堤继续倾斜", line, "没有人知道由谁来支付维修费用，市议会要到春天才讨论。")
    )
    return list(reading.lines), list(reading.findings)


def test_sentences_below_a_pointer_to_another_article_are_kept() -> None:
    sentences = [
        "De gemeenteraad besloot donderdag de oude spoorbrug voor onbepaalde tijd te sluiten.",
        "Volgens de wethouder kost het herstel minstens elf miljoen euro.",
        "Winkeliers vrezen dat klanten in de winter wegblijven.",
        "Een rapport van vorig jaar bleef geheim.",
        "Dinsdagavond is er een bijeenkomst in het dorpshuis.",
    ]
    lines = ["Brug dicht", *sentences[:2], "Lees ook: Brand in bakkerij aan de Zoutstraat"]
    assert kept("\n\n".join([*lines, *sentences[2:]])) == sentences
