"""How an area stood, and will stand, on the first day of each month: one query over the stored spans."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

from django.db.models import QuerySet

from compliance.reports.areas import Area
from compliance.reports.asked import YEAR, Asked, Terms
from compliance.reports.posts import post_condition
from practitioners.models import Standing
from qualifications.enums import Role
from qualifications.rules.dates import add_months
from qualifications.rules.standing import Status
from senco_portal.lib import prepared

SENCOS: Asked = {"duty": ("must",), "role": (Role.SENCO.value,)}
# What is asked of each month; the same questions as those of a page of that day.
RECORDED: Mapping[str, Asked] = {
    "sencos": SENCOS,
    "holders": {**SENCOS, "holds": ("yes",)},
    Status.OVERDUE.value: {**SENCOS, "status": (Status.OVERDUE.value,)},
    Status.AT_RISK.value: {**SENCOS, "status": (Status.AT_RISK.value,)},
}
# The same if courses end as expected.
FORESEEN: Mapping[str, Asked] = {
    "foreseen": {**SENCOS, "foreseen": ("yes",)},
    "late": {**SENCOS, "foreseen": ("no",), "status": (Status.OVERDUE.value,)},
}
_BACK, _AHEAD = 3, 2  # years
_OVERDUE, _AT_RISK = Status.OVERDUE.value, Status.AT_RISK.value


class Month(NamedTuple):
    """A first day of a month with the numbers of that day, by the names of the questions."""

    day: date
    numbers: Mapping[str, int]


def months_round(day: date, first: date, last: date) -> list[date]:
    """The first days of the months that a trend shows round a day, of those between a first and a last day."""
    own = day.replace(day=1)
    found = [add_months(own, away) for away in range(-_BACK * YEAR, _AHEAD * YEAR + 1)]
    return [each for each in dict.fromkeys(found) if each.day == 1 and first <= each <= last]


def trend(area: Area, terms: Terms, days: Sequence[date]) -> list[Month]:
    """The numbers of each of these days, which follow each other: for each, what begins by then less what has ended.

    A day's numbers are those that ``posts_on`` counts of it; of the terms it takes the book.
    """
    changes = {name: [0] * (len(days) + 1) for name in (*RECORDED, *FORESEEN)}
    for spell in _spans(area, terms, days):
        for name, begins, ends in _counted(spell, days, terms.asked_on):
            changed = changes[name]
            changed[begins] += 1
            changed[ends] -= 1
    sums = {name: list(accumulate(each)) for name, each in changes.items()}
    return [Month(day, {name: each[place] for name, each in sums.items()}) for place, day in enumerate(days)]


# A status and its days; since when an accepted qualification is held, and when one is expected.
_Spell = tuple[str, date, date, date | None, date | None]


def _spans(area: Area, terms: Terms, days: Sequence[date]) -> Iterable[_Spell]:
    """The spans of the area's SENCos that hold any of the days."""
    if not days:
        return
    first, last = days[0], days[-1]

    def spans() -> "QuerySet[Any, Any]":
        held = Standing.objects.filter(area.condition(), book=terms.row, first_day__lte=last, last_day__gte=first)
        return held.filter(post_condition(SENCOS, terms)).values_list(
            "status", "first_day", "last_day", "held_on", "expected_on"
        )

    yield from prepared.rows(("trend", area, terms, first, last), spans)


def _counted(spell: _Spell, days: Sequence[date], today: date) -> Iterable[tuple[str, int, int]]:
    """In which figures a span counts: from which of the days, and until before which; of most it is in few."""
    status, first, last, held_on, expected_on = spell
    begins, ends = bisect_left(days, first), bisect_right(days, last)
    holds = _since(held_on, begins, ends, days)
    foreseen = holds
    if expected_on is not None and expected_on >= today:
        foreseen = min(holds, _since(expected_on, begins, ends, days))
    yield "sencos", begins, ends
    if holds < ends:
        yield "holders", holds, ends
    if foreseen < ends:
        yield "foreseen", foreseen, ends
    if status == _OVERDUE:
        yield status, begins, ends
        yield "late", begins, foreseen
    elif status == _AT_RISK:
        yield status, begins, ends


def _since(day: date | None, begins: int, ends: int, days: Sequence[date]) -> int:
    """From which of the days of a span something is so that is so since a day; none of them where it never is."""
    return ends if day is None else min(ends, max(begins, bisect_left(days, day)))
