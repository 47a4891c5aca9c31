"""Articles stand in the order of their ids, however large the numbers of their records are."""

from index.article import Article
from tests.index.shelf import Shelf

FERRY = Article("Ferry", "The ferry ran aground.")
IDS = ["a.txt", "b.zip#1", "b.zip#2.1", "b.zip#2.900000000", "b.zip#11.3", "c.ris#999999999"]


def test_members_of_archives_stand_in_the_order_of_their_numbers(tmp_path):
    shelf = Shelf(tmp_path / "index")
    shelf.commit(dict.fromkeys(IDS[1::2], FERRY))
    shelf.commit(dict.fromkeys(IDS[::2], FERRY))
    generation = shelf.generation()
    ids = [segment.id(doc) for segment in generation.segments for doc in range(segment.documents)]
    assert [ids[number] for number in generation.order.tolist()] == sorted(IDS, key=IDS.index)
