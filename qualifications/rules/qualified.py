"""The steps of an explanation about qualifications: what counts, what is held, what is under way, when to start."""

from collections.abc import Iterator
from functools import lru_cache

from qualifications.rules.assess import Decision
from qualifications.rules.book import Acceptance, Book
from qualifications.rules.courses import Course
from qualifications.rules.dates import in_words
from qualifications.rules.facts import Award, Case, Outcome, in_order
from qualifications.rules.holding import Verdict, weigh
from qualifications.rules.phrases import Names, join
from qualifications.rules.steps import Step
from qualifications.rules.terms import AcceptBy

_FACTS = {
    "course_started_on": "when its course began",
    "course_completed_on": "when its course was completed",
    "awarded_on": "when it was awarded",
}


def qualification_steps(case: Case, book: Book, decision: Decision, names: Names) -> Iterator[Step]:
    """What counts towards the rule, and what of the case does."""
    if decision.rule.requirement.strength:
        for acceptance in decision.acceptances:
            yield Step(accepted_when(acceptance, names), acceptance.sources)
    if decision.acceptances:
        if case.awards is None:
            yield Step("It is not known whether you hold an award.")
        for award in sorted(case.awards or (), key=lambda award: (award.qualification, str(award.awarded_on))):
            yield _award(award, decision.acceptances, book.conventions.accept_by, names)
    yield from (_course(course, decision, names) for course in decision.courses if not course.was_awarded)
    if case.enrolments and decision.acceptances and not any(not course.was_awarded for course in decision.courses):
        yield Step("None of the courses that you are recorded on counts here.")
    yield from _safe_start(decision, names)


@lru_cache(maxsize=256)
def accepted_when(acceptance: Acceptance, names: Names) -> str:
    """When an acceptance takes its qualification, as sentences."""
    name = names.qualification(acceptance.qualification)
    limits = []
    if acceptance.begun_from:
        limits.append(f"its course began on or after {in_words(acceptance.begun_from)}")
    if acceptance.begun_before:
        limits.append(f"its course began before {in_words(acceptance.begun_before)}")
    if acceptance.completed_before:
        limits.append(f"it was completed before {in_words(acceptance.completed_before)}")
    where = f" where {join(limits)}" if limits else ""
    return f"The {name} counts{where}. {acceptance.words}".rstrip()


def _award(award: Award, acceptances: tuple[Acceptance, ...], accept_by: AcceptBy, names: Names) -> Step:
    name = names.qualification(award.qualification)
    mine = [acceptance for acceptance in acceptances if acceptance.qualification == award.qualification]
    if not mine:
        return Step(f"Your {name} is not one of the qualifications that count here.")
    if award.outcome != Outcome.PASSED:
        return Step(f"Your {name} was {award.outcome}, so it does not count.")
    verdicts = [(acceptance, weigh(award, acceptance, accept_by)) for acceptance in mine]
    acceptance, verdict = max(verdicts, key=lambda pair: _strength(pair[1]))
    return Step(f"Your {name} {_verdict(award, verdict)}", acceptance.sources)


def _strength(verdict: Verdict) -> int:
    held_from, may_be_held_from, _ = verdict
    return 2 if held_from else 1 if may_be_held_from else 0


def _verdict(award: Award, verdict: Verdict) -> str:
    held_from, may_be_held_from, missing = verdict
    if held_from:
        return f"counts, and is held since {in_words(held_from)}."
    if may_be_held_from:
        return f"may count. It is not known {join([_FACTS[fact] for fact in in_order(missing)])}."
    days = {
        "its course began": award.course_started_on,
        "it was completed": award.course_completed_on,
        "it was awarded": award.awarded_on,
    }
    return f"does not count: {join([f'{what} on {in_words(day)}' for what, day in days.items() if day])}."


def _course(course: Course, decision: Decision, names: Names) -> Step:
    name = names.qualification(course.qualification)
    when = f"began on {in_words(course.started_on)}, and its outcome is expected by {in_words(course.outcome_on)}"
    if decision.deadline is None:
        return Step(f"Your {name} course {when}.")
    place = "not after" if course.in_time else "after"
    return Step(f"Your {name} course {when}, {place} the deadline.")


def _safe_start(decision: Decision, names: Names) -> Iterator[Step]:
    """The last day to begin a course, with how long one can take and whether that is published or assumed."""
    if decision.deadline is None or decision.holding.held_on:
        return
    day = decision.latest_safe_start
    decisive = [each for each in decision.acceptances if day is None or each.opens <= day < each.closes]
    how_long = join([_length(acceptance, names) for acceptance in decisive])
    sources = tuple(dict.fromkeys(source for acceptance in decisive for source in acceptance.sources))
    last = (
        f"To be sure of an outcome in time, begin one by {in_words(day)}. A later start may still come in on time."
        if day
        else "None could begin early enough to be sure of an outcome in time."
    )
    yield Step(f"From start to outcome, {how_long}. {last}", sources)


def _length(acceptance: Acceptance, names: Names) -> str:
    assumed = " (assumed: no figure is published)" if acceptance.longest_is_assumed else ""
    return f"the {names.qualification(acceptance.qualification)} can take {acceptance.longest_months} months{assumed}"
