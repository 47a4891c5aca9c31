"""What was left out of articles is found where it is asked for, and shown."""

from tests.search.test_removed import PAGE


def test_passage_is_that_which_was_left_out(archive):
    archive.corpus.write("ladder.html", PAGE)
    archive.reindex()
    (hit,) = archive.open().search("in:removed winters").hits
    assert "over two <mark>winters</mark>" in hit.snippet_html
