"""axe-core finds nothing on any page, in both themes, on a telephone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import contextmanager
from importlib import resources

import pytest
from playwright.sync_api import Browser, Page

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text()

PAGES = {
    "home": "/",
    "results": "/search?q=berth&page=2&outlet=Port+Gazette",
    "all": "/search",
    "meant": "/search?q=harbuor",
    "nothing": "/search?q=xylophone+berth+harbour&lang=en",
    "notes": "/search?q=berth+-strike&from=spring",
    "article": "/article/news.jsonl%231?q=strike",
    "foreign": "/article/news.jsonl%232",
    "several": "/search?q=berth&outlet=Port+Gazette&outlet=Quay+Notices&not_outlet=Strait+Courier",
    "compact": "/search?list=compact&per=25",
    "wrong": "/search?q=berth&from=spring",
    "outlets": "/outlets?q=berth&find=gaz",
    "saved": "/article/news.jsonl%231/saved",
    "help": "/help",
    "status": "/status",
    "partial": "/search?q=berth+dredged+xylophone+strike",
    "by event": "/search?q=berth&story=1",
    "failure": "/gone",
}

# All of its rules, those that are off unless asked for too: the size of targets is WCAG 2.2.
RUN = """axe.run(document, {rules: {"target-size": {enabled: true}}}).then(found => [
    found.violations.flatMap(
        rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`)),
    found.passes.map(rule => rule.id)])"""

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@contextmanager
def tab_of(browser: Browser, address: str, width: int, height: int, scheme: str) -> Iterator[Page]:
    """A tab of a size and a theme."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    yield context.new_page()
    context.close()


@pytest.fixture(
    scope="module",
    params=[(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")],
    ids=lambda param: f"{param[0]}-{param[1]}",
)
def tab(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab of a width and a theme."""
    width, scheme = request.param
    with tab_of(browser, address, width, 800, scheme) as opened:
        yield opened


LOOKED_AT = {"color-contrast", "target-size", "link-name"}


def assert_axe_finds_nothing(tab: Page, looked_at: Set[str] = LOOKED_AT) -> None:
    tab.evaluate(AXE)
    violations, passes = tab.evaluate(RUN)
    assert violations == []
    assert looked_at <= set(passes), "it did look"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(tab: Page, path: str) -> None:
    tab.goto(path)
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert_axe_finds_nothing(tab)


def test_axe_finds_nothing_in_open_completions(tab: Page) -> None:
    tab.goto("/search?q=berth")
    tab.get_by_label("Search the archive").fill("har")
    tab.get_by_role("option").first.wait_for()
    tab.keyboard.press("ArrowDown")
    assert_axe_finds_nothing(tab)
