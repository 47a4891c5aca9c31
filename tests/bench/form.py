"""How words can be asked for, and how many hits are wanted.

Nothing here needs more than Python itself: engines that only the system's Python has use it too.
"""

OR, AND, PHRASE = FORMS = ("OR", "AND", "phrase")
"""Any of the words, all of them, side by side."""
REQUEST = "request"
"""All of the words, as typed; what is asked for is a page of results."""
TOP = 10
