"""Feeds and the XML of press agencies: an entry an article, numbered by its own id."""

import pytest

from index.reading import Problem, read_articles
from tests.index.reading.harvest import SENTENCES

ESCAPED = f"&lt;p&gt;{SENTENCES}&lt;/p&gt;"
ITEM = f"""\
<item><title>Ferry &eacute;t&eacute; aground</title>
<link>https://courier.example/ferry</link><guid>tag:ferry</guid>
<pubDate>Fri, 17 Nov 2023 06:30:00 GMT</pubDate>
<dc:creator>Ada Byron</dc:creator><description>Short & bare.</description>
<content:encoded><![CDATA[<p>{SENTENCES}</p>]]></content:encoded></item>"""
OTHER = """<item><title>Bakery fire</title><link>https://courier.example/fire</link>
<pubDate>Sat, 02 Dec 2023 06:30:00 GMT</pubDate>
<description>A fire in the bakery burned all night.</description></item>"""


def rss(*items):
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Courier</title><language>en</language>{''.join(items)}</channel></rss>"
    )


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>
<entry><title>Ferry aground</title><id>tag:ferry</id><published>2023-11-17T06:30:00Z</published>
<link rel="alternate" href="https://courier.example/ferry"/><author><name>Ada Byron</name></author>
<content type="html">{ESCAPED}</content></entry></feed>"""

NITF = f"""<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20231117T063000Z"/></docdata>
<pubdata name="The Courier" date.publication="20231117"/></head><body><body.head><hedline>
<hl1>Ferry aground</hl1></hedline><byline>By <person>Ada Byron</person></byline></body.head>
<body.content><p>{SENTENCES}</p><p>So said the master of the ferry.</p>
</body.content></body></nitf>"""

NEWSML = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:ferry"><itemMeta><provider><name>The Courier</name></provider>
<firstCreated>2023-11-17T06:30:00Z</firstCreated></itemMeta><contentMeta><by>By Ada Byron</by>
<headline>Ferry aground</headline></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{SENTENCES}</p></body></html></inlineXML>
</contentSet></newsItem></itemSet></newsMessage>"""

JATS = f"""<?xml version="1.0"?><article><front><journal-meta><journal-title>The Courier
</journal-title></journal-meta><article-meta><article-id>10.1/ferry</article-id><title-group>
<article-title>Ferry aground</article-title></title-group><contrib-group><contrib><name>
<surname>Byron</surname><given-names>Ada</given-names></name></contrib></contrib-group><pub-date><day>17</day>
<month>11</month><year>2023</year></pub-date></article-meta></front><body><sec><title>Course</title>
<p>{SENTENCES}</p></sec></body></article>"""

ENEX = f"""<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/e.dtd">
<en-export><note><title>Ferry aground</title><content><![CDATA[<?xml version="1.0"?>
<!DOCTYPE en-note SYSTEM "x"><en-note><p>{SENTENCES}</p></en-note>]]></content>
<created>20240502T100000Z</created><note-attributes><source-url>https://courier.example/ferry
</source-url></note-attributes></note></en-export>"""


def read(corpus, name, content):
    return list(read_articles(corpus.write(name, content), name))


@pytest.mark.parametrize(
    ("content", "byline", "outlet"),
    [
        (ATOM, "Ada Byron", "The Courier"),
        (NITF, "Ada Byron", "The Courier"),
        (NEWSML, "Ada Byron", "The Courier"),
        (JATS, "Ada Byron", "The Courier"),
    ],
)
def test_press_xml_is_known_by_its_root(corpus, content, byline, outlet):
    for name in ("a.xml", "a.txt"):
        (reading,) = read(corpus, name, content)
        article = reading.article
        assert (article.title, article.date) == ("Ferry aground", "2023-11-17")
        assert (article.byline, article.outlet) == (byline, outlet)
        assert SENTENCES in article.text
        assert "<p>" not in article.text


def test_feed_is_an_article_an_item_with_all_of_its_text(corpus):
    first, second = read(corpus, "a.rss", rss(ITEM, OTHER))
    assert first.article.title == "Ferry été aground"
    assert first.article.text == SENTENCES
    assert (first.article.byline, first.article.outlet) == ("Ada Byron", "The Courier")
    assert (first.article.date, first.article.url) == (
        "2023-11-17",
        "https://courier.example/ferry",
    )
    assert second.article.text == "A fire in the bakery burned all night."


def test_item_keeps_its_id_when_newer_ones_come_before_it(corpus):
    ids = {r.article.title: r.id for r in read(corpus, "a.xml", rss(ITEM, OTHER))}
    assert {r.article.title: r.id for r in read(corpus, "a.xml", rss(OTHER, ITEM))} == ids


def test_notes_of_evernote_are_articles_without_the_day_of_clipping(corpus):
    (reading,) = read(corpus, "a.enex", ENEX)
    article = reading.article
    assert (article.title, article.url) == ("Ferry aground", "https://courier.example/ferry")
    assert (article.text, article.date) == (SENTENCES, "")


@pytest.mark.parametrize(
    "content",
    [
        "<?xml version='1.0'?><opml><body/></opml>",
        "<?xml version='1.0'?><rss><channel/></rss>",
        "<rss><channel><item>",
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa">]><rss>&a;</rss>',
        "",
    ],
)
def test_xml_without_articles_is_named(corpus, content):
    (problem,) = read(corpus, "a.xml", content)
    assert isinstance(problem, Problem)
