"""How much of a query is searched, and why not more. Whatever a limit cuts, a note says."""

MOST_WORDS = 128
"""Words that are searched, as `index.tokens` counts them: a long headline is under 20, a list of
names a few dozen, a story told from memory a hundred, and each word costs a look-up in every
segment. Stop words by themselves do not count, since they are left out."""

LONGEST = 2_000
"""Characters of these words: 128 words of ordinary length are half of that."""

MOST_READ = 8_000
"""Characters that are read, whatever they are, so that reading takes milliseconds. It is more than
is ever needed to say a tree of 128 words of 2,000 characters, each with a field, a weight and
parentheses: what was understood can always be read again."""

DEEPEST = 16
"""Groups in one another that are followed. People nest three; evaluating is recursive."""

MOST_OPEN = 2 * DEEPEST
"""Parentheses that may be open at once: those around one thing alone are no group."""

FEWEST_LETTERS = 3
"""Letters that a pattern with a gap or an open beginning must give, and a word to be varied: with
fewer, it stands for a good part of all words. A beginning (`a*`) may be shorter, since all of its
words are neighbours in the index."""

MOST_EDITS = 2
"""Letters in which a varied word may differ; with three, anything is like anything else."""

SHORT_WORD = 5
"""Letters of a word that is varied by one letter unless said otherwise; a longer one by two."""

FIXED_LETTERS = 1
"""Letters at the beginning of a word that are not varied: people rarely mistake the first one, and
the words that share it are neighbours in the index."""

MOST_VARIED = 8
"""Words of a query that are varied: each is compared with a good part of all forms, and stands for
some dozens of them. The others are searched as they are typed."""

MOST_OPEN_PATTERNS = 8
"""Patterns of a query that begin with `*` or `?`, or have one behind their first letter: each is
compared with all forms of the index. Of the others the letters are searched as words."""

FARTHEST = 100
"""Places that words of a phrase may be apart: beyond that it is as good as anywhere."""

MOST_LOOSE = 8
"""Phrases of a query whose words may be apart: of small words, which stand in every article, each
takes some dozen milliseconds. The others are looked for word by word, which is a tenth of that."""

LIGHTEST, HEAVIEST = 0.1, 100.0
"""What a word may count for, in ordinary words: beyond these one of the two has no say at all."""
