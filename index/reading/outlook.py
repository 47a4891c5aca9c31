"""MSG, as Outlook saves a message, through olefile: sender, day and subject as of other mail."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import Parser
from io import BytesIO

from index.problem import Unreadable
from index.reading.kind import Head, Kind
from index.reading.mail import article_of_parts, facts_of
from index.reading.source import Extracted, Source, article_of

# Properties by their numbers (MS-OXPROPS); 001F is a text in UTF-16, 001E one in a code page.
_SUBJECT, _SENDER, _ADDRESS, _HEADERS = "0037", "0C1A", "0C1F", "007D"
_BODY, _HTML = "1000", "1013"


def articles_of_msg(source: Source) -> Iterator[Extracted]:
    """The article of a message. Raises Unreadable when it is none."""
    import olefile

    content = source.whole()
    try:
        # As a stream: bytes that are too few for a message, olefile takes for the name of a file.
        with olefile.OleFileIO(BytesIO(content)) as container:
            said = {number: _string(container, number) for number in
                    (_SUBJECT, _SENDER, _ADDRESS, _HEADERS, _BODY, _HTML)}  # fmt: skip
    except (OSError, ValueError, IndexError, struct.error) as error:  # what olefile raises
        raise Unreadable("not an Outlook message, or damaged") from error
    if not said[_BODY] and not said[_HTML]:
        raise Unreadable("a message without text")
    header = Parser(EmailMessage, policy=policy.default).parsestr(said[_HEADERS], headersonly=True)
    facts = facts_of(header)
    facts.setdefault("title", said[_SUBJECT])
    facts.setdefault("outlet", said[_SENDER] or said[_ADDRESS].rpartition("@")[2])
    yield (
        "",
        article_of(
            lambda: article_of_parts(said[_HTML], said[_BODY], facts, source.path), source.path
        ),
    )


def _string(container: object, number: str) -> str:
    """A text among the message's properties, "" when it has none of that number."""
    for kind, codec in (("001F", "utf-16-le"), ("001E", "cp1252"), ("0102", "")):
        name = f"__substg1.0_{number}{kind}"
        if container.exists(name):  # type: ignore[attr-defined]
            data = container.openstream(name).read()  # type: ignore[attr-defined]
            if codec:
                return str(data.decode(codec, "replace")).strip("\0")
            match = re.search(rb"charset=[\"']?([\w-]+)", data[:2_000])
            declared = match[1].decode("ascii") if match else "utf-8"
            try:
                return str(data.decode(declared, "replace"))
            except LookupError:
                return str(data.decode("utf-8", "replace"))
    return ""


def _is_msg(head: Head) -> bool:
    # The names of properties are UTF-16 and may stand behind the beginning of the file.
    is_ole = head.data.startswith(b"\xd0\xcf\x11\xe0")
    return is_ole and ("__substg1.0_".encode("utf-16-le") in head.data or head.ends(".msg"))


KINDS = (Kind("Outlook message", articles_of_msg, (".msg",), tells=_is_msg, turn=1),)
