"""Small texts of many kinds, written for this: of a clean one no line is lost, however it is saved.

`tests/data/texts/clean` are articles and nothing else: a poem, a recipe, minutes, results, in nine
languages. In `with_boilerplate` the first character of each line says what it is: `+` the
article's, `-` boilerplate or blank, `=` the headline.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from index.article import Article
from index.cleaning import clean_markdown, clean_text

TEXTS = Path(__file__).parents[3] / "data" / "texts"
CLEAN = sorted((TEXTS / "clean").glob("*.txt"))
WITH_BOILERPLATE = sorted((TEXTS / "with_boilerplate").glob("*.txt"))
# Boilerplate that nobody can tell from an article without knowing the page: so much may stay.
SPARED = 0.2


def _wrapped(text: str) -> str:
    """Paragraphs as mail has them; rows of a table are left as they are."""
    return "\n".join(
        line if "\t" in line or line.startswith(" ") else textwrap.fill(line, 72)
        for line in text.split("\n")
    )


FORMS: dict[str, Callable[[str], Article]] = {
    "as it is": clean_text,
    "without blank lines": lambda text: clean_text(re.sub(r"\n\n+", "\n", text)),
    "a blank line after each": lambda text: clean_text(re.sub(r"\n+", "\n\n", text)),
    "ends of Windows": lambda text: clean_text(text.replace("\n", "\r\n")),
    "mixed ends": lambda text: clean_text(text.replace("\n\n", "\r\n\n")),
    "hard-wrapped": lambda text: clean_text(_wrapped(text)),
    "Markdown": clean_markdown,
    "in capitals": lambda text: clean_text(text.upper()),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_no_line_of_a_clean_text_is_lost(path: Path, form: str) -> None:
    article = FORMS[form](path.read_text("utf-8"))
    lost = [removed for removed in article.removed if removed.line != article.title]
    assert lost == []


def test_clean_texts_are_of_many_kinds_and_languages() -> None:
    languages = {path.stem.rpartition(".")[2] for path in CLEAN}
    assert len(CLEAN) >= 60
    assert languages >= {"en", "de", "fr", "es", "ru", "pl", "tr", "ar", "zh"}


def _labelled(path: Path) -> tuple[list[tuple[str, str]], Article]:
    """The label and the text of each line that is not blank, and the article."""
    rows = path.read_text("utf-8").rstrip("\n").split("\n")
    clean = clean_markdown if ".md." in path.name else clean_text
    lines = [(row[0], row[1:].strip()) for row in rows if row[1:].strip()]
    return lines, clean("\n".join(row[1:] for row in rows))


@pytest.mark.parametrize("path", WITH_BOILERPLATE, ids=lambda path: path.stem)
def test_article_is_whole_and_its_boilerplate_goes(path: Path) -> None:
    lines, article = _labelled(path)
    reasons = [line.reason for line in article.page()]
    found = list(zip(lines, reasons, strict=True))
    assert [text for (label, text), reason in found if label == "+" and reason] == []
    boilerplate = [reason for (label, _), reason in found if label == "-"]
    assert boilerplate.count("") <= SPARED * len(boilerplate)


@pytest.mark.parametrize("path", WITH_BOILERPLATE, ids=lambda path: path.stem)
def test_headline_is_found_amid_the_boilerplate(path: Path) -> None:
    lines, article = _labelled(path)
    titles = [re.sub(r"^#+ ", "", text) for label, text in lines if label == "="]
    assert titles in ([], [article.title])
