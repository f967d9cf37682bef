"""What the database itself refuses, whoever writes: each is tried round forms and actions."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from practitioners.models import Appointment, Move, PreviousName
from tests.databases import OwnDatabase, new_database, server_of_the_suite
from tests.factories.practitioners import (
    AppointmentFactory,
    AwardFactory,
    EnrolmentFactory,
    PractitionerFactory,
    PriorPostFactory,
)
from tests.factories.qualifications import QualificationFactory

FIRST = date(2025, 1, 6)
DAY = timedelta(days=1)


def refused(make: Callable[[], object]) -> str:
    """What the database says where it refuses."""
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        make()
    assert isinstance(error.value, IntegrityError)
    return str(error.value)


def qualified(factory: Any, **said: Any) -> Any:
    return factory.create(qualification=QualificationFactory.create(code="Q"), **said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a_practitioner_has_a_name", lambda: PractitionerFactory.create(name="")),
        ("a_trn_has_seven_digits", lambda: PractitionerFactory.create(trn="12345")),
        ("a_post_ends_on_or_after_its_start", lambda: AppointmentFactory.create(ended_on=FIRST - DAY)),
        ("only_a_post_that_ends_has_a_reason", lambda: AppointmentFactory.create(end_reason="moved")),
        ("protected_hours_fit_a_week", lambda: AppointmentFactory.create(protected_hours=61)),
        ("a_prior_post_ends_on_or_after_its_start", lambda: PriorPostFactory.create(ended_on=date(2015, 8, 31))),
        (
            "a_course_ends_on_or_after_its_start",
            lambda: qualified(EnrolmentFactory, status="withdrawn", ended_on=date(2025, 3, 2)),
        ),
        ("a_course_that_is_over_has_a_last_day", lambda: qualified(EnrolmentFactory, status="completed")),
        ("a_course_that_is_over_has_a_last_day", lambda: qualified(EnrolmentFactory, status="withdrawn")),
        ("a_course_under_way_has_no_last_day", lambda: qualified(EnrolmentFactory, ended_on=date(2025, 4, 1))),
        (
            "a_course_of_an_award_ends_after_it_begins",
            lambda: qualified(AwardFactory, course_completed_on=date(2022, 9, 4)),
        ),
        ("an_award_is_not_before_its_course_ends", lambda: qualified(AwardFactory, awarded_on=date(2023, 7, 13))),
        (
            "an_award_is_not_before_its_course_begins",
            lambda: qualified(AwardFactory, course_completed_on=None, awarded_on=date(2022, 9, 4)),
        ),
    ],
)
def test_a_row_that_cannot_be_true_is_refused(name: str, make: Callable[[], models.Model]) -> None:
    assert name in refused(make)


@pytest.mark.django_db
def test_a_course_is_passed_once_and_says_when_it_was_completed() -> None:
    course = qualified(EnrolmentFactory, status="completed", ended_on=date(2026, 7, 1))
    said = {"practitioner": course.practitioner, "qualification": course.qualification, "enrolment": course}
    days = {"course_started_on": course.started_on, "course_completed_on": course.ended_on, "awarded_on": None}
    for missing in ("course_started_on", "course_completed_on"):
        wrong = partial(AwardFactory.create, **said | days | {missing: None})
        assert "an_outcome_says_when_its_course" in refused(wrong)
    for outcome in ("failed", "passed", "failed"):
        assert AwardFactory.create(**said, **days, outcome=outcome).pk
    refused(lambda: AwardFactory.create(**said, **days))
    assert AwardFactory.create(**said | days | {"enrolment": None}).pk, "an award without its course's record"


@pytest.mark.django_db
def test_nobody_is_merged_into_themselves() -> None:
    person = PractitionerFactory.create()
    person.merged_into = person
    assert "nobody_is_merged_into_themselves" in refused(person.save)


@pytest.mark.django_db
def test_one_person_has_a_trn_unless_both_were_merged() -> None:
    person = PractitionerFactory.create(trn="1234567")
    refused(lambda: PractitionerFactory.create(trn="1234567"))
    assert PractitionerFactory.create(trn="1234567", merged_into=person).pk
    assert PractitionerFactory.create_batch(2, trn="")


@pytest.mark.django_db
def test_a_previous_name_stands_once() -> None:
    name = PreviousName.objects.create(practitioner=PractitionerFactory.create(), name="Robin Meadow")
    refused(lambda: PreviousName.objects.create(practitioner=name.practitioner, name=name.name))


@pytest.mark.django_db
def test_a_move_is_to_another_setting_once_a_day() -> None:
    post, other = AppointmentFactory.create_batch(2)
    move = {"appointment": post, "before": post.setting, "moved_on": FIRST}
    assert "a_move_is_to_another" in refused(lambda: Move.objects.create(**move, after=post.setting))
    Move.objects.create(**move, after=other.setting)
    refused(lambda: Move.objects.create(**move, after=other.setting))


@pytest.mark.django_db
def test_a_course_begins_once_a_day() -> None:
    course = qualified(EnrolmentFactory)
    refused(lambda: EnrolmentFactory.create(practitioner=course.practitioner, qualification=course.qualification))


def again(post: Appointment, **said: Any) -> Appointment:
    return AppointmentFactory.create(practitioner=post.practitioner, setting=post.setting, **said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"started_on": FIRST + 400 * DAY},
        {"started_on": FIRST - 9 * DAY},
        {"started_on": FIRST - 9 * DAY, "ended_on": FIRST},
    ],
)
def test_one_person_is_not_twice_senco_of_a_setting_on_one_day(said: dict[str, Any]) -> None:
    post = AppointmentFactory.create()
    assert "no_two_overlapping_lead_posts_at_one_setting" in refused(lambda: again(post, **said))


@pytest.mark.django_db
def test_to_move_a_post_over_another_is_refused_too() -> None:
    post = AppointmentFactory.create(ended_on=FIRST + 9 * DAY)
    later = again(post, started_on=FIRST + 10 * DAY)
    later.started_on = FIRST + 9 * DAY
    assert "no_two_overlapping" in refused(later.save)


@pytest.mark.django_db
def test_posts_that_do_not_meet_and_other_roles_and_settings_may_be() -> None:
    post = AppointmentFactory.create(ended_on=FIRST + 9 * DAY)
    assert again(post, started_on=FIRST + 10 * DAY).pk
    assert again(post, started_on=FIRST, role="assistant_senco").pk
    assert AppointmentFactory.create(practitioner=post.practitioner).pk
    assert AppointmentFactory.create(setting=post.setting).pk


WRITE = """
import sys, django
django.setup()
from datetime import date
from django.db import DatabaseError, IntegrityError
from practitioners.models import Appointment
print("ready", flush=True); sys.stdin.readline()
try:
    Appointment.objects.create(practitioner_id=1, setting_id=1, started_on=date(2025, 1, int(sys.stdin.readline())))
    print("written")
except IntegrityError as error:
    print("refused")
"""
MAKE = """
import django
django.setup()
from tests.factories.practitioners import PractitionerFactory
from tests.factories.settings import SettingFactory
PractitionerFactory.create(id=1); SettingFactory.create(id=1, authority=None, register_type__code="99")
"""


@pytest.fixture
def own(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        database: OwnDatabase = new_database(tmp_path, server_of_the_suite())
    done = database.manage("-c", MAKE)
    assert done.returncode == 0, done.stderr
    yield database
    database.drop()


def test_of_four_writers_at_once_one_writes(own: OwnDatabase) -> None:
    """Real processes on a real database, that all begin to write when all are ready."""
    writers = [own.start("-c", WRITE) for _ in range(4)]
    for writer in writers:
        assert writer.stdout and writer.stdout.readline() == "ready\n"
    for day, writer in enumerate(writers, start=6):
        assert writer.stdin
        writer.stdin.write(f"go\n{day}\n")
        writer.stdin.flush()
    said = sorted(writer.communicate(timeout=60)[0].strip() for writer in writers)
    assert said == ["refused", "refused", "refused", "written"]
    assert own.ask("SELECT count(*) FROM practitioners_appointment") == [(1,)]
