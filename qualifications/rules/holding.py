"""Which awards an acceptance takes: for certain, perhaps, or not.

Courses begin before they are completed and are completed before they are awarded, and none begins before the first one
ever: so a day that is not known still lies between two days, and often that is enough.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Acceptance
from qualifications.rules.facts import Award, Missing, Outcome
from qualifications.rules.terms import AcceptBy


class Verdict(NamedTuple):
    """What one acceptance says of one award.

    ``held_from``: the day since when it is certainly held. ``may_be_held_from``: where that is not certain, the first
    day on which it may be held, with the ``missing`` facts that would decide. Neither: it does not count.
    """

    held_from: date | None = None
    may_be_held_from: date | None = None
    missing: frozenset[str] = frozenset()


class Holding(NamedTuple):
    """An accepted qualification held: since when and which, and since when one may be held that is not certain."""

    held_on: date | None = None
    qualification: str | None = None
    may_be_held_on: date | None = None
    missing: frozenset[str] = frozenset()


NOTHING_HELD = Holding()
_NO = Verdict()


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
    if award.outcome != Outcome.PASSED:
        return _NO
    begun = _begun(award, acceptance)
    decisive, named = _decisive(award, begun, accept_by)
    too_early = begun.is_before(acceptance.begun_from or date.min)
    in_time = begun.is_before(acceptance.closes) if acceptance.begun_before else True
    completed = decisive.is_before(acceptance.ends) if acceptance.completed_before else True
    if too_early or in_time is False or completed is False:
        return _NO
    unclear: set[str] = {Missing.COURSE_STARTED_ON} if too_early is None or in_time is None else set()
    unclear |= {named} if completed is None else set()
    if award.awarded_on is None:
        unclear.add(Missing.AWARDED_ON)
    if award.awarded_on is not None and not unclear:
        return Verdict(held_from=award.awarded_on)
    return Verdict(may_be_held_from=award.awarded_on or decisive.earliest, missing=frozenset(unclear))


def hold(awards: tuple[Award, ...] | None, acceptances: tuple[Acceptance, ...], accept_by: AcceptBy) -> Holding:
    """What is held of the acceptances. In: the awards, or ``None`` where it is not known whether there are any."""
    if not awards or not acceptances:
        return NOTHING_HELD if awards is not None or not acceptances else _unknown(acceptances)
    certain: list[tuple[date, int, str]] = []
    perhaps: list[Verdict] = []
    for order, acceptance in enumerate(acceptances):
        for award in awards:
            if award.qualification == acceptance.qualification:
                verdict = weigh(award, acceptance, accept_by)
                if verdict.held_from:
                    certain.append((verdict.held_from, order, award.qualification))
                elif verdict.may_be_held_from:
                    perhaps.append(verdict)
    return _summed(certain, perhaps)


def _summed(certain: list[tuple[date, int, str]], perhaps: list[Verdict]) -> Holding:
    held_on, _, code = min(certain) if certain else (None, 0, None)
    earlier = [v for v in perhaps if held_on is None or (v.may_be_held_from or date.min) < held_on]
    if not earlier:
        return Holding(held_on, code)
    may_be = min(v.may_be_held_from or date.min for v in earlier)
    return Holding(held_on, code, may_be, _union(v.missing for v in earlier))


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _unknown(acceptances: tuple[Acceptance, ...]) -> Holding:
    earliest = min(acceptance.first_course_on or date.min for acceptance in acceptances)
    return Holding(may_be_held_on=earliest, missing=frozenset({Missing.AWARDS}))


def _begun(award: Award, acceptance: Acceptance) -> Between:
    """When the award's course began. Where the days contradict each other the award's own day is believed."""
    if award.course_started_on:
        return Between(award.course_started_on, award.course_started_on)
    latest = award.course_completed_on or award.awarded_on or date.max
    return Between(min(acceptance.first_course_on or date.min, latest), latest)


def _decisive(award: Award, begun: Between, accept_by: AcceptBy) -> tuple[Between, str]:
    """The day that must fall before an acceptance's last day, and the name of the fact that it is."""
    if accept_by is AcceptBy.AWARDED:
        day, name = award.awarded_on, Missing.AWARDED_ON
        earliest = award.course_completed_on or begun.earliest
    else:
        day, name, earliest = award.course_completed_on, Missing.COURSE_COMPLETED_ON, begun.earliest
    if day:
        return Between(day, day), name
    return Between(earliest, award.awarded_on or date.max), name
