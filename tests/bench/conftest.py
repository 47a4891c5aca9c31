"""What benchmarks are tested on: made articles and queries, whoever runs the tests."""

import pytest


@pytest.fixture(scope="module")
def made_up():
    """No collection: benchmarks make their articles and queries up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BACKFILE_DATA", raising=False)
        yield
