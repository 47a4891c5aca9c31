"""What the indices of a cluster are made of: their fields, their analysis and their scores.

    NAME-articles-N    one document for each article (index.opensearch.document)
      id, file         keyword    the article's id, the file's
      record           integer    the article's number in its file; 0 for a file that is one article
      title, body      text       as they are; both make `text`, which is what is searched
      text             text       title and body in one row
      title.forms,
      text.forms       text       the same as written: folded, and not stemmed
      title.capitals,
      text.capitals    text       of these the words in capitals
      outlet, byline,
      url, path        text       searched by their words; `path` is the file's id
      outlet_name,
      lang             keyword    whole values, to filter and count by
      date             integer    20170609; 20170600 for a month; 0 when it is not known
      month            integer    201706; none when the date is not known
      title_words      keyword    the words of the title, folded only: what typing is completed to
      sketch           keyword    tells near-duplicate articles (index.minhash)
      sketch_part      keyword    the same in pieces, by which such articles are found
      article          object     what else is kept of an article; not searched

    NAME-files-N       one document for each file: the ledger (index.opensearch.file_record)
      file, size, mtime_ns, digest, boilerplate, problems, is_pending
      and for each worker: share, finished, batches

An article's score is the embedded engine's, formula and numbers (search.rank.bm25), said in the
language that OpenSearch has for it.
"""

from __future__ import annotations

from typing import Any

from index.opensearch import analysis
from index.schema import TABLE, Kind, fingerprint

FORMAT = 4
"""Raised by one whenever a field, its analyzer or what a document holds changes."""

SKETCH_PARTS = 32
"""Into how many pieces a sketch is cut, four bits each."""

_LONGEST = 8_000  # characters; Lucene takes no value of more than 32,766 bytes
_KEYWORD = {"type": "keyword", "ignore_above": _LONGEST}
_NUMBER = {"type": "integer"}
_KINDS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {
        "type": "text",
        "analyzer": analysis.TEXT,
        "fields": {
            "forms": {"type": "text", "analyzer": analysis.FORM},
            "capitals": {"type": "text", "analyzer": analysis.CAPITALS},
        },
    },
    Kind.NAME: {"type": "text", "analyzer": analysis.NAME},
    Kind.KEYWORD: _KEYWORD,
    Kind.DATE: _NUMBER,
}


def _copies(source: str) -> dict[str, str]:
    """Where a value goes besides its own field: `outlet` makes `outlet_name` too."""
    for field in TABLE:
        if source in field.made_of and source != field.name:
            return {"copy_to": field.name}
    return {}


def _in_a_row(field: dict[str, Any]) -> dict[str, Any]:
    """A field, and its parts, whose values follow one another without a gap."""
    parts = {name: {**part, "position_increment_gap": 0} for name, part in field["fields"].items()}
    return {**field, "position_increment_gap": 0, "fields": parts}


ARTICLE_FIELDS: dict[str, dict[str, Any]] = {
    **{field.name: {**_KINDS[field.kind], **_copies(field.name)} for field in TABLE},
    "text": _in_a_row(_KINDS[Kind.TEXT]),  # a phrase may begin in the title
    "body": {"type": "text", "index": False, "copy_to": "text"},
    "record": {"type": "long"},
    "month": _NUMBER,
    "title_words": _KEYWORD,
    "sketch_part": {**_KEYWORD, "doc_values": False},
    "article": {"type": "object", "enabled": False},
}

FILE_FIELDS: dict[str, dict[str, Any]] = {
    "file": _KEYWORD,
    "size": {"type": "long", "index": False, "doc_values": False},
    "mtime_ns": {"type": "long", "index": False, "doc_values": False},
    "digest": {"type": "keyword", "index": False, "doc_values": False},
    "boilerplate": {"type": "keyword", "index": False, "doc_values": False},
    "problems": {"type": "object", "enabled": False},
    "is_pending": {"type": "boolean"},
    "share": _KEYWORD,
    "finished": {"type": "date"},
    "batches": _NUMBER,
}

K1, B, S = 1.3, 0.8, 10
"""The numbers of `search.rank.bm25`; a test holds them together."""

_IDF = "Math.log(1 + (field.docCount - term.docFreq + 0.5) / (term.docFreq + 0.5))"
_MEAN = "((double) field.sumTotalTermFreq / field.docCount)"
_K = f"{K1} * ({1 - B:.3} + {B} * (doc.length + {S}.0) / ({_MEAN} + {S}))"

_SIMILARITY = {
    "default": {
        "type": "scripted",
        "weight_script": {"source": f"return query.boost * {_IDF};"},
        "script": {"source": f"return weight * doc.freq / (doc.freq + {_K});"},
    }
}


def articles_template(pattern: str, *, shards: int, replicas: int) -> dict[str, Any]:
    """The index template of articles, for indices whose names fit `pattern`."""
    settings = {**_spread(shards, replicas), "similarity": _SIMILARITY}
    settings["analysis"] = analysis.settings()
    unkept = ["title_words", "sketch_part"]  # they are searched and counted, and never shown
    mappings = {"_source": {"excludes": unkept}, "properties": ARTICLE_FIELDS}
    return _template(pattern, settings, mappings)


def files_template(pattern: str, *, replicas: int) -> dict[str, Any]:
    """The index template of the ledger; it is small, and one shard is enough."""
    return _template(pattern, _spread(1, replicas), {"properties": FILE_FIELDS})


def schema() -> str:
    """Changes whenever documents must be made anew: with the fields, the analysis, the article."""
    return f"{FORMAT} {fingerprint()}"


def _spread(shards: int, replicas: int) -> dict[str, Any]:
    # As many copies as wanted, and no more than there are nodes for: one node alone is green.
    return {"number_of_shards": shards, "auto_expand_replicas": f"0-{replicas}"}


def _template(pattern: str, settings: dict[str, Any], mappings: dict[str, Any]) -> dict[str, Any]:
    return {
        "index_patterns": [pattern],
        "priority": 500,  # above what a cluster has for all of its indices
        "template": {
            "settings": {"index": settings},
            "mappings": {"dynamic": "strict", **mappings},
        },
    }
