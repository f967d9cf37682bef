"""Training and meetings in words: summed up by school year."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from practitioners.enums import PracticeKind
from practitioners.models import Practice
from qualifications.checker.lines import Line
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import capital
from senco_portal.lib.school_years import SchoolYear, school_year_of


class Done(NamedTuple):
    """One thing that was done: its row, what it was, and when, where, as what and how long."""

    row: Practice
    title: str
    about: str


class Year(NamedTuple):
    """A school year: its name, its hours in all and by kind, what was done, the newest first."""

    name: str
    total: str
    lines: list[Line]
    done: list[Done]


class PracticeOfAPerson(NamedTuple):
    """This school year and, the newest first, those in which something was done before."""

    this_year: Year
    earlier: list[Year]


def practice_of(rows: Iterable[Practice], day: date) -> PracticeOfAPerson:
    """What a person did, as it is told on a day."""
    years = _by_year(rows)
    now = school_year_of(day)
    this_year = _year(now, years.pop(now, []))
    return PracticeOfAPerson(this_year, [_year(year, own) for year, own in years.items()])


def school_years(rows: Iterable[Practice]) -> list[Year]:
    """The school years in which something was done, the newest first."""
    return [_year(year, own) for year, own in _by_year(rows).items()]


def _by_year(rows: Iterable[Practice]) -> dict[SchoolYear, list[Practice]]:
    newest = sorted(rows, key=lambda row: (row.held_on, row.pk), reverse=True)
    return {year: list(own) for year, own in groupby(newest, key=lambda row: school_year_of(row.held_on))}


def _year(year: SchoolYear, rows: list[Practice]) -> Year:
    kinds = [(kind, [row for row in rows if row.kind == kind]) for kind in PracticeKind]
    lines = [Line(capital(str(kind.label)), _hours(_sum(own))) for kind, own in kinds]
    return Year(year.name, _hours(_sum(rows)), lines, [_done(row) for row in rows])


def _sum(rows: list[Practice]) -> Decimal:
    return sum((row.hours for row in rows), Decimal(0))


def _hours(hours: Decimal) -> str:
    """So many hours, without noughts after the point."""
    text = f"{hours:.2f}".rstrip("0").rstrip(".")
    return "1 hour" if text == "1" else f"{text} hours"


def _done(row: Practice) -> Done:
    parts = [in_words(row.held_on), row.place, PracticeKind(row.kind).label, _hours(row.hours)]
    return Done(row, row.title, ", ".join(part for part in parts if part))
