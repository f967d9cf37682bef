"""The rules of a book made ready to decide many posts: each bound to its acceptances, its timetables remembered.

Nothing here adds to the law; it only spares working the same thing out again.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Acceptance, Book, Rule
from qualifications.rules.dates import add_months, anniversary, day_after, day_before
from qualifications.rules.remembered import Remembered
from qualifications.rules.service import NO_SERVICE, Service
from qualifications.rules.terms import Clock, Requirement, ServiceTest

_REMEMBERED = 20_000  # timetables a plan: every first day of half a century

# The acceptances of a set by qualification, each with its place in the order.
Takes = Mapping[str, Sequence[tuple[int, Acceptance]]]


class Timetable(NamedTuple):
    """What follows from a rule and the day from which its months run.

    ``deadline`` is the last day in time. ``latest_safe_start`` is the last day on which a course of the longest usual
    length could begin and still come in by the deadline; ``None`` where none could, or there is no deadline.
    ``strictness`` ranks rules that may govern the same post; ``asked`` is all of this that an answer can show.
    """

    rule: Rule
    acceptances: tuple[Acceptance, ...]
    clock_from: date
    deadline: date | None
    latest_safe_start: date | None
    strictness: tuple[int, bool]
    asked: tuple[object, ...]


class Plan:
    """One rule of a book, with what it takes to decide by it."""

    def __init__(self, rule: Rule, book: Book) -> None:
        self.rule = rule
        self.first_day = rule.started_from or date.min
        self.last_day = rule.started_until or date.max
        self.wants_more = None if rule.service is ServiceTest.ANY else rule.service is ServiceTest.MORE
        self.begun_until = rule.service_begun_until
        self.asks_of_service = self.wants_more is not None or self.begun_until is not None
        self.fits_no_service = self.fits(NO_SERVICE)
        self.clock_moves = rule.months is not None and book.conventions.clock is not Clock.THIS_POST
        self.leap_day = book.conventions.leap_day
        self.accept_by = book.conventions.accept_by
        self.has_requirement = rule.requirement is not Requirement.NONE
        self.tests_designation = rule.tests_designation
        self.acceptances = book.acceptance_sets[rule.accepts]
        self.takes = taken(self.acceptances)
        self.first_course_on = min((a.first_course_on or date.min for a in self.acceptances), default=date.min)
        self.timetables: Remembered[date, Timetable] = Remembered(self._timetable, _REMEMBERED)

    def fits(self, service: Service) -> bool | None:
        """Whether the rule's conditions on earlier service hold; ``None`` where a fact that is not known decides."""
        more: bool | None = True
        if self.wants_more is not None and service.more is not self.wants_more:
            if service.more is not None:
                return False
            more = None
        if self.begun_until is None or (service.began_on and service.began_on <= self.begun_until):
            return more
        may_have = service.may_have_begun_on is not None and service.may_have_begun_on <= self.begun_until
        return None if may_have else False

    def _timetable(self, clock_from: date) -> Timetable:
        """The timetable of a clock that runs from a day."""
        rule, deadline, safe_start = self.rule, None, None
        if rule.months is not None:
            deadline = anniversary(clock_from, rule.months, self.leap_day)
            safe_start = latest_safe_start(self.acceptances, deadline)
        strictness = (rule.requirement.strength, rule.needs_review)
        asked = (rule.requirement, rule.exemption, rule.qualification, deadline, safe_start)
        return Timetable(rule, self.acceptances, clock_from, deadline, safe_start, strictness, asked)


class Timeline:
    """The plans for one kind of post, by the day on which a post begins."""

    def __init__(self, plans: tuple[Plan, ...]) -> None:
        self.plans = plans
        firsts = {plan.first_day for plan in plans}
        afters = {day_after(plan.last_day) for plan in plans}
        self.cuts = sorted((firsts | afters) - {date.min})
        self.stretches = [
            tuple(plan for plan in plans if plan.first_day <= start <= plan.last_day)
            for start in [date.min, *self.cuts]
        ]

    def on(self, day: date) -> tuple[Plan, ...]:
        """The rules that may govern a post that begins on a day, in order."""
        return self.stretches[bisect_right(self.cuts, day)]


def timeline_for(book: Book, setting_type: str, role: str) -> Timeline:
    """The timeline of posts of this kind and role."""
    found = book.timelines.get((setting_type, role))
    if found is None:
        rules = (rule for rule in book.rules if rule.holds_for(setting_type, role))
        found = book.timelines[setting_type, role] = Timeline(tuple(Plan(rule, book) for rule in rules))
    return found


def plans_for(book: Book, setting_type: str, role: str) -> tuple[Plan, ...]:
    """The rules that may govern a post of this kind and role, in order."""
    return timeline_for(book, setting_type, role).plans


def taken(acceptances: tuple[Acceptance, ...]) -> Takes:
    """The acceptances by the qualification that they take."""
    takes: dict[str, list[tuple[int, Acceptance]]] = {}
    for order, acceptance in enumerate(acceptances):
        takes.setdefault(acceptance.qualification, []).append((order, acceptance))
    return takes


def latest_safe_start(acceptances: tuple[Acceptance, ...], deadline: date) -> date | None:
    """The last day on which a course could begin and, at its longest usual length, still come in by the deadline."""
    days = [
        (min(add_months(deadline, -acceptance.longest_months), day_before(acceptance.closes)), acceptance.opens)
        for acceptance in acceptances
    ]
    return max((day for day, opens in days if day >= opens), default=None)
