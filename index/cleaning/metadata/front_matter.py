"""The facts at the head of a Markdown file: YAML between two lines of dashes, or TOML."""

from __future__ import annotations

import logging
import re
import tomllib

import yaml

log = logging.getLogger(__name__)

# An article's facts take a dozen lines; a longer block is not front matter but the text.
_LONGEST = 16_000
# YAML of more brackets than this nests to do harm, not to say something.
_MOST_BRACKETS = 100
_FENCED = re.compile(
    r"\s{0,20}(?P<fence>---|\+\+\+)[ \t]{0,20}\n(?P<facts>.{0,16000}?)"
    r"^(?:(?P=fence)|\.\.\.)[ \t]{0,20}(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_PAIR = re.compile(r"([A-Za-z_][\w .-]{0,39}?)\s?:\s?(.{0,1000})")


class _Loader(yaml.SafeLoader):
    """YAML without aliases: aliases of aliases repeat what they stand for a billion times."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(problem="an alias")
        return super().compose_node(parent, index)


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The facts of the front matter with their keys in lower case, and the text behind it.

    A block that is no valid YAML or TOML is read line by line as "key: value". Without front
    matter, or where the block holds no such line, the facts are empty and the text is whole.
    Never raises.
    """
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n")
    match = _FENCED.match(whole[: _LONGEST + 100])
    if not match:
        return {}, text
    facts = _parsed(match["facts"], is_toml=match["fence"] == "+++")
    return (facts, whole[match.end() :]) if facts else ({}, text)


def _parsed(block: str, *, is_toml: bool) -> dict[str, object]:
    try:
        if block.count("[") + block.count("{") > _MOST_BRACKETS:
            return _pairs(block)
        value = tomllib.loads(block) if is_toml else yaml.load(block, _Loader)  # noqa: S506  # a SafeLoader
        if isinstance(value, dict):
            return {str(key).lower(): item for key, item in value.items() if item is not None}
    except Exception:
        # Most often a colon in a title without quotes, or a date that does not exist; and the
        # parsers fail in their own ways on malformed values.
        log.debug("front matter that is read line by line", exc_info=True)
    return _pairs(block)


def _pairs(block: str) -> dict[str, object]:
    matches = (_PAIR.fullmatch(line.strip()) for line in block.splitlines())
    return {
        match[1].strip().lower(): match[2].strip().strip("\"'")
        for match in matches
        if match and match[2].strip()
    }
