"""Every kind of setting, role, history and day is governed by exactly one rule: proved by intervals."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualifications.rules.assess import assess
from qualifications.rules.book import Book
from qualifications.rules.coverage import History, Stretch, coverage
from qualifications.rules.dates import day_after, day_before
from qualifications.rules.facts import Case, Post, PreviousPost
from qualifications.rules.plan import plans_for
from qualifications.rules.service import count_service
from tests.unit.qualifications.rules import strategies
from tests.unit.qualifications.rules.shipped import BOOK, ROLES, SETTING_TYPES

FROM, UNTIL = date(1990, 1, 1), date(2040, 12, 31)
BOOKS = [("as it stands", BOOK), *((reading.code, other) for reading, other in BOOK.other_books)]


def by_history(book: Book, setting_type: str, role: str) -> dict[History, list[Stretch]]:
    found: dict[History, list[Stretch]] = defaultdict(list)
    for stretch in coverage(book, setting_type, role):
        found[stretch.history].append(stretch)
    return found


@pytest.mark.parametrize("setting_type", SETTING_TYPES)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("book", [book for _, book in BOOKS], ids=[name for name, _ in BOOKS])
def test_every_day_is_governed_by_exactly_one_rule(book: Book, setting_type: str, role: str) -> None:
    for history, stretches in by_history(book, setting_type, role).items():
        assert stretches[-1].last == date.max
        assert history.began_from or stretches[0].first <= FROM
        for one, other in pairwise(stretches):
            assert other.first == day_after(one.last)
        for stretch in stretches:
            assert stretch.rule is not None, f"{setting_type} as {role} from {stretch.first}: no rule governs"
            assert stretch.first <= stretch.last


def test_the_histories_leave_out_no_service_that_there_can_be() -> None:
    """No service; or service that began on any day, more than the limit or not."""
    found = by_history(BOOK, "academy", "senco")
    assert History(False, None, None) in found
    for more in (True, False):
        began = sorted((h.began_from, h.began_until) for h in found if h.more is more and h.began_from)
        assert began[0][0] == date.min
        assert began[-1][1] == date.max
        assert all(other[0] == day_after(one[1]) for one, other in pairwise(began))  # type: ignore[arg-type]


@given(st.just(BOOK) | strategies.books(), strategies.posts(), strategies.previous_posts())
def test_a_case_is_governed_by_the_rule_of_its_stretch(book: Book, post: Post, previous: PreviousPost) -> None:
    """What is proved of stretches is what cases meet."""
    book = replace(book, setting_terms=BOOK.setting_terms, conventions=BOOK.conventions)
    case = Case(post=post, previous_posts=(previous,), awards=())
    service = count_service(case, book)
    if service.more is None or service.may_have_begun_on != service.began_on:
        return
    stretches = [
        stretch
        for stretch in coverage(book, post.setting_type, post.role)
        if stretch.first <= post.started_on <= stretch.last
        and stretch.history.more is service.more
        and _began_in(stretch.history, service.began_on)
    ]
    assert [stretch.rule for stretch in stretches] == [assess(case, book).rule]


def _began_in(history: History, began_on: date | None) -> bool:
    if began_on is None or history.began_from is None or history.began_until is None:
        return began_on is None and history.began_from is None
    return history.began_from <= began_on <= history.began_until


def test_the_proof_sees_a_gap_of_one_day() -> None:
    rules = tuple(replace(rule, started_from=date(2024, 9, 2)) if rule.code == "npq" else rule for rule in BOOK.rules)
    gaps = {(s.first, s.last) for s in coverage(replace(BOOK, rules=rules), "academy", "senco") if s.rule is None}
    assert gaps == {(date(2024, 9, 1), date(2024, 9, 1))}


@pytest.mark.parametrize("offset", range(-2, 3))
def test_neighbouring_days_of_each_edge_are_decided_as_the_stretches_say(offset: int) -> None:
    for setting_type in SETTING_TYPES:
        for plan in plans_for(BOOK, setting_type, "senco"):
            for edge in {plan.rule.started_from, plan.rule.started_until} - {None}:
                assert edge is not None
                day = edge + timedelta(days=offset)
                case = Case(Post(setting_type, day, None, "senco"), previous_posts=(), awards=())
                stretch = next(
                    s
                    for s in by_history(BOOK, setting_type, "senco")[History(False, None, None)]
                    if s.first <= day <= s.last
                )
                assert assess(case, BOOK).rule == stretch.rule
    assert day_before(date.min) == date.min
