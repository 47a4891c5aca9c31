"""Handing on: a collection or a result, in the forms in which others take it.

    dossier      what is handed on: articles with their facts, files and notes
    reference    an article as libraries describe it: authors, dates, CSL-JSON, Chicago
    ris, bibtex  for reference managers and for LaTeX, by libraries
    printed      one HTML page with a list of contents, to print
    document     a Word document
    table        CSV and JSON
    originals    files of the corpus as they are; `bundle` a ZIP as it grows
    evidence     a ZIP of the originals with what proves them: hashes, dates, sources
    metadata     what an article's page tells reference managers (Zotero)
    routes       the page to choose from, and the files

Nothing is written to but what is sent; the originals are read as they are.
"""
