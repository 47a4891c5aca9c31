"""Text that was UTF-8 once, was taken for windows-1252, and was saved as UTF-8 again: "cafÃ©".

Each byte of a character beyond ASCII has become a character of its own. Rows of these that are
UTF-8 are made one character again, where the text has next to nothing else beyond ASCII: an article
about such texts writes its other words well.
"""

from __future__ import annotations

import re

# How such rows begin in bytes, which are looked through many times as fast as characters.
_HEAD = re.compile(rb"\xc3[\x82-\xb4](?:[\xc2\xc5\xc6\xcb]|\xe2[\x80\x82\x84])")
_LEAST = 2
_RATIO = 3  # rows for each character that is written well

_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    sign: byte
    for byte in range(0x80, 0xA0)
    if (sign := bytes([byte]).decode("cp1252", "replace")) != "\ufffd"
}
_NEXT = "[{}]".format("".join(re.escape(sign) for sign, byte in _BYTES.items() if byte < 0xC0))
# Of the first bytes without those of phonetic signs and rare scripts: ß“ and É” end words.
_ROW = re.compile(
    f"(?:[\xc2-\xc8\xce-\xdb]{_NEXT}|[\xe0-\xef]{_NEXT}{{2}}|[\xf0-\xf4]{_NEXT}{{3}})+"
)
_BEYOND = re.compile(r"[^\x00-\x7f\xa0\ufffd]")


def read_once(data: bytes, text: str) -> str:
    """`text`, which `data` was decoded to, with each character as it was written first."""
    if len(_HEAD.findall(data)) < _LEAST:
        return text
    rows = _ROW.findall(text)
    others = len(_BEYOND.findall(_ROW.sub("", text)))
    if len(rows) < max(_LEAST, _RATIO * others):
        return text
    return _ROW.sub(_whole, text)


def _whole(row: re.Match[str]) -> str:
    try:
        return bytes(map(_BYTES.__getitem__, row[0])).decode()
    except UnicodeDecodeError:
        return row[0]
