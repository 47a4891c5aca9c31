"""One story, every outlet: the reports of an event, and how they differ.

    membership    which articles of a generation are copies of one another, or tell of one event
    story         the reports of one event, as a record
    first         who was first, and how sure that is
    names         the names that reports have in common, and each one's spellings
    sentences     the sentences of a text
    versions      two texts, sentence by sentence
    quotations    what is quoted, by whom, in which reports
    figures       numbers that differ between reports
    exclusive     what only one report has

All but `membership` is made of the texts of the reports alone, when it is asked for.
"""
