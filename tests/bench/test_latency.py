"""Times are those of the queries, and tables say what was measured."""

import gc
import time

import numpy as np

from tests.bench.latency import Side, figures, loop, measure, race
from tests.bench.table import Row, compared, table


def test_each_loop_asks_all_queries_once_and_sides_take_turns():
    asked = []
    sides = [Side(asked.append, ["a", "b"]), Side(asked.append, ["x"])]
    race(sides, runs=2)
    assert asked == ["a", "b", "x"] * 3  # the first round is not timed


def test_the_best_time_of_each_query_counts():
    waits = iter([0, 0, 0.5, 0, 0, 0.5])  # the round that is not timed, and two that are
    times = measure(["slow at first", "slow at last"], lambda _: time.sleep(next(waits)), 2)
    assert times.shape == (2,)
    assert (times < 250_000).all()  # µs: half of a wait, so that a busy machine changes nothing


def test_times_are_microseconds():
    assert 5_000 <= loop(lambda _: time.sleep(0.005), [None])[0] < 1_000_000


def test_a_fresh_query_is_another_in_each_round():
    asked = []
    race([Side(asked.append, ["a"], lambda text, number: text + "." * number)], runs=2)
    assert asked == ["a", "a.", "a.."]


def test_nothing_is_collected_while_a_loop_runs():
    seen = []
    measure([1], lambda _: seen.append(gc.isenabled()), 1)
    assert seen == [False, False]
    assert gc.isenabled()


def test_figures_are_median_p99_and_mean():
    assert figures(np.arange(1.0, 201.0)) == (100.5, 199.0, 100.5)


def test_a_ratio_is_how_many_times_as_long_the_rival_takes():
    rows = [Row("OR", np.array([10.0, 10.0]), np.array([25.0, 25.0]))]
    assert "| OR " in compared("tantivy", rows)
    assert compared("tantivy", rows).count(" 10.0 / 25.0 |  2.50 ") == 3


def test_words_stand_left_and_figures_right():
    lines = table(("name", "n", "note"), [("a", "100", "x")], words=(0, 2)).splitlines()
    assert lines == ["| name |   n | note |", "| ---- | --: | ---- |", "| a    | 100 | x    |"]
