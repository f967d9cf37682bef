"""Calendar arithmetic on days. All days are plain dates; nothing here reads a clock, and nothing overflows."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from qualifications.rules.terms import LeapDay

ONE_DAY = timedelta(days=1)
_SAFE_DAY = 28  # every month has it
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
def add_months(day: date, months: int, leap_day: LeapDay = LeapDay.FEB28) -> date:
    """The corresponding day so many months later (or earlier, if negative).

    Where that month is too short the month's last day is meant (the corresponding-date rule), unless the day is
    29 February and the convention says 1 March. Out of the calendar's range, the calendar's first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    if day.day <= _SAFE_DAY:
        return date(year, month, day.day)
    last = monthrange(year, month)[1]
    if day.day <= last:
        return date(year, month, day.day)
    if leap_day is LeapDay.MAR1 and day.month == 2:
        return date(year, month + 1, 1)
    return date(year, month, last)


def in_words(day: date) -> str:
    """The day as people write it: day, month in full, year."""
    return f"{day_of_year(day)} {day.year}"


def day_of_year(day: date) -> str:
    """Day and month in full."""
    return f"{day.day} {_MONTHS[day.month - 1]}"
