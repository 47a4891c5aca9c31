"""The quality may not get worse: every figure is held to its floor."""

from __future__ import annotations

import pytest

from tests.quality.data import needs_data
from tests.quality.figures import group, measure
from tests.quality.floor import Floor, failing, read_floors


@needs_data
@pytest.mark.parametrize("floor", read_floors(), ids=lambda floor: floor.name)
def test_quality_is_as_high_as_it_was(floor: Floor) -> None:
    figures = group(floor.name.partition(".")[0])
    assert failing([floor], figures) == [], figures.get(floor.name)


@needs_data
def test_every_figure_has_a_floor() -> None:
    assert sorted(measure()) == [floor.name for floor in read_floors()]
