"""An article remembers its page: every line, in order, and what became of it."""

import pytest

from index import RemovedLine, clean_html, clean_text
from index.audit import audit

BODY = "The ferry ran aground at noon. Everybody was taken off by boat before the evening tide."


def test_page_gives_back_every_line_in_order():
    lines = ["Ferry aground", "3 min read", BODY, f"{BODY} Again.", "Share", "Related Posts"]
    article = clean_text("\n\n".join(lines))
    assert [line for line, _ in article.page()] == lines
    assert "\n".join(line for line, reason in article.page() if not reason) == article.text
    assert tuple(line for line in article.page() if line.reason) == article.removed


@pytest.mark.parametrize("text", ["", "\n\n", "Only a title"])
def test_page_of_nothing(text):
    article = clean_text(text)
    assert all(line for line, _ in article.page())


def test_page_of_html_has_its_boilerplate():
    html = f"<nav><p>Home and more</p></nav><article><p>{BODY}</p><p>{BODY} Again.</p></article>"
    article = clean_html(html)
    assert RemovedLine(BODY, "") in list(article.page())
    assert article.text == f"{BODY}\n{BODY} Again."


def test_audit_counts_a_line_once_an_article():
    articles = [(str(n), clean_text(f"T{n}\n\n{BODY}\n\nShare\n\nShare\n")) for n in range(3)]
    found = audit(articles)
    assert found.articles == 3
    assert [(line.line, line.articles) for line in found.lines if line.line == "Share"] == [
        ("Share", 3)
    ]
    assert {loss.id for loss in found.losses} == {"0", "1", "2"}
    assert all(0 <= loss.share < 0.3 for loss in found.losses)
