"""From bytes to text as browsers do it, for pages and text files alike.

The labels are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org), by which
"iso-8859-1" means windows-1252 and "gb2312" means gb18030.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

import webencodings
from charset_normalizer import from_bytes

from index.cleaning.latin_encoding import latin_codec_of
from index.cleaning.mojibake import read_once
from index.cleaning.script_encoding import script_codec_of

UTF_8: Final = "utf-8"
LAST_RESORT: Final = "cp1252"

# What files are labelled with besides: names of Python's and of Windows' for the same encodings.
# No others: Python also has codecs that are no character sets ("rot13", "idna") or that no browser
# reads ("utf-7").
_OTHER_LABELS: Final = {
    "latin-1": "cp1252", "ansi": "cp1252", "x-user-defined": "cp1252",
    "latin9": "iso8859-15", "latin-9": "iso8859-15", "cp874": "cp874", "cp932": "cp932",
    "cp949": "cp949", "uhc": "cp949", "cp936": "gb18030", "windows-936": "gb18030",
    "hz-gb-2312": "gb18030",
    **{name: name for name in ("big5hkscs", "euc_jp", "iso2022_jp", "iso8859-16", "mac-cyrillic",
                               "mac-roman", "utf-16-be", "utf-16-le")},
}  # fmt: skip
BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers look into the first 1,024 bytes; pages that put it later are forgiven.
_HEAD: Final = 4096
# More bytes do not make the guess better, and it takes time.
_SAMPLE: Final = 16_384
# A page may hold a stray byte or half a character; more of them mean that the label is wrong.
_STRAYS: Final = 0.001

# What a file without a label may be in; rarer encodings only win by chance.
_GUESSES: Final = (
    *("cp1250", "iso8859_2", "cp1251", "koi8_r", "cp866", "cp1252", "cp1253", "cp1254", "cp1255"),
    *("cp1256", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "utf_16_le", "utf_16_be"),
    "cp874",
)
_WIDE: Final = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# UTF-16 without a mark: units looked at, and how many of them must be letters, signs or blanks.
_UNITS: Final = 2_000
_SENSIBLE: Final = 0.95

# So many valid letters for each byte that is none are no chance.
_MOSTLY: Final = 3

_JAPANESE = re.compile(rb"\x1b\$[@B]")
"""Where ISO-2022-JP, in which old mail and pages are, begins to be Japanese."""
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(
    rb"<meta\s[^>]{0,500}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:\-]{1,40})", re.IGNORECASE
)
_XML = re.compile(rb"\A\s{0,99}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:\-]{1,40})")
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:\-]{1,40})", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, declared: str = "") -> str:
    """The text of a page or text file, without its byte order mark. Never raises.

    In order: the byte order mark; UTF-16 and UTF-32 that lack it; `declared`, a label or a
    Content-Type header; what the page says in a meta element or its XML declaration; UTF-8, if the
    bytes are valid, or but for lines in windows-1252; the best guess; windows-1252. A label that
    the bytes contradict is passed over: text that was saved again often keeps the label of another
    encoding. What was encoded twice is decoded twice (mojibake.py).
    """
    for mark, codec in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if b"\0" in data[:_UNITS] and (codec := wide_codec_of(data)):
        return data.decode(codec, "replace")
    if data.isascii() and not declared:
        text = _decode_as("iso2022_jp", data, strays=0) if _JAPANESE.search(data) else None
        return text or data.decode("ascii")
    text = _decode_as(codec_of(declared), data)
    if text is None:
        text = _decode_as(UTF_8, data, strays=0)
    if text is None:
        text = _decode_as(_stated(data), data)
    if text is None:
        text = _decode_as(UTF_8, data)
    if text is None:
        text = _mixed(data)
    if text is None:
        text = data.decode(_guess(data), "replace")
    return read_once(data, text)


def codec_of(label: str) -> str:
    """The Python codec for a label or a Content-Type header; empty if it names no encoding."""
    header = _HEADER.search(label)
    name = (header[1] if header else label).strip().strip("\"'").lower()
    if name in _OTHER_LABELS:
        return _OTHER_LABELS[name]
    encoding = webencodings.lookup(name)
    if encoding is None or encoding.name == "replacement":  # not to be read, says the standard
        return ""
    return "gb18030" if encoding.name == "gbk" else str(encoding.codec_info.name)


def _stated(data: bytes) -> str:
    """The codec that the page itself names."""
    head = data[:_HEAD]
    found = _META.search(_COMMENT.sub(b"", head)) or _XML.search(head)
    codec = codec_of(found[1].decode("ascii", "ignore")) if found else ""
    # Who can read the label without knowing the encoding knows that it is not UTF-16.
    return UTF_8 if codec.startswith("utf-16") else codec


def _decode_as(codec: str, data: bytes, strays: float = _STRAYS) -> str | None:
    """The text in this encoding; None if the bytes are not in it, but for a few strays."""
    if not codec:
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    # Single-byte encodings leave a few bytes undefined; browsers show those as control characters.
    is_single = codec.startswith(("cp125", "iso8859", "cp874"))
    return text if is_single or text.count("\ufffd") <= strays * len(text) else None


def _mixed(data: bytes) -> str | None:
    """UTF-8 to which a program has added what is in windows-1252; None for anything else.

    Texts in other encodings hold hardly any letter that is valid UTF-8 beyond ASCII.
    """
    whole = data.decode(UTF_8, "replace")
    stray = whole.count("\ufffd")
    high = sum(sign > "\x7f" for sign in whole)
    return data.decode(UTF_8, _BY_BYTE) if high - stray > _MOSTLY * stray else None


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode(LAST_RESORT, "replace"), error.end


_BY_BYTE = "backfile.windows-1252"
codecs.register_error(_BY_BYTE, _as_windows_1252)


def wide_codec_of(data: bytes) -> str:
    """The codec of UTF-16 or UTF-32 that lacks its mark, "" for what is neither.

    Such a text has blanks or line ends, whose upper bytes are zero; other texts hold no zeros. In
    another width or byte order, and in bytes that are no text, hardly any units are letters.
    """
    sample = data[: 2 * _UNITS]
    if b"\0" not in sample.rstrip(b"\0"):
        return ""
    shares = {codec: _sensible(sample, codec) for codec in _WIDE}
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] >= _SENSIBLE else ""


def _sensible(sample: bytes, codec: str) -> float:
    """The share of characters that texts are made of."""
    text = sample[: len(sample) & ~3].decode(codec, "replace").rstrip("\0")
    known = sum(sign.isalnum() or sign.isspace() or _is_sign(sign) for sign in text)
    blanks = sum(sign in " \n\r\t，。、\u3000" for sign in text)
    return known / len(text) if blanks else 0.0


def _is_sign(sign: str) -> bool:
    return sign != "\ufffd" and unicodedata.category(sign)[0] in "PSM"


def _guess(data: bytes) -> str:
    """The codec that makes the most of the part where the text is not ASCII."""
    first = _HIGH.search(data)
    start = max(0, (first.start() if first else 0) - 200)
    sample = data[start : start + _SAMPLE]
    if codec := script_codec_of(sample) or latin_codec_of(sample):
        return codec
    best = from_bytes(sample, cp_isolation=list(_GUESSES)).best()
    if best is None:
        return LAST_RESORT
    return codecs.lookup(best.encoding).name
