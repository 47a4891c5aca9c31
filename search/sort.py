"""The orders of a result."""

from __future__ import annotations

SORTS = ("relevance", "newest", "oldest")
"""The first is the usual one. Undated articles come last in each that goes by dates."""
