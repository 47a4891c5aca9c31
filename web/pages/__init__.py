"""The pages for people: each route asks the engine once and hands a record to a template.

    routes            the routes; `page` makes the response
    home              the front page: what the archive holds, and ways in
    results           a result, with `facets`, `histogram` and `paging`; `hit_list` its hits
    no_results        ways on from a search that found little or nothing
    article           an article to read
    reader            its Markdown as safe HTML, the query's hits marked by `marks`
    spellings         the other spellings of a query's names
    name              what the archive has on a name
    story             the reports of an event, by `story_routes`; `story_chart` over time,
                      `story_note` under a hit
    provenance        what is known of an article, where that was found, and how to cite it
    status            what is indexed, how fresh it is, and how far a run has come
    outlets           all outlets of a search, to find one and tick several
    date_boxes        the boxes for a range of dates
    original          what an article was made of, as a download; `saved` to be looked at safely
    update            the button that starts a run
    help              the query language by example, which the tests run

Every page is complete without scripts, and every state of a search is in its URL.
"""
