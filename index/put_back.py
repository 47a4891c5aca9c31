"""The lines of an article that a reader has put back, while the article is cleaned.

Cleaning is asked for by every kind of file; that its lines are corrected concerns none of them. So
it is said around the reading of a file, and looked at where the blocks become an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.cleaning.block import Block

_LINES: ContextVar[frozenset[str]] = ContextVar("lines that are put back", default=frozenset())


@contextmanager
def putting_back(lines: frozenset[str]) -> Iterator[None]:
    """Within, these lines are part of the articles in which they stand."""
    token = _LINES.set(lines)
    try:
        yield
    finally:
        _LINES.reset(token)


def with_put_back(blocks: Sequence[Block]) -> Sequence[Block]:
    """Blocks of a page, those that are put back without their reason."""
    lines = _LINES.get()
    if not lines:
        return blocks
    return [
        replace(block, reason="") if block.reason and block.text in lines else block
        for block in blocks
    ]
