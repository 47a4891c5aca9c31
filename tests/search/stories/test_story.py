"""The reports of one event: who was first, what they share, and where they differ."""

from __future__ import annotations

import pytest

from search.stories.exclusive import exclusives
from search.stories.figures import differing_figures, value_of
from search.stories.first import agencies, first_of
from search.stories.moment import in_time_order
from search.stories.names import names_of, shared_names, spellings
from search.stories.quotations import quoted_in, shared_quotations
from search.stories.sentences import sentences
from search.stories.story import Report, kind_of
from search.stories.versions import compare_texts
from tests.hang import does_not_hang


def report(
    number: int, text: str, outlet: str = "", date: str = "2023-03-14", time: str = ""
) -> Report:
    outlet = outlet or f"Outlet {number}"
    return Report(f"{number}.txt", f"Title {number}", outlet, date, "", "en", "", text, time)


def test_earliest_day_of_one_outlet_is_first():
    late, early = report(1, "x", date="2023-03-15"), report(2, "x", date="2023-03-14")
    assert first_of([late, early]).report == early


def test_within_a_day_nobody_is_first():
    found = first_of([report(1, "x"), report(2, "x"), report(3, "x", date="2023-03-15")])
    assert found.report is None
    assert [each.id for each in found.candidates] == ["1.txt", "2.txt"]


def test_earliest_moment_is_first_whatever_the_clocks_say():
    paris, london = report(1, "x", time="14:05+01:00"), report(2, "x", time="13:30Z")
    found = first_of([london, paris])
    assert (found.report, found.why) == (paris, "the earliest time of day that is stated")
    assert in_time_order([london, paris]) == [paris, london]


def test_later_day_of_an_outlet_ahead_may_be_the_earlier_moment():
    tokyo = report(1, "x", date="2023-03-15", time="08:00+09:00")
    boston = report(2, "x", date="2023-03-14", time="20:00-04:00")
    assert first_of([boston, tokyo]).report == tokyo


@pytest.mark.parametrize("time", ["", "07:00", "25:00Z"])
def test_who_was_first_is_not_guessed_where_a_time_or_its_zone_is_not_known(time):
    found = first_of([report(1, "x", time="14:05Z"), report(2, "x", time=time)])
    assert found.report is None
    assert "not all state a time and its zone" in found.why


def test_reports_of_a_day_without_a_time_come_after_those_with_one():
    untimed, late, early = (report(n, "x", time=t) for n, t in enumerate(("", "09:10", "08:00")))
    assert in_time_order([untimed, late, early]) == [early, late, untimed]


def test_agency_that_the_others_name_is_first():
    wire = report(1, "A ferry ran aground.", "Reuters")
    copy = report(2, "VELLMOUTH (Reuters) - A ferry ran aground.", "Courier")
    assert first_of([copy, wire]).report == wire
    assert agencies("By Ada Oke Associated Press\nThe ferry") == {"Associated Press"}


def test_amounts_of_money_are_compared_whatever_stands_behind_them():
    one = report(1, "Damage to the church of Vellmouth was estimated at $1 million.")
    other = report(
        2, "Damage to the church of Vellmouth was estimated at $2.5 million by the mayor."
    )
    third = report(3, "Damage to the church of Vellmouth was estimated at $1 million on Friday.")
    (found,) = differing_figures([one, other, third])
    assert found.noun == "dollars"
    assert [count.number for count in found.counts] == ["$1 million", "$2.5 million", "$1 million"]
    assert differing_figures([one, third]) == []


@pytest.mark.parametrize("date", ["", "2023", "2023-03"])
def test_report_without_a_day_is_never_first(date):
    assert first_of([report(1, "x", date=date)]).report is None


def test_sentences_end_at_stops_and_lines_and_not_at_short_forms():
    text = (
        'Mr. Oke left. "Why?" asked Dr. Tamzali.\nA new line. It cost 3.5 crowns. St. Ives waits.'
    )
    assert sentences(text) == [
        "Mr. Oke left.", '"Why?" asked Dr. Tamzali.', "A new line.", "It cost 3.5 crowns.",
        "St. Ives waits.",
    ]  # fmt: skip


OLD = "The ferry ran aground. Nine people were hurt. The pilot was asleep. Rain fell."
NEW = "Rain fell. The ferry ran aground. Twelve people were badly hurt. An inquiry was opened."


