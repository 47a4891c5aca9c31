"""What benchmarks are tested on: made articles and queries, whoever runs the tests."""

import pytest

from tests.extent import ALL


@pytest.fixture(scope="session")
def among_all():
    """Builds indexes with several engines: for those who change the benchmarks, and for CI."""
    if not ALL:
        pytest.skip("make test-all tries whole benchmarks")


@pytest.fixture(scope="module")
def made_up():
    """No collection: benchmarks make their articles and queries up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BACKFILE_DATA", raising=False)
        yield
