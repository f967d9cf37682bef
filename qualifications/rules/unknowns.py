"""What is not known, and how each possibility would change the answer."""

from collections.abc import Iterator
from datetime import date

from qualifications.rules.assess import Decision
from qualifications.rules.book import Book, Rule
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
    if decision.designation.missing:
        yield _designation(case, book)


def _service(book: Book, decision: Decision, day: date) -> Iterator[Step]:
    answers = {_supposed(other, book): standing_in_words(other, day) for other in decision.alternatives}
    if len(set(answers.values())) > 1:
        told = ". ".join(f"{supposed}: {says}" for supposed, says in answers.items())
        yield Step(f"Your earlier service would change the answer. {told}.", book.service_limit.sources)


def _supposed(decision: Decision, book: Book) -> str:
    """The possibility that an alternative decision stands for, as the beginning of a sentence."""
    rule, months = decision.rule, book.service_limit.months
    begun = f", begun on or before {in_words(rule.service_begun_until)}" if rule.service_begun_until else ""
    clock = (
        ""
        if decision.timetable.clock_from == decision.started_on
        else f", counting from {_from(decision.timetable.clock_from)}"
    )
    return f"{_amounts(rule, months)}{begun if rule.service is ServiceTest.MORE else ''}{clock}"


def _amounts(rule: Rule, months: int) -> str:
    if rule.service is ServiceTest.MORE:
        return f"If it was more than {months} months"
    if rule.service is ServiceTest.NOT_MORE:
        return f"If it was not more than {months} months"
    return "If not"


def _from(day: date) -> str:
    return "a first post long ago" if day == date.min else in_words(day)


def _holding(decision: Decision, holding: Holding, day: date) -> Iterator[Step]:
    """The same decision with what may be held taken as held, as held since after the deadline, and as not held."""
    since = holding.may_be_held_on or day
    answers = {"it is held": _held(decision, Holding(since, holding.qualification), day)}
    deadline = decision.deadline
    if deadline and since <= deadline < day and holding.missing & {Missing.AWARDS, Missing.AWARDED_ON}:
        answers = {
            "it was held by the deadline": answers["it is held"],
            "it came later": _held(decision, Holding(day_after(deadline), holding.qualification), day),
        }
    answers["it is not"] = _held(decision, Holding(holding.held_on, holding.qualification), day)
    if len(set(answers.values())) > 1:
        told = "; if ".join(f"{supposed}, {says}" for supposed, says in answers.items())
        yield Step(f"It matters whether an accepted qualification is held. If {told}.", decision.rule.sources[:1])


def _held(decision: Decision, holding: Holding, day: date) -> str:
    return standing_in_words(decision._replace(holding=holding, alternatives=()), day)


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
