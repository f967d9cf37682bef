"""Which awards an acceptance takes: for certain, perhaps, or not.

Courses begin before they are completed and are completed before they are awarded, and none begins before the first one
ever: so a day that is not known still lies between two days, and often that is enough.
"""

from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Acceptance
from qualifications.rules.facts import Award, Missing, Outcome
from qualifications.rules.plan import Plan
from qualifications.rules.terms import AcceptBy

_PASSED = Outcome.PASSED.value
_BY_AWARD = AcceptBy.AWARDED
_AWARDS = frozenset({Missing.AWARDS})


# What one acceptance says of one award: the day since when it is certainly held; else the first day on which it may be
# held, with the names of the missing facts that would decide; else nothing: it does not count.
Verdict = tuple[date | None, date | None, frozenset[str]]
NOTHING: frozenset[str] = frozenset()
REFUSED: Verdict = (None, None, NOTHING)


class Holding(NamedTuple):
    """An accepted qualification held: since when and which, and since when one may be held that is not certain."""

    held_on: date | None = None
    qualification: str | None = None
    may_be_held_on: date | None = None
    missing: frozenset[str] = frozenset()


NOTHING_HELD = Holding()


class Between(NamedTuple):
    """A day, known or between two days, both inclusive."""

    earliest: date
    latest: date

    def is_before(self, day: date) -> bool | None:
        """Whether it is before a day; ``None`` where it may be either."""
        if self.latest < day:
            return True
        return False if self.earliest >= day else None


def weigh(award: Award, acceptance: Acceptance, accept_by: AcceptBy) -> Verdict:
    """What an acceptance says of an award with the same qualification.

    In: the convention that completion, or else the certificate, must fall before the acceptance's last day.
    """
    if award.outcome != _PASSED:
        return REFUSED
    begun_on, awarded_on, limit = award.course_started_on, award.awarded_on, acceptance.completed_before
    decisive_on = awarded_on if accept_by is _BY_AWARD else award.course_completed_on
    if begun_on and awarded_on and (decisive_on or not limit):
        counts = acceptance.takes_course_begun(begun_on) and (not limit or decisive_on < limit)  # type: ignore[operator]
        return (awarded_on, None, NOTHING) if counts else REFUSED
    return _weigh_closely(award, acceptance, accept_by)


def _weigh_closely(award: Award, acceptance: Acceptance, accept_by: AcceptBy) -> Verdict:
    """The same where a day is not known, or the day of completion matters."""
    begun = _begun(award, acceptance)
    decisive, named = _decisive(award, begun, accept_by)
    too_early = begun.is_before(acceptance.begun_from) if acceptance.begun_from else False
    early_enough = begun.is_before(acceptance.begun_before) if acceptance.begun_before else True
    completed = decisive.is_before(acceptance.completed_before) if acceptance.completed_before else True
    if too_early or early_enough is False or completed is False:
        return REFUSED
    unclear: set[str] = {Missing.COURSE_STARTED_ON} if too_early is None or early_enough is None else set()
    if completed is None:
        unclear.add(named)
    if award.awarded_on is None:
        unclear.add(Missing.AWARDED_ON)
    elif not unclear:
        return award.awarded_on, None, NOTHING
    return None, award.awarded_on or decisive.earliest, frozenset(unclear)


def _begun(award: Award, acceptance: Acceptance) -> Between:
    """When the award's course began. Where the days contradict each other the award's own day is believed."""
    if award.course_started_on:
        return Between(award.course_started_on, award.course_started_on)
    latest = award.course_completed_on or award.awarded_on or date.max
    return Between(min(acceptance.first_course_on or date.min, latest), latest)


def _decisive(award: Award, begun: Between, accept_by: AcceptBy) -> tuple[Between, str]:
    """The day that must fall before an acceptance's last day, and the name of the fact that it is."""
    latest = award.awarded_on or date.max
    if accept_by is _BY_AWARD:
        return Between(award.awarded_on or award.course_completed_on or begun.earliest, latest), Missing.AWARDED_ON
    day = award.course_completed_on
    return (Between(day, day) if day else Between(begun.earliest, latest)), Missing.COURSE_COMPLETED_ON


def hold(awards: tuple[Award, ...] | None, plan: Plan) -> tuple[Holding, list[Award]]:
    """What is held of the plan's acceptances, and the awards whose own courses they take.

    In: the awards, or ``None`` where it is not known whether there are any. The course of a failed award was under way
    all the same, if it began on a day that an acceptance takes.
    """
    if awards is None:
        return Holding(None, None, plan.first_course_on, _AWARDS), []
    certain: list[tuple[date, int, str]] = []
    perhaps: list[tuple[date, frozenset[str]]] = []
    taken: list[Award] = []
    for award in awards:
        if award.qualification is None:
            perhaps += _of_any(award, plan)
            continue
        for order, acceptance in plan.takes.get(award.qualification, ()):
            held_from, may_be_held_from, missing = weigh(award, acceptance, plan.accept_by)
            if held_from:
                certain.append((held_from, order, award.qualification))
            elif may_be_held_from:
                perhaps.append((may_be_held_from, missing))
            elif award.outcome == _PASSED or not _began_in_time(award, acceptance):
                continue
            taken.append(award)
    if not perhaps and len(certain) < 2:
        return (Holding(certain[0][0], certain[0][2]) if certain else NOTHING_HELD), taken
    return _summed(certain, perhaps), taken


def _of_any(award: Award, plan: Plan) -> list[tuple[date, frozenset[str]]]:
    """That an award of which it is not known what it is may be one that counts."""
    may_be_held_from = award.awarded_on or award.course_completed_on or plan.first_course_on
    return [(may_be_held_from, _AWARDS)] if may_be_held_from and award.outcome == _PASSED else []


def _began_in_time(award: Award, acceptance: Acceptance) -> bool:
    return award.course_started_on is not None and acceptance.takes_course_begun(award.course_started_on)


def _summed(certain: list[tuple[date, int, str]], perhaps: list[tuple[date, frozenset[str]]]) -> Holding:
    """The earliest that is certain, and whatever might be held before it."""
    held_on, _, code = min(certain) if certain else (None, 0, None)
    earlier = [(day, missing) for day, missing in perhaps if held_on is None or day < held_on]
    if not earlier:
        return Holding(held_on, code)
    missing = frozenset(name for _, names in earlier for name in names)
    return Holding(held_on, code, min(day for day, _ in earlier), missing)
