"""Questions as they stand in an address: parameters with their values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from qualifications.checker.parameters import HORIZON
from qualifications.models import RuleBook
from qualifications.rules.book import Book
from qualifications.rules.dates import add_months
from settings.enums import SettingType

# A parameter has several values, any of which will do; several parameters must all hold.
Asked = Mapping[str, tuple[str, ...]]
YEAR = 12  # months


@dataclass(frozen=True)
class Terms:
    """By what every figure of a page counts: the day of judgement, and the book whose decisions are counted.

    ``asked_on``: the day on which it is asked, up to which what has happened may be recorded. ``is_decided``: the book
    is known to have decided every post at a setting of known kind, so that none need be looked for.
    """

    day: date
    asked_on: date
    row: RuleBook
    book: Book = field(hash=False)  # its row says which it is
    is_decided: bool = False

    def kinds(self, expectations: tuple[str, ...]) -> list[str]:
        """The kinds of settings that should have a SENCo as strongly as one of these says.

        One that the book does not name has no duty.
        """
        return [kind for kind, expectation in self._expectations if expectation in expectations]

    @cached_property
    def _expectations(self) -> list[tuple[str, str]]:
        """How strongly each kind of setting should have a SENCo."""
        said = {each.setting_type: each.should_have_senco.value for each in self.book.setting_terms}
        return [(kind, said.get(kind, "none")) for kind in SettingType.values]


def days_asked(book: Book, today: date) -> tuple[date, date]:
    """Between which days anything is asked: from the year of the first course of any, to so many years ahead."""
    first = min((day for each in book.acceptances if (day := each.first_course_on)), default=date.min)
    return first.replace(month=1, day=1), add_months(today, HORIZON * YEAR)


def query_of(asked: Asked) -> str:
    """The parameters as an address has them, always in one order."""
    return _query(tuple(sorted(asked.items())))


@lru_cache(maxsize=4096)  # a page has hundreds, and the next nearly the same
def _query(asked: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    return urlencode([(name, value) for name, values in asked for value in values])


def within(days: int, terms: Terms) -> str:
    """The day so many days after the day of judgement, as an address has it; never past what a date can be."""
    left = (date.max - terms.day).days
    return (terms.day + timedelta(days=min(days, left))).isoformat()
