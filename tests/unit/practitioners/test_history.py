"""The history of a person: who, when, which, what from, what to and why, of rows that are gone as well."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from practitioners import actions
from practitioners.models import Appointment, Award, Enrolment, Move, Practitioner, PriorPost
from practitioners.presenters.history import Entry, history_of
from qualifications.models import Qualification
from senco_portal.lib.file_kinds import Received
from settings.actions import Signed
from settings.actions.signing import save, take_away
from settings.policies import Access
from tests.factories.practitioners import AppointmentFactory, PractitionerFactory
from tests.factories.qualifications import QualificationFactory
from tests.factories.settings import SettingFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
MOMENT = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
ADMINISTRATOR = Access(everywhere=True, is_administrator=True)
FILE = Received(b"%PDF- one", "pdf", "1" * 64)


@pytest.fixture
def write() -> dict[str, Any]:
    user = UserFactory.create(name="Harriet Head")
    return {"access": ADMINISTRATOR, "signed": Signed(user, MOMENT, "A slip")}


@pytest.fixture
def person() -> Practitioner:
    return PractitionerFactory.create(name="Robin Field")


@pytest.fixture
def npq() -> Qualification:
    return QualificationFactory.create(name="NPQ")


def told(person: Practitioner, what: str) -> Entry:
    """The one entry that says this was done."""
    (entry,) = [entry for entry in history_of(person) if entry.what == what]
    return entry


def test_a_course_and_its_outcome_say_which_and_all_that_was_recorded_of_them(
    person: Practitioner, npq: Qualification, write: dict[str, Any]
) -> None:
    course = Enrolment(practitioner=person, qualification=npq, started_on=date(2025, 3, 3), provider_name="Elm College")
    actions.enrol(course, **write)
    award = Award(outcome="failed", course_completed_on=date(2026, 7, 1), awarded_on=date(2026, 9, 1))
    actions.record_outcome(course, award, evidence=FILE, **write)
    actions.withdraw_award(award, **write)
    actions.withdraw_enrolment(course, **write)
    said = f"Course “{npq}, begun on 3 March 2025”"
    entry = told(person, f"{said} recorded")
    assert (entry.when, entry.who, entry.why) == ("1 March 2027, 09:30", "Harriet Head", "A slip")
    assert {"Course began on: “3 March 2025”", "Provider: “Elm College”"} <= set(entry.changes)
    assert "Status: from “under way” to “completed”" in told(person, f"{said} changed").changes
    assert "Course began on: was “3 March 2025”" in told(person, f"{said} taken away").changes
    gone = told(person, f"Award “{npq}” taken away").changes
    assert {"Outcome: was “not passed”", "Awarded on: was “1 September 2026”"} <= set(gone)
    assert f"Enrolment: was “{npq}, begun on 3 March 2025”" in gone
    kept = f"Certificate “{npq}”"
    assert "Kind: “PDF”" in told(person, f"{kept} recorded").changes
    assert "Kind: was “PDF”" in told(person, f"{kept} taken away").changes
    assert FILE.sha256 not in str(history_of(person))


def test_a_post_that_is_gone_says_where_it_was_with_its_moves(person: Practitioner, write: dict[str, Any]) -> None:
    before, after = SettingFactory.create(name="Elm School"), SettingFactory.create(name="Elm Academy")
    post = AppointmentFactory.create(practitioner=person, setting=before, is_shared=None)
    actions.move_posts(before, after, moved_on=date(2025, 9, 1), signed=write["signed"])
    post.refresh_from_db()
    actions.withdraw_appointment(post, **write)
    assert not Appointment.objects.exists()
    assert not Move.objects.exists()
    assert f"Setting: from “{before}” to “{after}”" in told(person, f"Post “{after}” changed").changes
    assert "Shared with another setting: was “not known”" in told(person, f"Post “{after}” taken away").changes
    assert "Moved on: was “1 September 2025”" in told(person, f"Move of the post “{after}” taken away").changes


def test_a_day_of_an_earlier_post_is_told_as_far_as_it_is_known(person: Practitioner, write: dict[str, Any]) -> None:
    prior = PriorPost(
        practitioner=person, setting_type="academy", started_on=date(2015, 9, 1), started_to="month", role=""
    )
    actions.tell_prior_post(prior, **write)
    prior.started_on, prior.started_to, prior.setting_name = date(2015, 1, 1), "year", "Oak"
    actions.tell_prior_post(prior, **write)
    recorded = next(entry for entry in history_of(person) if entry.what.endswith(" recorded"))
    assert recorded.what == f"Earlier post “{PriorPost(setting_type='academy')}” recorded"
    assert "Started on: “September 2015”" in recorded.changes
    assert told(person, "Earlier post “Oak” changed").changes == [
        "Where: from “not recorded” to “Oak”",
        "Started on: from “September 2015” to “2015”",
    ]


def test_what_is_somebody_elses_by_now_is_not_told(person: Practitioner, write: dict[str, Any]) -> None:
    """As after a merge that was undone."""
    post = AppointmentFactory.create(practitioner=person)
    other = PractitionerFactory.create(name="Kit Marsh")
    post.practitioner = other
    save(post, write["signed"])
    save(Move(appointment=post, before=SettingFactory.create(), after=post.setting, moved_on=MOMENT), write["signed"])
    assert [entry.what for entry in history_of(person)] == [
        f"Post “{post.setting}” recorded",
        "Record “Robin Field” recorded",
    ]
    assert len(history_of(other)) == 3


def test_a_setting_that_is_gone_is_told_as_such(person: Practitioner, write: dict[str, Any]) -> None:
    post = AppointmentFactory.create(practitioner=person)
    setting = post.setting
    take_away(post, write["signed"])
    setting.delete()
    assert told(person, "Post “one that is gone” taken away").who == "Harriet Head"
