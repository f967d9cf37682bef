"""Two records made one and parted again: what goes where, what stands in the way, and that nothing is lost."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from practitioners import actions
from practitioners.actions import Merging
from practitioners.actions.certificates import rest
from practitioners.matching.clashes import Stays, clashes
from practitioners.models import (
    OF_A_PERSON,
    Appointment,
    Assessment,
    Award,
    Enrolment,
    Merge,
    Move,
    Practitioner,
    PreviousName,
    PriorPost,
)
from qualifications.models import RuleBook
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.models import Setting
from settings.policies import Access, access
from tests.factories.practitioners import (
    AppointmentFactory,
    AwardFactory,
    CertificateFactory,
    EnrolmentFactory,
    PractitionerFactory,
    PriorPostFactory,
)
from tests.factories.settings import ManagerFactory, OfficerFactory, SettingFactory

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KEPT, MERGED, BOTH = Stays.KEPT, Stays.MERGED, Stays.BOTH


@pytest.fixture
def school() -> Setting:
    return SettingFactory.create(register_type__setting_type="maintained_school")


@pytest.fixture
def officer(school: Setting) -> Access:
    return access(OfficerFactory.create(authority=school.authority).user, MOMENT)


@pytest.fixture
def signed(officer: Access) -> Signed:
    return Signed(officer.user, MOMENT, "One person, the head says")


@pytest.fixture
def kept(school: Setting) -> Practitioner:
    """At the school from 2025 on; of whom nothing else is recorded."""
    person = PractitionerFactory.create(name="Jane Doe", trn="", email="jane@example.org", induction="")
    AppointmentFactory.create(practitioner=person, setting=school)
    return person


@pytest.fixture
def merged(school: Setting) -> Practitioner:
    """At another school of the area before, with a row of everything."""
    person = PractitionerFactory.create(name="Jane Smith", trn="1234567", posts_told=False)
    other = SettingFactory.create(authority=school.authority, register_type=school.register_type)
    AppointmentFactory.create(
        practitioner=person, setting=other, started_on=date(2020, 1, 6), ended_on=date(2023, 12, 31), end_reason="moved"
    )
    PriorPostFactory.create(practitioner=person)
    award = AwardFactory.create(practitioner=person)
    said = {"status": "completed", "started_on": award.course_started_on, "ended_on": award.course_completed_on}
    award.enrolment = EnrolmentFactory.create(practitioner=person, qualification=award.qualification, **said)
    award.save()
    return person


def merge(kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed, **stays: Stays) -> Merge:
    names = {"name": KEPT, **stays}
    return actions.merge(Merging(kept, merged, names), access=officer, signed=signed)


def rows_of(person: Practitioner) -> dict[str, list[Any]]:
    """All that a person has, the person included, but for when and by whom."""
    found = {
        model.__name__: list(model._default_manager.filter(practitioner=person).order_by("pk").values())
        for model in OF_A_PERSON
    }
    return found | {"person": list(Practitioner.objects.filter(pk=person.pk).values())}


def test_everything_is_of_one_person_and_decided_as_such(
    shipped_book: RuleBook, kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    made = merge(kept, merged, officer, signed)
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert merged.merged_into == kept
    assert all(not model._default_manager.filter(practitioner=merged).exists() for model in OF_A_PERSON)
    assert (kept.appointments.count(), kept.prior_posts.count(), kept.awards.count(), kept.enrolments.count()) == (
        2,
        1,
        1,
        1,
    )
    assert (kept.name, kept.trn, kept.email, kept.induction) == ("Jane Doe", "1234567", "jane@example.org", "complete")
    assert [each.name for each in kept.previous_names.all()] == ["Jane Smith"]
    facts = Assessment.objects.get(appointment__practitioner=kept, appointment__ended_on=None).facts
    assert len(facts["awards"]) == 1
    assert len(facts["previous_posts"]) >= 2
    assert (made.reason, made.merged_by, made.merged_at) == (signed.reason, officer.user, MOMENT)


def test_each_row_that_moved_says_who_and_why_in_its_history(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    merge(kept, merged, officer, signed)
    for model in (Appointment, PriorPost, Award, Enrolment):
        row = model.objects.filter(practitioner=kept).order_by("started_on" if model is Appointment else "pk").first()
        last = row.history.order_by("history_id").last()  # type: ignore[union-attr]
        assert (last.history_user, last.history_change_reason, last.history_type) == (officer.user, signed.reason, "~")


def test_parting_brings_back_what_each_had(
    shipped_book: RuleBook, kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    before = rows_of(kept), rows_of(merged)
    made = merge(kept, merged, officer, signed)
    made = actions.undo_merge(made, access=officer, signed=signed)
    assert (rows_of(kept), rows_of(merged)) == before
    assert (made.undone_by, made.undone_at) == (officer.user, MOMENT)
    assert Assessment.objects.count() == 2


def test_what_came_since_stays_and_what_changed_since_is_not_lost(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    made = merge(kept, merged, officer, signed)
    PriorPostFactory.create(practitioner=kept, setting_name="New")
    kept.refresh_from_db()
    kept.email = "j.doe@example.org"
    kept.save()
    prior = PriorPost.objects.exclude(setting_name="New").get()
    prior.setting_name = "Put right"
    prior.save()
    actions.undo_merge(made, access=officer, signed=signed)
    kept.refresh_from_db()
    assert [each.setting_name for each in kept.prior_posts.all()] == ["New"]
    assert [each.setting_name for each in merged.prior_posts.all()] == ["Put right"]
    assert (kept.email, kept.trn, kept.induction) == ("j.doe@example.org", "", "")


def test_two_posts_at_once_at_one_school_one_stays(
    kept: Practitioner, merged: Practitioner, school: Setting, officer: Access, signed: Signed
) -> None:
    ours = kept.appointments.get()
    theirs = AppointmentFactory.create(practitioner=merged, setting=school, started_on=date(2025, 3, 3))
    Move.objects.create(appointment=ours, before=SettingFactory.create(), after=school, moved_on=date(2025, 2, 3))
    [clash] = clashes(kept, merged).pairs
    assert (clash.ours, clash.theirs, clash.may_both) == (ours, theirs, False)
    with pytest.raises(Refused, match="Say of each pair"):
        merge(kept, merged, officer, signed)
    with pytest.raises(Refused, match="Say of each pair"):
        merge(kept, merged, officer, signed, **{clash.name: BOTH})
    before = rows_of(kept), rows_of(merged)
    made = merge(kept, merged, officer, signed, **{clash.name: MERGED})
    assert set(kept.appointments.values_list("pk", flat=True)) == {theirs.pk, *before_keys(before[1])}
    actions.undo_merge(made, access=officer, signed=signed)
    assert (rows_of(kept), rows_of(merged)) == before
    assert Move.objects.get().appointment == ours


def before_keys(rows: dict[str, list[Any]]) -> list[int]:
    return [row["id"] for row in rows["Appointment"]]


def test_the_same_award_twice_stays_once_with_the_better_evidence(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    theirs = merged.awards.get()
    ours = AwardFactory.create(practitioner=kept, qualification=theirs.qualification)
    theirs.evidence_level = "verified"
    theirs.save()
    assert clashes(kept, merged).twins == [(theirs, ours)]
    merge(kept, merged, officer, signed)
    assert kept.awards.get() == theirs


def test_two_awards_that_differ_may_both_stay_or_one(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    theirs = merged.awards.get()
    ours = AwardFactory.create(practitioner=kept, qualification=theirs.qualification, awarded_on=date(2024, 1, 5))
    [clash] = clashes(kept, merged).pairs
    made = merge(kept, merged, officer, signed, **{clash.name: BOTH})
    assert kept.awards.count() == 2
    actions.undo_merge(made, access=officer, signed=signed)
    merge(kept, merged, officer, signed, **{clash.name: KEPT})
    assert kept.awards.get() == ours


def same_course(course: Enrolment, person: Practitioner, **said: Any) -> Enrolment:
    same = {"qualification": course.qualification, "started_on": course.started_on}
    return EnrolmentFactory.create(practitioner=person, **same | said)


def test_an_award_follows_the_course_that_stays(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    course = merged.enrolments.get()
    ours = same_course(course, kept, status="completed", ended_on=date(2023, 7, 31))
    [clash] = clashes(kept, merged).pairs
    made = merge(kept, merged, officer, signed, **{clash.name: KEPT})
    assert kept.awards.get().enrolment == ours
    actions.undo_merge(made, access=officer, signed=signed)
    assert merged.awards.get().enrolment == course


@pytest.mark.parametrize("said", [{"status": "deferred"}, {"status": "completed", "ended_on": date(2023, 7, 13)}])
def test_a_course_that_contradicts_the_outcome_does_not_stay(
    said: dict[str, Any], kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    same_course(merged.enrolments.get(), kept, **said)
    [clash] = clashes(kept, merged).pairs
    with pytest.raises(Refused, match="an outcome is recorded, so the course was completed"):
        merge(kept, merged, officer, signed, **{clash.name: KEPT})
    merge(kept, merged, officer, signed, **{clash.name: MERGED})
    assert kept.awards.get().enrolment == kept.enrolments.get()


def test_a_course_that_both_say_was_passed_is_passed_once(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    theirs = merged.enrolments.get()
    ours = same_course(theirs, kept, status="completed", ended_on=theirs.ended_on)
    passed = AwardFactory.create(
        practitioner=kept, qualification=theirs.qualification, enrolment=ours, awarded_on=date(2023, 10, 2)
    )
    [clash] = clashes(kept, merged).pairs
    with pytest.raises(Refused, match="Say which of the two awards stays"):
        merge(kept, merged, officer, signed, **{clash.name: BOTH})
    made = merge(kept, merged, officer, signed, **{clash.name: MERGED})
    assert kept.awards.get().enrolment == kept.enrolments.get()
    actions.undo_merge(made, access=officer, signed=signed)
    assert (kept.awards.get(), kept.awards.get().enrolment) == (passed, ours)


def test_an_outcome_recorded_since_keeps_its_course_with_it(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    merged.awards.all().delete()
    made = merge(kept, merged, officer, signed)
    award = Award(outcome="failed", course_completed_on=date(2023, 7, 14), awarded_on=date(2023, 9, 29))
    actions.record_outcome(kept.enrolments.get(), award, access=officer, signed=signed)
    with pytest.raises(Refused, match="leaves no room"):
        actions.undo_merge(made, access=officer, signed=signed)
    assert kept.awards.get() == award


def test_awards_rest_on_the_certificates_that_each_has(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    theirs = merged.awards.get()
    CertificateFactory.create(award=theirs)
    rest(theirs, signed)
    ours = AwardFactory.create(practitioner=kept, qualification=theirs.qualification, awarded_on=date(2024, 1, 5))
    [clash] = clashes(kept, merged).pairs
    made = merge(kept, merged, officer, signed, **{clash.name: KEPT})
    assert kept.awards.get().evidence_level == "seen"
    actions.undo_merge(made, access=officer, signed=signed)
    ours.refresh_from_db()
    assert (ours.evidence_level, merged.awards.get().evidence_level) == ("declared", "seen")


@pytest.mark.parametrize(("ours", "theirs", "result"), [(True, True, True), (True, False, False), (False, True, False)])
def test_all_is_told_only_where_both_say_so_or_one_adds_nothing(
    ours: bool, theirs: bool, result: bool, kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    for person, told in ((kept, ours), (merged, theirs)):
        person.posts_told = told
        person.save()
    merge(kept, merged, officer, signed)
    kept.refresh_from_db()
    assert kept.posts_told is result


def test_one_who_told_all_awards_and_one_without_any_have_told_all(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    kept.awards_told = False
    kept.save()
    merge(kept, merged, officer, signed)
    kept.refresh_from_db()
    assert kept.awards_told is True


def test_what_is_chosen_holds(kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed) -> None:
    merged.email, merged.teacher_status = "other@example.org", "none"
    merged.save()
    assert clashes(kept, merged).fields == ["name", "email", "teacher_status"]
    merge(kept, merged, officer, signed, name=MERGED, email=MERGED, teacher_status=KEPT)
    kept.refresh_from_db()
    assert (kept.name, kept.email, kept.teacher_status) == ("Jane Smith", "other@example.org", "qts")
    assert [each.name for each in kept.previous_names.all()] == ["Jane Doe"]


def test_two_numbers_are_two_people(kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed) -> None:
    kept.trn = "7654321"
    kept.save()
    with pytest.raises(Refused, match="two people"):
        merge(kept, merged, officer, signed)
    assert not Merge.objects.exists()


def test_who_is_merged_is_not_merged_again(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    merge(kept, merged, officer, signed)
    with pytest.raises(Refused, match="merged with another meanwhile"):
        merge(kept, merged, officer, signed)
    with pytest.raises(Refused, match="merged with another meanwhile"):
        actions.tell_prior_post(PriorPost(practitioner=merged), access=officer_of_all(officer), signed=signed)


def officer_of_all(officer: Access) -> Access:
    return Access(user=officer.user, everywhere=True, is_administrator=True, day=MOMENT.date())


def test_only_who_answers_for_both_merges_and_parts(
    kept: Practitioner, merged: Practitioner, school: Setting, officer: Access, signed: Signed
) -> None:
    manager = access(ManagerFactory.create(setting=school).user, MOMENT)
    elsewhere = access(OfficerFactory.create().user, MOMENT)
    for other in (manager, elsewhere):
        with pytest.raises(PermissionDenied):
            merge(kept, merged, other, signed)
    made = merge(kept, merged, officer, signed)
    for other in (manager, elsewhere):
        with pytest.raises(PermissionDenied):
            actions.undo_merge(made, access=other, signed=signed)


def test_a_merge_is_undone_once_and_within_thirty_days(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    made = merge(kept, merged, officer, signed)
    late = signed._replace(at=MOMENT + timedelta(days=30, seconds=1))
    with pytest.raises(Refused, match="30 days"):
        actions.undo_merge(made, access=officer, signed=late)
    actions.undo_merge(made, access=officer, signed=signed._replace(at=MOMENT + timedelta(days=30)))
    with pytest.raises(Refused, match="parted already"):
        actions.undo_merge(made, access=officer, signed=signed)


def test_merges_one_after_the_other_are_undone_the_last_first(
    kept: Practitioner, merged: Practitioner, school: Setting, officer: Access, signed: Signed
) -> None:
    third = PractitionerFactory.create(name="Jane Doe")
    AppointmentFactory.create(
        practitioner=third, setting=school, started_on=date(2019, 1, 1), ended_on=date(2019, 2, 1)
    )
    first = merge(kept, merged, officer, signed)
    second = actions.merge(Merging(third, kept, {}), access=officer, signed=signed)
    assert Practitioner.objects.followed(merged.pk) == third.pk
    with pytest.raises(Refused, match="undo that merge first"):
        actions.undo_merge(first, access=officer, signed=signed)
    actions.undo_merge(second, access=officer, signed=signed)
    actions.undo_merge(first, access=officer, signed=signed)
    assert Practitioner.objects.followed(merged.pk) == merged.pk
    assert merged.awards.count() == 1


def test_where_there_is_no_room_any_more_nothing_is_parted(
    kept: Practitioner, merged: Practitioner, school: Setting, officer: Access, signed: Signed
) -> None:
    AppointmentFactory.create(practitioner=merged, setting=school, started_on=date(2025, 3, 3))
    [clash] = clashes(kept, merged).pairs
    made = merge(kept, merged, officer, signed, **{clash.name: MERGED})
    post = kept.appointments.get(started_on=date(2025, 3, 3))
    post.ended_on = date(2025, 4, 4)
    post.save()
    AppointmentFactory.create(practitioner=kept, setting=school, started_on=date(2025, 5, 5))
    state = rows_of(kept), rows_of(merged)
    with pytest.raises(Refused, match="leaves no room"), transaction.atomic():
        actions.undo_merge(made, access=officer, signed=signed)
    assert (rows_of(kept), rows_of(merged)) == state


def test_a_number_that_somebody_else_has_by_now_is_refused(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    made = merge(kept, merged, officer, signed)
    Practitioner.objects.filter(pk=kept.pk).update(trn="")
    PractitionerFactory.create(trn="1234567")
    with pytest.raises(Refused, match="Somebody else is recorded"), transaction.atomic():
        actions.undo_merge(made, access=officer, signed=signed)


def test_the_database_itself_keeps_merges_apart(kept: Practitioner, merged: Practitioner) -> None:
    said = {"merged_at": MOMENT, "reason": "x", "before": {}, "after": {}, "steps": []}
    with pytest.raises(IntegrityError, match="a_merge_is_of_two_people"), transaction.atomic():
        Merge.objects.create(kept=kept, merged=kept, **said)
    Merge.objects.create(kept=kept, merged=merged, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(kept=kept, merged=merged, **said)


def test_a_name_that_is_known_stands_once(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed
) -> None:
    for person in (kept, merged):
        PreviousName.objects.create(practitioner=person, name="Jane Brown")
    PreviousName.objects.create(practitioner=merged, name="Jane Doe")
    made = merge(kept, merged, officer, signed)
    assert sorted(each.name for each in kept.previous_names.all()) == ["Jane Brown", "Jane Doe", "Jane Smith"]
    actions.undo_merge(made, access=officer, signed=signed)
    assert sorted(each.name for each in merged.previous_names.all()) == ["Jane Brown", "Jane Doe"]
    assert [each.name for each in kept.previous_names.all()] == ["Jane Brown"]


def test_the_same_certificate_of_the_same_award_stays_once(
    kept: Practitioner, merged: Practitioner, officer: Access, signed: Signed, evidence_folder: Path
) -> None:
    theirs = merged.awards.get()
    ours = AwardFactory.create(practitioner=kept, qualification=theirs.qualification)
    for award in (ours, theirs):
        CertificateFactory.create(award=award, content=b"the same")
    own = CertificateFactory.create(award=theirs, content=b"another")
    made = merge(kept, merged, officer, signed)
    assert kept.awards.get().certificates.count() == 2
    actions.undo_merge(made, access=officer, signed=signed)
    assert [award.certificates.count() for award in (ours, theirs)] == [1, 2]
    own.refresh_from_db()
    assert own.award == theirs
