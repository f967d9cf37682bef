"""What must hold of every case, every day and every book that can be."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qualifications.rules.answer import Answer, answer
from qualifications.rules.assess import Decision, assess
from qualifications.rules.book import Book
from qualifications.rules.case_form import MalformedCase, read_case
from qualifications.rules.dates import anniversary
from qualifications.rules.explain import Explained, explain
from qualifications.rules.facts import Award, Case, Outcome, Person, Post
from qualifications.rules.phrases import Names
from qualifications.rules.plan import Plan
from qualifications.rules.readings import other_readings
from qualifications.rules.relevance import ASKABLE, worth_asking
from qualifications.rules.standing import Status, spans, standing
from qualifications.rules.terms import LeapDay
from tests.unit.qualifications.rules import strategies
from tests.unit.qualifications.rules.shipped import BOOK, WORDS

T = TypeVar("T")
any_book = st.just(BOOK) | strategies.books()
thorough = settings(
    max_examples=120,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

# From best to worst: more is held, or may be, or is on its way.
RANKS = {
    status: rank
    for rank, status in enumerate(
        [
            Status.MET,
            Status.CANNOT_TELL,
            Status.MET_LATE,
            Status.ON_TRACK,
            Status.WORKING_TOWARDS,
            Status.IN_WINDOW,
            Status.NOT_HELD,
            Status.AT_RISK,
            Status.OVERDUE,
        ]
    )
}
OUTSIDE = {Status.NOT_STARTED, Status.LEFT_POST, Status.EXEMPT, Status.NOT_APPLICABLE}


def with_award(case: Case, award: Award) -> Case:
    return replace(case, awards=(*(case.awards or ()), award))


@thorough
@given(strategies.days, strategies.days, st.integers(1, 60), st.sampled_from(LeapDay))
def test_a_later_start_never_gives_an_earlier_deadline(one: date, other: date, months: int, leap_day: LeapDay) -> None:
    earlier, later = sorted([one, other])
    assert anniversary(earlier, months, leap_day) <= anniversary(later, months, leap_day)


@thorough
@given(strategies.books(), strategies.days, strategies.days, st.data())
def test_under_one_rule_a_later_start_never_gives_an_earlier_deadline(
    book: Book, one: date, other: date, data: st.DataObject
) -> None:
    pairs = [(rule, each) for each in (book, BOOK) for rule in each.rules if rule.months]
    plan = Plan(*data.draw(st.sampled_from(pairs)))
    first, second = (plan.timetables[day] for day in sorted([one, other]))
    assert first.deadline is not None and second.deadline is not None
    assert first.deadline <= second.deadline


@thorough
@given(strategies.cases(), strategies.awards(known=True, outcomes=(Outcome.PASSED,)), any_book, strategies.days)
def test_adding_an_award_never_makes_a_status_worse(case: Case, award: Award, book: Book, day: date) -> None:
    assume(case.awards is not None)
    before, after = (standing(assess(each, book), day) for each in (case, with_award(case, award)))
    if before in OUTSIDE:
        assert after is before
    else:
        assert RANKS[after] <= RANKS[before]


@thorough
@given(strategies.cases(), any_book)
def test_with_nothing_else_happening_a_status_only_moves_towards_overdue(case: Case, book: Book) -> None:
    post = replace(case.post, setting_type="academy", role="senco", ended_on=None)
    decision = assess(replace(case, awards=(), enrolments=(), previous_posts=(), post=post), book)
    assume(decision.deadline is not None)
    statuses = [span.status for span in spans(decision) if span.status is not Status.NOT_STARTED]
    path = [Status.IN_WINDOW, Status.AT_RISK, Status.OVERDUE]
    assert statuses == sorted(set(statuses), key=path.index)
    assert statuses[-1] is Status.OVERDUE


@thorough
@given(strategies.cases(), any_book, strategies.days, st.randoms(use_true_random=False))
def test_the_order_of_lists_is_irrelevant(case: Case, book: Book, day: date, random: Random) -> None:
    other = replace(
        case,
        previous_posts=None if case.previous_posts is None else tuple(_shuffled(case.previous_posts, random)),
        awards=None if case.awards is None else tuple(_shuffled(case.awards, random)),
        enrolments=None if case.enrolments is None else tuple(_shuffled(case.enrolments, random)),
    )
    assert assess(other, book)._replace(alternatives=()) == assess(case, book)._replace(alternatives=())
    assert answer(assess(other, book), day) == answer(assess(case, book), day)


def _shuffled(items: tuple[T, ...], random: Random) -> list[T]:
    return random.sample(items, len(items))


@thorough
@given(strategies.cases(), any_book, strategies.days)
def test_spans_and_standing_agree_on_every_day(case: Case, book: Book, day: date) -> None:
    decision = assess(case, book)
    found = spans(decision)
    assert found[0].first is None
    assert found[-1].last is None
    for one, other in pairwise(found):
        assert one.last is not None
        assert other.first == one.last + timedelta(days=1)
        assert one.status is not other.status
    for each in (day, *_around(decision)):
        assert [s.status for s in found if (s.first or each) <= each <= (s.last or each)] == [standing(decision, each)]


def _around(decision: Decision) -> Iterator[date]:
    """The days on which something happens in a decision, and their neighbours."""
    turns = {decision.started_on, decision.ended_on, decision.deadline, decision.latest_safe_start}
    turns |= {decision.holding.held_on, decision.holding.may_be_held_on}
    turns |= {day for course in decision.courses for day in (course.started_on, course.until)}
    for turn in turns - {None}:
        assert turn is not None
        yield from (turn + timedelta(days=offset) for offset in (-1, 0, 1) if date.min < turn < date.max)


def forgotten(case: Case) -> Iterator[Case]:
    """The case with one known fact made unknown, each in turn."""
    yield replace(case, previous_posts=None)
    yield replace(case, awards=None)
    for name in ("teacher_status", "induction"):
        unknown: dict[str, Any] = {name: None}
        yield replace(case, person=replace(case.person, **unknown))
    for name in ("is_head_teacher", "teaches_at_setting"):
        unknown = {name: None}
        yield replace(case, post=replace(case.post, **unknown))
    for place, award in enumerate(case.awards or ()):
        for name in ("course_started_on", "course_completed_on", "awarded_on"):
            unknown = {name: None}
            yield replace(case, awards=_with(case.awards, place, replace(award, **unknown)))
    for place, post in enumerate(case.previous_posts or ()):
        for name in ("setting_type", "started_on", "role"):
            unknown = {name: None}
            yield replace(case, previous_posts=_with(case.previous_posts, place, replace(post, **unknown)))


def _with(items: tuple[T, ...] | None, place: int, item: T) -> tuple[T, ...]:
    assert items is not None
    return (*items[:place], item, *items[place + 1 :])


@thorough
@given(strategies.cases(), any_book, strategies.days)
def test_making_a_known_fact_unknown_never_turns_overdue_into_met(case: Case, book: Book, day: date) -> None:
    before = standing(assess(case, book), day)
    for other in forgotten(case):
        after = standing(assess(other, book), day)
        if before is Status.OVERDUE:
            assert after not in (Status.MET, Status.MET_LATE, Status.EXEMPT)
        # What is said without a fact stays said, or is no longer said for sure. Lateness of a course is no fact of law.
        if before in (Status.MET, Status.EXEMPT, Status.MET_LATE):
            assert after in (before, Status.CANNOT_TELL, Status.MET)


@thorough
@given(strategies.cases(), any_book, strategies.days)
def test_what_cannot_be_told_names_what_is_missing_and_what_would_follow(case: Case, book: Book, day: date) -> None:
    decision = assess(case, book)
    if standing(decision, day) is Status.CANNOT_TELL:
        assert decision.missing
    steps = explain(Explained(case, book, decision, day, Names()))
    assert all(step.text and not re.search(r"\bNone\b(?! of| could)|<|\bFalse\b|date\(", step.text) for step in steps)


@thorough
@given(strategies.cases(), strategies.days)
def test_other_readings_differ_in_something(case: Case, day: date) -> None:
    for other in other_readings(case, BOOK, day):
        assert other.differs
        assert other.reading in BOOK.readings


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
    max_leaves=12,
)
slots = [
    "post",
    "person",
    "previous_posts",
    "awards",
    "enrolments",
    "setting_type",
    "started_on",
    "ended_on",
    "outcome",
]
case_like = st.dictionaries(st.sampled_from(slots), json_values | st.dictionaries(st.sampled_from(slots), json_values))


@given(json_values | case_like)
def test_any_input_is_read_or_refused_by_the_name_of_a_field(raw: object) -> None:
    try:
        case = read_case(raw, WORDS)
    except MalformedCase as error:
        assert error.field
        assert error.problem
    else:
        assert assess(case, BOOK)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_last_days_there_are_do_not_overflow(day: date) -> None:
    raw = {"post": {"setting_type": "academy", "started_on": day.isoformat()}, "awards": [], "previous_posts": []}
    decision = assess(read_case(raw, WORDS), BOOK)
    assert spans(decision)
    assert explain(Explained(read_case(raw, WORDS), BOOK, decision, day, Names()))


# What is worth asking for (see relevance.py)


def results(case: Case, by: Book, day: date) -> tuple[object, ...]:
    """All that an answer shows, but for the name of the rule."""
    mine = answer(assess(case, by), day)
    others = tuple((other.reading.code, tuple(other.differs.items())) for other in other_readings(case, by, day))
    return shown(mine), others


def shown(mine: Answer) -> tuple[object, ...]:
    return tuple(mine._replace(rule=""))


@settings(thorough, max_examples=400)
@given(
    by=st.just(BOOK) | strategies.books(),
    case=strategies.cases(),
    day=strategies.days,
    still_open=st.sets(st.sampled_from(ASKABLE), min_size=1),
    other=strategies.cases(),
)
def test_no_question_that_is_skipped_could_have_changed_the_answer(
    by: Book, case: Case, day: date, still_open: set[str], other: Case
) -> None:
    nothing_known = with_facts(case, {name: UNKNOWN[name] for name in still_open})
    asked = worth_asking(nothing_known, by, day, still_open)
    skipped = {name: fact(other, name) for name in still_open - set(asked)}
    # The others may turn out to be anything.
    known = with_facts(nothing_known, {name: fact(case, name) for name in asked})
    assert results(with_facts(known, skipped), by, day) == results(known, by, day)
    assert results(with_facts(nothing_known, skipped), by, day) == results(nothing_known, by, day)


UNKNOWN: dict[str, object] = dict.fromkeys(ASKABLE) | {"enrolments": ()}


def fact(case: Case, name: str) -> object:
    for part in (case.person, case.post, case):
        if name in type(part).__dataclass_fields__:
            return getattr(part, name)
    raise AssertionError(name)


def with_facts(case: Case, facts: dict[str, object]) -> Case:
    """The case with other facts, by their names wherever they stand."""
    for name, value in facts.items():
        changed: dict[str, Any] = {name: value}
        if name in Person.__dataclass_fields__:
            case = replace(case, person=replace(case.person, **changed))
        elif name in Post.__dataclass_fields__:
            case = replace(case, post=replace(case.post, **changed))
        else:
            case = replace(case, **changed)
    return case
