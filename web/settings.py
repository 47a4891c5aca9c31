"""What can be set, by option or by environment variable, and what holds when nothing is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from search import archive_of

if TYPE_CHECKING:
    from index import Partition
    from index.opensearch import ClusterUrl
    from search import Archive

HOST = "127.0.0.1"
PORT = 8000


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the articles are, where their index is, and where and to whom pages are served.

    Each is an option of the command line and a variable: `--corpus` and BACKFILE_CORPUS,
    `--index` and BACKFILE_INDEX, `--host` and BACKFILE_HOST, `--port` and BACKFILE_PORT, `--name`
    and BACKFILE_NAME; the password is never an option, which others on the machine could read,
    but in a file, `--password-file` and BACKFILE_PASSWORD_FILE, or in BACKFILE_PASSWORD. The
    desk of collections and notes is in `--desk` and BACKFILE_DESK. With a cluster, `--engine` and
    BACKFILE_ENGINE, `index` is where this machine remembers the corpus. `--watch` and
    BACKFILE_WATCH have a server take in what changes in the folder.
    """

    corpus: Path
    index: Path
    host: str = HOST
    port: int = PORT
    name: str = ""
    """Host names, apart by commas, under which a proxy makes the service known."""
    password: str = field(default="", repr=False, metadata={"option": "password-file"})
    """Asked for by every page; empty for none."""
    engine: ClusterUrl | None = None
    """The OpenSearch cluster that has the index; None for the folder."""
    watch: bool = False
    """Whether a server takes in what changes in the folder."""
    desk: Path | None = None
    """The file of collections and notes; None for the one beside the index."""

    def archive(self, partition: Partition | None = None) -> Archive:
        """The archive that is set; in a cluster, with the part that this machine does of runs."""
        return archive_of(self.corpus, self.index, self.engine, partition)

    @property
    def names(self) -> tuple[str, ...]:
        """The host names one by one."""
        return tuple(self.name.replace(",", " ").split())

    @property
    def desk_file(self) -> Path:
        """The file of collections and notes: beside the index, which can be deleted."""
        return self.desk or self.index.with_name(f"{self.index.name}.desk.sqlite")

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Settings:
        """The settings of a server that is started by another program, from its environment.

        Raises NoPassword, AddressMalformed.
        """
        from index.opensearch import ClusterUrl
        from web.password import read_password

        corpus = Path(environ.get("BACKFILE_CORPUS") or "corpus")
        engine = environ.get("BACKFILE_ENGINE", "").strip()
        desk = environ.get("BACKFILE_DESK")
        index, file = environ.get("BACKFILE_INDEX"), environ.get("BACKFILE_PASSWORD_FILE")
        return cls(
            corpus=corpus,
            index=Path(index) if index else default_index(corpus),
            host=environ.get("BACKFILE_HOST") or HOST,
            name=environ.get("BACKFILE_NAME", ""),
            password=read_password(Path(file) if file else None, environ),
            engine=ClusterUrl.parse(engine) if engine else None,
            desk=Path(desk) if desk else None,
        )


def default_index(corpus: Path) -> Path:
    """The index folder of a corpus: in the user's data directory, one for each corpus."""
    from platformdirs import user_data_path

    place = corpus.resolve()
    mark = hashlib.blake2b(str(place).encode("utf-8", "surrogateescape"), digest_size=4)
    return user_data_path("backfile") / f"{place.name or 'corpus'}-{mark.hexdigest()}"
