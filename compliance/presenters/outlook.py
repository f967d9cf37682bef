"""The trend and the forecast of an area: two drawings, their numbers as a table, and places on courses by term."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from compliance.presenters.areas import POSTS, WITH_COURSE, Count
from compliance.presenters.charts import Chart, Days, Line, chart
from compliance.presenters.days import Subject
from compliance.reports.asked import Asked
from compliance.reports.figures import Figure
from compliance.reports.forecast import Forecast, Places
from compliance.reports.trend import FORESEEN, RECORDED, Month
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import capital
from qualifications.rules.standing import Status

_OVERDUE, _AT_RISK = Status.OVERDUE.value, Status.AT_RISK.value
# The columns of the table, and of which months they have numbers: what is expected is of those to come alone.
_COLUMNS: Mapping[str, tuple[str, Asked]] = {
    "sencos": ("SENCos", RECORDED["sencos"]),
    "holders": ("Qualified", RECORDED["holders"]),
    "foreseen": ("Qualified if courses end as expected", FORESEEN["foreseen"]),
    _OVERDUE: ("Overdue", RECORDED[_OVERDUE]),
    "late": ("Overdue even if courses end as expected", FORESEEN["late"]),
    _AT_RISK: ("At risk", RECORDED[_AT_RISK]),
}
# Stands in an address where the day of a month comes.
_SOME_DAY = "DAY"
# What is drawn of months to come in the place of what is recorded.
_INSTEAD = {"holders": "foreseen", _OVERDUE: "late"}


class MonthRow(NamedTuple):
    """A month: a number in each column, none where it says nothing of a month that has come."""

    name: str
    is_forecast: bool
    counts: list[Count | None]


class TermRow(NamedTuple):
    """A term, and when it begins: who becomes overdue in it, and how many places on each course must begin."""

    name: str
    begins: str
    late: Count
    places: list[Count]

    @property
    def counts(self) -> list[Count]:
        """As they stand in a row."""
        return [*self.places, self.late]


class Soon(NamedTuple):
    """Places on a course that must begin as soon as can be: of those who may still be in time, and of the overdue."""

    course: str
    passed: Count
    overdue: Count


class Outlook(NamedTuple):
    """Nothing is drawn where nobody is SENCo in any month; terms have no rows where all of them would say none.

    ``is_planned``: places are said at all, for the day is not in the past.
    """

    charts: list[Chart]
    columns: list[str]
    months: list[MonthRow]
    until: str
    late: Count
    taken: Count
    chased: Count
    taken_overdue: Count
    chased_overdue: Count
    unknown: Count
    is_planned: bool
    soon: list[Soon]
    courses: list[str]
    terms: list[TermRow]


def outlook(subject: Subject, months: Sequence[Month], found: Forecast) -> Outlook:
    """The trend and the forecast in words, drawings and numbers."""
    is_empty = not any(month.numbers["sencos"] for month in months)
    of_places = (each for course in found.places for each in (course.passed, course.overdue, *course.by_term))
    places = found.places if any(each.number for each in (*of_places, *found.late_by_term)) else []
    return Outlook(
        charts=[] if is_empty else _charts(subject, months),
        columns=["Month", *(text for text, _ in _COLUMNS.values())],
        months=[] if is_empty else list(_rows(subject, months)),
        until=in_words(found.until),
        late=_count(subject, "Who will be late", found.late),
        taken=_on_course(subject, "On a course that ends too late", found.taken),
        chased=_on_course(subject, "Outcome overdue", found.chased),
        taken_overdue=_on_course(subject, "Overdue already, and on a course", found.taken_overdue),
        chased_overdue=_on_course(subject, "Overdue already, and the outcome too", found.chased_overdue),
        unknown=_count(subject, "Nobody can tell", found.unknown),
        is_planned=subject.terms.day >= subject.terms.asked_on,
        soon=[_soon(subject, each) for each in places],
        courses=[f"Places to start on the {each.called}" for each in places],
        terms=list(_terms(subject, found)) if places else [],
    )


def _charts(subject: Subject, months: Sequence[Month]) -> list[Chart]:
    days = Days([month.day for month in months], subject.asked_on, subject.terms.day)

    def line(name: str, key: str) -> Line:
        return Line(name, [_drawn(month, key, subject.asked_on) for month in months])

    held = [line("SENCos", "sencos"), line("Qualified", "holders")]
    late = [line("Overdue", _OVERDUE), line("At risk", _AT_RISK)]
    return [
        chart("chart-held", "SENCos, and who of them is qualified", days, held),
        chart("chart-late", "Overdue, and at risk", days, late),
    ]


def _drawn(month: Month, key: str, today: date) -> int:
    return month.numbers[_INSTEAD.get(key, key) if month.day > today else key]


def _rows(subject: Subject, months: Iterable[Month]) -> Iterable[MonthRow]:
    """Addresses differ in the day alone."""
    addresses = {
        name: subject.address(POSTS, {**asked, "as_at": (_SOME_DAY,)}).split(_SOME_DAY)
        for name, (_, asked) in _COLUMNS.items()
    }
    for month in months:
        is_forecast, day = month.day > subject.asked_on, month.day.isoformat()
        counts = [
            Count(text, month.numbers[name], day.join(addresses[name])) if is_forecast or name not in FORESEEN else None
            for name, (text, _) in _COLUMNS.items()
        ]
        yield MonthRow(in_words(month.day).removeprefix("1 "), is_forecast, counts)


def _terms(subject: Subject, found: Forecast) -> Iterable[TermRow]:
    for place, term in enumerate(found.terms):
        late = _count(subject, "Become overdue", found.late_by_term[place])
        places = [
            _count(subject, f"Places to start on the {each.called}", each.by_term[place]) for each in found.places
        ]
        yield TermRow(capital(term.name), in_words(term.begins), late, places)


def _soon(subject: Subject, places: Places) -> Soon:
    passed, overdue = (
        _count(subject, f"Places on the {places.called}", each) for each in (places.passed, places.overdue)
    )
    return Soon(places.called, passed, overdue)


def _on_course(subject: Subject, text: str, figure: Figure) -> Count:
    """Posts of who is on a course: the list says when its outcome is expected."""
    return _count(subject, text, replace(figure, asked={**figure.asked, "columns": WITH_COURSE}))


def _count(subject: Subject, text: str, figure: Figure) -> Count:
    """Posts, and of how many people they are where those are fewer."""
    people = figure.people or 0
    beside = f"{people:,} {'person' if people == 1 else 'people'}" if people < figure.number else ""
    return Count(text, figure.number, subject.address(POSTS, figure.asked), share=beside)
