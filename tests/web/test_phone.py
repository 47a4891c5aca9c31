"""The results on a telephone: what narrows them makes way, and a finger hits the bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

SEARCH = "/search?q=berth&outlet=Port+Gazette"
Open = Callable[..., Page]

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def open_at(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a path at a width, with other options of the browser's as they are named."""
    contexts = []

    def open_page(path: str, width: int, **options: object) -> Page:
        viewport = {"width": width, "height": 740}
        contexts.append(browser.new_context(base_url=address, viewport=viewport, **options))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 360, 480, 768])
def test_results_begin_on_the_first_screen(open_at: Open, width: int, scripts: bool) -> None:
    page = open_at(SEARCH, width, java_script_enabled=scripts)
    expect(page.get_by_text("Narrow down")).to_be_visible()
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.get_by_role("link", name="Remove the filter Port Gazette")).to_be_visible()
    title = page.locator(".hits h2").first.bounding_box()
    assert title is not None
    assert title["y"] + title["height"] < 740


def test_what_narrows_unfolds_by_keyboard_without_scripts(open_at: Open) -> None:
    page = open_at("/search?q=berth", 360, java_script_enabled=False)
    summary = page.get_by_text("Narrow down")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Outlet")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=berth&from=2018-01&to=2018-02")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [960, 1440])
def test_what_narrows_stands_open_where_there_is_room(
    open_at: Open, width: int, scripts: bool
) -> None:
    page = open_at("/search?q=berth", width, java_script_enabled=scripts)
    expect(page.get_by_text("Narrow down")).to_be_hidden()
    narrow = page.get_by_role("complementary", name="Narrow the results")
    facets, title = narrow.bounding_box(), page.locator(".hits h2").first.bounding_box()
    assert facets is not None
    assert title is not None
    assert facets["x"] >= title["x"] + title["width"], "beside the results"
    assert title["y"] < 400, "however long it is"
    narrow.get_by_role("link", name="Port Gazette", exact=True).click()
    page.wait_for_url("**/search?q=berth&outlet=Port+Gazette")


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["/", SEARCH, "/article/news.jsonl%231?q=strike"])
def test_nothing_moves_while_a_page_loads(open_at: Open, path: str, width: int) -> None:
    shifts = open_at(path, width).evaluate(
        """new Promise(done => {
            const seen = [];
            new PerformanceObserver(list => seen.push(...list.getEntries().map(each => each.value)))
                .observe({type: "layout-shift", buffered: true});
            setTimeout(() => done(seen), 300);
        })"""
    )
    assert sum(shifts) == 0


def bars(page: Page) -> set[str]:
    """The kinds of links of the chart that can be seen."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return set(
        page.locator(".timeline a").evaluate_all(
            "all => all.filter(each => each.checkVisibility()).map(each => each.className.baseVal)"
        )
    )


def test_many_bars_are_fewer_links_for_a_finger(open_at: Open) -> None:
    """There are 24 months: 10 pixels each beside a list, 30 on a tablet, 14 on a telephone."""
    assert bars(open_at("/search?q=berth", 1280)) == {"coarse"}
    assert bars(open_at("/search?q=berth", 768)) == {"fine"}
    assert bars(open_at("/search?q=berth", 768, has_touch=True, is_mobile=True)) == {"coarse"}
    assert bars(open_at("/search?q=berth", 360)) == {"coarse"}
    assert bars(open_at("/", 360)) == {"fine"}, "of six years each is wide enough"


def test_a_finger_narrows_to_the_months_that_it_hits(open_at: Open) -> None:
    page = open_at("/search?q=berth", 360, has_touch=True, is_mobile=True)
    page.get_by_text("Narrow down").tap()
    page.get_by_role("link", name="March 2018 to April 2018: 2 articles").tap()
    page.wait_for_url("**/search?q=berth&from=2018-03&to=2018-04")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 articles for “berth”")
    assert bars(page) == {"fine"}
