"""Where the only SENCo leaves, and what cannot all be right: case by case, as officers ask."""

from datetime import date, timedelta
from typing import Any

import pytest

from compliance.enums import Contradiction, Succession
from compliance.reports.areas import Area
from compliance.reports.asked import Terms
from compliance.reports.dashboard import dashboard
from compliance.reports.posts import post_condition, posts_on
from practitioners.assessments import refresh
from practitioners.models import Appointment, Move, Practitioner
from qualifications import books
from qualifications.models import Qualification, RuleBook
from settings.models import Setting
from tests.factories.practitioners import AppointmentFactory, AwardFactory, EnrolmentFactory
from tests.factories.settings import MOMENT, NurseryFactory, RegisterTypeFactory, SettingFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
LAST = date(2026, 4, 30)
AFTER = LAST + timedelta(days=1)


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    return SettingFactory.create(register_type__setting_type="academy")


def post(setting: Setting, last: date | None = None, **told: Any) -> Appointment:
    made: Appointment = AppointmentFactory.create(
        setting=setting, ended_on=last, end_reason="left" if last else "", **told
    )
    return made


def decide() -> None:
    for person in Practitioner.objects.all():
        refresh(person, at=MOMENT, day=DAY)


def terms(day: date = DAY) -> Terms:
    row = RuleBook.objects.get()
    return Terms(day, DAY, row, books.load(row))


def found(day: date = DAY, **asked: str) -> list[int]:
    """The keys of the posts that a question is about."""
    decide()
    said = {name: (value,) for name, value in asked.items()}
    rows = posts_on(Area(), terms(day)).filter(post_condition(said, terms(day)))
    return sorted(rows.values_list("assessment__appointment", flat=True))


def nobody(day: date = DAY) -> list[int]:
    return found(day, succession="nobody")


def later(day: date = DAY) -> list[int]:
    return found(day, succession="later")


def assisted(day: date = DAY) -> list[int]:
    return found(day, succession="assistant")


def test_who_is_followed_on_the_next_day_leaves_no_gap(school: Setting) -> None:
    leaver = post(school, LAST)
    assert nobody() == [leaver.pk]
    follower = post(school, started_on=AFTER + timedelta(days=1))
    assert (nobody(), later()) == ([], [leaver.pk])
    post(school, role="assistant_senco")
    assert (assisted(), later()) == ([], [leaver.pk])
    Appointment.objects.filter(pk=follower.pk).update(started_on=AFTER)
    assert (nobody(), assisted(), later()) == ([], [], [])


def test_whoever_stays_leads_on(school: Setting) -> None:
    leaver, other = post(school, LAST), post(school, LAST)
    assert nobody() == sorted([leaver.pk, other.pk])
    Appointment.objects.filter(pk=other.pk).update(ended_on=AFTER)
    assert nobody() == [other.pk]
    Appointment.objects.filter(pk=other.pk).update(ended_on=None, end_reason="")
    assert nobody() == []


def test_an_assistant_who_stays_is_told_apart(school: Setting) -> None:
    leaver, helper = post(school, LAST), post(school, role="assistant_senco")
    assert (nobody(), assisted()) == ([], [leaver.pk])
    Appointment.objects.filter(pk=helper.pk).update(ended_on=LAST, end_reason="left")
    assert (nobody(), assisted()) == ([leaver.pk], [])


@pytest.mark.parametrize(("away", "listed"), [(-1, False), (0, True), (90, True), (91, False)])
def test_the_last_day_is_in_the_next_ninety(school: Setting, away: int, listed: bool) -> None:
    leaver = post(school, DAY + timedelta(days=away))
    assert nobody() == ([leaver.pk] if listed else [])


@pytest.mark.parametrize("last", [date(2024, 2, 29), date(2023, 12, 31), date(2010, 2, 28)])
def test_the_day_after_is_the_next_day_of_the_calendar(school: Setting, last: date) -> None:
    leaver = post(school, last, started_on=date(2009, 9, 1))
    follower = post(school, started_on=last + timedelta(days=2))
    assert (nobody(last), later(last)) == ([], [leaver.pk])
    Appointment.objects.filter(pk=follower.pk).update(started_on=last + timedelta(days=1))
    assert (nobody(last), later(last)) == ([], [])


def test_a_school_that_closes_needs_nobody(school: Setting) -> None:
    leaver = post(school, LAST)
    Setting.objects.update(closed_on=AFTER)
    assert nobody() == [leaver.pk]
    Setting.objects.update(closed_on=LAST)
    assert nobody() == []


def test_somebody_at_another_school_follows_nobody(school: Setting) -> None:
    leaver = post(school, LAST)
    post(SettingFactory.create(register_type=school.register_type))
    assert nobody() == [leaver.pk]


def test_who_goes_with_the_school_to_another_number_and_then_leaves(school: Setting) -> None:
    new = SettingFactory.create(register_type=school.register_type)
    Setting.objects.filter(pk=school.pk).update(closed_on=date(2026, 3, 31))
    leaver = post(new, LAST)
    Move.objects.create(appointment=leaver, before=school, after=new, moved_on=date(2026, 4, 1))
    assert (nobody(), nobody(date(2026, 4, 1))) == ([], [leaver.pk])
    post(new, started_on=AFTER)
    assert nobody(date(2026, 4, 1)) == []


