"""What can go wrong while searching, each with what to do about it.

SearchFailure
├── IndexUnavailable     there is no index, or it cannot be read
└── StoriesUnavailable   the engine puts no articles together
"""

from __future__ import annotations


class SearchFailure(Exception):
    """Base of all errors of this package. The message says what happened and what to do."""


class IndexUnavailable(SearchFailure):
    """There is no index, or it cannot be read."""


class StoriesUnavailable(SearchFailure):
    """The engine puts no articles together into stories."""

    def __init__(self) -> None:
        super().__init__(
            "Stories are told from an index in a folder only; an OpenSearch cluster does not group "
            "articles yet. Copies are folded there, too."
        )
