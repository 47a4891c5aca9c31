"""EML and MBOX: newsletters and articles that were sent by mail, through the standard library.

The sender is the outlet, the day of sending the date, the subject the title. Of a message that
somebody forwarded it is what the forwarded one says. The HTML part counts before the plain text.
An MBOX file holds many: each is numbered by its Message-ID.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from functools import cache
from io import BufferedReader

from index.article import Article
from index.cleaning import clean_html, clean_text
from index.problem import Unreadable
from index.reading.entry import Numbers, with_facts
from index.reading.kind import Head, Kind
from index.reading.source import LARGEST_ARTICLE, Extracted, Source, article_of

_FIELDS = re.compile(r"(?:(?:from|to|subject|date|message-id|received|mime-version|return-path|"
                     r"delivered-to|reply-to|x-[\w-]+|list-[\w-]+|dkim-signature|content-type|"
                     r"authentication-results|arc-[\w-]+|sender|cc|feedback-id):.*"
                     r"(?:\n[ \t].*)*\n){3}",
                     re.IGNORECASE)  # fmt: skip
_MBOX = re.compile(r"from \S+.*\b\d{4}\s*\n(?:[\w-]+:|>from )", re.IGNORECASE)
_FROM_LINE = re.compile(rb"From \S+ .*\d\d:\d\d.*\d{4}\s*$")
_LENGTH = re.compile(rb"(\d{1,9})[ \t]*\r?\n")
_PREFIX = re.compile(r"(?:\s*(?:fwd?|fw|re|aw|wg|tr|rv|i|doorst)\s*:\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^[> ]*-{2,}.*(?:forwarded|original|weitergeleitete|ursprüngliche|transféré|doorgestuurd|"
    r"reenviado|inoltrato).*-{2,}\s*$", re.IGNORECASE | re.MULTILINE)  # fmt: skip
_FIELD = re.compile(
    r"^[>* ]*(From|Von|De|Van|Da|Date|Sent|Datum|Gesendet|Envoyé|Fecha|Data|Subject|Betreff|Objet|"
    r"Onderwerp|Asunto|Oggetto|To|An|À|Aan|Para|A|Cc)\s?:\**\s*(.*)$", re.IGNORECASE)  # fmt: skip
_OF_FIELD = {
    **dict.fromkeys(("from", "von", "de", "van", "da"), "outlet"),
    **dict.fromkeys(("date", "sent", "datum", "gesendet", "envoyé", "fecha", "data"), "date"),
    **dict.fromkeys(("subject", "betreff", "objet", "onderwerp", "asunto", "oggetto"), "title"),
}  # fmt: skip
_BOILERPLATE = re.compile(
    r"unsubscribe|abbestellen|abmelden|désabonner|désinscri|uitschrijven|darse de baja|disiscri|"
    r"view (?:this|it)? ?(?:email|newsletter|in (?:your )?browser|online)|im browser|"
    r"dans (?:votre|le) navigateur|bekijk .{0,20}browser|manage (?:your )?(?:preferences|"
    r"subscription)|update your preferences|you(?:'re| are) receiving this|sent to \S+@\S+|"
    r"forward(?:ed)? (?:this|to a friend)|add us to your address book|privacy policy",
    re.IGNORECASE)  # fmt: skip
_LONGEST_LINE = 300


def articles_of_message(source: Source) -> Iterator[Extracted]:
    """The article of a message."""
    content = _without_envelope(source.stream.read(LARGEST_ARTICLE))
    if not content.strip():
        raise Unreadable("no text in it")
    yield "", article_of(lambda: _article(_parsed(content), source.path), source.path)


def articles_of_mbox(source: Source) -> Iterator[Extracted]:
    """The article of each message of a mailbox."""
    numbers = Numbers()
    for content in _messages(source.stream):
        message = _parsed(content)
        key = str(message.get("Message-ID", "")) or content[:2_000].decode("latin-1")
        number = numbers.of(key)
        if source.passes_over(number):
            continue
        if source.wanted is not None:
            source.wanted.take(number, content, f"{source.path}.{number}.eml")
            continue
        found = article_of(lambda m=message: _article(m, source.path), source.path)  # type: ignore[misc]
        yield str(number), found


def _messages(stream: BufferedReader) -> Iterator[bytes]:
    """The messages of a mailbox; of a long one (attachments) the beginning is enough."""
    lines: list[bytes] = []
    size = 0
    is_blank = True
    while line := stream.readline(LARGEST_ARTICLE):
        if is_blank and _FROM_LINE.match(line):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size < LARGEST_ARTICLE:
            lines.append(line)
            size += len(line)
        is_blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _without_envelope(content: bytes) -> bytes:
    """The message of Apple Mail's file: its length stands before it, a property list behind."""
    length = _LENGTH.match(content)
    return content[length.end() :][: int(length[1])] if length else content


