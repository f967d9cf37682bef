"""School years: a convention of schools, by which what people do is summed up. No law turns on it."""

from datetime import date
from typing import NamedTuple

FIRST_MONTH, FIRST_DAY = 9, 1


class SchoolYear(NamedTuple):
    """A school year by the calendar year in which it begins. It lasts until the day before the next one."""

    begins: int

    @property
    def name(self) -> str:
        """As schools write it: 2025/26."""
        return f"{self.begins}/{(self.begins + 1) % 100:02}"


def school_year_of(day: date) -> SchoolYear:
    """The school year that a day is in."""
    return SchoolYear(day.year if (day.month, day.day) >= (FIRST_MONTH, FIRST_DAY) else day.year - 1)
