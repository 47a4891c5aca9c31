"""What scripts add: completions, single keys and their switch, steps between hits, a copy."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

ARTICLE = "/article/news.jsonl%231?q=strike"

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def focused(page: Page) -> str:
    return page.evaluate("(document.activeElement.innerText || document.activeElement.name).trim()")


def complete(page: Page, typed: str) -> None:
    page.get_by_label("Search the archive").press_sequentially(typed)
    expect(page.get_by_role("option").first).to_have_text(re.compile(typed))


def test_completions_come_while_typing(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Search the archive")
    expect(box).to_have_attribute("aria-expanded", "false")
    complete(page, "harb")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert page.get_by_role("option").first.inner_text() == "harbour"


def test_arrow_keys_choose_a_completion_and_enter_sends_it(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    page.keyboard.press("ArrowDown")
    box = page.get_by_label("Search the archive")
    assert box.input_value() == "harbour"
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=harbour")


def test_enter_without_a_choice_sends_what_was_typed(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=harb")


def test_arrow_keys_lead_back_to_what_was_typed(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    box = page.get_by_label("Search the archive")
    assert box.input_value() == "harb"
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_completions_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert page.get_by_label("Search the archive").input_value() == "harb"


def test_completion_is_taken_with_the_pointer(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/search?q=harbour")


def test_headline_opens_its_article_by_the_pointer(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    page.locator(".completions .headline").first.click()
    page.wait_for_url("**/article/**")


def test_headline_opens_its_article_by_the_keyboard_and_leaves_what_was_typed(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    box = page.get_by_label("Search the archive")
    page.keyboard.press("ArrowUp")
    headline = page.get_by_role("option").last
    expect(headline).to_have_attribute("aria-selected", "true")
    assert box.input_value() == "harb"
    title = headline.inner_text().splitlines()[0].strip()
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    assert page.get_by_role("heading", level=1).inner_text() == title


def test_headline_says_where_and_when_it_appeared_and_looks_unlike_a_word(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    word, headline = page.get_by_role("option").first, page.get_by_role("option").last
    assert word.locator(".place").count() == 0
    assert re.search(r"\d{4}|undated", headline.locator(".place").inner_text())
    fonts = [
        option.evaluate("it => getComputedStyle(it).fontFamily") for option in (word, headline)
    ]
    assert fonts[0] != fonts[1]


def test_leaving_the_box_closes_the_completions(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    page.keyboard.press("Tab")
    assert page.get_by_role("option").count() == 0


def test_completion_that_comes_too_late_is_not_shown(page: Page) -> None:
    page.goto("/")
    complete(page, "harb")
    box = page.get_by_label("Search the archive")
    box.fill("")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.wait_for_timeout(400)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_typing_on_while_an_answer_is_under_way_asks_again(page: Page) -> None:
    page.goto("/")
    # Left unanswered until the page itself gives it up.
    page.route(re.compile(r"/suggest\?q=har$"), lambda route: None)
    with page.expect_request(re.compile(r"/suggest\?q=har$")):
        page.get_by_label("Search the archive").press_sequentially("har")
    complete(page, "b")
    assert page.get_by_role("option").first.inner_text() == "harbour"


def test_slash_leads_to_the_box(page: Page) -> None:
    page.goto("/search?q=berth")
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("a/b")
    assert page.get_by_label("Search the archive").input_value() == "a/b"


def test_j_and_k_lead_from_result_to_result(page: Page) -> None:
    page.goto("/search?q=berth&sort=oldest")
    steps = []
    for key in "jjjkk":
        page.keyboard.press(key)
        steps.append(focused(page))
    assert steps == [f"Berth notice {n}" for n in (0, 1, 2, 1, 0)]
    page.keyboard.press("k")
    assert focused(page) == "Berth notice 0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")


def test_n_and_p_lead_from_hit_to_hit(page: Page) -> None:
    page.goto(ARTICLE)
    walk = page.locator(".walk output")
    places = []
    for key in "nnnnnp":
        page.keyboard.press(key)
        places.append(walk.inner_text())
    assert places == ["1 of 4", "2 of 4", "3 of 4", "4 of 4", "1 of 4", "4 of 4"]
    assert page.url.endswith("#hit-4")
    page.get_by_role("button", name="Previous hit").click()
    assert page.url.endswith("#hit-3")
    page.go_back()
    assert page.url == "about:blank", "steps leave no trace in the history"


def test_keys_can_be_turned_off_for_good(page: Page) -> None:
    page.goto("/search?q=berth")
    page.get_by_role("button", name="Single-key shortcuts: on").click()
    page.goto("/search?q=berth&sort=oldest")
    expect(page.get_by_role("button", name="Single-key shortcuts: off")).to_be_visible()
    for key in "/jk":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Single-key shortcuts: off").click()
    page.keyboard.press("/")
    assert focused(page) == "q"


@pytest.mark.parametrize("key", ["Control+j", "Alt+j", "Meta+j"])
def test_keys_with_modifiers_are_the_browsers_own(page: Page, key: str) -> None:
    page.goto("/search?q=berth&sort=oldest")
    page.keyboard.press(key)
    assert focused(page) != "Berth notice 0"


def test_citation_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(ARTICLE)
    page.get_by_role("button", name="Copy it").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("Saved as news.jsonl#1.")
    assert copied.startswith("Leila Haddad. “Harbour strike")
    context.close()


def test_without_scripts_nothing_is_shown_that_needs_them(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(ARTICLE)
    assert page.locator(".scripted").count() == 3
    assert page.locator(".scripted:visible").count() == 0
    context.close()


@pytest.mark.parametrize("path", ["/", "/search?q=berth", ARTICLE, "/status"])
def test_scripts_move_nothing(page: Page, path: str) -> None:
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => window.shift += entry.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(path)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") == 0


def test_page_asks_no_other_host(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/search?q=berth", ARTICLE, "/help", "/status"):
        page.goto(path)
    assert all(re.match(re.escape(address) + "/", url) for url in asked)
