"""What is not known, and how each possibility would change the answer."""

from collections.abc import Iterator
from datetime import date

from qualifications.rules.assess import Decision
from qualifications.rules.book import Book, Rule
from qualifications.rules.courses import Course
from qualifications.rules.dates import day_after, in_words
from qualifications.rules.designation import passes
from qualifications.rules.facts import Case, Missing
from qualifications.rules.holding import Holding
from qualifications.rules.phrases import join, standing_in_words
from qualifications.rules.steps import Step
from qualifications.rules.terms import Requirement, ServiceTest


def unknown_steps(case: Case, book: Book, decision: Decision, day: date) -> Iterator[Step]:
    """One step for each thing that is not known and matters: what would follow if it is so, and if it is not."""
    if decision.alternatives:
        yield from _service(book, decision, day)
    holding = decision.holding
    if holding.may_be_held_on and decision.rule.requirement is not Requirement.NONE:
        yield from _holding(decision, holding, day)
    if Missing.ENROLMENTS in decision.missing:
        yield from _course(decision, day)
    if decision.designation.missing:
        yield _designation(case, book)


def _service(book: Book, decision: Decision, day: date) -> Iterator[Step]:
    answers = {_supposed(other, book): standing_in_words(other, day) for other in decision.alternatives}
    if len(set(answers.values())) > 1:
        told = ". ".join(f"{supposed}: {says}" for supposed, says in answers.items())
        yield Step(f"Your earlier service would change the answer. {told}.", book.service_limit.sources)


def _supposed(decision: Decision, book: Book) -> str:
    """The possibility that an alternative decision stands for, as the beginning of a sentence."""
    clock = (
        ""
        if decision.timetable.clock_from == decision.started_on
        else f", counting from {_from(decision.timetable.clock_from)}"
    )
    return f"{_condition(decision.rule, book.service_limit.months)}{clock}"


def _condition(rule: Rule, months: int) -> str:
    """All that the rule asks of earlier service, so that no other rule that may govern is told in the same words."""
    until = rule.service_begun_until
    if rule.service is ServiceTest.ANY:
        return f"If it began on or before {in_words(until)}" if until else "If not"
    amount = "more" if rule.service is ServiceTest.MORE else "not more"
    begun = f", begun on or before {in_words(until)}" if until else ""
    return f"If it was {amount} than {months} months{begun}"


def _from(day: date) -> str:
    return "a first post long ago" if day == date.min else in_words(day)


def _holding(decision: Decision, holding: Holding, day: date) -> Iterator[Step]:
    """The same decision with what may be held taken as held, as held since after the deadline, and as not held."""
    since = holding.may_be_held_on or day
    answers = {"it is held": _held_since(since, decision, day)}
    deadline = decision.deadline
    if deadline and since <= deadline < day and holding.missing & {Missing.AWARDS, Missing.AWARDED_ON}:
        answers = {
            "it was held by the deadline": answers["it is held"],
            "it came later": _held_since(day_after(deadline), decision, day),
        }
    answers["it is not"] = _held_since(holding.held_on, decision, day)
    if len(set(answers.values())) > 1:
        told = "; if ".join(f"{supposed}, {says}" for supposed, says in answers.items())
        yield Step(f"It matters whether an accepted qualification is held. If {told}.", decision.rule.sources[:1])


def _held_since(held_on: date | None, decision: Decision, day: date) -> str:
    """What the decision comes to on a day if something is certainly held since another, or (with none) nothing is."""
    return standing_in_words(decision._replace(holding=Holding(held_on), alternatives=()), day)


def _course(decision: Decision, day: date) -> Iterator[Step]:
    """The same decision with a course under way that ends in time, and with none."""
    known = decision._replace(missing=(), alternatives=())
    some = Course(
        date.min, date.max, decision.acceptances[0].qualification, decision.deadline or date.max, in_time=True
    )
    answers = [standing_in_words(each, day) for each in (known._replace(courses=(some,)), known)]
    if len(set(answers)) > 1:
        text = f"It matters whether you are on a course. If you are, and it ends in time, {answers[0]}"
        yield Step(f"{text}; if you are not, {answers[1]}.", decision.rule.sources[:1])


def _designation(case: Case, book: Book) -> Step:
    """What would have to be so of the facts that are not known."""
    ways, sources = [], []
    for alternative in book.designation:
        answers = [(test, passes(case, test)) for test in alternative.tests]
        unknown = [test for test, passed in answers if passed is None]
        if unknown and not any(passed is False for _, passed in answers):
            ways.append(join([test.words for test in unknown]))
            sources += [source for test in unknown for source in test.sources]
    text = f"Whether you may be the SENCo is not known. You may if you can be shown to {'; or to '.join(ways)}."
    return Step(f"{text} Otherwise you may not.", tuple(dict.fromkeys(sources)))
