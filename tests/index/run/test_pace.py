"""The time that is left follows from what each kind of file has taken."""

from __future__ import annotations

from index.run.pace import Pace

SIZES = {f"{n}.{ending}": 1_000_000 for n in range(10) for ending in ("pdf", "html")}


def test_each_kind_has_a_pace_of_its_own() -> None:
    pace, now = Pace(SIZES, 0.0), 0.0
    for n in range(10):  # a second each
        now += 1.0
        pace.end_file(f"{n}.html", 1_000_000, now)
    now += 20.0
    pace.end_file("0.pdf", 1_000_000, now)
    left = pace.seconds_left("", 0, now)
    assert left is not None
    assert 175 < left < 185, "nine PDFs of twenty seconds"


def test_kind_that_was_not_met_takes_what_others_take() -> None:
    pace = Pace(SIZES, 0.0)
    pace.end_file("0.html", 1_000_000, 4.0)
    left = pace.seconds_left("", 0, 4.0)
    assert left is not None
    assert 75 < left < 77, "nineteen of four seconds"


def test_file_that_is_being_read_counts() -> None:
    pace = Pace({"a.jsonl": 10_000_000}, 0.0)
    left = pace.seconds_left("a.jsonl", 2_500_000, 10.0)
    assert left is not None
    assert 29 < left < 31


def test_many_small_files_take_their_time_too() -> None:
    pace = Pace({f"{n}.txt": 0 for n in range(100)}, 0.0)
    for n in range(50):
        pace.end_file(f"{n}.txt", 0, (n + 1) / 10)
    left = pace.seconds_left("", 0, 5.0)
    assert left is not None
    assert 4.9 < left < 5.1


def test_nothing_is_said_before_anything_is_known() -> None:
    pace = Pace(SIZES, 0.0)
    assert pace.seconds_left("", 0, 60.0) is None, "nothing is read"
    pace.end_file("0.pdf", 1_000_000, 1.0)
    assert pace.seconds_left("", 0, 1.5) is None, "workers are still starting"
