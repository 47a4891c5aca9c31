"""Groups the articles of an index after a commit, unless they are grouped already."""

from __future__ import annotations

import logging

from index.errors import IndexFailure
from index.store.store import Store
from index.stories.feature_file import is_whole
from index.stories.story_file import open_story_file

log = logging.getLogger(__name__)


def group_stories(store: Store) -> None:
    """Group the articles that a run has committed, unless they are grouped already.

    What they are grouped by is made again where it is lost or damaged. They can be searched
    meanwhile. When it fails, the next run does it: that is no reason for this one to fail.
    """
    manifest = store.manifest
    old = open_story_file(store.directory, manifest.stories)
    names = [segment.name for segment in manifest.segments]
    if old and old.is_of(manifest.segments) and all(is_whole(store.directory, n) for n in names):
        return
    try:
        from index.stories.update import update  # noqa: PLC0415  # compiled code: loaded when needed

        words = store.hand_over_words()
        store.adopt_stories(update(store.directory, store.memory, store.generation(), old, words))
    except (IndexFailure, OSError, MemoryError) as error:
        log.warning(
            "The articles could not be grouped into stories (%s); run reindex again.", error
        )