def test_a_setting_that_has_closed(school: Setting) -> None:
    made = post(school)
    for told, listed in (
        ({"closed_on": DAY - timedelta(days=1)}, True),
        ({"closed_on": DAY}, False),
        ({"closed_on": None, "status": "closed"}, True),
    ):
        Setting.objects.update(**told)
        assert found(contradiction="closed") == ([made.pk] if listed else [])
        assert found(open="no") == found(contradiction="closed")
        assert (found() == [made.pk]) is not listed


@pytest.mark.parametrize(
    ("code", "day", "listed"),
    [
        ("NASENCO", date(2009, 8, 31), True),
        ("NASENCO", date(2009, 9, 1), False),
        ("NPQSENCO", date(2024, 8, 31), True),
        ("NPQSENCO", date(2024, 9, 1), False),
        ("EY_L3_SENCO", date(1999, 1, 1), False),  # the book does not know its first day
    ],
)
def test_an_award_or_a_course_from_before_its_qualification(
    school: Setting, code: str, day: date, listed: bool
) -> None:
    qualification = Qualification.objects.get(code=code)
    names = ("course_started_on", "course_completed_on", "awarded_on")
    posts = []
    for name in names:
        later = names[names.index(name) :]
        made = post(school, practitioner__awards_told=True)
        days: dict[str, date | None] = dict.fromkeys(names) | dict.fromkeys(later, day)
        AwardFactory.create(practitioner=made.practitioner, qualification=qualification, **days)
        posts.append(made.pk)
    made = post(school)
    EnrolmentFactory.create(practitioner=made.practitioner, qualification=qualification, started_on=day)
    assert found(contradiction="too_early") == ([*posts, made.pk] if listed else [])


def test_a_post_from_before_its_setting_opened(school: Setting) -> None:
    made = post(school, started_on=date(2025, 1, 6))
    Setting.objects.update(opened_on=date(2025, 1, 6))
    assert found(contradiction="before_opening") == []
    Setting.objects.update(opened_on=date(2025, 1, 7))
    assert found(contradiction="before_opening") == [made.pk]
    before = SettingFactory.create(register_type=school.register_type)
    Move.objects.create(appointment=made, before=before, after=school, moved_on=date(2025, 1, 7))
    assert found(contradiction="before_opening") == []


def test_an_outcome_is_to_be_chased_from_the_day_after_it_was_expected_until_it_is_known(school: Setting) -> None:
    npq = Qualification.objects.get(code="NPQSENCO")
    made = post(school, started_on=date(2024, 9, 2))
    begun = {"practitioner": made.practitioner, "qualification": npq, "started_on": date(2024, 10, 1)}
    course = EnrolmentFactory.create(**begun, expected_outcome_on=date(2026, 2, 28))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 11)]
    assert [found(day, chase="yes") for day in days] == [[], *[[made.pk]] * 4]
    AwardFactory.create(
        practitioner=made.practitioner,
        qualification=npq,
        course_started_on=course.started_on,
        course_completed_on=date(2026, 3, 1),
        awarded_on=date(2026, 3, 10),
        outcome="failed",
    )
    assert [found(day, chase="yes") for day in days] == [[], [made.pk], [made.pk], [], []]
    assert found(days[-1], chase="no") == [made.pk]


def test_a_recorded_outcome_ends_it_where_there_may_be_others_and_an_old_course_counts_where_there_may(
    school: Setting,
) -> None:
    npq = Qualification.objects.get(code="NPQSENCO")
    told = {"qualification": npq, "started_on": date(2024, 10, 1), "expected_outcome_on": date(2025, 10, 1)}
    over = {"status": "completed", "ended_on": date(2025, 9, 1)}
    awaited = post(school, practitioner__courses_told=False, practitioner__awards_told=False)
    EnrolmentFactory.create(practitioner=awaited.practitioner, **told, **over)
    known = post(school, practitioner__courses_told=False, practitioner__awards_told=False)
    EnrolmentFactory.create(practitioner=known.practitioner, **told, **over)
    AwardFactory.create(
        practitioner=known.practitioner,
        qualification=npq,
        course_started_on=date(2024, 10, 1),
        course_completed_on=date(2025, 9, 1),
        awarded_on=date(2025, 12, 1),
        outcome="failed",
    )
    assert found(chase="yes") == [awaited.pk]
    assert found(date(2025, 11, 30), chase="yes") == [awaited.pk, known.pk]


def test_statute_and_early_years_are_never_counted_together(school: Setting) -> None:
    nursery = NurseryFactory.create()
    minder = NurseryFactory.create(register_type=RegisterTypeFactory.create(setting_type="childminder"))
    special = SettingFactory.create(register_type__setting_type="special_school")
    npq = Qualification.objects.get(code="NPQSENCO")
    for place in (school, nursery, minder, special):
        made = post(place, LAST)
        EnrolmentFactory.create(
            practitioner=made.practitioner,
            qualification=npq,
            started_on=date(2025, 1, 6),
            expected_outcome_on=DAY - timedelta(days=1),
        )
    Setting.objects.update(opened_on=DAY)
    decide()
    figures = dashboard(Area(), terms()).posts
    names = ["chase", "contradiction_before_opening", "ey_group_chase", "ey_group_contradictions", "childminder_chase"]
    names += ["childminder_contradictions", "succession_nobody"]
    assert {name: figures[name].number for name in names} == dict.fromkeys(names, 1)
    for name in ("chase", "succession_nobody", "contradiction_before_opening"):
        assert figures[name].asked["duty"] == ("must",)


def test_every_choice_has_words() -> None:
    for choices in (Succession, Contradiction):
        assert all(len(each.label) > 20 for each in choices)
