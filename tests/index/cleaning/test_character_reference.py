"""References that stayed in a text are read as characters, unless they may be the author's own."""

from __future__ import annotations

import pytest

from index import clean_markdown, clean_text
from index.cleaning import take_text
from index.cleaning.character_reference import read_references
from index.cleaning.text.fingerprint import fingerprint_of
from index.names.recognizer import Recognizer
from tests.hang import does_not_hang


@pytest.mark.parametrize(
    ("saved", "written"),
    [
        ("Sen. Paul&#39;s letter", "Sen. Paul's letter"),
        ("Bouazizi&#8217;s mother, It&#x2019;s", "Bouazizi’s mother, It’s"),
        ("It&amp;#39;s, Paul&amp;amp;#8217;s", "It's, Paul’s"),
        ("&quot;No comment,&quot; he said.&nbsp;Then", '"No comment," he said.\xa0Then'),
        ("&amp;quot;No&amp;quot;", '"No"'),
        ("AT&amp;T and Johnson &amp; Johnson", "AT&T and Johnson & Johnson"),
        ("caf&eacute; in S&#227;o Paulo &ndash; today", "café in São Paulo – today"),
        ("&#163;8m bid; shares &gt; 5 %", "£8m bid; shares > 5 %"),
        ("words of windows&#146;", "words of windows’"),
        ("(a) the Senator&#39;s bill (S. 5);", "(a) the Senator's bill (S. 5);"),
        ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2"),
    ],
)
def test_reference_is_read_as_its_character(saved: str, written: str) -> None:
    assert read_references(saved) == written


@pytest.mark.parametrize(
    "text",
    [
        "AT&T, R&D; TV&Showbiz; Q&A, &, &;, &#;, &nothing; Smith & Sons; H&M&",
        "&#0; &#xD800; &#1114112; &#99999999;",
        "a sign such as “&nbsp;” or (&mdash;) parts words",
        "In HTML an apostrophe is &#39; or &apos;.",
        "Write &lt; and &gt; for angle brackets.",
        "<p>Tom &amp; Jerry</p>",
        "&lt;p&gt;Tom&#39;s&lt;/p&gt;",
        'var name = "Tom &amp; Jerry";',
        "if (a &amp;&amp; b()) {",
        "the name is `Tom &amp; Jerry` there",
        "```\nTom &amp; Jerry\n```",
    ],
)
def test_what_may_be_the_authors_own_stays(text: str) -> None:
    assert read_references(text) == text


def test_lines_are_looked_at_one_by_one() -> None:
    text = "It&#39;s\n```\nIt&#39;s\n```\n<b>It&#39;s\n&#39;Yes&#39;"
    assert read_references(text) == "It's\n```\nIt&#39;s\n```\n<b>It&#39;s\n'Yes'"


@pytest.mark.parametrize("clean", [clean_text, clean_markdown, take_text])
def test_article_reads_as_its_author_wrote_it(clean) -> None:
    text = (
        "The aide read Sen. Rand Paul&#39;s letter aloud, and they asked Sen. Rand Paul of it.\n\n"
        "They met men of AT&amp;T and of Johnson &amp; Johnson in co&shy;lumns, said Rand Paul."
    )
    article = clean(text, given={"title": "Paul&#39;s letter"})
    assert article.title == "Paul's letter"
    assert "Paul's letter aloud" in article.text
    assert "AT&T and of Johnson & Johnson in columns" in article.text
    assert "&#" not in article.text + article.markdown.replace("&#x27;", "")
    names = Recognizer().names([(article.text, "en")])[0]
    assert "Rand Paul" in names
    assert not [name for name in names if "39" in name]


def test_front_matter_with_references_is_still_front_matter() -> None:
    page = (
        '---\ntitle: "He said &quot;no&quot;"\n---\n\nHe said it&#39;s late, and went to sleep.\n'
    )
    article = clean_markdown(page)
    assert article.title == 'He said "no"'
    assert article.text == "He said it's late, and went to sleep."


def test_line_that_repeats_is_the_same_with_references_and_without() -> None:
    text = "Port{}s news\n\n" + "The harbour wall was mended, says the council of the town. " * 3
    saved, written = (text.format(sign).encode() for sign in ("&#39;", "'"))
    assert fingerprint_of(saved, "a") == fingerprint_of(written, "a")


@pytest.mark.parametrize(
    "text", ["&" * 10**6, "&amp;" * 200_000, "={&amp;" * 150_000, "&#" * 10**6, "&amp;lt" * 10**5]
)
@does_not_hang
def test_hostile_text_takes_no_longer_than_others(text: str) -> None:
    assert len(read_references(text)) <= len(text)
