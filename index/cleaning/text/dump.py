"""What programs add to a page or an article that they write as text.

Text browsers (lynx, elinks, w3m) can number each link, "[12]Home", and list the addresses at the
end under "References". Mail begins with a head: "From:", "Date:", "Subject:".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

_NUMBER = re.compile(r"(?<![\w.,;:!?)\]])\[(\d{1,4})\](?=[^\s\[\].,;:!?)])")
# Lynx begins with the feeds and other forms of a page: "#[1]The Courier RSS [2]alternate".
_OTHER_FORMS = re.compile(r"\s*#\[\d{1,4}\]")
_REFERENCES = re.compile(r"^[ \t]{0,9}(?:References|Visible links):?[ \t]*$", re.MULTILINE)
_REFERENCE = re.compile(r"\s{0,9}\[?(\d{1,4})[.\]]\s{1,3}(?:[a-z]{2,9}://|mailto:|javascript:)\S")
_SUBHEADS = ("visible links", "hidden links")
# Fewer are an article's own.
_FEWEST = 3

_FIELD = re.compile(
    r"(?:from|to|cc|bcc|sent|date|subject|reply-to|von|an|gesendet|datum|betreff|de|à|para|envoyé|"
    r"enviado|objet|asunto|fecha|da|a|inviato|oggetto|от|кому|дата|тема) ?: +\S|"
    r"(?:发件人|寄件者|收件人|抄送|日期|发送时间|時間|主题|主旨|件名|差出人|宛先)\s?[:：]\s?\S",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|тема|主题|主旨|件名)\s?[:：]\s*(.+)",
    re.IGNORECASE,
)
_SENT_ON = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|答复|转发)\s?[:：]\s*)+", re.IGNORECASE)
# A mail's head stands on top, be it under a remark of who sent it on, and has so many fields.
_HEAD, _FIELDS = 12, 3


def references_at(text: str) -> int:
    """Where the list of a numbered text's addresses begins, or -1: its links are not numbered."""
    if "References" not in text and "Visible links" not in text:
        return -1
    for heading in _REFERENCES.finditer(text):
        lines = [line for line in text[heading.end() :].split("\n") if line.strip()]
        listed = [line for line in lines if line.strip(" \t:").lower() not in _SUBHEADS]
        numbers = [found[1] for line in listed if (found := _REFERENCE.match(line))]
        is_list = len(numbers) >= _FEWEST and len(numbers) * 2 > len(listed)
        if is_list and numbers[0] == "1" and _NUMBER.search(text, 0, heading.start()):
            return heading.start()
    return -1


def names_other_forms(text: str) -> bool:
    """Whether the first line of a numbered text lists the page's feeds and other forms."""
    return _OTHER_FORMS.match(text) is not None


def without_numbers(line: str) -> str:
    """The line without the numbers of its links."""
    return _NUMBER.sub("", line) if "[" in line else line


def mail_head_of(lines: Sequence[str]) -> range:
    """The places of the fields that head a mail, empty where there are none."""
    if sum(":" in line or "：" in line for line in lines[: _HEAD + _FIELDS]) < _FIELDS:
        return range(0)
    for start in range(min(_HEAD, len(lines))):
        fields = len(list(takewhile(_FIELD.match, lines[start:])))
        if fields >= _FIELDS:
            return range(start, start + fields)
    return range(0)


def subject_in(lines: Sequence[str]) -> str:
    """The subject among the fields of a mail's head, without "Fwd:", or ""."""
    subjects = (found[1] for found in map(_SUBJECT.fullmatch, lines) if found)
    return _SENT_ON.sub("", next(subjects, "")).strip()
