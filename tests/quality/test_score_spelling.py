"""The measure of did-you-mean measures what it should."""

from __future__ import annotations

from pathlib import Path

from tests.bench.record import Record
from tests.quality.score_ranking import indexed
from tests.quality.score_spelling import meant


def test_first_offer_counts_in_any_form_and_none_is_none(tmp_path: Path) -> None:
    texts = ["the ferries of the harbour"] * 9
    records = [Record(f"a#{n}", "", text, "", "", "") for n, text in enumerate(texts, 1)]
    archive = indexed(records, tmp_path / "index")
    assert meant(archive, "ferrries") == "ferri"
    assert meant(archive, "harbuor") == "harbor"
    assert meant(archive, "harbour") is None
    assert meant(archive, "xylophone") is None
