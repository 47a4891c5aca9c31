"""A live blog is told by the times above its entries; lists of times are none."""

from __future__ import annotations

import pytest

from index.stories.live_blog import entries_of, openings_of

SAID = "The minister says that the ferry will sail again as soon as the wind has gone down.\n"


@pytest.mark.parametrize(
    "stamp",
    [
        "14:05", "9.30am", "18h20", "2:05 p.m. ET", "12 min:", "45+2' ", "[14:05]",
        "6 Sep 2022 14.05 BST", "March 5, 2024 at 3:40 p.m.", "– 14:05 –", "9am",
    ],
)  # fmt: skip
def test_entries_begin_with_a_time(stamp):
    text = "Ferry: live\n" + f"{stamp}\n{SAID}" * 4
    assert entries_of(text)[0] == "Ferry: live"
    assert len(entries_of(text)) == 1 + 4
    assert openings_of(entries_of(text)).count("The minister says") == 4


@pytest.mark.parametrize(
    "text",
    [
        SAID * 9,
        "".join(f"{hour}:15 News and weather\n" for hour in range(8, 22)),
        f"14:05\n{SAID}" * 3,
        "".join(f"{year} was a good year for the ferry, and for all who sail with it too.\n"
                for year in range(1990, 1999)),
        "".join(f"{number}. The harbour wall leans, and has done so for as long as is known.\n"
                for number in range(1, 9)),
    ],
)  # fmt: skip
def test_what_is_no_live_blog_has_no_entries(text):
    assert entries_of(text) == []


def test_hostile_text_of_times_is_read_in_time():
    assert entries_of("14:05 " * 100_000) == []
    assert len(openings_of(entries_of(f"14:05\n{SAID}" * 5_000)).split()) <= 300
