"""The decision about one post: free of time, so that one decision answers for every day (see standing.py)."""

from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Acceptance, Book, Rule
from qualifications.rules.courses import Course, accepted_courses
from qualifications.rules.designation import NOT_TESTED, Designation, designate
from qualifications.rules.facts import Case, Missing, in_order
from qualifications.rules.holding import NOTHING_HELD, Holding, hold
from qualifications.rules.plan import Plan, Timetable, timeline_for
from qualifications.rules.service import Service, count_service


class Decision(NamedTuple):
    """What the book says of a post.

    ``timetable``: the rule that governs it, its deadline and latest safe start. ``holding`` and ``courses`` are what
    the rule's acceptances take. ``missing`` names the facts that are not known and would change the answer. Where they
    leave open which rule governs, or from when the clock runs, ``alternatives`` holds the decision for each
    possibility, this one (the most demanding) among them.
    """

    timetable: Timetable
    started_on: date
    ended_on: date | None
    holding: Holding
    courses: tuple[Course, ...]
    designation: Designation
    missing: tuple[str, ...] = ()
    alternatives: tuple["Decision", ...] = ()

    @property
    def rule(self) -> Rule:
        return self.timetable.rule

    @property
    def deadline(self) -> date | None:
        return self.timetable.deadline

    @property
    def latest_safe_start(self) -> date | None:
        return self.timetable.latest_safe_start

    @property
    def acceptances(self) -> tuple[Acceptance, ...]:
        return self.timetable.acceptances

    @property
    def needs_review(self) -> bool:
        """Whether a person should check the answer."""
        return self.rule.needs_review or self.designation.needs_review


_ENROLMENTS = frozenset({Missing.ENROLMENTS})


class NoRuleGoverns(LookupError):
    """The book says nothing of such a post. ``check.py`` finds such a book before it is published."""


def assess(case: Case, book: Book) -> Decision:
    """Decides a case by a book. Raises NoRuleGoverns where the book has a gap."""
    post = case.post
    service: Service | None = None
    possible: list[Plan] = []
    for plan in timeline_for(book, post.setting_type, post.role).on(post.started_on):
        if plan.asks_of_service:
            if case.previous_posts == ():
                fits: bool | None = plan.fits_no_service
            else:
                service = service or count_service(case, book)
                fits = plan.fits(service)
            if fits is False:
                continue
            if fits is None:
                possible.append(plan)
                continue
        if not possible and not plan.clock_moves:
            return _decide(case, book, plan, post.started_on)
        possible.append(plan)
        break
    if not possible:
        raise NoRuleGoverns(f"{book.name}: no rule governs {post.setting_type} from {post.started_on}")
    return _weigh_possibilities(case, book, possible, service or count_service(case, book))


def _decide(case: Case, book: Book, plan: Plan, clock_from: date) -> Decision:
    post = case.post
    timetable = plan.timetables[clock_from]
    holding: Holding = NOTHING_HELD
    courses: tuple[Course, ...] = ()
    if plan.takes and (case.enrolments or case.awards != ()):
        holding, taken = hold(case.awards, plan)
        if taken or case.enrolments:
            courses = accepted_courses(case, taken, plan, timetable.deadline)
    designation = designate(case, book) if plan.tests_designation else NOT_TESTED
    missing = designation.missing
    if holding.missing and plan.has_requirement:
        missing = missing | holding.missing
    if case.enrolments is None and plan.takes and plan.has_requirement:
        missing = missing | _ENROLMENTS
    return Decision(
        timetable, post.started_on, post.ended_on, holding, courses, designation, in_order(missing) if missing else ()
    )


def _weigh_possibilities(case: Case, book: Book, plans: list[Plan], service: Service) -> Decision:
    """The decision where more than one rule may govern, or the clock may run from more than one day."""
    decisions = [_decide(case, book, plan, day) for plan in plans for day in _clock_days(case, plan, service)]
    strictest = max(decisions, key=lambda decision: decision.timetable.strictness)
    distinct = {_substance(decision): decision for decision in decisions}
    if len(distinct) == 1:
        return strictest
    lacking = frozenset({Missing.PREVIOUS_POSTS, *(name for decision in decisions for name in decision.missing)})
    return strictest._replace(missing=in_order(lacking), alternatives=tuple(distinct.values()))


def _clock_days(case: Case, plan: Plan, service: Service) -> list[date]:
    """The days from which the rule's months may run: the one that is certain first."""
    started_on = case.post.started_on
    if not plan.clock_moves:
        return [started_on]
    days = [service.began_on or started_on, service.may_have_begun_on or started_on]
    return list(dict.fromkeys(days))


def _substance(decision: Decision) -> tuple[object, ...]:
    """What a decision says, without what two rules may differ in that changes no answer: names, words and marks."""
    return decision.timetable.asked, decision.holding, decision.courses, decision.designation.result
