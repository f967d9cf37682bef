"""Calendar arithmetic: neighbours of days, corresponding days, 29 February, the ends of the calendar."""

from datetime import date

import pytest

from qualifications.rules.dates import add_months, anniversary, day_after, day_before, day_of_year, in_words
from qualifications.rules.terms import LeapDay
from tests.unit.qualifications.rules.builders import on


def test_neighbours_of_a_day() -> None:
    assert day_before(on("2024-03-01")) == on("2024-02-29")
    assert day_after(on("2024-12-31")) == on("2025-01-01")


def test_the_calendar_ends_where_it_ends() -> None:
    assert day_before(date.min) == date.min
    assert day_after(date.min) == date(1, 1, 2)
    assert day_after(date.max) == date.max
    assert day_before(date.max) == date(9999, 12, 30)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-09-01", 36, "2027-09-01"),
        ("2024-09-30", 0, "2024-09-30"),
        ("2024-11-30", 1, "2024-12-30"),
        ("2024-12-01", 1, "2025-01-01"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2027-09-01", -22, "2025-11-01"),
        ("2023-12-15", 12, "2024-12-15"),
        ("2024-01-28", 1, "2024-02-28"),
        ("2024-01-29", 1, "2024-02-29"),
        ("2023-01-29", 1, "2023-02-28"),
        ("2024-01-31", 3, "2024-04-30"),
        ("2024-10-31", -1, "2024-09-30"),
        ("2024-10-31", 2, "2024-12-31"),
    ],
)
def test_the_corresponding_day_or_the_last_of_a_month_that_is_too_short(start: str, months: int, end: str) -> None:
    assert add_months(on(start), months) == on(end)


def test_an_anniversary_of_29_february_is_28_february_unless_the_book_says_1_march() -> None:
    leap_day = on("2024-02-29")
    assert anniversary(leap_day, 36, LeapDay.FEB28) == on("2027-02-28")
    assert anniversary(leap_day, 36, LeapDay.MAR1) == on("2027-03-01")
    assert anniversary(leap_day, 48, LeapDay.MAR1) == on("2028-02-29")
    assert anniversary(leap_day, 48, LeapDay.FEB28) == on("2028-02-29")
    assert anniversary(leap_day, -12, LeapDay.MAR1) == on("2023-03-01")


@pytest.mark.parametrize("leap_day", LeapDay)
@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-02-28", 12, "2025-02-28"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2024-02-29", 1, "2024-03-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-03-31", 1, "2023-04-30"),
        ("2024-09-01", 36, "2027-09-01"),
        ("2023-12-31", 2, "2024-02-29"),
    ],
)
def test_other_anniversaries_are_the_same_by_either_convention(
    leap_day: LeapDay, start: str, months: int, end: str
) -> None:
    assert anniversary(on(start), months, leap_day) == on(end)


def test_beyond_the_calendar_is_its_first_or_last_day() -> None:
    assert add_months(date.max, 1) == date.max
    assert add_months(on("9999-01-01"), 11) == date(9999, 12, 1)
    assert add_months(on("9999-01-01"), 12) == date.max
    assert add_months(date.min, -1) == date.min
    assert add_months(date(2, 1, 1), -12) == date.min
    assert add_months(date(2, 1, 15), -12) == date(1, 1, 15)
    assert add_months(date(2, 1, 15), -13) == date.min


@pytest.mark.parametrize("month", range(1, 13))
def test_days_are_written_as_people_write_them(month: int) -> None:
    names = (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    )  # fmt: skip
    assert in_words(date(2024, month, 9)) == f"9 {names[month - 1]} 2024"
    assert day_of_year(date(2024, month, 29)) == f"29 {names[month - 1]}"
