"""Both engines rank alike: pinned on the smallest of the judged collections."""

import pytest

from index.opensearch import ClusterUrl
from tests.opensearch.overlap import compare, overlap
from tests.quality.data import needs_data
from tests.quality.score_ranking import collection

OVERLAP, APART = 0.9, 0.01


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [("abc", "cba", 1), ("abcd", "abxy", 0.5), ("abcd", "ab", 0.5), ("", "", 1), ("a", "", 0)],
)
def test_overlap_is_the_part_that_both_have(one, other, part):
    assert overlap([*one], [*other]) == part


@needs_data
@pytest.mark.parametrize("name", ["time", "fnc1_headlines"])
def test_cluster_ranks_as_the_embedded_engine_does(address: ClusterUrl, tmp_path, name):
    found = compare(collection(name), address, tmp_path / "index")
    assert found.overlap >= OVERLAP
    assert abs(found.cluster - found.embedded) <= APART
