"""The time of day that metadata states with a date, with its zone: what is not stated is not known.

Midnight is no time: programs write it where they know the day only.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:[.,]\d+)?(?![\d:])"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?\s?(?P<zone>Z\b|UTC\b|GMT\b|[+-][01]\d:?[0-5]\d(?!\d))?",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 100  # characters of a value that states a time
_NOON = 12
_EARLIEST, _LATEST, _MILLISECONDS = 1e9, 1e10, 1e11  # since 1970, as `iso_date` reads them
_DIGITS = {10, 13}


def time_of_day(stated: object, day: str) -> str:
    """As in `14:05`, `14:05+02:00` or `14:05Z`: the time that `stated` has on `day`, or "".

    `stated` is what metadata holds for a date, in any form; `day` is ISO 8601. A time of another
    day than that is not given.
    """
    if isinstance(stated, str) and stated.isascii() and stated.isdigit():
        stated = int(stated) if len(stated) in _DIGITS else ""
    if isinstance(stated, datetime):
        stated = stated.isoformat()
    elif isinstance(stated, (int, float)) and not isinstance(stated, bool):
        stated = _of_number(stated)
    if not isinstance(stated, str) or len(stated) > _LONGEST or len(day) != len("2017-06-09"):
        return ""
    match = _TIME.search(stated.replace("T", " ", 1) if stated[:1].isdigit() else stated)
    if not match or not (time := _of_match(match)) or time.startswith("00:00"):
        return ""
    stamp = _DAY.match(stated)
    return time if stamp is None or stamp[0] == day else ""


def _of_match(match: re.Match[str]) -> str:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half and not 1 <= hour <= _NOON:
        return ""
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    zone = (match["zone"] or "").upper()
    if zone and zone[0] in "+-":
        zone = f"{zone[:3]}:{zone[-2:]}"
    return f"{hour:02}:{match['minute']}{'Z' if zone in {'Z', 'UTC', 'GMT'} else zone}"


def _of_number(seconds: float) -> str:
    if seconds >= _MILLISECONDS:
        seconds /= 1000
    is_known = _EARLIEST <= seconds < _LATEST
    return datetime.fromtimestamp(seconds, UTC).isoformat() if is_known else ""
