"""Which engine answers: that over a folder, or that of a cluster."""

from __future__ import annotations

from search import Engine, SearchEngine
from search.opensearch import ClusterEngine
from web.settings import Settings


def open_engine(settings: Settings) -> SearchEngine:
    """The engine over what the settings name. Raises IndexUnavailable."""
    return ClusterEngine.open(settings.engine) if settings.engine else Engine.open(settings.index)
