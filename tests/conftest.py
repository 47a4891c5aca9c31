"""What every test can have: an empty corpus to write into, and a place for its index."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.folder import Folder

# No example has a deadline: the first may compile a loop, and machines are busy.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def corpus(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "articles")


@pytest.fixture
def index_dir(tmp_path: Path) -> Path:
    return tmp_path / "index"
