"""The guard against what hangs: no test asserts how long anything takes otherwise."""

import pytest

does_not_hang = pytest.mark.timeout(120, func_only=True)
"""Ends a test after so many seconds. Hostile input takes a second at most, on a quiet machine; what
looks at each part of it again for every other takes hours. Machines that run tests are busy."""
