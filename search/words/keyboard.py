"""Which letters are beside one another on a keyboard: the first letter of a word may be a slip."""

from __future__ import annotations

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHIFTS = (0.0, 0.25, 0.75)  # of a row against the first, in keys
_NEAR = 1.1  # keys between the middles of two neighbours at the most


def neighbours_of(letter: str) -> str:
    """The letters around one on a QWERTY keyboard; none for what is not on it."""
    if letter not in _PLACES:
        return ""
    x, y = _PLACES[letter]
    return "".join(
        other
        for other, (column, row) in _PLACES.items()
        if other != letter and abs(row - y) <= 1 and abs(column - x) <= _NEAR
    )


_PLACES = {
    letter: (column + shift, row)
    for row, (letters, shift) in enumerate(zip(_ROWS, _SHIFTS, strict=True))
    for column, letter in enumerate(letters)
}
