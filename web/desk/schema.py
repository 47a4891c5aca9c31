"""The tables of a desk's file.

    setting      name → value: the key of the guard
    article      an article of a reader's: its id, the content hash of its file (or ""), what was
                 known of it when it was taken in, and whether it has a star
    collection   a name; `version` counts its changes, `deleted` is when it was thrown away, or ""
    member       which article is in which collection
    tag          a word on an article
    note         a text on an article, or on a passage of it (`quote`, the `paragraph` from 1)
    search       a saved search: the parameters of its address, what it had found when its reader
                 last looked (search.Fingerprints), and when that was

`owner` is the reader's name, "" for the one desk of a service without names. `key` is a name as
queries compare it. Moments are ISO 8601 in UTC.

History: form 1, the first.
"""

from __future__ import annotations

APPLICATION = 0x4246_4445
"""`PRAGMA application_id` of our files: "BFDE"."""

_FIRST = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL);

CREATE TABLE article (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    outlet TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    byline TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    starred INTEGER NOT NULL DEFAULT 0,
    added TEXT NOT NULL,
    UNIQUE (owner, id)
);

CREATE TABLE collection (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    about TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    created TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX collection_key ON collection (owner, key) WHERE deleted = '';

CREATE TABLE member (
    collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    added TEXT NOT NULL,
    PRIMARY KEY (collection, article)
) WITHOUT ROWID;
CREATE INDEX member_article ON member (article);

CREATE TABLE tag (
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (article, key)
) WITHOUT ROWID;

CREATE TABLE note (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    text TEXT NOT NULL,
    quote TEXT NOT NULL DEFAULT '',
    paragraph INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE INDEX note_article ON note (article);

CREATE TABLE search (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    seen BLOB NOT NULL,
    seen_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created TEXT NOT NULL
);
CREATE INDEX search_owner ON search (owner);
"""

STEPS: tuple[str, ...] = (_FIRST,)
"""The statements that lead from each form to the next: the first from an empty file to form 1."""

FORM = len(STEPS)
"""The form of the files that this version writes (`PRAGMA user_version`)."""
