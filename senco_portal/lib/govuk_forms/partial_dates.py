"""A date known to the day, the month or the year, asked for in the same three boxes."""

import calendar
from datetime import date
from typing import Any, NamedTuple

from senco_portal.lib.govuk_forms.dates import DateInputField, _texts


class PartialDate(NamedTuple):
    """The first day of what is known, and how exactly: ``day``, ``month`` or ``year``."""

    first: date
    to: str

    @property
    def texts(self) -> list[str]:
        """What would be typed in the three boxes."""
        day, month = str(self.first.day), str(self.first.month)
        return [day if self.to == "day" else "", month if self.to != "year" else "", f"{self.first.year:04d}"]

    @property
    def last(self) -> date:
        """The last day that it can be."""
        if self.to == "day":
            return self.first
        month = 12 if self.to == "year" else self.first.month
        return date(self.first.year, month, calendar.monthrange(self.first.year, month)[1])


class PartialDateField(DateInputField):
    """Cleans to a ``PartialDate``, or None where it is optional and empty: day, or day and month, may be left out."""

    def clean(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        """In: the three texts. Raises ValidationError that names the wrong boxes, and nothing else."""
        day, month, year = _texts(value)
        to = "day" if day else "month" if month else "year"
        is_partial = year and not day
        first = self._parse(("1", month or "1", year) if is_partial else (day, month, year))
        return PartialDate(first, to) if first else None

    def to_python(self, value: Any) -> Any:
        """What it is where it was not asked for."""
        return None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether anything was typed: it begins with nothing."""
        return any(_texts(data))
