"""Which articles of a cluster are the same text: sketches alike, and no form filled in anew.

A cluster has no groups; what is compared are the few articles of a page, or those with parts of a
sketch in common.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from index import NEAR_DUPLICATE_BITS, SKETCH_BITS
from index.stories import WordTable, compare, prepared

_threads = threading.local()


def are_copies(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two articles, as a cluster has them, are the same text."""
    if not are_alike(one.get("sketch", ""), other.get("sketch", "")):
        return False
    if not hasattr(_threads, "table"):
        _threads.table = WordTable()
    articles = [(article.get("title", ""), article.get("body", "")) for article in (one, other)]
    found = compare(*prepared(_threads.table, articles))
    of_one_outlet = one.get("outlet", "") == other.get("outlet", "")
    return not (found.is_notice or (of_one_outlet and found.is_form))


def are_alike(one: str, other: str) -> bool:
    """Whether two sketches, in hexadecimal digits, are those of near-duplicate texts."""
    if not one or not other:
        return False
    return (int(one, 16) ^ int(other, 16)).bit_count() <= SKETCH_BITS - NEAR_DUPLICATE_BITS
