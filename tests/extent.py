"""How much of the tests is run: what everybody waits for, or all of it.

`make test` is the same each time and needs no cluster. `make test-all` sets BACKFILE_TEST_ALL=1:
clusters are started, random examples are others each time and more of them, and what a test needs
and the machine lacks is a failure.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import NoReturn

import pytest
from hypothesis import settings

ALL = os.environ.get("BACKFILE_TEST_ALL") == "1"

# No example has a deadline: the first may compile a loop, and machines are busy.
settings.register_profile("same", deadline=None, derandomize=True, database=None, max_examples=50)
settings.register_profile("other", deadline=None, print_blob=True)
settings.register_profile("fuzz", deadline=None, print_blob=True, max_examples=2_000)


def times(factor: int) -> settings:
    """So many times the examples that another test of random input takes."""
    return settings(max_examples=factor * settings().max_examples)


def needs(*modules: str) -> None:
    """Skip a test unless some modules can be imported, which `lacking` takes for a fault."""
    for module in modules:
        if not find_spec(module):
            lacking(f"the module {module} is not installed")


def lacking(what: str) -> NoReturn:
    """Skip a test for want of what the machine could have; where all are run, it must have it."""
    if ALL:
        pytest.fail(what)
    pytest.skip(what)
