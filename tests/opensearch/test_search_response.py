"""What a cluster answers becomes the records that pages read."""

import pytest

from search import FacetValue
from search.highlight.mark import Marker
from search.opensearch.same_text import are_alike
from search.opensearch.search_response import facets_of, hits_of, notes_of, total_of
from search.opensearch.search_source import ORDERS, SearchSource
from search.query import parse


def response(total=2, shards=(3, 3), **more):
    answered = {"total": shards[0], "successful": shards[1], "skipped": 0, "failed": 0}
    return {"_shards": answered, "hits": {"total": {"value": total}, "hits": []}, **more}


def found(number, **facts):
    source = {"id": f"a{number}", "title": f"T{number}", "body": "The ferry.", "date": 0, **facts}
    return {"_source": source, "_score": 1.5}


def test_whole_answer_has_no_notes():
    assert notes_of(response()) == []
    assert total_of(response()) == 2


@pytest.mark.parametrize("answered", [0, 1, 2])
def test_parts_that_did_not_answer_are_counted(answered):
    (note,) = notes_of(response(shards=(3, answered)))
    assert note.startswith(f"{3 - answered} of 3 parts of the index did not answer")


def test_answer_that_was_cut_short_is_said():
    (note,) = notes_of(response(timed_out=True))
    assert "too slow" in note


def test_facets_are_values_with_counts_and_months_are_dates():
    counted = {
        "outlet": {"buckets": [{"key": "The Courier", "doc_count": 2}]},
        "lang": {"buckets": []},
        "date": {"buckets": [{"key": 202303, "doc_count": 2}, {"key": 202300, "doc_count": 1}]},
    }
    assert facets_of(response(aggregations=counted)) == {
        "outlet": (FacetValue("The Courier", 2),),
        "lang": (),
        "date": (FacetValue("2023-03", 2), FacetValue("2023", 1)),
    }


def test_hit_is_marked_and_what_is_not_known_is_empty():
    (hit,) = hits_of([found(1, date=20230300)], Marker.of(parse("ferry").tree))
    assert (hit.id, hit.title, hit.date, hit.score) == ("a1", "T1", "2023-03", 1.5)
    assert (hit.outlet, hit.byline, hit.lang, hit.url, hit.near_duplicates) == ("", "", "", "", ())
    assert hit.snippet_html == "The <mark>ferry</mark>."
    assert hits_of([], Marker.of(None)) == ()


def test_copies_stand_with_the_first():
    alike = "0f" * 16
    hits = hits_of(
        [found(1, sketch=alike), found(2), found(3, sketch=alike, outlet="Courier")],
        Marker.of(None),
    )
    assert [hit.id for hit in hits] == ["a1", "a2"]
    assert [
        (near_duplicate.id, near_duplicate.outlet) for near_duplicate in hits[0].near_duplicates
    ] == [("a3", "Courier")]


def test_sketches_are_alike_up_to_the_limit():
    one = (1 << 128) - 1
    assert are_alike(f"{one:032x}", f"{one >> 19:032x}")
    assert not are_alike(f"{one:032x}", f"{one >> 20:032x}")


def test_question_asks_for_exact_counts_and_scores_in_every_order():
    for sort, order in ORDERS.items():
        body = SearchSource({"match_all": {}}, sort).body(10, 20)
        assert body["track_total_hits"] is True
        assert body["track_scores"] is True
        assert (body["from"], body["size"], body["sort"]) == (20, 10, order)
        assert "aggs" not in body
        assert order[-2:] == [{"file": "asc"}, {"record": "asc"}]
    assert "aggs" in SearchSource({}, has_facets=True).body(1)


def test_pages_of_a_result_are_answered_by_the_same_copies():
    one, other = ({"term": {"text": word}} for word in ("ferri", "goat"))
    assert SearchSource(one).preference == SearchSource(dict(one), "newest", True).preference
    assert SearchSource(one).preference != SearchSource(other).preference
    assert not SearchSource(one).preference.startswith("_")
