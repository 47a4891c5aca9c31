"""What can go wrong while searching, each with what to do about it.

SearchFailure
└── IndexUnavailable   there is no index, or it cannot be read
"""

from __future__ import annotations


class SearchFailure(Exception):
    """Base of all errors of this package. The message says what happened and what to do."""


class IndexUnavailable(SearchFailure):
    """There is no index, or it cannot be read."""
