"""What must always be true, whatever happens to the program and to its files.

Each rule is one function that raises Broken. What is compared with is never the program's own
word for it: an index built from nothing (`tests.torture.contents`), or a plain scan of the
articles (`tests.search.exhaustive`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from index import Article, IndexFailure, Store, verify
from search import Engine, SearchFailure
from tests.index.shelf import articles_of
from tests.torture.child import Ended
from tests.torture.contents import Contents, contents_of
from tests.torture.kind import Broken

DONE, SOME_FAILED, CANNOT = 0, 1, 3
_OF_THE_CORPUS = ("since the last reindex", "no longer in the corpus", "not its size and time")
SLOW = 1.0  # seconds
_NOT_DONE = (501, 505)  # what the protocol asks a server to say of what it does not do
_PLACES = 4  # of a traceback
_SAID = 300  # characters of what a command has said that are shown


def ends_in_words(ended: Ended) -> None:
    """A command ends with 0, 1 (some files failed, each is named) or 3 (it cannot), in words."""
    said = ended.said[-_SAID:]
    if "Traceback" in ended.said:
        raise Broken(f"a traceback: {_brief(ended.said)}")
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


def is_between(directory: Path, old: Contents, new: Contents, said: str = "") -> None:
    """An index that is brought up in several commits has each file as it was or as it is.

    Of a file that is said to have failed it may have some of the articles.
    """
    found = _read(directory)
    before, after, now = (_by_file(state) for state in (old, new, found))
    for name in {*before, *after, *now}:
        states = before.get(name, {}), after.get(name, {})
        held = now.get(name, {})
        is_partial = f"failed: {name}" in said and any(
            held.items() <= state.items() for state in states
        )
        if held not in states and not is_partial:
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
    """`verify` finds nothing wrong with the index itself.

    What runs remember besides is no part of it, and the next run makes up for its loss.
    """
    faults = [fault for fault in damage_in(directory) if not fault.startswith("memory-")]
    if faults:
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


def ends_though_files_are_bad(ended: Ended) -> None:
    """A run over a folder with whatever files in it is done, and prints nothing but text."""
    ends_in_words(ended)
    prints_only_text(ended)
    if ended.code == CANNOT:
        raise Broken(f"exit code {ended.code}: {ended.said[-_SAID:]}")


def names(ended: Ended, bad: Collection[str]) -> None:
    """What could not be read is named."""
    for name in bad:
        if name not in ended.said:
            raise Broken(f"{name} is not named: {ended.said[-_SAID:]}")


def holds(directory: Path, articles: Mapping[str, Article], words: Collection[str] = ()) -> None:
    """An index has these articles just so, and each of these words in one."""
    found = articles_of(Store.open(directory).generation())
    for name, article in articles.items():
        if found.get(name) != article:
            raise Broken(f"{name} is {found.get(name)!r:.200}, not {article!r:.200}")
    engine = Engine.open(directory)
    for word in words:
        if (total := engine.search(word).total) != 1:
            raise Broken(f"{word} is in {total} articles")


def is_quick(seconds: float) -> None:
    """No query takes over a second."""
    if seconds > SLOW:
        raise Broken(f"it takes {seconds:.1f} s")


def is_a_page(hits: int, limit: int, total: int) -> None:
    """A page has no more hits than were asked for, and than there are."""
    if hits > min(limit, total):
        raise Broken(f"{hits} hits of {total} on a page of {limit}")


def is_counted(total: int, right: int) -> None:
    """The total is what looking at every article finds."""
    if total != right:
        raise Broken(f"{total} articles, and a plain scan finds {right}")


def is_of_one_edition(
    total: int, titles: Sequence[str], size_of: Callable[[int], int], earliest: int
) -> int:
    """An answer is that of one generation, whole, and not of one before the last that was seen.

    The titles end with the number of the generation, which has `size_of` it articles.
    """
    editions = {int(title.split()[-1]) for title in titles}
    if len(editions) != 1:
        raise Broken(f"an answer of generations {sorted(editions)}")
    edition = editions.pop()
    if not total == len(titles) == size_of(edition):
        raise Broken(f"{len(titles)} of {total} articles; {edition} has {size_of(edition)}")
    if edition < earliest:
        raise Broken(f"an answer of generation {edition} after {earliest}")
    return edition


def is_no_mistake(answer: bytes) -> None:
    """Whatever is asked, the server never says that it failed, nor what the sender makes it say."""
    head = answer.partition(b"\r\n\r\n")[0]
    status = int(head[9:12]) if head.startswith(b"HTTP/") else 0
    if status >= 500 and status not in _NOT_DONE:
        raise Broken(f"status {status}")
    if b"Traceback" in answer or b"\r\nX-Evil" in head:
        raise Broken(f"{head[:300]!r}")


def prints_only_text(ended: Ended) -> None:
    """Nothing that is printed can drive a terminal."""
    odd = {sign for sign in ended.said if unicodedata.category(sign) == "Cc"} - {"\n", "\t"}
    if odd:
        raise Broken(f"control characters reach the terminal: {sorted(odd)!r}")


def _brief(printed: str) -> str:
    """The end of a traceback: the last places, and the error."""
    lines = printed.strip().splitlines()
    places = [line.strip() for line in lines if line.startswith("  File ")][-_PLACES:]
    return " ".join([*places, lines[-1]])


def _read(directory: Path) -> Contents:
    try:
        return contents_of(directory)
    except (IndexFailure, SearchFailure) as failure:
        raise Broken(f"it cannot be opened: {failure}") from failure
