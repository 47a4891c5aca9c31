"""What names sound like, in any script.

    table     sounds.txt as arrays: how sounds are written, what one costs for another
    word      words as letters of the table
    sounds    the kernels: words as rows of sounds, their keys, what one row costs for another

A spelling becomes a row of sounds by rules that a linguist can read; two spellings are as far apart
as the cheapest way from one row to the other; and all spellings of a name share a key, so that
they are found by a look-up. Whether two are one name, search.names decides.
"""

NAMES_FILE = "names.txt"
"""The user's register of names (search.names.register): in the corpus it is no article."""