def test_versions_tell_what_was_kept_changed_moved_added_and_dropped():
    found = {(pair.kind, pair.new or pair.old) for pair in compare_texts(OLD, NEW)}
    assert found == {
        ("moved", "Rain fell."),
        ("same", "The ferry ran aground."),
        ("changed", "Twelve people were badly hurt."),
        ("added", "An inquiry was opened."),
        ("dropped", "The pilot was asleep."),
    }
    (changed,) = [pair for pair in compare_texts(OLD, NEW) if pair.kind == "changed"]
    assert [(piece.kind, piece.words) for piece in changed.pieces] == [
        ("deleted", "Nine"), ("inserted", "Twelve"), ("equal", "people were"),
        ("inserted", "badly"), ("equal", "hurt."),
    ]  # fmt: skip


def test_every_sentence_of_both_texts_is_in_the_comparison():
    pairs = compare_texts(OLD, NEW)
    assert [pair.new for pair in pairs if pair.new] == sentences(NEW)
    assert sorted(pair.old for pair in pairs if pair.old) == sorted(sentences(OLD))


def test_equal_texts_have_no_difference():
    assert {pair.kind for pair in compare_texts(OLD, OLD)} == {"same"}
    assert compare_texts("", "") == []


def test_numbers_that_differ_stand_side_by_side():
    here = report(1, "The commander of the northern front said that 900 troops crossed the river.")
    there = report(2, "Some 2,500 troops crossed the river at the northern front, officials said.")
    (found,) = differing_figures([here, there])
    assert (found.noun, [count.number for count in found.counts]) == ("troops", ["900", "2,500"])
    assert found.counts[1].sentence == there.text


def test_equal_numbers_written_otherwise_do_not_differ():
    here = report(1, "The commander of the northern front said that nine boats crossed the river.")
    there = report(2, "Some 9 boats crossed the river at the northern front, the commander said.")
    assert differing_figures([here, there]) == []
    assert value_of("2,500") == value_of("2.500") == "2500"


def test_dates_and_times_are_no_numbers_of_something():
    here = report(
        1, "The ferry of the northern line ran aground off Vellmouth on 14 March at noon."
    )
    there = report(
        2, "The ferry of the northern line ran aground off Vellmouth on 15 March at noon."
    )
    assert differing_figures([here, there]) == []


def test_unit_with_a_stroke_is_told_whole():
    reports = [
        report(1, "Gusts in the harbour of Ostgar reached 148 km/h at midnight, it said."),
        report(2, "Gusts in the harbour of Ostgar reached 131 km/h at midnight, it said."),
    ]
    assert [each.noun for each in differing_figures(reports)] == ["km/h"]


def test_numbers_of_other_matters_are_not_compared():
    here = report(1, "The council of Ostgar bought 12 boats.")
    there = report(2, "In the storm 30 boats were lost.")
    assert differing_figures([here, there]) == []


def test_quotation_of_several_reports_is_found_with_its_speakers():
    one = report(1, 'He was calm. "We will rebuild the wall by spring," said Ada Oke on Friday.')
    two = report(2, 'Mayor Oke said: "We will rebuild the wall by spring."')
    three = report(3, 'Nobody said "a word of this to anyone else here".')
    (found,) = shared_quotations([one, two, three])
    assert found.text == "We will rebuild the wall by spring"
    assert [(each.id, name) for each, name in found.said] == [
        ("1.txt", "Ada Oke"), ("2.txt", "Mayor Oke"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"We will rebuild the wall," said Lt. Ada Oke.', "Lt. Ada Oke"),
        ('"We will rebuild the wall," Ada Oke, a pilot of the port, said on Friday.', "Ada Oke"),
        ('In a statement, Mr. Oke said: "We will rebuild the wall."', "Mr. Oke"),
        ('"Nobody sleeps here any more," Oke said. "We will rebuild the wall."', "Oke"),
        ("“We will rebuild the wall,” Oke told reporters.", "Oke"),
        ('"We will rebuild the wall," He said.', ""),
        ('A spokesman for Mayor Oke said: "We will rebuild the wall."', ""),
        ('A blogger on the site of Ada Oke said, "We will rebuild the wall."', ""),
        ('"We will rebuild the wall," said Oke spokesman Ilyas Quill.', ""),
        ('It asked them to "kindly rebuild the wall." Oke told a paper that rain fell.', ""),
        ('Ilyas Quill told Oke that she had to say "we will rebuild the wall" on Friday.', ""),
        ('On Friday Oke said: "We will rebuild the wall."', ""),
    ],
)
def test_speaker_is_named_where_the_sentence_says_so_and_nobody_else(text, name):
    assert [said for words, said in quoted_in(text) if "rebuild" in words] == [name]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"It was cold that night," he said. "And we all went home."',
         ["It was cold that night", "And we all went home."]),
        ('" It was cold that night, " he said. " And we all went home. "',
         ["It was cold that night", "And we all went home."]),
        ('it was cold that night," he said. The rest of them stayed. "And we all went home."',
         ["And we all went home."]),
        ('It was "cold that night.\nThe rest of the crew had gone "all the way home".',
         ["all the way home"]),
        ("„Es war kalt in jener Nacht“, sagte er. «Il faisait froid ce soir»",
         ["Es war kalt in jener Nacht", "Il faisait froid ce soir"]),
    ],
)  # fmt: skip
def test_what_stands_between_two_quotations_is_none(text, quoted):
    assert [words for words, _ in quoted_in(text)] == quoted


