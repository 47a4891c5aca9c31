"""The pages in a real browser: keyboard, narrow screens, both themes, paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

ARTICLE = "/article/news.jsonl%231?q=strike"
PAGES = ["/", "/search?q=berth", "/search?q=xylophone+berth", ARTICLE, "/help", "/status", "/gone"]

# A browser drops connections as it likes, and leaves their sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def focused(page: Page) -> str:
    """The text or name of what has the focus."""
    return page.evaluate("(document.activeElement.innerText || document.activeElement.name).trim()")


def tab_to(page: Page, text: str) -> None:
    """Press Tab until `text` has the focus; every stop on the way must be visible as such."""
    for _ in range(60):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", f"nothing shows that {focused(page)!r} has the focus"
        if focused(page) == text:
            return
    pytest.fail(f"Tab does not reach {text!r}")


def test_keyboard_alone_finds_and_reads_an_article(page: Page) -> None:
    page.goto("/")
    assert focused(page) == "q"
    page.keyboard.type("harbour strike")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=harbour+strike")
    tab_to(page, "Skip to the results")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "Harbour strike enters third week"
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    tab_to(page, "← Back to results")
    tab_to(page, "Last")
    page.keyboard.press("Enter")
    last = page.locator("mark[id]").last
    assert page.url.endswith("#" + str(last.get_attribute("id")))
    assert last.bounding_box() is not None
    tab_to(page, "↑")
    page.keyboard.press("Enter")
    assert "#hit-" in page.url


def test_everything_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Search the archive").fill("berth")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Port Gazette").first.click()
    page.get_by_role("link", name="Newest").click()
    page.get_by_role("link", name="Next").click()
    assert page.url.endswith("/search?q=berth&page=2&sort=newest&outlet=Port+Gazette")
    page.get_by_role("link", name="Berth notice 1").click()
    page.get_by_role("link", name="← Back to results").click()
    page.get_by_role("link", name="Remove the filter Port Gazette").click()
    assert page.get_by_role("heading", level=1).inner_text() == "23 articles for “berth”"
    context.close()


def test_every_way_on_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    heading = page.get_by_role("heading", level=1)
    page.goto("/search?q=harbuor")
    page.get_by_role("link", name="harbour", exact=True).click()
    assert heading.inner_text() == "1 article for “harbour”"
    page.goto("/search?q=harbour&outlet=Nowhere")
    page.get_by_role("link", name="in every outlet, not only Nowhere").click()
    assert heading.inner_text() == "1 article for “harbour”"
    page.goto("/")
    page.get_by_role("link", name="2019: 11 articles").click()
    page.get_by_role("link", name="January 2019: 1 article").click()
    assert page.url.endswith("/search?from=2019-01&to=2019-01")
    page.get_by_role("link", name="Berth notice 12").click()
    similar = page.get_by_role("region", name="More like this").get_by_role("link").first
    title = similar.inner_text()
    similar.click()
    assert heading.inner_text() == title
    page.get_by_role("link", name="State of the archive").click()
    assert heading.inner_text() == "State of the archive"
    context.close()


def test_bars_are_reached_and_followed_by_keyboard(page: Page) -> None:
    page.goto("/search?q=berth")
    bar = page.get_by_role("link", name="January 2018 to February 2018: 2 articles")
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] >= 48, "the whole height of the chart can be clicked"
    bar.focus()
    said = bar.locator(".said")
    assert said.is_visible(), "it says its count"
    assert "2 articles" in said.text_content()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=berth&from=2018-01&to=2018-02")


def test_hits_are_as_many_as_the_page_says(page: Page) -> None:
    page.goto(ARTICLE)
    count = page.locator(".story mark[id]").count()
    assert page.locator(".hit-count").inner_text() == f"{count} hits for “strike”"
    page.get_by_text("Every hit in context").click()
    assert page.locator(".concordance li:visible").count() == count


def test_link_to_a_hit_shows_it_below_the_bar(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 300})
    page.goto(ARTICLE + "#hit-4")
    hit, bar = page.locator("#hit-4").bounding_box(), page.locator(".trail").bounding_box()
    assert hit is not None
    assert bar is not None
    assert bar["y"] + bar["height"] <= hit["y"] < 300


def test_dates_are_narrowed_by_typing_them(page: Page) -> None:
    page.goto("/search?q=berth&sort=oldest")
    page.get_by_label("From").fill("2019")
    page.get_by_role("button", name="Apply").click()
    assert page.get_by_role("heading", level=1).inner_text() == "11 articles for “berth”"
    assert page.get_by_label("From").input_value() == "2019"


def test_one_click_takes_the_whole_citation(page: Page) -> None:
    page.goto(ARTICLE)
    page.locator("#citation").click()
    selected = page.evaluate("getSelection().toString()")
    assert selected.startswith("Leila Haddad.")
    assert selected.rstrip().endswith("Saved as news.jsonl#1.")


def test_original_is_saved_not_shown(page: Page) -> None:
    page.goto(ARTICLE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the original").click()
    assert download.value.suggested_filename == "news.jsonl.1.json"


@pytest.mark.parametrize("path", PAGES)
def test_landmarks(page: Page, path: str) -> None:
    page.goto(path)
    for role in ("search", "main", "navigation", "banner"):
        assert page.get_by_role(role).count() >= 1, role  # type: ignore[arg-type]
    assert page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360, 480, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_targets_can_be_hit(page: Page, path: str, width: int) -> None:
    """24 by 24 pixels (WCAG 2.5.8); links inside a sentence are exempt."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    small = page.evaluate(
        """[...document.querySelectorAll("a, button, summary, input:not([type=hidden])")]
        .filter(e => !e.matches(".try a, .skip, .prose p > a, .manual li > a"))
        .filter(e => e.checkVisibility())
        .map(e => [e.innerText || e.name || e.ariaLabel, e.getBoundingClientRect()])
        .filter(([text, box]) => box.width < 23.99 || box.height < 23.99)
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
    )
    assert small == []


def test_dark_theme_is_dark_and_its_marks_are_readable(browser: Browser, address: str) -> None:
    for scheme, is_dark in (("light", False), ("dark", True)):
        context = browser.new_context(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(ARTICLE)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        mark = page.locator(".prose mark").first.evaluate(
            "e => (s => [s.color, s.backgroundColor])(getComputedStyle(e))"
        )
        assert (luminance(ground) < 0.1) is is_dark
        lighter, darker = sorted(map(luminance, mark), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5
        context.close()


def luminance(colour: str) -> float:
    """Of a computed colour, `rgb(r, g, b)`, as WCAG defines it."""
    channels = [int(part) / 255 for part in colour[4:-1].split(",")]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_paper_carries_the_article_and_not_the_controls(page: Page) -> None:
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    assert page.locator(".prose").is_visible()
    assert page.locator("#citation").is_visible()
    for control in (".search-box", ".places", ".trail", ".steps", ".files", ".imprint"):
        assert not page.locator(control).first.is_visible(), control


def test_foreign_article_is_set_from_right_to_left(page: Page) -> None:
    page.goto("/article/news.jsonl%232")
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert heading.evaluate("e => e.closest('[lang]').lang") == "ar"
