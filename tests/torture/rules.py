"""What must always be true, whatever happens to the program and to its files.

Each rule is one function that raises Broken. What is compared with is never the program's own
word for it: an index built from nothing (`tests.torture.contents`), or a plain scan of the
articles (`tests.search.exhaustive`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from pathlib import Path

from index import Article, IndexFailure, verify
from search import SearchFailure
from tests.torture.child import Ended
from tests.torture.contents import Contents, contents_of
from tests.torture.kind import Broken

DONE, SOME_FAILED, CANNOT = 0, 1, 3
_OF_THE_CORPUS = ("since the last reindex", "no longer in the corpus", "not its size and time")
_SAID = 300  # characters of what a command has said that are shown


def ends_in_words(ended: Ended) -> None:
    """A command ends with 0, 1 (some files failed, each is named) or 3 (it cannot), in words."""
    said = ended.said[-_SAID:]
    if "Traceback" in ended.said:
        raise Broken(f"a traceback: {ended.said[-1_000:]}")
    if ended.code not in {DONE, SOME_FAILED, CANNOT}:
        raise Broken(f"exit code {ended.code}, and: {said}")
    if ended.code != DONE and not ended.said.strip():
        raise Broken(f"exit code {ended.code} without a word")


def is_done(ended: Ended) -> None:
    """A command that nothing keeps from it does all that it is for."""
    if ended.code != DONE:
        raise Broken(f"exit code {ended.code} with nothing in its way: {ended.said[-_SAID:]}")


def is_one_of(directory: Path, states: Collection[Contents]) -> Contents:
    """An index is one of these states, whole: its articles, its ledger and all its answers."""
    found = _read(directory)
    for state in states:
        if found == state:
            return state
    raise Broken(f"none of {len(states)} states: {found.difference(next(reversed([*states])))}")


def is_between(directory: Path, old: Contents, new: Contents) -> None:
    """An index that is brought up in several commits has each file as it was or as it is."""
    found = _read(directory)
    before, after, now = (_by_file(state) for state in (old, new, found))
    for name in {*before, *after, *now}:
        if now.get(name) not in (before.get(name), after.get(name)):
            raise Broken(f"{name} is neither as it was nor as it is")
    names = frozenset(found.articles)
    total, hits, _ = found.answers[""]
    if total != len(names) or {name for name, _ in hits} != names:
        raise Broken(f"a blank query finds {total} of {len(names)} articles")


def _by_file(state: Contents) -> dict[str, dict[str, Article]]:
    """The articles of each file."""
    files: dict[str, dict[str, Article]] = {}
    for name, article in state.articles.items():
        files.setdefault(name.partition("#")[0], {})[name] = article
    return files


def never_answers_wrongly(directory: Path, truth: Contents) -> bool:
    """Damage is said (False) or makes no difference (True); it is never an answer."""
    try:
        found = contents_of(directory)
    except (IndexFailure, SearchFailure):
        return False
    if found != truth:
        raise Broken(f"a wrong answer: {found.difference(truth)}")
    return True


def is_whole(directory: Path) -> None:
    """`verify` finds nothing wrong with the index itself."""
    if faults := damage_in(directory):
        raise Broken(f"verify: {faults[0]}")


def damage_in(directory: Path) -> list[str]:
    """What `verify` says of the index, leaving out where the corpus has gone on."""
    try:
        found = [str(fault) for fault in verify(directory)]
    except IndexFailure as failure:
        return [str(failure)]
    return [fault for fault in found if not fault.endswith(_OF_THE_CORPUS)]


def is_named(name: str, faults: Collection[str]) -> None:
    """`verify` names the file that is damaged."""
    if not any(name in fault for fault in faults):
        raise Broken(f"verify does not name {name}: {list(faults)[:3]}")


def prints_only_text(ended: Ended) -> None:
    """Nothing that is printed can drive a terminal."""
    odd = {sign for sign in ended.said if unicodedata.category(sign) == "Cc"} - {"\n", "\t"}
    if odd:
        raise Broken(f"control characters reach the terminal: {sorted(odd)!r}")


def _read(directory: Path) -> Contents:
    try:
        return contents_of(directory)
    except (IndexFailure, SearchFailure) as failure:
        raise Broken(f"it cannot be opened: {failure}") from failure
