"""An outlet's name run together, as domains, e-mail addresses and file names have it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from index.cleaning.metadata.canonical_url import host_in_path, host_of

# Shorter ones ("news", "blog") agree with too many words by chance, unless a host says them.
_SHORTEST = 5
# Folders that are named for what a reader keeps in them, not for who wrote it.
_GENERIC = frozenset({
    "archive", "archives", "article", "articles", "business", "clipping", "clippings", "corpus",
    "culture", "documents", "downloads", "economy", "europe", "export", "health", "import",
    "international", "local", "market", "markets", "media", "middleeast", "national", "newspaper",
    "newspapers", "opinion", "pages", "politics", "press", "research", "sample", "samples",
    "saved", "science", "search", "sports", "technology", "texts", "unsorted", "world",
})  # fmt: skip
# Labels that stand between a name and its country: bbc.co.uk.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "gob", "gouv"})
_MAIL = re.compile(r"[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,5}[a-z]{2,24})\b")
_PUBLIC_MAIL = frozenset({"gmail", "yahoo", "hotmail", "outlook", "protonmail", "proton", "icloud"})
_LINK = re.compile(r"https?://([\w.-]{4,100})")


@dataclass(frozen=True, slots=True)
class SiteKey:
    """Names run together in Latin letters, those first that are most certainly the outlet's.

    `forms` come from hosts, mail addresses and folders; `loose` from parts of the file's name,
    which only a name of several words can spell; `folders` pairs the form of each folder with
    the name that it would make: ("openstrait", "Open Strait").
    """

    forms: tuple[str, ...]
    loose: tuple[str, ...] = ()
    folders: tuple[tuple[str, str], ...] = ()

    def agrees(self, name: str) -> bool:
        """Whether a name, or its first words, spell one of the forms."""
        return bool(self.spelled_by(name.split()))

    def may_be_in(self, line: str) -> bool:
        """Whether the letters of one of the forms follow each other somewhere in the line.

        If not, no words of it spell one; and that is found out far sooner than word by word.
        """
        is_respelled = _RESPELLED.search(line.casefold()) is not None
        spellings = (_plain, _german, _romanized) if is_respelled else (_plain,)
        joined = [spell(line) for spell in spellings]
        return any(form in letters for form in self.forms + self.loose for letters in joined)

    def spelled_by(self, words: Sequence[str]) -> int:
        """How many of the words, from the first, spell one of the forms together; 0 for none."""
        for spell in (_plain, _german, _romanized):
            joined = ""
            for length, word in enumerate(words, start=1):
                joined += spell(word)
                name = joined.removeprefix("the")
                if joined in self.forms or name in self.forms:
                    return length
                if length > 1 and name in self.loose:
                    return length
                if not any(form.startswith((name, joined)) for form in self.forms + self.loose):
                    break
        return 0


def site_key(url: str, path: str, lines: Sequence[str] = ()) -> SiteKey:
    """What the host of an address, a file's path and mail addresses in lines tell."""
    of_path = _key_of_path(path)
    mails = (label_of(host) for line in lines if "@" in line for host in _MAIL.findall(line[:200]))
    forms = [label_of(host_of(url)), *of_path.forms]
    forms += [label for label in mails if label not in _PUBLIC_MAIL]
    return replace(of_path, forms=tuple(dict.fromkeys(form for form in forms if form)))


@lru_cache(maxsize=256)  # many records are in one file
def _key_of_path(path: str) -> SiteKey:
    pure = PurePosixPath(path)
    folders = [
        (_plain(folder), re.sub(r"[-_ ]+", " ", folder).title())
        for folder in reversed(pure.parts[:-1])
        if "." not in folder
    ]
    folders = [pair for pair in folders if len(pair[0]) >= _SHORTEST and pair[0] not in _GENERIC]
    parts = re.split(r"_|\s-\s", pure.stem)
    loose = [_plain(part) for part in parts] if len(parts) > 1 else []
    return SiteKey(
        (label_of(host_in_path(path)), *(form for form, _ in folders)),
        tuple(form for form in loose if len(form) >= _SHORTEST),
        tuple(folders),
    )


def links_in(text: str) -> list[str]:
    """The hosts of the addresses in a text."""
    return _LINK.findall(text) if "://" in text else []


def label_of(host: str) -> str:
    """The part of a host that is its owner's: "bbc" of news.bbc.co.uk, letters and digits only."""
    labels = host.lower().split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return _plain(labels[-1]) if labels else ""


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower().translate(_ASCII_SIGNS)
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(filter(str.isalnum, decomposed))


def _german(word: str) -> str:
    return _plain(word.casefold().translate(_UMLAUTS))


def _romanized(word: str) -> str:
    return _plain(word.casefold().translate(_CYRILLIC))


_ASCII_SIGNS = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
# As Russian and Ukrainian papers write their names in domains.
_CYRILLIC = str.maketrans(
    dict(zip("абвгґдезийіклмнопрстуфыэ", "abvggdeziiiklmnoprstufye", strict=True))
    | {"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya", "є": "ye", "ї": "yi"}
)
_RESPELLED = re.compile(f"[{''.join(map(chr, (*_UMLAUTS, *_CYRILLIC)))}]")
