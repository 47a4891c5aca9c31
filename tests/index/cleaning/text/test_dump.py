"""What text browsers and mail programs add to an article."""

from __future__ import annotations

from index.cleaning.rules import reasons
from index.cleaning.text.saved_text import blocks_of_text

PARAGRAPH = """\
   The council of [4]Vellmouth voted on Monday night to keep the lighthouse lit
   for at least two more winters, after fishermen had collected four thousand
   signatures and carried them to the [5]town hall in a fish box.
"""
DUMP = f"""\
   [1]Home [2]News [3]Weather

                         Lighthouse stays lit

{PARAGRAPH}
   "It is cheaper than a wreck," the treasurer said[6] when she was asked.

References

   Visible links:
   1. https://herald.example/
   2. https://herald.example/news
   3. https://herald.example/weather
   4. https://herald.example/vellmouth
   5. https://herald.example/hall
"""
MAIL = """\
Thought of you.

From: Ada Breck <ada@herald.example>
Date: 14 March 2023 09:12
To: Mona Reyes <mona@herald.example>
Subject: Fwd: Lighthouse stays lit

The council voted on Monday night to keep the lighthouse lit for at least two more winters.

Fishermen had collected four thousand signatures, more than the island has people in winter.
"""


def test_numbers_of_links_are_not_read_into_the_text() -> None:
    _, blocks = blocks_of_text(DUMP)
    text = " ".join(block.text for block in blocks if block.kept)
    assert "The council of Vellmouth voted" in text
    assert "to the town hall in a fish box." in text


def test_list_of_addresses_is_left_out() -> None:
    _, blocks = blocks_of_text(DUMP)
    assert [block.reason for block in blocks[-7:]] == [reasons.REFERENCES] * 7


def test_notes_in_brackets_stay_where_no_addresses_are_listed() -> None:
    line = "The gauge [1]read wrong all winter, as the office said [2]later and as [3]we reported."
    _, blocks = blocks_of_text(f"The gauge\n\n{line}\n\nReferences\n\n1. The harbour office, 2023.")
    assert blocks[1].text == line


def test_head_of_a_mail_goes() -> None:
    _, blocks = blocks_of_text(MAIL)
    why = {block.text: block.reason for block in blocks}
    assert why["From: Ada Breck <ada@herald.example>"] == reasons.MAIL_HEAD
    assert why["Subject: Fwd: Lighthouse stays lit"] == reasons.MAIL_HEAD
    assert [block.kept for block in blocks[-2:]] == [True, True]


def test_speakers_of_an_interview_are_no_head_of_a_mail() -> None:
    lines = ["Ada: Was it cold?", "Mona: It was.", "Ada: And the sea?", "Mona: Colder still."]
    _, blocks = blocks_of_text("Talk\n\n" + "\n".join(lines))
    assert all(block.kept for block in blocks[1:])
