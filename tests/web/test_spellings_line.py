"""The line of spellings in a browser: one line, however many there are, and all when asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from tests.web.serving import serving

SPELLINGS = ("Korvadh", "Korwadh", "Corvadh", "Korvad", "Corvad", "Korwad", "Corwadh", "Korvatt")
LINE = 30  # pixels; two lines are more

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def address(serve, corpus) -> Iterator[str]:
    articles = (
        {"text": f"The goat of {name} stood at the flooded village of {name}.", "lang": "en"}
        for name in SPELLINGS
    )
    corpus.record("news.jsonl", *articles)
    client: FlaskClient = serve()
    with serving(client.application) as address:
        yield address


def open_at(browser: Browser, address: str, width: int, query: str) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 740}, java_script_enabled=False)
    page.goto(f"{address}/search?q={query}")
    return page


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_spellings_take_one_line_until_all_are_asked_for(browser, address, width) -> None:
    page = open_at(browser, address, width, "Korvadh")
    line = page.locator(".also")
    spellings = line.locator(".remove")
    assert spellings.count() >= 4
    box = line.bounding_box()
    assert box is not None
    assert box["height"] < LINE
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    summary = line.locator("summary")
    if summary.is_visible():
        summary.focus()
        page.keyboard.press("Enter")
    for place in range(spellings.count()):
        found = spellings.nth(place).bounding_box()
        assert found is not None
        assert found["x"] + found["width"] <= width
    expect(line.get_by_text("Only as typed")).to_be_visible()
    expect(line.get_by_text("About Korvadh")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("width", [320, 1440])
def test_name_that_no_article_has_is_said_on_any_screen(browser, address, width) -> None:
    page = open_at(browser, address, width, "Korvaddh")
    said = page.locator(".also > span")
    expect(said).to_have_text("No article has Korvaddh; searched:")
    box = said.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("width", [320, 1440])
def test_why_is_shown_to_whoever_points_or_goes_there_by_keyboard(browser, address, width) -> None:
    page = open_at(browser, address, width, "Korvadh")
    first = page.locator(".also li").first
    expect(first.locator(".why")).to_be_hidden()
    first.locator("a").first.focus()
    expect(first.locator(".why")).to_be_visible()
    page.locator("h1").click()
    expect(first.locator(".why")).to_be_hidden()
    first.hover()
    expect(first.locator(".why")).to_be_visible()
    box = first.locator(".why").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.close()
