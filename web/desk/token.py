"""The guard of all changes: a token that only our own pages can hand out (against CSRF).

A browser sends the password of a page along with whatever other pages make it send. So each form
carries a token, signed with a key that never leaves the desk's file and bound to its reader; other
pages cannot read ours, and so have none. It needs no cookie, and holds until the key changes, so
that a form that was open over night, or while the service was started anew, is not lost. Where the
browser says that another site has sent a form, it is refused whatever it carries.
"""

from __future__ import annotations

from flask import Request
from itsdangerous import Signer

from web.desk.shelf import Shelf

FIELD = "token"
"""The form field that holds it."""

_OTHERS = frozenset({"cross-site", "same-site"})
"""What `Sec-Fetch-Site` says of a form of another site (https://www.w3.org/TR/fetch-metadata/)."""


def key_of(shelf: Shelf) -> bytes:
    """The key of this desk's file."""
    row = shelf.row("SELECT value FROM setting WHERE name = 'key'")
    assert row is not None  # noqa: S101  # it is made with the file
    return bytes(row["value"])


def token_for(owner: str, key: bytes) -> str:
    """The token of a reader's forms."""
    return Signer(key, salt="desk").get_signature(_bytes(owner)).decode()


def is_ours(request: Request, owner: str, key: bytes) -> bool:
    """Whether a request comes from a form of ours, shown to this reader."""
    if request.headers.get("Sec-Fetch-Site", "") in _OTHERS:
        return False
    return Signer(key, salt="desk").verify_signature(
        _bytes(owner), _bytes(request.form.get(FIELD, ""))
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
