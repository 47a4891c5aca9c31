"""The browser's own search box: its description of us, and completions while typing."""

from __future__ import annotations

import json
import re
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_suggestions_have_the_form_that_browsers_expect(client: FlaskClient) -> None:
    response = client.get("/suggest?q=harb")
    assert response.mimetype == "application/x-suggestions+json"
    typed, completions, descriptions, addresses = json.loads(response.data)
    assert typed == "harb"
    assert "harbour" in completions
    assert len(completions) == len(descriptions) == len(addresses) <= 8


def test_word_leads_to_its_search_and_headline_to_its_article(client: FlaskClient) -> None:
    rows = list(zip(*json.loads(client.get("/suggest?q=harb").data)[1:], strict=True))
    assert ("harbour", "", "/search?q=harbour") in rows
    headlines = [row for row in rows if row[1]]
    assert headlines
    for title, description, address in headlines:
        page = client.get(address).text
        assert title in page
        assert all(part in page for part in description.split(", "))


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20", "?q=%00", "?q=" + "a" * 9_000, "?x=1"])
def test_nothing_to_complete_is_no_error(client: FlaskClient, query: str) -> None:
    response = client.get(f"/suggest{query}")
    assert response.status_code == 200
    assert json.loads(response.data)[1] == []


def test_hostile_text_is_only_text(serve, corpus) -> None:
    corpus.article("a", "A gull.", title='Gull </script><script>alert("1")</script>')
    response = serve().get("/suggest?q=gull+script")
    assert response.mimetype == "application/x-suggestions+json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert json.loads(response.data)[0] == "gull script"


@pytest.mark.parametrize("host", ["localhost:8000", "[::1]:8000"])
def test_description_is_complete(client: FlaskClient, host: str) -> None:
    response = client.get("/opensearch.xml", headers={"Host": host})
    assert response.mimetype == "application/opensearchdescription+xml"
    root = ET.fromstring(response.data)  # noqa: S314  # our own
    assert root.tag == f"{NAMESPACE}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{NAMESPACE}ShortName")) <= 16
    assert 0 < len(root.findtext(f"{NAMESPACE}Description")) <= 1024
    urls = {(url.get("type"), url.get("rel")): url for url in root.iter(f"{NAMESPACE}Url")}
    assert set(urls) == {
        ("text/html", None),
        ("application/rss+xml", None),
        ("application/x-suggestions+json", None),
        ("application/opensearchdescription+xml", "self"),
    }
    for (mimetype, _), url in urls.items():
        address = url.get("template")
        assert address.startswith(f"http://{host}/")
        path = address.removeprefix(f"http://{host}").replace("{searchTerms}", quote("gull é"))
        assert "{" not in path
        assert client.get(path).mimetype == mimetype
    image = root.findtext(f"{NAMESPACE}Image").removeprefix(f"http://{host}")
    assert client.get(image, buffered=True).mimetype == "image/svg+xml"


@pytest.mark.parametrize("path", ["/", "/search?q=berth", "/help", "/article/news.jsonl%231"])
def test_every_page_leads_the_browser_to_it(client: FlaskClient, path: str) -> None:
    link = re.search(r'<link rel="search"[^>]*>', client.get(path).text)[0]
    assert 'href="/opensearch.xml"' in link
    assert 'type="application/opensearchdescription+xml"' in link
