"""One name, every spelling: sound proposes, company decides.

    places     the forms of one place are one name, those of two are not: a table that comes with it
    company    what stands around a word, and how alike that is
    variants   which words of the archive are spellings of a name, and why
    people     nicknames, initials, orders of names

Nothing is merged in the index: a query is widened, visibly, and each widening can be taken back.
"""
