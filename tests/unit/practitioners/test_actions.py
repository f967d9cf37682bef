"""Actions: one transaction each, with its history, and the decision of every post of the person renewed in it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from practitioners import actions
from practitioners.actions import Appointing
from practitioners.assessments import refresh_all
from practitioners.enums import EndReason, EvidenceLevel
from practitioners.models import (
    Appointment,
    Assessment,
    Award,
    Enrolment,
    Leadership,
    Practitioner,
    PriorPost,
    Standing,
)
from qualifications.models import Qualification, RuleBook
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.models import Setting
from settings.policies import Access, access
from tests.factories.practitioners import AppointmentFactory, AwardFactory, PractitionerFactory
from tests.factories.settings import ManagerFactory, OfficerFactory, SettingFactory

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIRST = date(2025, 1, 6)
WHY = "Told by the head"


@pytest.fixture
def school() -> Setting:
    return SettingFactory.create()


@pytest.fixture
def manager(school: Setting) -> Access:
    return access(ManagerFactory.create(setting=school).user, MOMENT)


@pytest.fixture
def signed(manager: Access) -> Signed:
    return Signed(manager.user, MOMENT, WHY)


@pytest.fixture
def stranger() -> Access:
    return access(ManagerFactory.create().user, MOMENT)


def robin(**said: Any) -> Practitioner:
    known = {
        "teacher_status": "qts",
        "induction": "complete",
        "posts_told": True,
        "awards_told": True,
        "courses_told": True,
    }
    return Practitioner(name="Robin Field", **(known | said))


def new(school: Setting, person: Practitioner, **said: Any) -> Appointing:
    known = {"started_on": FIRST, "is_head_teacher": False, "teaches_at_setting": True}
    return Appointing(person, Appointment(practitioner=person, setting=school, **(known | said)))


def statuses(post: Appointment) -> list[tuple[str, date, date]]:
    found = Standing.objects.filter(assessment__appointment=post).order_by("first_day")
    return [(each.status, each.first_day, each.last_day) for each in found]


def entries(row: Any) -> list[tuple[Any, datetime, str]]:
    return [(each.history_user, each.history_date, each.history_change_reason) for each in row.history.all()]


@pytest.mark.usefixtures("shipped_book")
def test_who_is_appointed_is_decided_at_once(school: Setting, manager: Access, signed: Signed) -> None:
    post = actions.appoint(new(school, robin()), access=manager, signed=signed)
    assessment = Assessment.objects.get(appointment=post)
    assert (assessment.required_qualification, assessment.deadline) == ("NPQSENCO", date(2028, 1, 6))
    assert assessment.designation == "ok"
    assert [status for status, _, _ in statuses(post)] == ["in_window", "at_risk", "overdue"]
    assert (statuses(post)[0][1], statuses(post)[-1][2]) == (post.started_on, date.max)
    assert entries(post) == entries(post.practitioner) == [(manager.user, MOMENT, WHY)]


@pytest.mark.usefixtures("shipped_book")
def test_all_that_is_told_is_recorded_together(school: Setting, manager: Access, signed: Signed) -> None:
    told = new(school, robin())
    npq = Qualification.objects.get(code="NPQSENCO")
    told.prior_posts = [PriorPost(setting_type="academy", started_on=date(2023, 9, 1), ended_on=date(2023, 12, 31))]
    told.enrolments = [Enrolment(qualification=npq, started_on=date(2025, 3, 3))]
    post = actions.appoint(told, access=manager, signed=signed)
    assert post.practitioner.prior_posts.count() == 1
    assert [status for status, _, _ in statuses(post)][:2] == ["in_window", "on_track"]


@pytest.mark.usefixtures("shipped_book")
def test_a_second_lead_post_of_the_person_here_is_refused_and_nothing_is_kept(
    school: Setting, manager: Access, signed: Signed
) -> None:
    post = actions.appoint(new(school, robin()), access=manager, signed=signed)
    person = post.practitioner
    person.name = "Robin Meadow"
    with pytest.raises(Refused, match="is recorded as SENCo here from 6 January 2025 already"):
        actions.appoint(new(school, person, started_on=date(2026, 1, 5)), access=manager, signed=signed)
    assert Practitioner.objects.get().name == "Robin Field"
    assert Appointment.objects.count() == 1


def test_nobody_appoints_at_anothers_setting(school: Setting, stranger: Access, signed: Signed) -> None:
    with pytest.raises(PermissionDenied):
        actions.appoint(new(school, robin()), access=stranger, signed=signed)
    assert not Practitioner.objects.exists()


@pytest.mark.usefixtures("shipped_book")
def test_a_post_ends_with_its_reason_also_in_the_future(school: Setting, manager: Access, signed: Signed) -> None:
    post = actions.appoint(new(school, robin()), access=manager, signed=signed)
    last = date(2026, 8, 31)
    actions.end_appointment(post, ended_on=last, end_reason=EndReason.MOVED, access=manager, signed=signed)
    assert statuses(post)[-1][-1] == last, "there is no status after the last day"
    assert len(entries(post)) == 2
    with pytest.raises(Refused, match="The post began on 6 January 2025"):
        actions.end_appointment(post, ended_on=date(2025, 1, 5), end_reason="", access=manager, signed=signed)


@pytest.mark.usefixtures("shipped_book")
def test_to_correct_a_post_decides_it_anew(school: Setting, manager: Access, signed: Signed) -> None:
    post = actions.appoint(new(school, robin()), access=manager, signed=signed)
    post.started_on = date(2023, 9, 1)
    actions.correct_appointment(post, access=manager, signed=signed)
    assert Assessment.objects.get().required_qualification == "NASENCO"


@pytest.mark.usefixtures("shipped_book")
def test_what_is_not_known_is_no_decision_and_to_tell_it_decides(
    school: Setting, manager: Access, signed: Signed
) -> None:
    post = actions.appoint(new(school, robin(awards_told=False)), access=manager, signed=signed)
    assert "cannot_tell" in {status for status, _, _ in statuses(post)}
    assert Assessment.objects.get().missing == ["awards"]
    person = post.practitioner
    person.awards_told = True
    actions.change_person(person, access=manager, signed=signed)
    assert Assessment.objects.get().missing == []


@pytest.mark.usefixtures("shipped_book")
def test_an_award_that_is_recorded_while_others_may_be_meets_but_does_not_fail(
    school: Setting, manager: Access, signed: Signed
) -> None:
    post = actions.appoint(new(school, robin(awards_told=False)), access=manager, signed=signed)
    nasenco = Qualification.objects.get(code="NASENCO")
    late = Award(practitioner=post.practitioner, qualification=nasenco, outcome="failed")
    actions.record_award(late, access=manager, signed=signed)
    assert Assessment.objects.get().missing == ["awards"]
    passed = AwardFactory.build(practitioner=post.practitioner, qualification=nasenco)
    actions.record_award(passed, access=manager, signed=signed)
    assert (Assessment.objects.get().missing, Assessment.objects.get().held) == ([], "NASENCO")


@pytest.mark.usefixtures("shipped_book")
def test_only_an_officer_of_the_area_verifies(school: Setting, manager: Access, signed: Signed) -> None:
    post = actions.appoint(new(school, robin()), access=manager, signed=signed)
    award = AwardFactory.create(practitioner=post.practitioner)
    with pytest.raises(PermissionDenied):
        actions.verify_award(award, access=manager, signed=signed)
    officer = access(OfficerFactory.create(authority=school.authority).user, MOMENT)
    award = actions.verify_award(award, access=officer, signed=Signed(officer.user, MOMENT, "Seen"))
    assert award.evidence_level == EvidenceLevel.VERIFIED


@pytest.mark.usefixtures("shipped_book")
def test_a_prior_post_is_told_and_withdrawn(school: Setting, manager: Access, signed: Signed) -> None:
    post = actions.appoint(new(school, robin()), access=manager, signed=signed)
    prior = PriorPost(
        practitioner=post.practitioner,
        setting_type="academy",
        started_on=date(2010, 9, 1),
        ended_on=date(2014, 8, 31),
    )
    actions.tell_prior_post(prior, access=manager, signed=signed)
    assert Assessment.objects.get().exemption == "prior_experience"
    actions.withdraw_prior_post(prior, access=manager, signed=signed)
    assert Assessment.objects.get().exemption == ""
    assert PriorPost.history.order_by("-history_id")[0].history_change_reason == WHY


def test_who_left_long_ago_is_no_longer_seen_nor_changed(school: Setting, manager: Access, signed: Signed) -> None:
    post = AppointmentFactory.create(setting=school, started_on=date(2020, 1, 6), ended_on=date(2025, 3, 1))
    assert not Practitioner.objects.visible_to(manager).exists()
    with pytest.raises(PermissionDenied):
        actions.change_person(post.practitioner, access=manager, signed=signed)
    Appointment.objects.update(ended_on=date(2025, 3, 2))
    assert Practitioner.objects.visible_to(manager).get() == post.practitioner
    assert Appointment.objects.visible_to(manager).get() == post


def test_a_stranger_sees_nobody(stranger: Access) -> None:
    AppointmentFactory.create()
    assert not Practitioner.objects.visible_to(stranger).exists()
    assert not Appointment.objects.visible_to(stranger).exists()
    assert not Practitioner.objects.visible_to(access_of_nobody()).exists()


def access_of_nobody() -> Access:
    return Access()


@pytest.mark.usefixtures("shipped_book")
def test_a_post_goes_with_its_school_as_one_post(school: Setting, manager: Access, signed: Signed) -> None:
    post = actions.appoint(new(school, robin(), started_on=date(2023, 9, 1)), access=manager, signed=signed)
    ended = AppointmentFactory.create(setting=school, started_on=date(2019, 1, 7), ended_on=date(2022, 8, 31))
    academy = SettingFactory.create(register_type__setting_type="academy")
    assert actions.move_posts(school, academy, moved_on=date(2025, 4, 1), signed=signed) == 1
    post.refresh_from_db()
    ended.refresh_from_db()
    assert (post.setting, ended.setting, post.started_on) == (academy, school, date(2023, 9, 1))
    assert Assessment.objects.get(appointment=post).deadline == date(2026, 9, 1)
    places = Standing.objects.filter(assessment__appointment=post).order_by("first_day")
    assert [(each.setting, each.status) for each in places] == [
        (school, "in_window"),
        (school, "at_risk"),
        (academy, "at_risk"),
        (academy, "overdue"),
    ]
    assert places[2].first_day == date(2025, 4, 1)


@pytest.mark.usefixtures("shipped_book")
def test_who_is_there_already_is_not_there_twice(school: Setting, manager: Access, signed: Signed) -> None:
    post = actions.appoint(new(school, robin()), access=manager, signed=signed)
    academy = SettingFactory.create(register_type__setting_type="academy")
    AppointmentFactory.create(practitioner=post.practitioner, setting=academy, started_on=date(2025, 4, 1))
    assert actions.move_posts(school, academy, moved_on=date(2025, 4, 1), signed=signed) == 0
    post.refresh_from_db()
    assert (post.setting, post.ended_on) == (school, date(2025, 3, 31))


def test_all_posts_are_decided_by_a_book(shipped_book: RuleBook) -> None:
    posts = [
        AppointmentFactory.create(),
        AppointmentFactory.create(practitioner=PractitionerFactory.create(posts_told=False)),
    ]
    AppointmentFactory.create(setting__register_type__setting_type="")
    assert refresh_all(shipped_book, at=MOMENT) == 2
    assert refresh_all(shipped_book, at=MOMENT) == 2
    assert {each.appointment for each in Assessment.objects.all()} == set(posts)


def test_what_is_decided_as_before_stays_as_it_is(shipped_book: RuleBook) -> None:
    stays, changes = AppointmentFactory.create(), AppointmentFactory.create()
    refresh_all(shipped_book, at=MOMENT)
    before, later = _kept(), MOMENT + timedelta(days=1)
    Appointment.objects.filter(pk=changes.pk).update(ended_on=changes.started_on)
    assert refresh_all(shipped_book, at=later) == 2
    after = _kept()
    assert after[stays.pk] == before[stays.pk]
    assert after[changes.pk] != before[changes.pk]
    decided = dict(Assessment.objects.values_list("appointment", "decided_at"))
    assert decided == {stays.pk: MOMENT, changes.pk: later}
    Setting.objects.filter(pk=changes.setting.pk).update(setting_type="")
    assert refresh_all(shipped_book, at=later) == 1
    assert _kept().keys() == {stays.pk}
    assert set(Leadership.objects.values_list("setting", flat=True)) == {stays.setting.pk}


def _kept() -> dict[int, list[int]]:
    """The keys of the rows that are kept of each post."""
    found: dict[int, list[int]] = {}
    rows = Standing.objects.values_list("assessment__appointment", "assessment", "pk")
    for post, *keys in rows.order_by("pk"):
        found.setdefault(post, []).extend(keys)
    return found
