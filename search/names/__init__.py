"""One name, every spelling: sound proposes, company decides.

    widening   a query's tree with the spellings of its names in it
    archive_words  the words of one generation: which are names, which articles have them
    archive_company  what stands around them, read once
    archive_names  which of them are spellings of one
    capitals   whether a capital tells that a word is a name: not where everything is in capitals
    places     the forms of one place are one name, those of two are not: a table that comes with it
    passages   what is read around a name
    company    what stands around a word, and how alike that is
    variants   which words of the archive are spellings of a name, and why
    same_word  whether two names of one word are one
    phrases    which rows of words may be spellings of a name of several words
    same_name  whether two names of several words are one
    other_ways  all other ways to write a name of several words
    why        why a name is a spelling of another, in words
    conflation names that only a stemmer takes for one
    script     whether two names are of two scripts
    lookup     a kernel: where strings stand among many that ascend
    people     particles, short forms of given names, initials
    abbreviations  what articles say in brackets
    register   the user's own names.txt
    options    whether and how a query is widened

Nothing is merged in the index: a query is widened, visibly, and each widening can be taken back.
"""
