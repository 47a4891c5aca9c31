"""What of a saved text may be the boilerplate of its folder, and which texts are copies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning.text.fingerprint import Fingerprint, Repeated, fingerprint_of, hash_of
from index.cleaning.text.line import normal_line
from tests.hang import does_not_hang

PARAGRAPHS = [
    f"The {name} was towed into the harbour on Monday, and the owner said that the repair of the "
    f"hull would take until the end of {month} at the very least, if the wood came in time."
    for name, month in (
        ("trawler", "March"),
        ("ferry", "April"),
        ("cutter", "May"),
        ("barge", "June"),
        ("tug", "July"),
        ("lugger", "August"),
        ("dredger", "September"),
        ("pilot boat", "October"),
    )
]
MOTTO = "News from the quay and from under it."


def may_repeat(line: str, *page: str, is_markdown: bool = False) -> bool:
    """Whether a line of the page is one that may be boilerplate."""
    content = "\n\n".join(page).encode()
    found = fingerprint_of(content, "quay", is_markdown=is_markdown)
    return hash_of("quay", normal_line(line)) in found.edges


@pytest.mark.parametrize("place", [1, 2, 9, 8])
def test_short_line_at_the_edge_may_be_boilerplate(place: int) -> None:
    page = ["Boats in the harbour", *PARAGRAPHS]
    page.insert(place, MOTTO)
    assert may_repeat(MOTTO, *page)


def test_sentence_between_paragraphs_is_the_articles() -> None:
    page = ["Boats in the harbour", *PARAGRAPHS]
    page.insert(5, MOTTO)
    assert not may_repeat(MOTTO, *page)


def test_subhead_between_paragraphs_is_the_articles() -> None:
    page = ["Boats in the harbour", *PARAGRAPHS]
    page.insert(5, "What happens next")
    assert not may_repeat("What happens next", *page)


def test_short_answer_deep_in_an_interview_is_the_articles() -> None:
    page = [*PARAGRAPHS[:4], "How did it begin?", "By accident.", "And then?", *PARAGRAPHS[4:]]
    assert not may_repeat("By accident.", *page)


def test_menu_in_the_middle_may_be_boilerplate() -> None:
    page = [*PARAGRAPHS[:4], "Boats of the week", "Boats of the year", *PARAGRAPHS[4:]]
    assert may_repeat("Boats of the week", *page)


def test_headline_above_the_first_paragraph_is_no_boilerplate() -> None:
    assert not may_repeat("Letters from readers", "Letters from readers", *PARAGRAPHS)
    page = ("Quay Herald", "# Letters from readers", *PARAGRAPHS)
    assert not may_repeat("Letters from readers", *page, is_markdown=True)


def test_row_of_numbers_is_no_boilerplate() -> None:
    assert not may_repeat("Rovers 2 United 1", *PARAGRAPHS, "Rovers 2 United 1")
    assert not may_repeat("12", *PARAGRAPHS, "12")


def test_boilerplate_known_by_its_words_needs_no_memory() -> None:
    assert not may_repeat("Share this article", *PARAGRAPHS, "Share this article")


def test_text_without_paragraphs_has_no_boilerplate() -> None:
    verse = ["The tide goes out", "The boats stay in", "The tide goes out", "And so do I"]
    assert fingerprint_of("\n".join(verse).encode(), "quay").edges == ()


def test_lines_of_hard_wrapped_mail_are_no_boilerplate() -> None:
    wrapped = "The harbour master of the island town had read the letter twice before\n" * 6
    assert fingerprint_of(wrapped.encode(), "quay").edges == ()


def test_front_matter_is_no_line_of_the_text() -> None:
    page = f"---\ntitle: Boats\nsection: Harbour news\n---\n\n{PARAGRAPHS[0]}\n\n{MOTTO}\n"
    found = fingerprint_of(page.encode(), "quay", is_markdown=True)
    assert found.edges == (hash_of("quay", normal_line(MOTTO)),)


def test_same_line_in_another_folder_is_another_line() -> None:
    repeated = Repeated("quay", frozenset({hash_of("quay", "a motto")}))
    assert "a motto" in repeated
    assert "another motto" not in repeated
    assert "a motto" not in Repeated("hills", repeated.hashes)


def test_two_versions_of_an_article_are_copies() -> None:
    one = fingerprint_of("\n\n".join(PARAGRAPHS[:6]).encode(), "quay")
    other = fingerprint_of("\n\n".join([*PARAGRAPHS[2:], MOTTO]).encode(), "quay")
    assert one.is_copy_of(other)


def test_articles_that_share_a_note_are_no_copies() -> None:
    one = fingerprint_of("\n\n".join([*PARAGRAPHS[:4], PARAGRAPHS[7]]).encode(), "quay")
    other = fingerprint_of("\n\n".join(PARAGRAPHS[4:]).encode(), "quay")
    assert not one.is_copy_of(other)


def test_texts_of_short_sentences_are_compared_by_these() -> None:
    one, other = Fingerprint(edges=(1, 2, 3)), Fingerprint(edges=(2, 3, 4))
    assert one.is_copy_of(other)
    assert not one.is_copy_of(Fingerprint(edges=(3, 4, 5)))


@given(st.binary(max_size=600) | st.text(max_size=600).map(str.encode), st.booleans())
def test_hostile_text_never_raises(content: bytes, is_markdown: bool) -> None:
    fingerprint_of(content, "quay", is_markdown=is_markdown)


@pytest.mark.parametrize(
    "content",
    [
        b"word " * 200_000,
        b"[" * 1_000_000,
        b"a\n" * 500_000,
        b"\0" * 1_000_000,
        b"- a. B\n" * 19_000,
    ],
)
@does_not_hang
def test_hostile_text_does_not_hang(content: bytes) -> None:
    fingerprint_of(content, "quay", is_markdown=True)
