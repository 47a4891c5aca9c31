"""An optional password in front of everything but `/health`: HTTP Basic, with any user name.

The password crosses the network as it is, so it keeps out only who cannot listen: beyond one's
own machine it belongs behind a proxy that speaks TLS. It is not kept in memory, only a digest
under a key that each start makes anew; digests are compared in constant time.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, abort, request
from werkzeug.datastructures import WWWAuthenticate

OPEN = frozenset({"/health"})  # monitors know no password, and learn nothing but a count

# As a whole: from parts, Werkzeug leaves out the quotes that RFC 9110 demands of a realm.
_ASKING = 'realm="Backfile", charset="UTF-8"'


class NoPassword(Exception):
    """A password was to be asked for, but there is none to be read. The message says why."""


def read_password(file: Path | None, environ: Mapping[str, str]) -> str:
    """The password in the first line of `file`, or in BACKFILE_PASSWORD; empty for none at all.

    Raises NoPassword when it was set, but is empty or cannot be read: to serve without one then
    would open what was meant to be closed.
    """
    if file is None:
        password = environ.get("BACKFILE_PASSWORD")
        if password == "":
            raise NoPassword("BACKFILE_PASSWORD is set, but empty. Unset it, or give a password.")
        return password or ""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NoPassword(f"The password in {file} cannot be read ({error}).") from error
    if not lines or not lines[0].strip():
        raise NoPassword(f"{file} is to hold a password in its first line, but that is empty.")
    return lines[0].strip()


def guard(app: Flask, password: str) -> None:
    """Let `app` answer only who knows the password."""
    key = secrets.token_bytes(32)
    wanted = _digest(password, key)

    @app.before_request
    def refuse_stranger() -> None:
        given = request.authorization
        told = given.password if given is not None and given.type == "basic" else None
        known = hmac.compare_digest(_digest(told or "", key), wanted)
        # How pages look is no secret, and the page that asks for the password is one of them.
        if not known and request.path not in OPEN and request.endpoint != "static":
            abort(401, www_authenticate=WWWAuthenticate("basic", token=_ASKING))


def _digest(password: str, key: bytes) -> bytes:
    return hashlib.blake2b(password.encode("utf-8", "surrogatepass"), key=key).digest()
