"""What a benchmark indexes: an article and the facts that go with it."""

from __future__ import annotations

from typing import NamedTuple

from index import Article


class Record(NamedTuple):
    """One article, as plain strings: `id` is that of a line of a file, `date` ISO 8601 or empty."""

    id: str
    title: str
    text: str
    date: str
    outlet: str
    url: str

    @property
    def file(self) -> str:
        """The id of the file that the article is a line of."""
        return self.id.rpartition("#")[0]

    def article(self) -> Article:
        """The record as cleaning would hand it to the index."""
        return Article(
            title=self.title,
            text=self.text,
            date=self.date,
            outlet=self.outlet,
            lang="en",
            url=self.url,
        )

    def line(self) -> dict[str, str]:
        """The record as a line of a JSON Lines file in a corpus."""
        return {
            "id": self.id,
            "url": self.url,
            "title": self.title,
            "date": self.date,
            "source": self.outlet,
            "text": self.text,
        }
