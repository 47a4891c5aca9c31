"""A line of a saved text: its words, its kind, its normal form."""

from __future__ import annotations

import pytest

from index.cleaning.text.line import lines_of, normal_line, tokens_of


def test_normal_line_forgets_case_digits_and_edges() -> None:
    assert normal_line("  12 Comments: ") == normal_line("• 3 COMMENTS") == "0 comments"


def test_normal_line_forgets_what_cannot_be_seen() -> None:
    assert normal_line("Sh\u00adare\u200b") == "share"


def test_tokens_are_words_numbers_and_signs() -> None:
    assert tokens_of("Photo: Don’t e-mail 1,204 people") == [
        "photo",
        ":",
        "dont",
        "email",
        "0",
        "people",
    ]


def test_invisible_characters_go_and_joiners_stay() -> None:
    (line,) = lines_of("\ufeffa\x02b\u200b \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
    assert line.text == "ab \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"


def test_words_without_spaces_are_counted_by_characters() -> None:
    (line,) = lines_of("灯塔至少再亮两个冬天")
    assert line.words == 5


@pytest.mark.parametrize(
    ("text", "glued"), [("a\nb", True), ("a\n\nb", False), ("a\n \t\nb", False)]
)
def test_line_knows_whether_a_blank_line_stands_before_it(text: str, glued: bool) -> None:
    assert lines_of(text)[1].glued is glued


def test_wrapped_paragraph_is_known_by_where_its_lines_end() -> None:
    text = (
        "The council voted on Monday night to keep the lighthouse lit for at\n"
        "least two more winters, after fishermen had collected four thousand\n"
        "signatures."
    )
    assert all(line.wrapped for line in lines_of(text))


def test_list_of_short_lines_is_not_wrapped() -> None:
    assert not any(
        line.wrapped for line in lines_of("The lamp\nThe stairs\nThe four gulls\nThe sea")
    )


def test_bullet_stays_in_the_words_of_a_text_file_only() -> None:
    assert [line.text for line in lines_of("• a lamp")] == ["• a lamp"]
    assert [line.text for line in lines_of("* a lamp", is_markdown=True)] == ["a lamp"]


def test_word_that_the_end_of_a_line_parts_is_put_together() -> None:
    lines = lines_of("The harbour master asked Coun-\ncillor Breck about a well-\nknown leak.")
    assert [line.text for line in lines] == [
        "The harbour master asked Councillor",
        "Breck about a well-known",
        "leak.",
    ]


def test_dash_at_the_end_of_a_line_is_no_parted_word() -> None:
    lines = lines_of("Rovers -\nunited at last\n\nSee page 3-\nfour of it")
    assert [line.text for line in lines] == [
        "Rovers -",
        "united at last",
        "See page 3-",
        "four of it",
    ]


def test_lines_of_a_dump_are_one_paragraph_up_to_the_next_bullet() -> None:
    text = (
        "   The modular trend is transforming kitchens, and at the fair several makers\n"
        "   showed removable pitchers that fit into the door.\n"
        "     * The smart fridge has a pitcher that fills itself whenever somebody puts\n"
        "       it back.\n"
        "     * The washer has a basket\n\n"
        "   Nobody bought one, as far as the visitors of the first day could see, for it\n"
        "   rained.\n"
    ) * 2
    starts = [line.text.split()[0] for line in lines_of(text) if not line.continues]
    assert starts == ["The", "*", "*", "Nobody"] * 2