@cache
def _parser() -> BytesParser[EmailMessage]:
    return BytesParser(EmailMessage, policy=policy.default)


def _parsed(content: bytes) -> EmailMessage:
    return _parser().parsebytes(content)


def _article(message: EmailMessage, path: str) -> Article:
    """What a message says; raises Unreadable when it has no part with text."""
    return article_of_parts(
        _part(message, "html"), _part(message, "plain"), facts_of(message), path
    )


def article_of_parts(page: str, text: str, facts: dict[str, object], path: str) -> Article:
    """The article of a message's HTML and plain text; raises Unreadable when both are empty."""
    if not page and not text:
        raise Unreadable("a message without text")
    folder = path[: path.rfind("/") + 1]
    facts = {**facts, **_forwarded(text or re.sub(r"<[^>]+>", "\n", page[:40_000]))}
    if page:
        article = clean_html(_without_boilerplate(page), path=folder)
    if not page or (len(article.text) < 200 < len(text)):
        lines = [line for line in _body_of(text).splitlines() if not _is_boilerplate(line)]
        article = clean_text("\n".join(lines), path=folder, given={"title": facts.get("title", "")})
    return with_facts(article, facts, "mail header")


def facts_of(message: EmailMessage) -> dict[str, object]:
    """What the header of a message says."""
    name, address = parseaddr(str(message.get("From", "")))
    host = address.rpartition("@")[2]
    subject = _PREFIX.sub("", " ".join(str(message.get("Subject", "")).split()), count=1)
    facts: dict[str, object] = {
        "title": subject,
        "outlet": name.strip("\"'") or host,
        "date": str(message.get("Date", "")),
        "url": str(message.get("Archived-At", "")).strip("<> ")
        or str(message.get("X-Original-URL", "")),
    }
    return {key: value for key, value in facts.items() if value}


def _part(message: EmailMessage, kind: str) -> str:
    """The text of the first part of a kind; of broken ones what can be read."""
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, ValueError, KeyError):
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return content if isinstance(content, str) else ""


def _forwarded(text: str) -> dict[str, object]:
    """The header of a message that was forwarded in another."""
    start = _FORWARDED.search(text)
    if start is None:
        return {}
    facts: dict[str, object] = {}
    for line in text[start.end() : start.end() + 4_000].splitlines():
        field = _FIELD.match(line.strip())
        name = _OF_FIELD.get(field[1].lower()) if field else None
        if field and name == "outlet":
            sender, address = parseaddr(field[2].replace("[mailto:", "<").replace("]", ">"))
            facts.setdefault(name, sender or address.rpartition("@")[2])
        elif field and name:
            facts.setdefault(name, _PREFIX.sub("", field[2].strip(), count=1))
        elif line.strip() and facts and not field:
            break
    return facts


def _body_of(text: str) -> str:
    """The text behind the header of a forwarded message; without one, all of it."""
    start = _FORWARDED.search(text)
    if start is None:
        return text
    lines = text[start.end() :].lstrip("\n").splitlines()
    end = next((i for i, line in enumerate(lines) if line.strip() and not _FIELD.match(line)), 0)
    return "\n".join(line.removeprefix("> ") for line in lines[end:])


def _is_boilerplate(line: str) -> bool:
    return len(line) < _LONGEST_LINE and _BOILERPLATE.search(line) is not None


_BLOCK = re.compile(
    r"<(p|td|div|a|span|li|small)\b[^>]*>(?:(?!</?(?:p|td|div|table|tr|li)\b).){0,600}?</\1>",
    re.DOTALL | re.IGNORECASE,
)  # one expression


def _without_boilerplate(page: str) -> str:
    """The page without the small blocks that are about the mailing."""
    return _BLOCK.sub(lambda m: "" if _is_boilerplate(re.sub(r"<[^>]+>", "", m[0])) else m[0], page)


def _is_message(head: Head) -> bool:
    text = head.text.replace("\r\n", "\n")
    length, _, rest = text.partition("\n")
    return _FIELDS.match(rest if length.strip().isdecimal() else text) is not None


def _is_mbox(head: Head) -> bool:
    return _MBOX.match(head.start.replace("\r\n", "\n")) is not None


KINDS = (
    Kind(
        "mailbox",
        articles_of_mbox,
        (".mbox", ".mbx"),
        tells=_is_mbox,
        is_text=True,
        turn=3,
        streams=True,
        gives_records=True,
    ),
    Kind(
        "mail message",
        articles_of_message,
        (".eml", ".emlx"),
        tells=_is_message,
        is_text=True,
        turn=4,
    ),
)
