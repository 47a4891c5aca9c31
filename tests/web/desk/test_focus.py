"""Who sends a form of the desk goes on from where it stood, and reads there what was done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.web.desk.conftest import Reader, name

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

FOCUSED = "[document.activeElement.id, document.activeElement.closest('section, li')?.id ?? '']"


def article(number: int) -> str:
    return f"/article/{name(number).replace('#', '%23')}"


def said(reader: Reader, path: str, place: str, **form: object) -> tuple[str, str]:
    """(where the answer leads, what the page there says, if only once)."""
    response = reader.send(path, place=place, back="/search?q=ferry", **form)
    page = reader.open(response.location.partition("#")[0])
    (once,) = page.css("#said")
    return response.location, once.text(strip=True)


@pytest.mark.parametrize("place", ["", "collect", "a place that the page does not have"])
def test_what_was_done_is_said_once_wherever_the_form_stood(reader: Reader, place: str) -> None:
    location, text = said(reader, "/desk/collect", place, article=[name(1)], do="star")
    assert location == "/search?q=ferry#said"
    assert text.startswith("1 article starred.")
    assert not reader.open("/search?q=ferry").css("#said"), "and no second time"


def test_what_was_done_by_the_form_under_the_results_is_said_beside_it(reader: Reader) -> None:
    reader.send("/desk/collect", place="collect", article=[name(1)], do="star")
    (found,) = reader.open("/search?q=ferry").css("#said")
    after = found.next
    while after is not None and after.tag == "-text":
        after = after.next
    assert after is not None
    assert after.attributes["id"] == "collect"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_focus_is_where_the_form_stood(open_tab: Callable[..., Page], scripts: bool) -> None:
    tab = open_tab(java_script_enabled=scripts, viewport={"width": 1280, "height": 800})
    tab.goto(article(1))
    for label in ("☆ Star", "★ Starred: take the star off"):
        tab.get_by_role("button", name=label).press("Enter")
        tab.locator("#desk > #said:focus").wait_for()
        assert tab.evaluate(FOCUSED) == ["said", "desk"]
        assert tab.locator("#said").bounding_box()["y"] < 800  # type: ignore[index]  # it is seen


def test_next_tab_leads_on_from_the_note_that_was_written(
    reader: Reader, open_tab: Callable[..., Page]
) -> None:
    reader.do("/desk/collect", article=[name(1), name(2), name(3)], name="Ports")
    tab = open_tab()
    tab.goto("/desk/collections/1")
    note = tab.locator(".add-note").nth(1)
    note.locator("summary").press("Enter")
    note.locator("textarea").fill("Ask the owner")
    note.get_by_role("button").press("Enter")
    tab.locator("#said:focus").wait_for()
    tab.keyboard.press("Tab")  # over what was said, which links to the desk
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.matches('.add-note summary')")
    titles = tab.locator(".hits h2").all_inner_texts()
    assert titles[1] in tab.evaluate("document.activeElement.innerText")
