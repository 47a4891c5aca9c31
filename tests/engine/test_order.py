"""Results come in the same order from both engines, and in pages."""


def test_title_adds_score(ask):
    assert ask("ferry")[0] == "ferry"


def test_blank_query_lists_everything_newest_first(ask):
    assert ask("") == ["buoy", "ferry", "boats", "goat", "undated"]


def test_newest_and_oldest_put_the_undated_last(ask):
    assert ask("wall OR ferry", sort="newest") == ["buoy", "ferry", "boats", "goat", "undated"]
    assert ask("wall OR ferry", sort="oldest") == ["goat", "boats", "ferry", "buoy", "undated"]


def test_equal_scores_are_ordered_newest_first(archive):
    for year in (2019, 2023, 2021):
        archive.corpus.article(f"a{year}", "The same words in each.", date=f"{year}-01-01")
    archive.reindex()
    dates = [hit.date[:4] for hit in archive.open().search("words").hits]
    assert dates == ["2023", "2021", "2019"]


def test_only_the_order_by_score_has_the_second_look_which_adds(engine, kind):
    by_score = {hit.id: hit.score for hit in engine.search("ferry").hits}
    by_date = {hit.id: hit.score for hit in engine.search("ferry", sort="oldest").hits}
    by_age = {hit.id: hit.score for hit in engine.search("ferry", sort="newest").hits}
    assert by_date == by_age
    assert by_date.keys() == by_score.keys()
    if kind == "cluster":  # it has no second look
        assert by_score == by_date
    else:
        assert all(by_score[each] > score > 0 for each, score in by_date.items())


def test_condition_scores_nothing(engine):
    assert {hit.score for hit in engine.search("date:2023").hits} == {0}
    assert {hit.score for hit in engine.search("NOT ferry").hits} == {0}
    assert {hit.score for hit in engine.search("").hits} == {0}


def test_pages_share_out_the_hits(engine):
    everything = [hit.id for hit in engine.search("", limit=10).hits]
    pages = [engine.search("", limit=2, page=page) for page in (1, 2, 3, 4)]
    assert [hit.id for page in pages for hit in page.hits] == everything
    assert {page.total for page in pages} == {5}


def test_page_without_hits_still_counts(engine):
    result = engine.search("ferry", limit=0)
    assert (result.total, result.hits) == (3, ())
    assert engine.search("ferry", page=9).total == 3
    assert engine.search("ferry", page=9).hits == ()
