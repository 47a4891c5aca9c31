"""Which engine answers: that over a folder, or that of a cluster."""

from __future__ import annotations

from search import SearchEngine
from web.settings import Settings


def open_engine(settings: Settings) -> SearchEngine:
    """The engine over what the settings name. Raises IndexUnavailable."""
    if settings.engine:
        from search.opensearch import ClusterEngine  # noqa: PLC0415  # the other needs none of it

        return ClusterEngine.open(settings.engine)
    from search import Engine  # noqa: PLC0415  # as above

    return Engine.open(settings.index)
