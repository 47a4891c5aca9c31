"""Workers share out a corpus without asking one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.run.partition import Partition
from index.run.scan import Changes
from index.store.ledger import FileState

NAMES = st.sets(st.text(max_size=8), max_size=20)


@given(st.text(), st.integers(1, 9))
def test_every_file_is_one_workers(file_id, of):
    assert sum(Partition(number, of).holds(file_id) for number in range(1, of + 1)) == 1


def test_shares_are_about_equal():
    files = [f"2017/06/{number}.html" for number in range(3_000)]
    counts = [sum(map(Partition(number, 3).holds, files)) for number in (1, 2, 3)]
    assert min(counts) > 900


def test_share_as_text():
    assert Partition.parse("2/3") == Partition(2, 3)
    assert str(Partition(2, 3)) == "2/3"
    assert Partition.parse("1/1").is_whole


@pytest.mark.parametrize("text", ["", "2", "0/3", "4/3", "1/0", "a/b", "1/3/5", "-1/3", "²/3"])
def test_what_is_no_share_is_told(text):
    with pytest.raises(ValueError, match="2/3"):
        Partition.parse(text)


@given(NAMES, NAMES, NAMES, st.integers(1, 4))
def test_shares_of_changes_make_up_the_whole(new, gone, kept, of):
    state = FileState(1, 1, "00")
    pairs = zip(sorted(new - gone - kept), sorted(gone - kept), strict=False)
    moved = {to: (old, state) for to, old in pairs}
    left = {old for old, _ in moved.values()}
    changes = Changes(
        new=dict.fromkeys(new - gone - kept - moved.keys(), state),
        moved=moved,
        gone=gone - kept - left,
        unchanged=kept,
    )
    shares = [changes.of(Partition(number, of)) for number in range(1, of + 1)]
    read = [name for share in shares for name in share.to_read]
    assert sorted(read) == sorted(changes.to_read)
    gone_or_left = [name for share in shares for name in share.gone]
    gone_or_left += [old for share in shares for old, _ in share.moved.values()]
    assert sorted(gone_or_left) == sorted(changes.gone | left)
    assert sorted(name for share in shares for name in share.unchanged) == sorted(kept)
