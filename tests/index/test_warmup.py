"""What is rehearsed while setting up is what a run does."""

from index.store.store import Store
from index.warmup import warm_up


def test_rehearsal_makes_an_index_that_can_be_read(tmp_path):
    warm_up(tmp_path)
    store = Store.open(tmp_path / "index")
    assert store.count() == 450
    assert {article.title for _, article in store.articles()} == {f"Tablet {n}" for n in range(450)}
