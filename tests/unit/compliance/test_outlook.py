"""The trend and the forecast agree with the lists that their numbers lead to, whatever the facts and the day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.reports.areas import Area
from compliance.reports.asked import Terms, days_asked
from compliance.reports.figures import Figure
from compliance.reports.forecast import Forecast, courses, forecast
from compliance.reports.posts import post_condition, posts_on
from compliance.reports.trend import FORESEEN, RECORDED, months_round, trend
from qualifications import books
from qualifications.models import RuleBook
from settings.models import LocalAuthority
from tests.shipped import catalogue
from tests.unit.compliance.test_reports import built, count, few_days, slow_posts, some_day, worlds

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
QUESTIONS = {**RECORDED, **FORESEEN}


def terms_on(day: date) -> Terms:
    return Terms(day, RuleBook.objects.get(), books.load(RuleBook.objects.get()))


def slow_month(area: LocalAuthority, terms: Terms) -> dict[str, int]:
    """What the page of an area says of a day, from posts counted one by one."""
    must = set(terms.kinds(("must",)))
    of_sencos = [
        (status, holds, number)
        for (role, kind, status, holds, _), number in slow_posts(area, terms).items()
        if role == "senco" and kind in must
    ]
    return {
        "sencos": sum(number for *_, number in of_sencos),
        "holders": sum(number for _, holds, number in of_sencos if holds == "yes"),
        **{name: sum(number for status, _, number in of_sencos if status == name) for name in ("overdue", "at_risk")},
    }


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=few_days | some_day, picked=st.sets(st.integers(0, 60), min_size=2, max_size=4))
def test_a_month_s_numbers_are_those_of_its_day(world: dict[str, Any], day: date, picked: set[int]) -> None:
    catalogue()
    with built(world) as areas:
        days = months_round(day, date(2008, 1, 1), date(2039, 12, 31))
        for area in areas:
            found = trend(Area(area), terms_on(day), days)
            assert [month.day for month in found] == days
            # The month in which posts begin, end and move on its first day, and some others.
            for month in (m for place, m in enumerate(found) if place in picked or m.day == date(2023, 9, 1)):
                terms = terms_on(month.day)
                assert slow_month(area, terms).items() <= month.numbers.items()
                asked = [post_condition(each, terms) for each in QUESTIONS.values()]
                assert count(posts_on(Area(area), terms), asked) == [month.numbers[name] for name in QUESTIONS]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=st.dates(date(2022, 6, 1), date(2028, 6, 30)) | some_day)
def test_every_figure_of_the_forecast_is_the_length_of_its_list(world: dict[str, Any], day: date) -> None:
    catalogue()
    with built(world) as areas:
        terms = terms_on(day)
        for area in areas:
            found = forecast(Area(area), terms)
            rows = posts_on(Area(area), terms)
            figures = list(figures_of(found))
            numbers = [each.number for each in figures]
            assert count(rows, [post_condition(each.asked, terms) for each in figures]) == numbers
            assert sum(each.number for each in found.late_by_term) == found.late.number


def figures_of(found: Forecast) -> Iterator[Figure]:
    yield from (found.late, found.taken, found.unknown, *found.late_by_term)
    for each in found.places:
        yield from (each.passed, each.overdue, *each.by_term)


def test_the_months_are_those_of_three_years_before_and_two_after() -> None:
    found = months_round(DAY, date(2009, 9, 1), date(2036, 11, 21))
    assert (found[0], found[36], found[-1]) == (date(2023, 11, 1), date(2026, 11, 1), date(2028, 11, 1))
    assert len(found) == 61


@pytest.mark.parametrize(
    ("day", "first", "last", "many"),
    [
        (date(2009, 9, 1), date(2009, 9, 1), date(2011, 9, 1), 25),
        (date(2036, 11, 21), date(2033, 11, 1), date(2036, 11, 1), 37),
        (date(2028, 2, 29), date(2025, 2, 1), date(2030, 2, 1), 61),
        (date(2009, 10, 31), date(2009, 9, 1), date(2011, 10, 1), 26),
    ],
)
def test_no_month_is_one_that_nothing_can_be_asked_of(day: date, first: date, last: date, many: int) -> None:
    found = months_round(day, date(2009, 9, 1), date(2036, 11, 21))
    assert (found[0], found[-1], len(found)) == (first, last, many)


def test_at_the_end_of_the_calendar_no_month_is_there_twice() -> None:
    assert months_round(date(9999, 12, 31), date.min, date.max)[-1] == date(9999, 12, 1)
    assert months_round(date.min, date.min, date.max)[0] == date.min
    assert len(months_round(date.min, date.min, date.max)) == 25


@pytest.mark.usefixtures("shipped_book")
def test_of_no_months_nothing_is_counted(django_assert_num_queries: Any) -> None:
    terms = terms_on(DAY)
    with django_assert_num_queries(0):
        assert trend(Area(), terms, []) == []


@pytest.mark.usefixtures("shipped_book")
def test_a_course_is_one_that_can_still_begin() -> None:
    assert courses(terms_on(date(2024, 8, 31))) == ["NASENCO", "NPQSENCO"]
    assert courses(terms_on(date(2024, 9, 1))) == ["NPQSENCO"]


@pytest.mark.usefixtures("shipped_book")
def test_of_a_law_that_asks_for_nothing_there_is_no_course() -> None:
    terms = terms_on(DAY)
    mild = replace(terms.book, rules=tuple(rule for rule in terms.book.rules if not rule.months))
    assert courses(replace(terms, book=mild)) == []


@pytest.mark.usefixtures("shipped_book")
def test_days_are_asked_from_the_first_course_to_ten_years_ahead() -> None:
    book = terms_on(DAY).book
    assert days_asked(book, DAY) == (date(2009, 9, 1), date(2036, 11, 21))
    assert days_asked(book, date(2028, 2, 29))[1] == date(2038, 2, 28)
    assert days_asked(replace(book, acceptances=()), DAY)[0] == date.min
