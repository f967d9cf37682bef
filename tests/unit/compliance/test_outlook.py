"""The trend and the forecast agree with the lists that their numbers lead to, whatever the facts and the day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.reports.areas import Area
from compliance.reports.asked import Terms, days_asked
from compliance.reports.figures import Figure
from compliance.reports.forecast import Forecast, courses, forecast
from compliance.reports.posts import post_condition, posts_on, posts_until
from compliance.reports.trend import FORESEEN, RECORDED, months_round, trend
from practitioners.assessments import refresh
from qualifications import books
from qualifications.models import Qualification, RuleBook
from senco_portal.lib.school_years import school_term_of
from settings.models import LocalAuthority, Setting
from tests.factories.practitioners import AppointmentFactory, EnrolmentFactory
from tests.factories.settings import MOMENT, RegisterTypeFactory, SettingFactory
from tests.shipped import catalogue
from tests.unit.compliance.test_reports import built, count, few_days, slow_posts, some_day, worlds

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
QUESTIONS = {**RECORDED, **FORESEEN}


@st.composite
def schools(draw: st.DrawFn) -> dict[str, Any]:
    """SENCos of academies, most of them on a course, in the years in which both decide who is late."""
    near = st.dates(date(2023, 8, 30), date(2026, 9, 3))
    course = st.fixed_dictionaries(
        {
            "status": st.sampled_from(["in_progress", "in_progress", "deferred", "withdrawn"]),
            "lasts": st.sampled_from([30, 400]),
            "expected_outcome_on": st.none() | st.dates(date(2025, 1, 1), date(2029, 12, 31)),
            "expected_completion_on": st.none(),
            "code": st.just("NPQSENCO"),
        }
    )
    post = st.fixed_dictionaries(
        {
            "setting": st.integers(0, 1),
            "started_on": near,
            "lasts": st.sampled_from([None, None, None, 1100]),
            "role": st.just("senco"),
            "from": st.none() | st.integers(0, 1),
            "moved_after": st.sampled_from([1, 1200]),
        }
    )
    person = st.fixed_dictionaries(
        {
            "told": st.sampled_from([True, True, True, False]),
            "awarded_on": st.none(),
            "enrolled_on": st.none() | st.dates(date(2024, 9, 1), date(2027, 9, 1)),
            "course": course,
            "posts": st.lists(post, min_size=1, max_size=1),
        }
    )
    days = {"opened_on": None, "closed_on": None, "status": "open"}
    places = [{"kind": "academy", "area": area, **days} for area in draw(st.sampled_from([(0, 0), (0, 1)]))]
    return {"places": places, "people": draw(st.lists(person, min_size=2, max_size=6))}


def terms_on(day: date) -> Terms:
    return Terms(day, DAY, RuleBook.objects.get(), books.load(RuleBook.objects.get()))


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
@given(
    world=worlds() | schools(),
    day=few_days | some_day | st.just(DAY),
    picked=st.sets(st.integers(0, 60), min_size=2, max_size=4),
)
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
@given(world=worlds() | schools(), day=st.dates(date(2022, 6, 1), date(2028, 6, 30)) | some_day)
def test_every_figure_of_the_forecast_is_the_length_of_its_list(world: dict[str, Any], day: date) -> None:
    catalogue()
    with built(world) as areas:
        terms = terms_on(day)
        for area in areas:
            found = forecast(Area(area), terms)
            rows = posts_until(Area(area), terms)
            figures = list(figures_of(found))
            numbers = [each.number for each in figures]
            assert count(rows, [post_condition(each.asked, terms) for each in figures]) == numbers
            assert sum(each.number for each in found.late_by_term) == found.late.number


def figures_of(found: Forecast) -> Iterator[Figure]:
    yield from (found.late, found.taken, found.chased, found.unknown, *found.late_by_term)
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


@pytest.mark.parametrize(
    ("day", "first", "expected"),
    [
        (date(2025, 6, 1), "NASENCO", ["NASENCO"]),  # the latest safe start is to come, and either could begin then
        (date(2025, 6, 1), "NPQSENCO", ["NPQSENCO"]),
        (date(2026, 6, 1), "NASENCO", ["NPQSENCO"]),  # it has passed, and one can begin no more
    ],
)
@pytest.mark.usefixtures("shipped_book")
def test_of_two_courses_that_could_begin_the_book_s_first_is_meant(
    day: date, first: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = replace(terms_on(day), asked_on=day)
    nasenco, npq, *rest = terms.book.acceptances
    both = [replace(nasenco, begun_before=date(2026, 1, 1), completed_before=None), npq]
    book = replace(terms.book, acceptances=(*sorted(both, key=lambda each: each.qualification != first), *rest))
    kind = RegisterTypeFactory.create(setting_type="academy")
    post = AppointmentFactory.create(setting__register_type=kind, started_on=date(2024, 9, 2))  # safe to November 2025
    monkeypatch.setattr(books, "load", lambda row: book)
    refresh(post.practitioner, at=MOMENT, day=DAY)
    terms, area = replace(terms, book=book), Area(post.setting.authority)
    asked = [post_condition({"course": (code,)}, terms) for code in ("NASENCO", "NPQSENCO")]
    numbers = dict(zip(("NASENCO", "NPQSENCO"), count(posts_on(area, terms), asked), strict=True))
    assert [code for code, number in numbers.items() if number] == expected
    found = forecast(area, terms)
    assert [each.code for each in found.places if each.passed.number or any(f.number for f in each.by_term)] == expected


@pytest.mark.usefixtures("shipped_book")
def test_of_a_law_that_asks_for_nothing_there_is_no_course() -> None:
    terms = terms_on(DAY)
    mild = replace(terms.book, rules=tuple(rule for rule in terms.book.rules if not rule.months))
    assert courses(replace(terms, book=mild)) == []


@pytest.mark.usefixtures("shipped_book")
def test_days_are_asked_from_the_first_course_to_ten_years_ahead() -> None:
    book = terms_on(DAY).book
    assert days_asked(book, DAY) == (date(2009, 1, 1), date(2036, 11, 21))
    assert days_asked(book, date(2028, 2, 29))[1] == date(2038, 2, 28)
    assert days_asked(replace(book, acceptances=()), DAY)[0] == date.min


@pytest.fixture
def academy(shipped_book: RuleBook) -> Setting:
    return SettingFactory.create(register_type__setting_type="academy")


def told(academy: Setting, since: date, **course: Any) -> Area:
    """A SENCo of whom all is told, on a course or on none, decided. Out: their area."""
    post = AppointmentFactory.create(setting=academy, started_on=since, practitioner__awards_told=True)
    if course:
        npq = Qualification.objects.get(code="NPQSENCO")
        EnrolmentFactory.create(practitioner=post.practitioner, qualification=npq, **course)
    refresh(post.practitioner, at=MOMENT, day=DAY)
    return Area(academy.authority)


def test_an_outcome_that_is_overdue_is_not_relied_on(academy: Setting) -> None:
    begun = {"started_on": date(2024, 10, 1), "expected_outcome_on": DAY - timedelta(days=1)}
    area = told(academy, date(2024, 9, 2), **begun)
    found, months = forecast(area, terms_on(DAY)), trend(area, terms_on(DAY), [date(2026, 12, 1), date(2027, 10, 1)])
    assert (found.late.number, found.chased.number, found.taken.number) == (1, 1, 0)
    assert not any(figure.number for place in found.places for figure in (place.passed, place.overdue, *place.by_term))
    assert [month.numbers["foreseen"] for month in months] == [0, 0]
    assert [month.numbers["late"] for month in months] == [0, 1]


def test_an_outcome_that_is_to_come_today_is_relied_on(academy: Setting) -> None:
    area = told(academy, date(2024, 9, 2), started_on=date(2024, 10, 1), expected_outcome_on=DAY)
    found, months = forecast(area, terms_on(DAY)), trend(area, terms_on(DAY), [date(2026, 12, 1), date(2027, 10, 1)])
    assert (found.late.number, found.chased.number) == (0, 0)
    assert [(month.numbers["foreseen"], month.numbers["late"]) for month in months] == [(1, 0), (1, 0)]


def test_a_post_that_is_to_begin_has_its_place(academy: Setting) -> None:
    area = told(academy, date(2027, 1, 4))
    post = posts_until(area, terms_on(DAY)).get()
    safe = post.latest_safe_start
    assert safe
    found = forecast(area, terms_on(DAY))
    terms = [term.name for term, figure in zip(found.terms, found.places[0].by_term, strict=True) if figure.number]
    assert terms == [school_term_of(safe).name]
    assert posts_on(area, terms_on(DAY)).count() == 0


def test_for_a_day_in_the_past_no_places_are_planned(academy: Setting) -> None:
    area = told(academy, date(2024, 9, 2))
    assert forecast(area, terms_on(DAY - timedelta(days=1))).places == []
    assert forecast(area, terms_on(DAY)).places != []
