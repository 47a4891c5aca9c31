"""An index folder opened as one of Whoosh's."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from whoosh.fields import Schema
from whoosh.index import Index
from whoosh.reading import EmptyReader, IndexReader, MultiReader

from index.schema import schema
from index.store.store import Store
from index.whoosh_view.codec import LiveReader


def open_whoosh(directory: Path | str) -> WhooshIndex:
    """The index in a folder (`corpus/.backfile`, unless it was put elsewhere), for Whoosh.

    What is committed later is seen after `refresh`.

    Raises:
        IndexMissing: there is none.
        IndexOutdated: it was made by another version of this program.
        IndexDamaged: a file of it is not as it was written.

    """
    return WhooshIndex(Path(directory))


class WhooshIndex(Index):  # type: ignore[misc]  # Whoosh carries no annotations
    """Whoosh's Index over one committed generation of ours.

    `schema` names the fields (`index.schema`). Each is stored: of a hit, `hit["date"]` is a number
    (20170609; 0 when not known), `hit["text"]` the title and the body, and `hit["article"]` all
    that is kept, as an `Article`. `date`, `lang`, `outlet_name` and `sketch` are columns, to sort
    and to group by.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._generation = Store.open(directory).generation()
        self.schema: Schema = schema()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that articles are analysed in, for `index.query_terms`."""
        return self._generation.languages

    def latest_generation(self) -> int:
        """The number of the generation that is committed now."""
        return Store.open(self._directory).generation().number

    def up_to_date(self) -> bool:
        return self.latest_generation() == self._generation.number

    def refresh(self) -> WhooshIndex:
        """The index as it is now."""
        return self if self.up_to_date() else WhooshIndex(self._directory)

    def is_empty(self) -> bool:
        return not self._generation.live

    def reader(self, reuse: IndexReader | None = None) -> IndexReader:  # nothing to recycle
        """A reader for any thread. Document numbers are those of `Generation.locate`."""
        number = self._generation.number
        readers = [LiveReader(part, self.schema, number) for part in self._generation.segments]
        if not readers:
            return EmptyReader(self.schema)
        return readers[0] if len(readers) == 1 else MultiReader(readers, number)

    def writer(self, **_options: object) -> NoReturn:
        """Raise NotImplementedError: articles are written by `index.reindex`."""
        raise NotImplementedError("Whoosh can only read this index; `backfile reindex` writes it")
