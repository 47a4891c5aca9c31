"""Names: which an article has, and what they sound like, in any script.

    table        sounds.txt as arrays: how sounds are written, what one costs for another
    word         words as letters of the table
    sounds       the kernels: words as rows of sounds, their keys, what one row costs for another
    word_kind    words.txt as bits: ranks, days, what joins the words of a name
    recognizer   the names in an article, found by their capitals
    recognition  its kernel; `name_row` what ends a row of words with capitals

A spelling becomes a row of sounds by rules that a linguist can read; two spellings are as far apart
as the cheapest way from one row to the other; and all spellings of a name share a key, so that
they are found by a look-up. Whether two are one name, search.names decides.
"""

NAMES_FILE = "names.txt"
"""The user's register of names (search.names.register): in the corpus it is no article."""

PARTICLES = frozenset(
    (
        "al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ez", "es", "er", "ed", "ul", "ut",
        "аль", "эль", "ас", "аш", "ар", "эр", "ад", "ат", "эз",
    )
)  # fmt: skip
"""Words that may be any of one another, or none, between the words of a name: al-Tanf, At Tanf."""
