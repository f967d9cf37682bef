"""School years and their terms: conventions of schools, by which what people do is summed up. No law turns on them."""

from datetime import date, timedelta
from typing import NamedTuple

FIRST_MONTH, FIRST_DAY = 9, 1
# The months on whose first day terms begin. Schools choose their own days; these are those that registers count by.
_TERMS = {1: "spring", 4: "summer", FIRST_MONTH: "autumn"}


class SchoolYear(NamedTuple):
    """A school year by the calendar year in which it begins. It lasts until the day before the next one."""

    begins: int

    @property
    def name(self) -> str:
        """As schools write it: 2025/26."""
        return f"{self.begins}/{(self.begins + 1) % 100:02}"


class SchoolTerm(NamedTuple):
    """A term by its first day and its last, both inclusive: one follows the other, holidays included."""

    begins: date
    ends: date

    @property
    def name(self) -> str:
        """The season with the calendar year: spring term 2027."""
        return f"{_TERMS[self.begins.month]} term {self.begins.year}"


def school_year_of(day: date) -> SchoolYear:
    """The school year that a day is in."""
    return SchoolYear(day.year if (day.month, day.day) >= (FIRST_MONTH, FIRST_DAY) else day.year - 1)


def school_term_of(day: date) -> SchoolTerm:
    """The term that a day is in."""
    begins = max(month for month in _TERMS if month <= day.month)
    later = [month for month in _TERMS if month > begins]
    ends = date(day.year, min(later), 1) - timedelta(days=1) if later else date(day.year, 12, 31)
    return SchoolTerm(date(day.year, begins, 1), ends)


def school_terms(first: date, last: date) -> list[SchoolTerm]:
    """The terms from the one that a day is in to the one that another, later day is in."""
    found = [school_term_of(first)]
    while found[-1].ends < last:
        found.append(school_term_of(found[-1].ends + timedelta(days=1)))
    return found
