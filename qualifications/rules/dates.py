"""Calendar arithmetic on days. All days are plain dates; nothing here reads a clock, and nothing overflows."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from qualifications.rules.terms import LeapDay

ONE_DAY = timedelta(days=1)
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def day_before(day: date) -> date:
    """The day before, or the first day there is."""
    return day if day == date.min else day - ONE_DAY


def day_after(day: date) -> date:
    """The day after, or the last day there is."""
    return day if day == date.max else day + ONE_DAY


@lru_cache(maxsize=65_536)
def add_months(day: date, months: int) -> date:
    """The corresponding day so many months later (or earlier, if negative): the corresponding-date rule.

    Where that month is too short its last day is meant. Out of the calendar's range, the calendar's first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def anniversary(day: date, months: int, leap_day: LeapDay) -> date:
    """The same as an anniversary: of 29 February, where there is none, on the day that the convention says."""
    reached = add_months(day, months)
    moves = leap_day is LeapDay.MAR1 and day.month == reached.month == 2 and reached.day < day.day
    return day_after(reached) if moves else reached


@lru_cache(maxsize=16_384)
def in_words(day: date) -> str:
    """The day as people write it: day, month in full, year."""
    return f"{day_of_year(day)} {day.year}"


def day_of_year(day: date) -> str:
    """Day and month in full."""
    return f"{day.day} {_MONTHS[day.month - 1]}"
