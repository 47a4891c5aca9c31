"""The words of the index: those a query describes, those it meant, those it is going to be.

A `pattern` describes words by their beginning, by signs that stand for others, or by likeness;
`expansion` finds them among the terms (`prefix`, `fuzzy`). `lexicon` knows the words as they are
written and how many articles have each; `mistake` says what mistakes in spelling cost, (`keyboard`:
letters side by side), `misspelling` and `spelling` what was perhaps meant, `completion` what is
being typed.
"""
