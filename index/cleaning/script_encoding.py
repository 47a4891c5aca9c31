"""Which single-byte encoding a text in Cyrillic or Arabic letters is in, when nothing says so.

All of them fill the same bytes with letters, in another order, so that the wrong one makes words of
letters as well. But not the commonest words of a language, of which every text is full.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
# So many words of a text are common ones, in the right encoding; in a wrong one none are.
_LEAST, _SHARE = 2, 0.04

_CYRILLIC = ("cp1251", "koi8-u", "iso8859-5", "mac-cyrillic", "cp866")
_ARABIC = ("cp1256", "iso8859-6")


def _words(*languages: str) -> frozenset[str]:
    return frozenset(word for words in languages for word in words.split())


# Words of one letter are met by chance.
_COMMON = (
    (
        _CYRILLIC,
        _words(
            "не на что как это по из для от его был но они мы за так же то все она",
            "та що як це від до про які його також було під але",
            "да се са че от ще със като без след бе",
            "је су да ће од што али или није био који како",
            "што гэта каб але яго быў",
        ),
    ),
    (
        _ARABIC,
        _words(
            "في من على إلى أن عن التي الذي هذا هذه مع كان قد بعد قال كما لا ما بين ذلك",
            "از به که در را با این آن است برای",
        ),
    ),
)


def script_codec_of(sample: bytes) -> str:
    """The codec of a sample in one of these scripts; "" where none makes words of it.

    Of those that do equally well the more usual one. Windows' and the Macintosh's have nearly the
    same small letters: there capitals tell, and signs in the place of letters.
    """
    best, codec = 0.0, ""
    for codecs, common in _COMMON:
        for candidate in codecs:
            text = sample.decode(candidate, "replace")
            words = [word for word in _WORD.findall(text) if not word.isascii()]
            known = sum(word.lower() in common for word in words)
            if known < max(_LEAST, _SHARE * len(words)):
                continue
            score = known - sum(map(_is_odd, words)) + sum(map(len, words)) / len(text)
            if score > best:
                best, codec = score, candidate
    return codec


def _is_odd(word: str) -> bool:
    return word[1:] != word[1:].lower() and word != word.upper()
