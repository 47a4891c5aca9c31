"""What can go wrong with a cluster, each with what to do about it.

IndexFailure
└── ClusterFailure
    ├── AddressMalformed     BACKFILE_ENGINE is not an address
    ├── LibraryMissing       opensearch-py is not installed
    ├── ClusterUnreachable   no node answers
    ├── ClusterSlow          nodes answer too late, or have too much to do
    ├── ClusterRefused       wrong user or password, no right to do this, an untrusted certificate
    ├── ClusterUnsuitable    not OpenSearch, or a version that this program was not made for
    ├── ClusterRed           shards are missing: their nodes are down
    ├── ClusterFull          the disks are full, and the cluster takes nothing in
    ├── ClusterEmpty         nothing has been indexed there yet
    ├── ClusterOutdated      indexed by another version of this program, or from another folder
    ├── ClusterReplaced      a rebuild was completed while this run was writing
    └── ClusterConfused      an answer that nothing above explains

What was indexed before a failure is kept, and the next run goes on from there.
"""

from __future__ import annotations

from index.errors import IndexFailure


class ClusterFailure(IndexFailure):
    """Base of the failures of a cluster."""


class ClusterUrlMalformed(ClusterFailure):
    """The address of a cluster cannot be understood."""

    def __init__(self, reason: str) -> None:
        # The address itself is not shown: there may be a password in it.
        super().__init__(
            f"BACKFILE_ENGINE {reason}. Write it so: "
            "opensearch+https://user:password@host:9200/backfile (more hosts apart by commas; "
            "opensearch+http without encryption)."
        )


class LibraryMissing(ClusterFailure):
    """The client library is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "BACKFILE_ENGINE names an OpenSearch cluster, and the library that speaks to it is "
            "not installed. Run: pip install 'opensearch-py>=3.2' (in the project's folder: "
            ".venv/bin/pip install -e '.[opensearch]')"
        )


class ClusterUnreachable(ClusterFailure):
    """None of the nodes answers."""

    def __init__(self, where: str, reason: object) -> None:
        super().__init__(
            f"No node of the cluster at {where} answers ({reason}). See whether it runs and the "
            "address in BACKFILE_ENGINE is right; then run again: nothing is lost."
        )


class ClusterSlow(ClusterFailure):
    """The cluster does not keep up."""

    def __init__(self, where: str, reason: object) -> None:
        super().__init__(
            f"The cluster at {where} did not answer in time ({reason}). It may be busy or too "
            "small. Run again later: what was done is kept."
        )


class ClusterRefused(ClusterFailure):
    """The cluster does not let us in, or we do not trust it."""

    def __init__(self, where: str, reason: object) -> None:
        super().__init__(
            f"The cluster at {where} refuses ({reason}). Check user and password in "
            "BACKFILE_ENGINE, and that the user may create indices and aliases of that name. A "
            "certificate of your own is named with ?ca=FILE at the end of the address."
        )


class ClusterUnsuitable(ClusterFailure):
    """The server is another, or another version."""

    def __init__(self, where: str, found: str, wanted: str) -> None:
        super().__init__(
            f"At {where} there is {found}; this program works with {wanted}. Name another "
            "cluster in BACKFILE_ENGINE, or bring this one to that version."
        )


class ClusterRed(ClusterFailure):
    """Shards are missing."""

    def __init__(self, where: str, reason: object) -> None:
        super().__init__(
            f"Parts of the index at {where} are missing ({reason}). Start the nodes that are "
            "down and run again. If they are lost for good: backfile rebuild"
        )


class ClusterFull(ClusterFailure):
    """The disks are full."""

    def __init__(self, where: str, reason: object) -> None:
        super().__init__(
            f"The cluster at {where} takes nothing in, because its disks are too full or it was "
            f"set so ({reason}). Make room or add a node; when it takes in again, run again: "
            "what was done is kept."
        )


class ClusterEmpty(ClusterFailure):
    """There is no index of this name."""

    def __init__(self, where: str) -> None:
        super().__init__(f"Nothing has been indexed at {where} yet. Run: backfile reindex")


class ClusterOutdated(ClusterFailure):
    """What is indexed was made otherwise than this program would."""


class ClusterReplaced(ClusterFailure):
    """The index that a run was writing to has been replaced."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The index at {where} was replaced by a rebuild while this run was writing to the old "
            "one. Run again."
        )


class ClusterConfused(ClusterFailure):
    """An answer that cannot be made sense of."""

    def __init__(self, where: str, reason: object) -> None:
        super().__init__(
            f"The cluster at {where} gave an answer that is not understood ({reason}). Look into "
            "its log; then run again, or: backfile rebuild"
        )
