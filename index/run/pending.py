"""How many files of the folder differ from what the index holds, by their sizes and times alone.

Nothing is read but the folder and the ledger, so that it may be asked again and again. What a run
will find is said by `scan`: a file that was touched counts here, and is unchanged there.
"""

from __future__ import annotations

from pathlib import Path

from index.run.listing import Listing
from index.store.ledger import UNSETTLED, read_ledger
from index.store.manifest import read_manifest


def count_pending(corpus: Path, directory: Path) -> int:
    """Files that are new, other than they were, or gone. Raises IndexFailure, OSError."""
    ledger = read_ledger(directory, read_manifest(directory).ledger)
    listing = Listing(corpus, ledger.__contains__)
    seen: set[str] = set()
    pending = 0
    for file_id, entry in listing.files():
        seen.add(file_id)
        known = ledger.get(file_id)
        if known is None:
            pending += 1
            continue
        stat = entry.stat()
        is_as_it_was = known.mtime_ns in {UNSETTLED, stat.st_mtime_ns}
        pending += not (is_as_it_was and known.size == stat.st_size)
    unreadable = tuple(listing.unreadable)
    return pending + sum(not name.startswith(unreadable) for name in ledger.keys() - seen)
