"""Facets are counted when they are looked at, and are like any other row of values."""

from search.facet import FacetValue, LateFacet

VALUES = (FacetValue("Ana Kolvina", 3), FacetValue("Oumet", 1))


def test_late_facet_is_counted_once_and_not_before_it_is_looked_at():
    counted = []

    def count():
        counted.append("once")
        return VALUES

    facet = LateFacet(count)
    assert not counted
    assert [*facet] == [*facet] == [*VALUES]
    assert (len(facet), facet[0], facet[:1], facet == VALUES) == (2, VALUES[0], VALUES[:1], True)
    assert counted == ["once"]
