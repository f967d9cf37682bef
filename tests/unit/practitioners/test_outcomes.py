"""A course and its outcomes never contradict each other, and nothing is over that is still to come."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from practitioners import actions
from practitioners.actions import Appointing
from practitioners.models import Appointment, Assessment, Award, Certificate, Enrolment, Move
from qualifications.models import Qualification, RuleBook
from senco_portal.lib.file_kinds import Received
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.models import Setting
from settings.policies import Access, access
from tests.factories.practitioners import AppointmentFactory, AwardFactory, CertificateFactory, PractitionerFactory
from tests.factories.settings import ManagerFactory, OfficerFactory, SettingFactory

pytestmark = pytest.mark.django_db
MOMENT = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
TODAY = date(2027, 3, 1)
BEGAN, COMPLETED, AWARDED = date(2025, 3, 3), date(2026, 7, 1), date(2026, 9, 1)
TOMORROW = TODAY + timedelta(days=1)
FILE = Received(b"%PDF- one", "pdf", "1" * 64)


@pytest.fixture
def post(shipped_book: RuleBook) -> Appointment:
    return AppointmentFactory.create(setting=SettingFactory.create(register_type__setting_type="academy"))


@pytest.fixture
def manager(post: Appointment) -> Access:
    return access(ManagerFactory.create(setting=post.setting).user, MOMENT)


@pytest.fixture
def write(manager: Access) -> dict[str, Any]:
    """Who writes, and how it is signed."""
    return {"access": manager, "signed": Signed(manager.user, MOMENT, "Told by the head")}


@pytest.fixture
def npq(shipped_book: RuleBook) -> Qualification:
    return Qualification.objects.get(code="NPQSENCO")


@pytest.fixture
def course(post: Appointment, npq: Qualification, write: dict[str, Any]) -> Enrolment:
    """The course of the person in post, under way."""
    return actions.enrol(Enrolment(practitioner=post.practitioner, qualification=npq, started_on=BEGAN), **write)


def outcome(outcome: str = "passed", awarded_on: date = AWARDED, completed_on: date | None = COMPLETED) -> Award:
    return Award(outcome=outcome, course_completed_on=completed_on, awarded_on=awarded_on)


def refused(course: Enrolment, award: Award, field: str, write: dict[str, Any]) -> str:
    with pytest.raises(Refused) as why:
        actions.record_outcome(course, award, **write)
    assert why.value.field == field
    return str(why.value)


def test_an_outcome_completes_its_course_in_the_same_write(course: Enrolment, write: dict[str, Any]) -> None:
    award = actions.record_outcome(course, outcome(), evidence=FILE, **write)
    course.refresh_from_db()
    assert (course.status, course.ended_on) == ("completed", COMPLETED)
    assert (award.enrolment, award.course_started_on, award.evidence_level) == (course, BEGAN, "seen")
    assert (award.history.count(), course.history.count(), Assessment.objects.get().held) == (1, 2, "NPQSENCO")


def test_an_outcome_sent_twice_is_recorded_once(course: Enrolment, write: dict[str, Any]) -> None:
    for _ in range(2):
        actions.record_outcome(course, outcome(), evidence=FILE, **write)
    award = course.awards.get()
    assert (award.certificates.count(), award.history.count(), course.history.count()) == (1, 1, 2)


def test_a_failed_course_is_passed_at_the_re_sit_and_no_more(course: Enrolment, write: dict[str, Any]) -> None:
    actions.record_outcome(course, outcome("failed"), **write)
    course.refresh_from_db()
    course.expected_outcome_on = date(2027, 1, 11)
    actions.change_enrolment(course, **write)
    resit = actions.record_outcome(course, outcome(awarded_on=date(2027, 1, 11)), **write)
    found = Assessment.objects.get()
    assert (found.held, found.held_on) == ("NPQSENCO", date(2027, 1, 11))
    again = refused(course, outcome(awarded_on=date(2027, 2, 1)), "outcome", write)
    assert again == "This course is recorded as passed already, on 11 January 2027. Put that award right instead."
    late = refused(course, outcome("failed", awarded_on=date(2027, 2, 1)), "outcome", write)
    assert late == "This course is recorded as passed already: no other outcome follows a pass."
    assert course.awards.count() == 2
    failed = course.awards.get(outcome="failed")
    failed.outcome = "passed"
    with pytest.raises(Refused, match="passed already"):
        actions.record_award(failed, **write)
    resit.awarded_on = date(2027, 1, 12)
    assert actions.record_award(resit, **write).pk == resit.pk


@pytest.mark.parametrize(
    ("field", "value", "instead"),
    [
        ("status", "in_progress", "Take the outcome away first"),
        ("status", "withdrawn", "Take the outcome away first"),
        ("started_on", date(2025, 4, 1), "Take the outcome away first"),
        ("qualification", "NASENCO", "Take the outcome away first"),
        ("ended_on", date(2026, 7, 2), "Put the outcome right instead"),
    ],
)
def test_a_course_with_an_outcome_does_not_contradict_it(
    field: str, value: Any, instead: str, course: Enrolment, write: dict[str, Any]
) -> None:
    actions.record_outcome(course, outcome(), **write)
    course.refresh_from_db()
    if field == "qualification":
        value = Qualification.objects.get(code=value)
    setattr(course, field, value)
    if value == "in_progress":
        course.ended_on = None
    with pytest.raises(Refused, match=f"An outcome of this course is recorded.*{instead}") as why:
        actions.change_enrolment(course, **write)
    assert why.value.field == field
    course.refresh_from_db()
    course.provider_name = "A university"
    assert actions.change_enrolment(course, **write).provider_name == "A university"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("course_completed_on", None, "Enter the day on which the course was completed"),
        ("course_completed_on", date(2025, 3, 2), "The course began on 3 March 2025"),
        ("course_started_on", date(2025, 3, 4), "This is the outcome of the course that began on 3 March 2025"),
        ("qualification", "NASENCO", "This is the outcome of a course for the"),
    ],
)
def test_an_outcome_does_not_contradict_its_course(
    field: str, value: Any, said: str, course: Enrolment, write: dict[str, Any]
) -> None:
    award = actions.record_outcome(course, outcome(), **write)
    setattr(award, field, Qualification.objects.get(code=value) if field == "qualification" else value)
    with pytest.raises(Refused, match=said) as why:
        actions.record_award(award, **write)
    assert why.value.field == field


def test_a_course_ends_when_its_outcome_says(course: Enrolment, write: dict[str, Any]) -> None:
    award = actions.record_outcome(course, outcome(), **write)
    award.course_completed_on = date(2026, 6, 1)
    actions.record_award(award, **write)
    course.refresh_from_db()
    assert course.ended_on == date(2026, 6, 1)


def test_an_award_of_a_course_that_is_recorded_is_its_outcome(course: Enrolment, write: dict[str, Any]) -> None:
    award = outcome()
    award.practitioner, award.qualification = course.practitioner, course.qualification
    award.course_started_on = BEGAN
    with pytest.raises(Refused, match="press “Record the outcome” beside that course"):
        actions.record_award(award, **write)
    assert not Award.objects.exists()


def test_a_course_is_passed_once_without_its_own_record_too(post: Appointment, write: dict[str, Any]) -> None:
    award = AwardFactory.create(practitioner=post.practitioner)
    same = {"practitioner": post.practitioner, "qualification": award.qualification}
    with pytest.raises(Refused, match="passed already, on 29 September 2023"):
        actions.record_award(AwardFactory.build(**same, awarded_on=date(2023, 9, 30)), **write)
    unknown = AwardFactory.build(**same, course_started_on=None, awarded_on=date(2023, 9, 30))
    assert actions.record_award(unknown, **write).pk


@pytest.mark.parametrize("field", ["course_started_on", "course_completed_on", "awarded_on"])
def test_no_day_of_an_award_is_to_come(field: str, post: Appointment, write: dict[str, Any]) -> None:
    days = {"course_started_on": None, "course_completed_on": None, "awarded_on": None}
    award = AwardFactory.create(practitioner=post.practitioner)
    for each in (award, Award(practitioner=post.practitioner, qualification=award.qualification)):
        for name, value in (days | {field: TOMORROW}).items():
            setattr(each, name, value)
        with pytest.raises(Refused, match="must be today or in the past") as why:
            actions.record_award(each, **write)
        assert why.value.field == field
    setattr(award, field, TODAY)
    assert actions.record_award(award, **write).pk


@pytest.mark.parametrize("status", ["completed", "withdrawn", "deferred"])
def test_a_course_is_not_over_on_a_day_to_come(course: Enrolment, write: dict[str, Any], status: str) -> None:
    """Until then it would count as one that ends in time, though everybody knows that it will not."""
    course.status, course.ended_on = status, TOMORROW
    with pytest.raises(Refused, match="must be today or in the past"):
        actions.change_enrolment(course, **write)
    course.ended_on = TODAY
    assert actions.change_enrolment(course, **write).status == status


# Told with an appointment


def told(setting: Setting, **rows: Any) -> Appointing:
    person = PractitionerFactory.build(name="Kit Marsh")
    return Appointing(person, Appointment(practitioner=person, setting=setting, started_on=BEGAN), **rows)


def test_what_is_told_with_an_appointment_agrees_as_well(
    post: Appointment, npq: Qualification, write: dict[str, Any]
) -> None:
    taught = {"qualification": npq}
    award = Award(**taught, course_started_on=BEGAN, course_completed_on=COMPLETED, awarded_on=AWARDED)
    rows = {"awards": [award], "enrolments": [Enrolment(**taught, started_on=BEGAN)]}
    person = actions.appoint(told(post.setting, **rows), **write).practitioner
    assert (person.enrolments.get().status, person.enrolments.get().awards.get()) == ("completed", award)


@pytest.mark.parametrize(
    "rows",
    [
        {"awards": [{"awarded_on": TOMORROW}]},
        {"enrolments": [{"started_on": BEGAN, "status": "completed", "ended_on": TOMORROW}]},
        {"awards": [{"course_started_on": BEGAN, "awarded_on": AWARDED + timedelta(days=n)} for n in (0, 1)]},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_recorded(
    rows: dict[str, Any], post: Appointment, npq: Qualification, write: dict[str, Any]
) -> None:
    kinds: dict[str, Any] = {"awards": Award, "enrolments": Enrolment}
    made = {name: [kinds[name](qualification=npq, **row) for row in each] for name, each in rows.items()}
    with pytest.raises(Refused):
        actions.appoint(told(post.setting, **made), **write)
    assert Appointment.objects.get() == post


def test_of_a_stranger_what_is_recorded_is_not_told(post: Appointment, write: dict[str, Any]) -> None:
    award = AwardFactory.create()
    other = AwardFactory.build(qualification=award.qualification, awarded_on=date(2023, 10, 2))
    stranger = award.practitioner
    row = Appointment(practitioner=stranger, setting=post.setting, started_on=BEGAN)
    actions.appoint(Appointing(stranger, row, awards=[other]), **write)
    assert stranger.awards.count() == 2


# What an award rests on


def test_what_an_award_rests_on_is_not_claimed(post: Appointment, write: dict[str, Any]) -> None:
    claimed = AwardFactory.build(
        practitioner=post.practitioner, qualification=AwardFactory.create().qualification, evidence_level="seen"
    )
    assert actions.record_award(claimed, **write).evidence_level == "declared"


@pytest.mark.parametrize(("certificates", "after"), [(0, "declared"), (1, "seen")])
def test_who_puts_a_verified_award_right_takes_the_verification_back(
    certificates: int, after: str, post: Appointment
) -> None:
    officer = access(OfficerFactory.create(authority=post.setting.authority).user, MOMENT)
    write: dict[str, Any] = {"access": officer, "signed": Signed(officer.user, MOMENT, "Seen again")}
    award = AwardFactory.create(practitioner=post.practitioner, evidence_level="verified")
    CertificateFactory.create_batch(certificates, award=award)
    assert actions.record_award(award, evidence=FILE, **write).evidence_level == "verified", "its facts are the same"
    award.certificates.filter(sha256=FILE.sha256).delete()
    award.title = "National Award"
    assert actions.record_award(award, **write).evidence_level == after


def test_a_verified_award_is_changed_and_taken_away_only_by_who_may_verify(
    post: Appointment, write: dict[str, Any]
) -> None:
    award = AwardFactory.create(practitioner=post.practitioner, evidence_level="verified")
    certificate = CertificateFactory.create(award=award)
    claimed = Award.objects.get(pk=award.pk)
    claimed.title, claimed.evidence_level = "National Award", "declared"
    for refuse in (
        lambda: actions.record_award(claimed, **write),
        lambda: actions.withdraw_award(award, **write),
        lambda: actions.withdraw_award(claimed, **write),
        lambda: actions.withdraw_certificate(certificate, **write),
    ):
        with pytest.raises(PermissionDenied):
            refuse()
    assert (Award.objects.get().title, Certificate.objects.count()) == (award.title, 1)
    officer = access(OfficerFactory.create(authority=post.setting.authority).user, MOMENT)
    actions.withdraw_award(award, access=officer, signed=Signed(officer.user, MOMENT, "Not hers"))
    assert not Award.objects.exists()


# Taken away


def test_an_award_goes_with_its_certificates(
    course: Enrolment, write: dict[str, Any], evidence_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    award = actions.record_outcome(course, outcome(), evidence=FILE, **write)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_award(award, **write)
        assert list(evidence_folder.iterdir()), "taken back, the row would be there again"
    assert not list(evidence_folder.iterdir())
    for model in (Award, Certificate):
        last = model.history.latest("history_id")
        assert (last.history_type, last.history_user) == ("-", write["signed"].by)
        assert last.history_change_reason == "Told by the head"
    course.refresh_from_db()
    assert (course.status, course.ended_on, Assessment.objects.get().held) == ("completed", COMPLETED, "")


def test_a_course_follows_the_outcomes_that_are_left(course: Enrolment, write: dict[str, Any]) -> None:
    actions.record_outcome(course, outcome("failed"), **write)
    late = outcome(completed_on=date(2026, 12, 1), awarded_on=date(2027, 1, 11))
    actions.withdraw_award(actions.record_outcome(course, late, **write), **write)
    course.refresh_from_db()
    assert course.ended_on == COMPLETED
    with pytest.raises(Refused, match="Take that away first, then the course"):
        actions.withdraw_enrolment(course, **write)


def test_a_post_goes_with_its_moves(post: Appointment, write: dict[str, Any]) -> None:
    Move.objects.create(appointment=post, before=SettingFactory.create(), after=post.setting, moved_on=TODAY)
    actions.withdraw_appointment(post, **write)
    assert not Appointment.objects.exists()
    assert Move.history.latest("history_id").history_change_reason == "Told by the head"


def test_nobody_else_takes_anything_away(post: Appointment, course: Enrolment) -> None:
    stranger = access(ManagerFactory.create().user, MOMENT)
    write: dict[str, Any] = {"access": stranger, "signed": Signed(stranger.user, MOMENT, "Mine")}
    award = AwardFactory.create(practitioner=post.practitioner)
    pairs: list[tuple[Any, Any]] = [
        (post, actions.withdraw_appointment),
        (course, actions.withdraw_enrolment),
        (award, actions.withdraw_award),
    ]
    for row, withdraw in pairs:
        with pytest.raises(PermissionDenied):
            withdraw(row, **write)
        assert type(row).objects.filter(pk=row.pk).exists()
