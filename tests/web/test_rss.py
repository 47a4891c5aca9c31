"""Results as a feed: what a reader program finds in it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from web import create_app
from web.api.rss import first_moment

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"


def channel_of(client: FlaskClient, path: str, **options) -> ET.Element:
    response = client.get(path, **options)
    assert response.status_code == 200
    assert response.mimetype == "application/rss+xml"
    rss = ET.fromstring(response.data)  # noqa: S314  # our own
    assert (rss.tag, rss.attrib) == ("rss", {"version": "2.0"})
    (channel,) = rss
    return channel


def test_feed_has_what_the_format_demands(client: FlaskClient) -> None:
    channel = channel_of(client, "/search.rss?q=berth")
    for required in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(required), required
    for item in channel.iter("item"):
        assert item.findtext("title")
        assert item.findtext("link")
        assert item.findtext("description")
        assert item.find("guid").attrib == {"isPermaLink": "false"}
    guids = [item.findtext("guid") for item in channel.iter("item")]
    assert len(set(guids)) == len(guids) == 23


def test_newest_come_first_unless_asked_otherwise(client: FlaskClient) -> None:
    def titles(path):
        return [item.findtext("title") for item in channel_of(client, path).iter("item")]

    assert titles("/search.rss?q=berth")[0] == "Berth notice 22"
    assert titles("/search.rss?q=berth&sort=oldest")[0] == "Berth notice 0"
    assert len(titles("/search.rss?q=berth&limit=5")) == 5


def test_item_has_the_facts_and_the_passage(client: FlaskClient) -> None:
    (item,) = channel_of(client, "/search.rss?q=committee").iter("item")
    assert item.findtext("title") == "Harbour strike enters third week"
    assert item.findtext("guid") == "news.jsonl#1"
    assert item.findtext(f"{DC}creator") == "Leila Haddad"
    assert item.findtext(f"{DC}publisher") == "Strait Courier"
    assert item.findtext(f"{DC}date") == "2023-03-14"
    assert item.findtext(f"{DC}language") == "en"
    assert parsedate_to_datetime(item.findtext("pubDate")) == datetime(2023, 3, 14, tzinfo=UTC)
    assert "<mark>committee</mark>" in item.findtext("description")


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000"])
def test_links_lead_to_the_host_that_was_asked(client: FlaskClient, host: str) -> None:
    channel = channel_of(client, "/search.rss?q=berth", headers={"Host": host})
    links = [element.text for element in channel.iter("link")]
    itself = channel.find(f"{ATOM}link")
    assert itself.attrib["rel"] == "self"
    for address in [*links, itself.attrib["href"]]:
        assert address.startswith(f"http://{host}/")
        parts = urlsplit(address)
        found = client.get(f"{parts.path}?{parts.query}")
        assert found.status_code == 200
    assert len(links) == 24


def test_feed_below_a_prefix_keeps_it(engine) -> None:
    client = create_app(engine, hosts=None).test_client()
    channel = channel_of(
        client, "/search.rss?q=committee", base_url="https://archive.example/backfile"
    )
    links = [link.text for link in channel.iter("link")]
    assert len(links) > 1
    assert all(link.startswith("https://archive.example/backfile/") for link in links), links


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2023-03-14", datetime(2023, 3, 14, tzinfo=UTC)),
        ("2023-03", datetime(2023, 3, 1, tzinfo=UTC)),
        ("2023", datetime(2023, 1, 1, tzinfo=UTC)),
        ("", None),
        ("2023-02-30", None),
        ("spring", None),
        ("2023-03-14T10:00", None),
    ],
)
def test_date_begins_the_period_that_is_known(date: str, moment: datetime | None) -> None:
    assert first_moment(date) == moment


def test_undated_article_has_no_date(client: FlaskClient) -> None:
    (item,) = channel_of(client, "/search.rss?q=lighthouse").iter("item")
    assert item.find("pubDate") is None


def test_language_is_that_of_the_articles(client: FlaskClient) -> None:
    assert channel_of(client, "/search.rss?lang=ar").findtext("language") == "ar"
    assert channel_of(client, "/search.rss?q=berth").findtext("language") == "en"
    assert channel_of(client, "/search.rss?q=xylophone").findtext("language") == "en"


def test_unchanged_feed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/search.rss?q=berth")
    again = client.get("/search.rss?q=berth", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


def test_hostile_text_stays_text(serve, corpus) -> None:
    payload = "]]></title><script>alert(1)</script>\x0b\x00\ufffe&\"'"
    facts = dict.fromkeys(("title", "source", "author", "url", "lang"), f"gull {payload}")
    corpus.record("a.jsonl", {**facts, "text": f"The gull said {payload} and flew away. " * 9})
    corpus.record("b.jsonl", {**facts, "text": "The gull said \ud800 nothing of the sort. " * 9})
    corpus.write("<b>&gull.txt", "The gull in this file is quite harmless.\n")
    channel = channel_of(serve(), "/search.rss?q=gull")
    assert {element.tag for element in channel.iter("item") for element in element} <= {
        "title", "link", "description", "guid", "pubDate",
        f"{DC}creator", f"{DC}publisher", f"{DC}date", f"{DC}language",
    }  # fmt: skip
    for item in channel.iter("item"):
        shown = LexborHTMLParser(f"<body>{item.findtext('description')}</body>")
        assert {node.tag for node in shown.css("body *")} <= {"mark"}
