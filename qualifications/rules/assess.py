"""The decision about one post: free of time, so that one decision answers for every day (see standing.py)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Acceptance, Book, Rule
from qualifications.rules.courses import Course, accepted_courses
from qualifications.rules.dates import add_months, day_before
from qualifications.rules.designation import NOT_TESTED, Designation, designate
from qualifications.rules.facts import Case, Missing, in_order
from qualifications.rules.holding import Holding, hold
from qualifications.rules.service import NO_SERVICE, Service, count_service
from qualifications.rules.terms import Clock, ServiceTest


class Decision(NamedTuple):
    """What the book says of a post.

    ``rule`` governs it; ``clock_from`` is the day from which its months run to the ``deadline``, the last day in time.
    ``latest_safe_start`` is the last day on which a course of the longest usual length could begin and still come in by
    the deadline. ``holding`` and ``courses`` are what the rule's acceptances take. ``missing`` names the facts that are
    not known and would change the answer. Where they leave open which rule governs, or from when the clock runs,
    ``alternatives`` holds the decision for each possibility, this one (the most demanding) among them.
    """

    rule: Rule
    started_on: date
    ended_on: date | None
    clock_from: date
    deadline: date | None
    latest_safe_start: date | None
    holding: Holding
    courses: tuple[Course, ...]
    acceptances: tuple[Acceptance, ...]
    designation: Designation
    missing: tuple[str, ...]
    alternatives: tuple["Decision", ...] = ()

    @property
    def needs_review(self) -> bool:
        """Whether a person should check the answer."""
        return self.rule.needs_review or self.designation.needs_review


class NoRuleGoverns(LookupError):
    """The book says nothing of such a post. ``check.py`` finds such a book before it is published."""


def assess(case: Case, book: Book) -> Decision:
    """Decides a case by a book. Raises NoRuleGoverns where the book has a gap."""
    options = list(_options(case, book))
    decisions = [_decide(case, book, rule, clock_from) for rule, clock_from in options]
    if len(decisions) == 1:
        return decisions[0]
    distinct = list({_substance(decision): decision for decision in decisions}.values())
    strictest = max(decisions, key=lambda decision: decision.rule.requirement.strength)
    if len(distinct) == 1:
        return strictest
    lacking = {Missing.PREVIOUS_POSTS, *(name for decision in decisions for name in decision.missing)}
    return strictest._replace(missing=in_order(lacking), alternatives=tuple(distinct))


def possible_rules(case: Case, book: Book, service: Service) -> Iterator[Rule]:
    """The rules that may govern a case, in order: one, unless a fact about previous posts is not known."""
    started_on = case.post.started_on
    for rule in book.rules_for(case.post.setting_type, case.post.role):
        if rule.first_day <= started_on <= rule.last_day:
            fits = _service_fits(rule, service)
            if fits is not False:
                yield rule
            if fits:
                return


def _options(case: Case, book: Book) -> Iterator[tuple[Rule, date]]:
    """The rules that may govern, each with each day from which its clock may run."""
    started_on = case.post.started_on
    service = count_service(case, book) if case.previous_posts != () else NO_SERVICE
    found = False
    for rule in possible_rules(case, book, service):
        found = True
        if book.conventions.clock is Clock.THIS_POST or rule.months is None:
            yield rule, started_on
            continue
        yield rule, service.began_on or started_on
        if service.may_have_begun_on != service.began_on:
            yield rule, service.may_have_begun_on or started_on
    if not found:
        raise NoRuleGoverns(f"{book.name}: no rule governs {case.post.setting_type} from {started_on}")


def _service_fits(rule: Rule, service: Service) -> bool | None:
    """Whether the rule's conditions on earlier service hold; ``None`` where a fact that is not known decides."""
    answers = []
    if rule.service is not ServiceTest.ANY:
        answers.append(None if service.more is None else service.more == (rule.service is ServiceTest.MORE))
    if rule.service_begun_until:
        answers.append(_begun_by(service, rule.service_begun_until))
    if False in answers:
        return False
    return None if None in answers else True


def _begun_by(service: Service, day: date) -> bool | None:
    if service.began_on and service.began_on <= day:
        return True
    return None if service.may_have_begun_on and service.may_have_begun_on <= day else False


def _decide(case: Case, book: Book, rule: Rule, clock_from: date) -> Decision:
    conventions = book.conventions
    acceptances = book.acceptance_sets[rule.accepts]
    deadline = None if rule.months is None else add_months(clock_from, rule.months, conventions.leap_day)
    holding = hold(case.awards, acceptances, conventions.accept_by)
    designation = designate(case, book) if rule.tests_designation else NOT_TESTED
    lacking = designation.missing | holding.missing if rule.requirement.strength else designation.missing
    return Decision(
        rule,
        case.post.started_on,
        case.post.ended_on,
        clock_from,
        deadline,
        deadline and latest_safe_start(acceptances, deadline),
        holding,
        accepted_courses(case, acceptances, deadline, conventions.accept_by),
        acceptances,
        designation,
        in_order(set(lacking)) if lacking else (),
    )


def latest_safe_start(acceptances: tuple[Acceptance, ...], deadline: date) -> date | None:
    """The last day on which a course could begin and, at its longest usual length, still come in by the deadline.

    ``None`` where no accepted course could.
    """
    days = [
        min(add_months(deadline, -acceptance.longest_months), day_before(acceptance.closes))
        for acceptance in acceptances
    ]
    possible = [day for day, acceptance in zip(days, acceptances, strict=True) if day >= acceptance.opens]
    return max(possible, default=None)


def _substance(decision: Decision) -> Decision:
    """The decision without what two rules may differ in that changes no answer: their names, words and marks."""
    rule = decision.rule
    answer = (rule.requirement, rule.exemption, rule.qualification)
    return decision._replace(rule=answer, clock_from=decision.started_on)  # type: ignore[arg-type]
