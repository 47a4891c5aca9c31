"""What Python's zipfile raises over an archive that is damaged, or made to be."""

from __future__ import annotations

import lzma
import zlib
from zipfile import BadZipFile

DAMAGE = (BadZipFile, EOFError, UnicodeDecodeError, zlib.error, lzma.LZMAError)
"""Its list of members or a member's bytes are damaged.

Of the methods of packing, bz2 alone reports damage as an OSError, one without a number.
"""

UNREADABLE = (*DAMAGE, NotImplementedError, KeyError, RuntimeError, ValueError)
"""What a package must hold cannot be had: also packed in an unknown way, missing, encrypted."""
