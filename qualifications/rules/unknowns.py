"""What is not known, and how each possibility would change the answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from qualifications.rules.assess import Decision
from qualifications.rules.book import Book, DesignationTest, Rule
from qualifications.rules.dates import in_words
from qualifications.rules.designation import Result, designate
from qualifications.rules.facts import Case
from qualifications.rules.holding import NOTHING_HELD, Holding
from qualifications.rules.phrases import standing_in_words
from qualifications.rules.steps import Step
from qualifications.rules.terms import Requirement, ServiceTest


def unknown_steps(case: Case, book: Book, decision: Decision, day: date) -> Iterator[Step]:
    """One step for each thing that is not known and matters: what would follow if it is so, and if it is not."""
    if decision.alternatives:
        yield _service(book, decision, day)
    holding = decision.holding
    if holding.may_be_held_on and decision.rule.requirement is not Requirement.NONE:
        yield _holding(decision, holding, day)
    for alternative in book.designation:
        for test in alternative.tests:
            if test.fact in decision.designation.missing:
                yield _designation(case, book, test)


def _service(book: Book, decision: Decision, day: date) -> Step:
    limit = book.service_limit
    answers = [f"{_supposed(other, book)}: {standing_in_words(other, day)}" for other in decision.alternatives]
    return Step(f"Your earlier service would change the answer. {'. '.join(answers)}.", limit.sources)


def _supposed(decision: Decision, book: Book) -> str:
    """The possibility that an alternative decision stands for, as the beginning of a sentence."""
    rule, months = decision.rule, book.service_limit.months
    begun = f", begun on or before {in_words(rule.service_begun_until)}" if rule.service_begun_until else ""
    clock = (
        ""
        if decision.timetable.clock_from == decision.started_on
        else f", counting from {_from(decision.timetable.clock_from)}"
    )
    return f"{_amounts(rule, months)}{begun}{clock}"


def _amounts(rule: Rule, months: int) -> str:
    if rule.service is ServiceTest.MORE:
        return f"If it was more than {months} months"
    if rule.service is ServiceTest.NOT_MORE:
        return f"If it was not more than {months} months"
    return "If not"


def _from(day: date) -> str:
    return "a first post long ago" if day == date.min else in_words(day)


def _holding(decision: Decision, holding: Holding, day: date) -> Step:
    """The same decision with what may be held taken as held, and as not."""
    held = Holding(holding.may_be_held_on, holding.qualification)
    nothing = NOTHING_HELD if holding.held_on is None else Holding(holding.held_on, holding.qualification)
    if_so = standing_in_words(_sure(decision, held), day)
    if_not = standing_in_words(_sure(decision, nothing), day)
    return Step(f"If an accepted qualification is held: {if_so}. If it is not: {if_not}.", decision.rule.sources)


def _sure(decision: Decision, holding: Holding) -> Decision:
    return decision._replace(holding=holding, alternatives=())


def _designation(case: Case, book: Book, test: DesignationTest) -> Step:
    accepted = designate(_with(case, test.fact, test.accepted[0]), book).result
    refused = designate(_with(case, test.fact, ""), book).result
    return Step(
        f"To be the SENCo you have to {test.words}, and that is not known. "
        f"If it is so, you {_MAY[accepted]}; if not, you {_MAY[refused]}.",
        test.sources,
    )


_MAY = {
    Result.OK: "may be the SENCo",
    Result.NOT_OK: "may not be the SENCo",
    Result.UNKNOWN: "may be the SENCo only if something else that is not known is so",
}


def _with(case: Case, fact: str, value: str) -> Case:
    """The case with one fact of the designation taken to be so; tests compare the text of a fact."""
    change: dict[str, Any] = {fact: value}
    if hasattr(case.person, fact):
        return replace(case, person=replace(case.person, **change))
    return replace(case, post=replace(case.post, **change))
