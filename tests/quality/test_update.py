"""Floors go up with what is measured, and down only when someone says which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.quality import figures, gate, update
from tests.quality.floor import (
    Floor,
    WouldLower,
    failing,
    raised,
    read_floors,
    write_floors,
)

FLOORS = [Floor("page.f1", 0.95), Floor("page.lost.ceiling", 3), Floor("text.f1", 0.97)]
NAMES = ("a", "b", "c.ceiling", "d.ceiling")


def values(floors: list[Floor]) -> dict[str, float]:
    return {floor.name: floor.value for floor in floors}


def test_floor_is_raised_to_what_is_measured_rounded_down() -> None:
    measured = {"page.f1": 0.95879, "page.lost.ceiling": 1, "text.f1": 0.9709}
    assert values(raised(FLOORS, measured)) == {
        "page.f1": 0.958, "page.lost.ceiling": 1, "text.f1": 0.970,
    }  # fmt: skip


def test_floor_that_rounding_would_lower_stays() -> None:
    floors = [Floor("page.f1", 0.9505)]
    assert raised(floors, {"page.f1": 0.9507}) == floors


def test_floor_is_not_lowered_without_being_told_to() -> None:
    measured = {"page.f1": 0.96, "page.lost.ceiling": 4, "text.f1": 0.9699}
    with pytest.raises(WouldLower) as refused:
        raised(FLOORS, measured)
    assert refused.value.names == ["page.lost.ceiling", "text.f1"]
    with pytest.raises(WouldLower) as refused:
        raised(FLOORS, measured, ["text.f1"])
    assert refused.value.names == ["page.lost.ceiling"]
    assert values(raised(FLOORS, measured, ["text.f1", "page.lost.ceiling"])) == {
        "page.f1": 0.96, "page.lost.ceiling": 4, "text.f1": 0.969,
    }  # fmt: skip


def test_floor_to_lower_is_raised_when_it_can_be() -> None:
    assert raised([Floor("a", 0.5)], {"a": 0.6}, ["a"]) == [Floor("a", 0.6)]


def test_floor_of_what_is_not_measured_any_more_goes_only_by_its_name() -> None:
    measured = {"page.f1": 0.95, "page.lost.ceiling": 3}
    with pytest.raises(WouldLower):
        raised(FLOORS, measured)
    assert raised(FLOORS, measured, ["text.f1"]) == FLOORS[:2]


def test_new_figure_gets_a_floor() -> None:
    assert raised([], {"a": 0.12345}) == [Floor("a", 0.123)]


@given(
    st.dictionaries(st.sampled_from(NAMES), st.floats(0, 1)),
    st.dictionaries(st.sampled_from(NAMES), st.floats(0, 1)),
)
def test_what_was_measured_holds_the_new_floors_and_none_is_lower(
    pinned: dict[str, float], measured: dict[str, float]
) -> None:
    old = [Floor(name, value) for name, value in pinned.items()]
    failed = failing(old, measured)
    new = raised(old, measured, failed)
    assert failing(new, measured) == []
    for floor in old:
        if floor.name not in failed:
            # What just holds the new floor is no worse than what just holds the old one.
            assert floor.holds(values(new)[floor.name])


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    write_floors(FLOORS, file)
    assert read_floors(file) == FLOORS
    assert json.loads(file.read_text("utf-8"))["page.lost.ceiling"] == 3


def test_pinned_floors_are_as_the_script_writes_them(tmp_path: Path) -> None:
    write_floors(read_floors(), tmp_path / "again.json")
    pinned = Path(__file__).with_name("floors.json")
    assert (tmp_path / "again.json").read_text("utf-8") == pinned.read_text("utf-8")


def test_figures_and_margins_are_shown() -> None:
    shown = gate.shown(FLOORS, {"page.f1": 0.9512, "page.lost.ceiling": 4})
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in shown.splitlines()[2:]]
    assert rows == [
        ["page.f1", "0.9512", "0.95", "+0.0012", "holds"],
        ["page.lost.ceiling", "4", "at most 3", "-1", "FAILS"],
        ["text.f1", "-", "0.97", "-", "not measured"],
    ]


def test_changes_are_told() -> None:
    new = [Floor("page.f1", 0.958), Floor("page.lost.ceiling", 3), Floor("title", 0.8)]
    assert update.changes(FLOORS, new) == [
        "page.f1: 0.95 -> 0.958", "text.f1: 0.97 -> none", "title: none -> 0.8",
    ]  # fmt: skip


@pytest.mark.parametrize("command", [gate.main, update.main])
def test_commands_say_what_is_missing(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKFILE_DATA", raising=False)
    figures.group.cache_clear()
    done = CliRunner().invoke(command)
    assert done.exit_code == 2
    assert "BACKFILE_DATA" in done.output


def test_floor_that_is_not_there_cannot_be_lowered() -> None:
    done = CliRunner().invoke(update.main, ["--lower", "page.f2"])
    assert done.exit_code == 2
    assert "page.f2" in done.output
