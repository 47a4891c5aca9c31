"""What a maker of hostile files has made."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Made(NamedTuple):
    """Names that must be told as unreadable, and words that must be found."""

    told: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


Maker = Callable[[Path, random.Random], Made]
"""Writes into an empty folder. What it writes is never stored, and follows from the choices."""
