"""Recorded facts as cases: what is not known stays not known, and nothing that is known is lost."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practitioners.assessments import case_of
from practitioners.assessments.cases import plain, told
from practitioners.models import Appointment, Move, PriorPost
from qualifications.management.commands.assess import WORDS
from qualifications.rules.case_form import read_case
from qualifications.rules.facts import Case, Person, Post, PreviousPost
from qualifications.rules.service import NO_SERVICE, count_service
from tests.factories.practitioners import AppointmentFactory, AwardFactory, EnrolmentFactory, PriorPostFactory
from tests.factories.settings import SettingFactory
from tests.unit.qualifications.rules.shipped import BOOK

pytestmark = pytest.mark.django_db
FIRST = date(2025, 1, 6)


def post_with(**person: Any) -> Appointment:
    return AppointmentFactory.create(**{f"practitioner__{name}": value for name, value in person.items()})


def test_a_post_and_a_person_are_as_recorded() -> None:
    post = AppointmentFactory.create(is_head_teacher=None, ended_on=date(2026, 1, 5), role="assistant_senco")
    kind = post.setting.setting_type
    assert case_of(post) == Case(
        Post(kind, FIRST, date(2026, 1, 5), "assistant_senco", None, True), Person("qts", "complete"), (), (), ()
    )


def test_what_is_empty_is_not_known() -> None:
    case = case_of(post_with(teacher_status="", induction="", posts_told=False, awards_told=False, courses_told=False))
    assert (case.person, case.previous_posts, case.awards, case.enrolments) == (Person(None, None), None, None, None)


@pytest.mark.parametrize("status", ["in_progress", "deferred", "completed", "withdrawn"])
def test_a_course_that_goes_on_is_believed_although_there_may_be_others(status: str) -> None:
    post = post_with(courses_told=False)
    over = {} if status in ("in_progress", "deferred") else {"ended_on": date(2025, 6, 2)}
    EnrolmentFactory.create(practitioner=post.practitioner, status=status, **over)
    found = case_of(post).enrolments
    assert (found is None) is bool(over)


def test_other_posts_of_the_register_are_earlier_service_and_there_may_be_more() -> None:
    post = post_with(posts_told=False)
    other = AppointmentFactory.create(
        practitioner=post.practitioner, started_on=date(2018, 9, 1), ended_on=date(2020, 8, 31)
    )
    known = PreviousPost(other.setting.setting_type, date(2018, 9, 1), date(2020, 8, 31), "senco")
    assert case_of(post).previous_posts == (known, PreviousPost(None, None, None, None))


def test_a_post_that_went_with_its_school_counts_at_each_of_its_settings() -> None:
    post = post_with()
    other = AppointmentFactory.create(
        practitioner=post.practitioner, started_on=date(2018, 9, 1), ended_on=date(2020, 8, 31)
    )
    before = SettingFactory.create(register_type__setting_type="academy")
    Move.objects.create(appointment=other, before=before, after=other.setting, moved_on=date(2019, 4, 1))
    posts = case_of(post).previous_posts
    assert posts is not None
    assert [(each.setting_type, each.started_on, each.ended_on) for each in posts] == [
        ("academy", date(2018, 9, 1), date(2019, 3, 31)),
        (other.setting.setting_type, date(2019, 4, 1), date(2020, 8, 31)),
    ]


def test_courses_and_awards_are_as_recorded() -> None:
    post = post_with()
    award = AwardFactory.create(practitioner=post.practitioner, qualification__code="NASENCO", course_started_on=None)
    course = EnrolmentFactory.create(practitioner=post.practitioner, qualification=award.qualification)
    case = case_of(post)
    assert case.awards is not None
    assert [each.awarded_on for each in case.awards] == [award.awarded_on]
    assert case.awards[0].course_started_on is None
    assert [(each.qualification, each.started_on) for each in case.enrolments or ()] == [("NASENCO", course.started_on)]


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ({}, True),
        ({"ended_on": date(2016, 8, 31)}, False),
        ({"ended_on": date(2016, 8, 1), "ended_to": "month"}, False),
        ({"ended_on": date(2016, 9, 1), "ended_to": "month"}, True),
        ({"started_to": "month", "ended_on": date(2016, 9, 1), "ended_to": "month"}, None),
        (
            {
                "started_on": date(2015, 1, 1),
                "started_to": "year",
                "ended_on": date(2016, 1, 1),
                "ended_to": "year",
            },
            None,
        ),
        (
            {
                "started_on": date(2015, 1, 1),
                "started_to": "year",
                "ended_on": date(2018, 1, 1),
                "ended_to": "year",
            },
            True,
        ),
        ({"started_on": None}, None),
        ({"ended_on": None}, None),
        ({"setting_type": ""}, None),
        ({"role": ""}, None),
        ({"setting_type": "special_school"}, False),
        ({"role": "assistant_senco"}, False),
    ],
)
def test_a_prior_post_counts_as_far_as_it_is_known(said: dict[str, Any], more: bool | None) -> None:
    prior = PriorPostFactory.create(**said)
    post = AppointmentFactory.create(practitioner=prior.practitioner)
    assert count_service(case_of(post), BOOK).more is more


DAYS = st.dates(date(2000, 1, 1), date(2024, 12, 31))  # before the post
PRECISIONS = st.sampled_from(["day", "month", "year"])
CUT = {
    "day": lambda day: day,
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}


@given(DAYS, DAYS, PRECISIONS, PRECISIONS)
def test_what_is_known_less_exactly_never_contradicts_the_exact_days(
    one: date, other: date, started_to: str, ended_to: str
) -> None:
    """Of a post that lasted from one day to another, told to the month or year: the same answer, or unknown."""
    first, last = min(one, other), max(one, other)
    exact = _more(PriorPost(setting_type="academy", role="senco", started_on=first, ended_on=last))
    rough = PriorPost(
        setting_type="academy",
        role="senco",
        started_on=CUT[started_to](first),
        started_to=started_to,
        ended_on=CUT[ended_to](last),
        ended_to=ended_to,
    )
    assert _more(rough) in (exact, None)


def _more(prior: PriorPost) -> bool | None:
    case = Case(Post("academy", FIRST, None, "senco"), previous_posts=tuple(told(prior)))
    return count_service(case, BOOK).more


@pytest.mark.parametrize("told", [True, False])
def test_the_plain_form_of_a_case_reads_as_the_same_case(told: bool) -> None:
    post = post_with(posts_told=False, courses_told=told)
    PriorPostFactory.create(practitioner=post.practitioner, started_to="year")
    AwardFactory.create(practitioner=post.practitioner, qualification__code="NASENCO")
    case = case_of(post)
    assert (case.enrolments is None) is not told
    assert asdict(read_case(plain(case), WORDS)) == asdict(case)


def test_rough_days_of_a_kind_that_never_counts_leave_nothing_open() -> None:
    post = post_with(posts_told=True)
    PriorPostFactory.create(practitioner=post.practitioner, setting_type="ey_group", started_to="year", ended_to="year")
    assert count_service(case_of(post), BOOK) == NO_SERVICE
