"""A decision as ordered steps that a head teacher can follow, each with the provision it rests on."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from qualifications.rules.assess import Decision
from qualifications.rules.book import Alternative, Book, SettingTerms, Source
from qualifications.rules.dates import day_of_year, in_words
from qualifications.rules.designation import Designation, Result, passes
from qualifications.rules.facts import Case
from qualifications.rules.phrases import (
    EXPECTATIONS,
    Names,
    a,
    anniversary,
    began,
    capital,
    consequence,
    join,
    standing_in_words,
)
from qualifications.rules.plan import timeline_for
from qualifications.rules.qualified import qualification_steps
from qualifications.rules.service import count_service, counted_spans
from qualifications.rules.steps import Step
from qualifications.rules.terms import ServiceTest
from qualifications.rules.unknowns import unknown_steps


class Explained(NamedTuple):
    """What an explanation is about: the facts, the book that decided them, the decision, the day, the names."""

    case: Case
    book: Book
    decision: Decision
    day: date
    names: Names


def explain(subject: Explained) -> tuple[Step, ...]:
    """The steps from the facts to the answer, in the order in which the rules take them."""
    return (
        *_place(subject),
        *_service(subject),
        *_rule(subject),
        *_deadline(subject.decision),
        *qualification_steps(subject.case, subject.book, subject.decision, subject.day, subject.names),
        *_designation(subject),
        _conclusion(subject),
        *unknown_steps(subject.case, subject.book, subject.decision, subject.day),
    )


def _place(subject: Explained) -> Iterator[Step]:
    terms = subject.book.terms_by_type.get(subject.case.post.setting_type)
    if terms:
        yield _should_have_senco(terms, subject.names)


@lru_cache(maxsize=256)
def _should_have_senco(terms: SettingTerms, names: Names) -> Step:
    name = capital(a(names.setting_type(terms.setting_type)))
    return Step(f"{name} {EXPECTATIONS[terms.should_have_senco]}.", terms.sources)


def _service(subject: Explained) -> Iterator[Step]:
    """What earlier service comes to, where a rule up to the one that governs asks about it."""
    if service_matters(subject):
        yield Step(service_in_words(subject), subject.book.service_limit.sources, _turns_on_service(subject))


def service_in_words(subject: Explained) -> str:
    """What earlier service comes to, against the limit."""
    if subject.case.previous_posts is None:
        return "It is not known whether you had been SENCo before."
    return _counted(subject) if subject.case.previous_posts else "You had not been SENCo before."


def _turns_on_service(subject: Explained) -> bool:
    """Whether the rule that governs does so because of earlier service, or another might because of it."""
    decision = subject.decision
    return decision.rule.service is not ServiceTest.ANY or bool(decision.alternatives)


def service_matters(subject: Explained) -> bool:
    """Whether the first rule for a post that began on that day asks about service, or governs without asking."""
    post = subject.case.post
    return timeline_for(subject.book, post.setting_type, post.role).on(post.started_on)[0].asks_of_service


def _counted(subject: Explained) -> str:
    """The time that counts, and whether it is more than the limit."""
    service = count_service(subject.case, subject.book)
    limit = f"more than {subject.book.service_limit.months} months"
    runs = [f"from {in_words(first)} to {in_words(last)}" for first, last in counted_spans(subject.case, subject.book)]
    if runs:
        counts = f"Before this post, the time that counts is {join(runs)}."
        return f"{counts} {_SUMS[service.more].format(limit=limit)}"
    if service.may_have_begun_on is None:
        return f"None of your earlier posts counts: only time as {_what_counts(subject)} does."
    if service.more is None:
        return f"Not enough is known of your earlier posts to say whether they come to {limit}."
    return f"Whatever is not known of your earlier posts, they do not come to {limit}."


_SUMS = {
    True: "That is {limit}.",
    False: "That is not {limit}.",
    None: "Not enough is known of your other posts to say whether it is {limit} in all.",
}


def _what_counts(subject: Explained) -> str:
    book, names = subject.book, subject.names
    roles = join([names.role(role) for role in book.service_limit.roles], "or")
    kinds = [names.setting_type(terms.setting_type) for terms in book.setting_terms if terms.counts_as_service]
    return f"{roles} at {a(join(kinds, 'or'))}"


def _rule(subject: Explained) -> Iterator[Step]:
    rule = subject.decision.rule
    yield Step(f"{_post(subject)} {capital(_because(subject))}{_result(subject)}.", rule.sources, decides=True)
    yield Step(rule.words, rule.sources)
    if rule.needs_review and rule.review_reason:
        yield Step(f"A person should check this. {rule.review_reason}", rule.sources, decides=True)


def _post(subject: Explained) -> str:
    """When the post began, and between which days the rule is about."""
    rule, post = subject.decision.rule, subject.case.post
    verb = "become" if subject.day < post.started_on else "became"
    began_when = began(rule.started_from, rule.started_until)
    when = f", which is {began_when}" if began_when else ""
    return f"You {verb} {subject.names.role(post.role)} on {in_words(post.started_on)}{when}."


def _because(subject: Explained) -> str:
    """What makes the rule hold: earlier service, the day, the role or the kind of setting."""
    rule, post = subject.decision.rule, subject.case.post
    months = subject.book.service_limit.months
    if rule.service is not ServiceTest.ANY and not subject.decision.alternatives:
        had = "had" if rule.service is ServiceTest.MORE else "had not"
        return f"because you {had} already served more than {months} months where it counts, "
    if rule.started_from or rule.started_until:
        return "so "
    if rule.roles:
        return f"as {a(subject.names.role(post.role))}, "
    return f"at {a(subject.names.setting_type(post.setting_type))}, "


def _result(subject: Explained) -> str:
    decision = subject.decision
    unless = "unless your earlier service changes that, " if decision.alternatives else ""
    ended = "while in the post, " if decision.ended_on and subject.day > decision.ended_on else ""
    return f"{unless}{ended}{consequence(decision.rule, decision.deadline, subject.names)}"


def _deadline(decision: Decision) -> Iterator[Step]:
    rule, deadline = decision.rule, decision.deadline
    if deadline is None or rule.months is None:
        return
    clock_from = decision.timetable.clock_from
    moved = deadline.day != clock_from.day
    how = f" ({deadline.year} has no {day_of_year(clock_from)}: this is how the day is found then)" if moved else ""
    text = f"The {anniversary(rule.months)} {in_words(clock_from)} is {in_words(deadline)}{how}."
    yield Step(f"{text} That day is still in time.", rule.sources[:1], decides=True)


def _designation(subject: Explained) -> tuple[Step, ...]:
    if subject.decision.designation.result is Result.NOT_TESTED:
        return ()
    tests = [test for alternative in subject.book.designation for test in alternative.tests]
    answers = tuple(passes(subject.case, test) for test in tests)
    return _designation_steps(subject.book.designation, answers, subject.decision.designation)


@lru_cache(maxsize=1024)
def _designation_steps(
    alternatives: tuple[Alternative, ...], answers: tuple[bool | None, ...], designation: Designation
) -> tuple[Step, ...]:
    """Each alternative, with how the facts answer its tests, and what follows from all of them.

    That somebody may be the SENCo is as it should be, and decides nothing; that they may not, or that it is not known,
    goes beside whatever else is answered.
    """
    steps: list[Step] = []
    remaining = iter(answers)
    for alternative in alternatives:
        parts = [f"{test.words} ({_ANSWERS[next(remaining)]})" for test in alternative.tests]
        opening = "Or the SENCo must" if steps else "The SENCo must"
        steps.append(Step(f"{opening} {join(parts)}.", _sources_of(alternative)))
    check = " A person should check this." if designation.needs_review else ""
    text = f"{_DESIGNATIONS[designation.result]}{check}"
    return *steps, Step(text, _sources_of(*alternatives), designation.result is not Result.OK)


def _sources_of(*alternatives: Alternative) -> tuple[Source, ...]:
    """The sources of their tests, each once."""
    return tuple(dict.fromkeys(s for alternative in alternatives for test in alternative.tests for s in test.sources))


_ANSWERS = {True: "yes", False: "no", None: "not known"}
_DESIGNATIONS = {
    Result.OK: "So you may be the SENCo.",
    Result.NOT_OK: "So, as far as the facts given go, you may not be the SENCo, whatever qualification you hold.",
    Result.UNKNOWN: "So it is not known whether you may be the SENCo.",
}


def _conclusion(subject: Explained) -> Step:
    decision = subject.decision
    text = f"On {in_words(subject.day)}: {standing_in_words(decision, subject.day)}."
    return Step(text, decision.rule.sources[:1], decides=True)