def test_names_are_capitals_inside_sentences():
    text = "Yesterday the mayor of Vellmouth met Ada Oke. Nobody came on Friday."
    assert set(names_of(text)) == {"Vellmouth", "Ada Oke"}


def test_names_that_most_reports_have_hold_a_story_together():
    reports = [
        report(1, "In the port of Vellmouth the mayor met Ada Oke."),
        report(2, "A ship left for Vellmouth with Ada Oke on board."),
        report(3, "The wall of Vellmouth leans."),
    ]
    found = [(each.name, each.reports) for each in shared_names(reports)]
    assert found == [("Vellmouth", 3), ("Ada Oke", 2)]


def test_spellings_of_a_name_are_told():
    reports = [
        report(1, "The colonel, Muammar Gaddafi, spoke."),
        report(2, "It was Qaddafi who spoke."),
        report(3, "On the radio Gaddafi spoke."),
    ]
    (ways,) = spellings(reports)
    assert [(way.name, len(way.reports)) for way in ways] == [("Gaddafi", 2), ("Qaddafi", 1)]


@pytest.mark.parametrize("other", ["Harkiv", "Karkiv"])
def test_kh_at_the_beginning_of_a_name_is_h_and_k(other):
    reports = [
        report(1, "The road to Kharkiv is open."),
        report(2, f"The road to {other} is open."),
    ]
    assert [{way.name for way in ways} for ways in spellings(reports)] == [{"Kharkiv", other}]
    reports[0] = report(1, "The road to Karkov is open.")
    assert spellings([reports[0], report(2, "The road to Harkov is open.")]) == []


def test_names_that_one_report_has_both_are_not_one():
    reports = [report(1, "They met Marten and Martin."), report(2, "They met Martin.")]
    assert spellings(reports) == []


def test_what_only_one_report_has():
    common = "The ferry to Vellmouth ran aground."
    one = report(1, f"{common} On board was Senator Quill with 340 goats.")
    two = report(2, f"{common} It rained.")
    (found,) = exclusives([one, two])
    assert (found.report, found.sentences) == (one, ("On board was Senator Quill with 340 goats.",))


@pytest.mark.parametrize("stamp", ["06:05", "12 October 2024, 08:40", "9.30am", "11:15 GMT"])
def test_times_of_a_live_blog_are_nothing_that_only_it_has(stamp):
    blog = report(1, f"{stamp}\nThe harbour of Pellan closed at 7:10.")
    (found,) = exclusives([blog, report(2, "The harbour is open.")])
    assert found.sentences == ("The harbour of Pellan closed at 7:10.",)


def test_copies_are_whole_cut_or_changed():
    long = " ".join(f"word{n}" for n in range(100))
    assert kind_of(long, long) == "copy"
    assert kind_of(" ".join(long.split()[:60]), long) == "cut"
    assert kind_of(long.replace("word1", "other"), long) == "version"


@pytest.mark.parametrize(
    "text", ["", "\n\n", '"', "“" * 50, "9 " * 5_000, "A. " * 100_000, "\ud800 x"]
)
@does_not_hang
def test_hostile_text_is_read_to_its_end(text):
    reports = [report(1, text), report(2, text)]
    compare_texts(text, text)
    differing_figures(reports)
    shared_quotations(reports)
    spellings(reports)
    exclusives(reports)
