"""The routes for programs.

    routes        results as data, and whether the service is well
    negotiation   which form a request asks for
    json          results and articles under their public names; `story_json` stories
    rss           a search as a feed, by `xml`
    csv           a result as a table
    openapi       all of it described for programs, from `openapi.json`
    addressbar    the search box that browsers have of their own

The names in these answers are public and do not change.
"""
