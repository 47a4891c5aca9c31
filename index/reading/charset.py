"""The letters of a page whose charset was said outside it, by a server or a MIME part."""

from __future__ import annotations

from index.cleaning.encoding import decode


def in_charset(page: bytes, declared: str) -> bytes | str:
    """The page's text by the charset that is declared; its bytes where it says itself better.

    Servers declare a default for pages that are UTF-8, and hardly any other text happens to be
    valid UTF-8 unless it is all ASCII; so such a page is left to say what it is.
    """
    if not declared or (not page.isascii() and _is_utf8(page)):
        return page
    return decode(page, declared)


def bytes_of(page: bytes | str | None) -> bytes:
    """The page as it is kept in a file of its own; nothing for none."""
    return page.encode("utf-8", "replace") if isinstance(page, str) else page or b""


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
