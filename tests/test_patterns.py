"""Patterns mean the same to every Python that the project runs on."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
JAVA = ROOT / "index" / "opensearch" / "analysis.py"
"""Its patterns are read by OpenSearch."""

POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[\d,{}]*\})\+")


def test_no_pattern_repeats_a_group_possessively():
    """Python until 3.11.4 keeps what a repetition that failed has passed (CPython's gh-106052)."""
    found = [
        (path.relative_to(ROOT).as_posix(), number)
        for package in ("index", "search", "web")
        for path in (ROOT / package).rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if path != JAVA and POSSESSIVE_GROUP.search(line) and not line.lstrip().startswith("#")
    ]
    assert found == []
    assert POSSESSIVE_GROUP.search(JAVA.read_text())  # so they are still recognised
