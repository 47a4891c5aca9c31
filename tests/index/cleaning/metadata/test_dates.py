from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning.metadata.calendars import from_jalali
from index.cleaning.metadata.dates import Convention, dates_in, iso_date, month_is_first
from index.cleaning.rules.months import month_number
from tests.hang import does_not_hang

TODAY = Convention(today=date(2024, 5, 17))
AMERICAN = Convention(month_first=True, today=date(2024, 5, 17))


@pytest.mark.parametrize(
    "written",
    [
        "2017-06-09",
        "2017-06-09T23:30:00-05:00",
        "2017/6/9",
        "20170609",
        "20170609T101112Z",
        "June 9, 2017",
        "Jun. 9th, 2017, 10:00 am",
        "9 June 2017",
        "Saturday 9th of June, 2017",
        "09-Jun-2017",
        "Fri, 09 Jun 2017 10:00:00 GMT",
        "Fri Jun 09 10:00:00 +0000 2017",
        "Posted by AdaJune 9, 2017",
        "9.6.2017",
        "9. 6. 2017",
        "9. Juni 2017, 17:47 Uhr",
        "Publié le 9 juin 2017 à 10h00",
        "9 de junio de 2017",
        "9 de jun. de 2017",
        "9 giugno 2017",
        "9 de junho de 2017",
        "9 juni 2017",
        "9 czerwca 2017",
        "9. června 2017",
        "9. júna 2017",
        "9. kesäkuuta 2017",
        "2017. június 9.",
        "2017 m. birželio 9 d.",
        "9 iunie 2017",
        "9 Haziran 2017 Cuma",
        "9 июня 2017 г.",
        "9 червня 2017",
        "9 Ιουνίου 2017",
        "9 يونيو 2017",
        "٩ يونيو ٢٠١٧",
        "9 حزيران/يونيو 2017",
        "۱۹ خرداد ۱۳۹۶",
        "1396/03/19",
        "9 ביוני 2017",
        "9 जून 2017",
        "9 มิถุนายน 2560",
        "9 tháng 6 năm 2017",
        "2017年6月9日 10:00",
        "2017년 6월 9일",
        "平成29年6月9日",
    ],
)
def test_day_is_read_in_many_languages_and_forms(written):
    assert iso_date(written, TODAY) == "2017-06-09"


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        (date(2017, 6, 9), "2017-06-09"),
        (datetime(2017, 6, 9, 23, 59), "2017-06-09"),  # noqa: DTZ001, RUF100 (local time is meant)
        (20170609, "2017-06-09"),
        (2017, "2017"),
        (1496999999, "2017-06-09"),
        (1496999999000, "2017-06-09"),
        ("1496999999", "2017-06-09"),
        (1496999999.5, "2017-06-09"),
    ],
)
def test_values_of_metadata_are_read(value, iso):
    assert iso_date(value, TODAY) == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [("June 2017", "2017-06"), ("2017-06", "2017-06"), ("juin 2017", "2017-06"), ("2017", "2017")],
)
def test_precision_is_never_invented(written, iso):
    assert iso_date(written, TODAY) == iso


@pytest.mark.parametrize(
    "value",
    [
        "2017-02-31", "99999-01-01", "1899-12-31", "1666-01-01", "2024-05-20", "2099", "June 9",
        "9/6", "yesterday", "", "10.5.3", "192.168.2017.1", None, True, [], {}, float("inf"),
        float("nan"), 12, -1496999999, 10**40, "9" * 5000, "31 April 2017",
    ],
)  # fmt: skip
def test_what_is_no_plausible_date_is_none(value):
    assert iso_date(value, TODAY) == ""


def test_page_of_tomorrow_is_plausible():
    assert iso_date("2024-05-19", TODAY) == "2024-05-19"


def test_ambiguous_figures_follow_the_convention():
    assert iso_date("09/06/2017", TODAY) == "2017-06-09"
    assert iso_date("09/06/2017", AMERICAN) == "2017-09-06"
    assert iso_date("09.06.2017", AMERICAN) == "2017-06-09"
    assert iso_date("13/06/2017", AMERICAN) == "2017-06-13"
    assert iso_date("06/13/2017", TODAY) == "2017-06-13"


def test_month_is_first_where_americans_write():
    assert month_is_first("en-US", "paper.example", "")
    assert month_is_first("en_US", "paper.co.uk", "")
    assert month_is_first("", "paper.com", "Updated 10:30 p.m.")
    assert not month_is_first("", "paper.com", "22.30 Uhr")
    assert not month_is_first("en-GB", "paper.com", "10:30 pm")
    assert not month_is_first("de", "paper.com", "10:30 pm")


def test_all_dates_of_a_line_are_found_in_order():
    line = "Published November 18, 2023 9:26pm Updated November 19, 2023 4:23pm"
    assert [written.iso for written in dates_in(line, TODAY)] == ["2023-11-18", "2023-11-19"]


def test_place_of_a_date_in_a_line_is_told():
    line = "By Ada Byron, 9 June 2017, Paris"
    (written,) = dates_in(line, TODAY)
    assert line[written.start : written.end] == "9 June 2017"


@pytest.mark.parametrize(
    "line", ["Call 2017 555 0123", "1-2-3", "3,2017 ships", "version 10.5.2017.3", "June 9 was hot"]
)
def test_other_numbers_are_no_dates(line):
    assert dates_in(line, TODAY) == []


def test_short_names_of_months_agree():
    english = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    assert [month_number(name) for name in english] == list(range(1, 13))
    polish = ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"]
    assert [month_number(name) for name in polish] == list(range(1, 13))
    assert month_number("AOÛT") == month_number("aout") == 8
    assert month_number("ju") == month_number("monday") == 0


def test_iranian_calendar_has_its_leap_days():
    assert from_jalali(1403, 12, 30) == date(2025, 3, 20)
    assert from_jalali(1404, 1, 1) == date(2025, 3, 21)
    assert from_jalali(1402, 12, 30) is None
    assert from_jalali(1402, 13, 1) is None


@given(st.dates(date(1900, 1, 1), date(2024, 5, 19)))
def test_every_day_is_read_back(day):
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y年%m月%d日"):
        assert iso_date(day.strftime(form), TODAY) == day.isoformat()


@given(st.text(max_size=300))
def test_any_text_has_plausible_dates_or_none(text):
    for written in dates_in(text, TODAY):
        assert "1900" <= written.iso[:4] <= "2024"
    assert len(iso_date(text, TODAY)) in {0, 4, 7, 10}


@pytest.mark.parametrize(
    "line", ["1/" * 500_000, "9 " * 500_000, "June " * 200_000, "[" * 100_000, "a" * 10**6]
)
@does_not_hang
def test_hostile_line_does_not_hang(line):
    dates_in(line)
    iso_date(line)
