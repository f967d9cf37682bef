"""The steps of an explanation about qualifications: what counts, what is held, what is under way, when to start."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from qualifications.rules.assess import Decision
from qualifications.rules.book import Acceptance, Book, Source
from qualifications.rules.courses import Course
from qualifications.rules.dates import in_words
from qualifications.rules.facts import Award, Case, Enrolment, EnrolmentStatus, Outcome, in_order
from qualifications.rules.holding import Verdict, weigh
from qualifications.rules.phrases import Names, join
from qualifications.rules.standing import Status, standing
from qualifications.rules.steps import Step
from qualifications.rules.terms import AcceptBy, Requirement

_FACTS = {
    "course_started_on": "when its course began",
    "course_completed_on": "when its course was completed",
    "awarded_on": "when it was awarded",
}


_NOT_PASSED = {
    Outcome.FAILED: "You did not pass the {name}",
    Outcome.VOIDED: "The outcome of your {name} was cancelled",
}


def qualification_steps(case: Case, book: Book, decision: Decision, day: date, names: Names) -> Iterator[Step]:
    """What counts towards the rule, and what of the case does, as it stands on a day."""
    if not decision.acceptances:
        return
    if decision.rule.requirement is not Requirement.NONE:
        for acceptance in decision.acceptances:
            yield Step(accepted_when(acceptance, names), acceptance.sources)
    if case.awards is None:
        yield Step("It is not known whether you hold an award.", _sources(decision.acceptances), _is_open(decision))
    for award in sorted(case.awards or (), key=lambda award: (award.qualification or "", str(award.awarded_on))):
        yield _award(award, decision, book.conventions.accept_by, day, names)
    if case.enrolments is None:
        yield Step("It is not known whether you are on a course.", _sources(decision.acceptances), _is_open(decision))
    failed = {award.qualification for award in case.awards or () if award.outcome != Outcome.PASSED}
    taken = [course for course in decision.courses if not course.was_awarded]
    for enrolment in sorted(
        case.enrolments or (), key=lambda enrolment: (enrolment.started_on, enrolment.qualification)
    ):
        mine = [c for c in taken if (c.started_on, c.qualification) == (enrolment.started_on, enrolment.qualification)]
        if mine:
            step = _course(mine[0], decision, day, names)
            yield step._replace(decides=step.decides and (day <= mine[0].until or mine[0].qualification not in failed))
        else:
            yield _refused(enrolment, decision, day, names)
    yield from _safe_start(decision, day, names)


def _is_open(decision: Decision) -> bool:
    """Whether something is asked for, and nothing is held that counts for certain."""
    return decision.rule.requirement is not Requirement.NONE and decision.holding.held_on is None


def _is_wanting(decision: Decision, day: date) -> bool:
    """Whether there is no course either that may still bring it: then the answer turns on why the others do not."""
    alive = any(day <= course.until for course in decision.courses if not course.was_awarded)
    return _is_open(decision) and not alive


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


def _award(award: Award, decision: Decision, accept_by: AcceptBy, day: date, names: Names) -> Step:
    if award.qualification is None:
        text = "It is not known which qualification you hold. It may be one that counts."
        return Step(text, _sources(decision.acceptances), _is_open(decision))
    name, wanting = names.qualification(award.qualification), _is_wanting(decision, day)
    mine = _acceptances_of(award.qualification, decision)
    if not mine:
        text = f"Your {name} is not one of the qualifications that count here."
        return Step(text, _sources(decision.acceptances), wanting)
    if award.outcome != Outcome.PASSED:
        text = f"{_NOT_PASSED[Outcome(award.outcome)].format(name=name)}, so it does not count."
        return Step(text, _sources(mine), wanting)
    verdicts = [(acceptance, weigh(award, acceptance, accept_by)) for acceptance in mine]
    acceptance, (held_from, may_be_held_from, missing) = max(verdicts, key=lambda pair: _strength(pair[1]))
    if held_from:
        held = "have held it since" if held_from <= day else "will hold it from"
        decides = decision.rule.requirement is not Requirement.NONE and held_from == decision.holding.held_on
        return Step(f"Your {name} counts. You {held} {in_words(held_from)}.", acceptance.sources, decides)
    if may_be_held_from:
        unknown = join([_FACTS[fact] for fact in in_order(missing)], "or")
        return Step(f"Your {name} may count. It is not known {unknown}.", acceptance.sources, _is_open(decision))
    completed = award.awarded_on if accept_by is AcceptBy.AWARDED else award.course_completed_on
    why = _why(award.course_started_on, completed, mine)
    return Step(f"Your {name} does not count: {why}.", acceptance.sources, wanting)


def _acceptances_of(qualification: str, decision: Decision) -> list[Acceptance]:
    return [acceptance for acceptance in decision.acceptances if acceptance.qualification == qualification]


def _sources(acceptances: Sequence[Acceptance]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for acceptance in acceptances for source in acceptance.sources))


def _strength(verdict: Verdict) -> int:
    held_from, may_be_held_from, _ = verdict
    return 2 if held_from else 1 if may_be_held_from else 0


def _why(begun_on: date | None, completed_on: date | None, acceptances: list[Acceptance]) -> str:
    """Why no acceptance takes a course: the first limit that it fails."""
    for acceptance in acceptances:
        first, last, limit = acceptance.begun_from, acceptance.begun_before, acceptance.completed_before
        if begun_on and first and begun_on < first:
            return f"its course began on {in_words(begun_on)}, and had to begin on or after {in_words(first)}"
        if begun_on and last and begun_on >= last:
            return f"its course began on {in_words(begun_on)}, and had to begin before {in_words(last)}"
        if completed_on and limit and completed_on >= limit:
            return f"its day of completion is {in_words(completed_on)}, and has to be before {in_words(limit)}"
    return "the days recorded leave no room for a course that counts"


def _refused(enrolment: Enrolment, decision: Decision, day: date, names: Names) -> Step:
    name, wanting = names.qualification(enrolment.qualification), _is_wanting(decision, day)
    mine = _acceptances_of(enrolment.qualification, decision)
    if not mine:
        text = f"Your {name} course does not lead to one of the qualifications that count here."
        return Step(text, _sources(decision.acceptances), wanting)
    ended = enrolment.ended_on if enrolment.status == EnrolmentStatus.COMPLETED else None
    completed = ended or enrolment.expected_completion_on or enrolment.expected_outcome_on
    why = _why(enrolment.started_on, completed, mine)
    return Step(f"Your {name} course does not count: {why}.", _sources(mine), wanting)


def _course(course: Course, decision: Decision, day: date, names: Names) -> Step:
    name = f"Your {names.qualification(course.qualification)} course"
    begun, outcome = in_words(course.started_on), in_words(course.outcome_on)
    sources, is_open = _sources(_acceptances_of(course.qualification, decision)), _is_open(decision)
    if day > course.until:
        text = f"{name} began on {begun}. It stopped counting after {in_words(course.until)}."
        return Step(text, sources, _is_wanting(decision, day))
    place = "" if decision.deadline is None else f", {'not after' if course.in_time else 'after'} the deadline"
    if day > course.outcome_on:
        text = f"{name} began on {begun}. Its outcome was expected by {outcome} and is not recorded."
        return Step(text, sources, is_open)
    verb = "is to begin" if day < course.started_on else "began"
    text = f"{name} {verb} on {begun}, and its outcome is expected by {outcome}{place}."
    return Step(text, sources, is_open)


def _safe_start(decision: Decision, day: date, names: Names) -> Iterator[Step]:
    """The last day to begin a course, with how long one can take and whether that is published or assumed."""
    over = decision.deadline is None or day > min(decision.deadline, decision.ended_on or date.max)
    if over or decision.holding.held_on:
        return
    last = decision.latest_safe_start
    decisive = [each for each in decision.acceptances if last is None or each.opens <= last < each.closes]
    how_long = join([_length(acceptance, names) for acceptance in decisive])
    decides = standing(decision, day) in (Status.AT_RISK, Status.IN_WINDOW)
    yield Step(f"From start to outcome, {how_long}. {_last_start(last, day)}", _sources(decisive), decides)


def _last_start(last: date | None, day: date) -> str:
    if last is None:
        return "None could begin early enough to be sure of an outcome in time."
    must = "has to" if day <= last else "would have had to"
    sure = f"To be sure of an outcome in time, a course {must} begin by {in_words(last)}."
    return f"{sure} A later one may still be in time."


def _length(acceptance: Acceptance, names: Names) -> str:
    assumed = " (assumed: no figure is published)" if acceptance.longest_is_assumed else ""
    return f"the {names.qualification(acceptance.qualification)} can take {acceptance.longest_months} months{assumed}"
