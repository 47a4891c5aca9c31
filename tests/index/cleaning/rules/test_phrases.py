"""The lists of phrases: their syntax, and what the shipped ones must not match."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.cleaning.rules import phrases, reasons
from index.cleaning.rules.phrases import phrase_book, read_phrases
from index.cleaning.text.line import tokens_of

FOLDER = Path(phrases.__file__).with_name("phrases")


def matches(pattern: str, line: str, is_sentence: bool = False) -> bool:
    book = read_phrases(["[share bar]", pattern])
    return book.match(tokens_of(line), is_sentence) is not None


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("share", "SHARE:"),
        ("share (this|the) story", "Share the story"),
        ("share (|the) story", "share story"),
        ("# shares", "1,204 Shares"),
        ("tags : *", "Tags: sea, lamps, gulls"),
        ("share on *2", "Share on Face Book"),
        ("* all rights reserved", "Post Ltd. All rights reserved."),
        ("don't miss", "Don’t miss"),
        ("watch +", "Watch the lamp turn"),
    ],
)
def test_pattern_matches(pattern: str, line: str) -> None:
    assert matches(pattern, line)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("share", "Share prices fall"),
        ("# shares", "Ten shares"),
        ("share on *2", "Share on the night of the lamp"),
        ("tags : *", "Tags and labels"),
    ],
)
def test_pattern_does_not_match(pattern: str, line: str) -> None:
    assert not matches(pattern, line)


def test_plus_spares_sentences() -> None:
    assert not matches("watch +", "Watch the lamp turn.", is_sentence=True)


def test_pattern_in_the_middle_of_a_line_is_contained() -> None:
    book = read_phrases(["[newsletter]", "* our newsletter *"])
    phrase, _ = book.contained(tokens_of("Get our newsletter every day"))
    assert phrase is not None
    assert book.contained(tokens_of("Newsletter"))[0] is None


def test_families_of_cues_are_counted_once() -> None:
    book = read_phrases(["[cue newsletter]", "(inbox|newsletter)", "[cue contact]", "email us"])
    assert book.contained(tokens_of("Newsletter in your inbox? Email us!"))[1] == {
        "newsletter",
        "contact",
    }


@pytest.mark.parametrize("line", ["share", "[a]\n*", "[a]\n# *", "[a]\n! > *3"])
def test_line_that_is_no_pattern_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        read_phrases(line.split("\n"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_list_has_only_known_reasons(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    read_phrases(lines)
    sections = {line[1:-1] for line in lines if line.startswith("[")}
    names = {name.removeprefix("cue ") for name in sections if not name.startswith("words ")}
    assert names <= reasons.ALL


@pytest.mark.parametrize(
    "line",
    [
        "Photo exhibition opens in the lighthouse",
        "Updated rules for boats",
        "Save the lighthouse",
        "More rain expected on Sunday",
        "The comments that cost a keeper his job",
        "Watch out for gulls, keepers say.",
        "Home at last",
        "What happens next",
        "1911",
        "Related charges were dropped on Friday.",
    ],
)
def test_subhead_is_not_boilerplate(line: str) -> None:
    assert phrase_book().match(tokens_of(line), line.endswith(".")) is None
