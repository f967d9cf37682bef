"""Awards, which are the outcomes of courses: recorded, put right, verified."""

from django.db import transaction

from practitioners.actions.certificates import attach, remove_on_commit
from practitioners.actions.deciding import day_of, decide, hold, twin_of
from practitioners.actions.outcomes import check_award, check_days, check_passed_once, course_of, other_pass
from practitioners.enums import EvidenceLevel
from practitioners.models import Award, Certificate, Enrolment, Practitioner
from practitioners.policies import check_change, check_change_award, check_verify
from qualifications.rules.facts import EnrolmentStatus
from senco_portal.lib.file_kinds import Received
from senco_portal.lib.refusals import Refused
from senco_portal.lib.versions import version_of
from settings.actions import Signed
from settings.actions.signing import save, take_away
from settings.policies import Access

NOT_AS_SEEN = "Somebody changed this award after you opened it. Look at it once more, then verify it."
GONE = "Somebody took this away meanwhile. Open the person’s page again."


@transaction.atomic
def record_outcome(
    enrolment: Enrolment, award: Award, *, evidence: Received | None = None, access: Access, signed: Signed
) -> Award:
    """Records how a course ended: it is completed, and its outcome stands beside it. In: perhaps its certificate.

    Raises PermissionDenied; Refused as ``record_award`` does. A re-sit after an outcome that was not a pass is another
    outcome of the same course.
    """
    check_change(access, enrolment.practitioner)
    person = hold(enrolment.practitioner)
    course = Enrolment.objects.filter(pk=enrolment.pk, practitioner=person).first()
    if course is None:
        raise Refused(GONE)
    award.enrolment, award.qualification = course, course.qualification
    award.practitioner, award.course_started_on = person, course.started_on
    award.provider, award.provider_name = course.provider, course.provider_name
    return _write(award, person, evidence, signed)


@transaction.atomic
def record_award(award: Award, *, evidence: Received | None = None, access: Access, signed: Signed) -> Award:
    """Records an award, perhaps with its certificate, or puts one right, and decides the person's posts anew.

    Its course, where that is recorded, is completed on the day that the award says. Raises PermissionDenied; Refused
    for a day to come, and where it contradicts its course or another award.
    """
    check_change(access, award.practitioner)
    person = hold(award.practitioner)
    check_change_award(access, award)
    return _write(award, person, evidence, signed)


def record_told(award: Award, *, is_stranger: bool, signed: Signed) -> None:
    """Records an award told with an appointment, as the outcome of its course where that is recorded and says when.

    Inside the transaction that appoints the person. Raises Refused for a day to come, and for a course passed twice; of
    a stranger what is recorded is not told, so both stand, and whoever may see them takes one away.
    """
    check_days(award, day_of(signed))
    if not is_stranger:
        check_passed_once(award)
    if award.course_completed_on and not other_pass(award):
        award.enrolment = course_of(award)
    save(award, signed)
    if award.enrolment is not None:
        _complete(award.enrolment, signed)


@transaction.atomic
def verify_award(award: Award, *, access: Access, signed: Signed) -> Award:
    """Records that an officer has verified an award. In: the award as the officer saw it.

    Raises PermissionDenied for anybody else; Refused where it is not recorded so any more.
    """
    check_change(access, award.practitioner)
    check_verify(access, award.practitioner)
    hold(award.practitioner)
    now = Award.objects.filter(pk=award.pk).first()
    if now is None or version_of(now) != version_of(award):
        raise Refused(NOT_AS_SEEN)
    now.evidence_level = EvidenceLevel.VERIFIED
    save(now, signed)
    return now


@transaction.atomic
def withdraw_award(award: Award, *, access: Access, signed: Signed) -> None:
    """Takes away an award that was recorded by mistake, with its certificates; its history stays.

    A course of which no outcome is left awaits one. Raises PermissionDenied, also for who may not verify one that is
    verified.
    """
    check_change(access, award.practitioner)
    person = hold(award.practitioner)
    check_change_award(access, award)
    for certificate in Certificate.objects.filter(award=award).order_by("pk"):
        take_away(certificate, signed)
        remove_on_commit(certificate.stored_as)
    course = award.enrolment
    take_away(award, signed)
    if course is not None and course.awards.exists():
        _complete(course, signed)
    decide(person, signed)


def _write(award: Award, person: Practitioner, evidence: Received | None, signed: Signed) -> Award:
    """Writes an award with what it rests on, and has its course completed. A form sent twice is recorded once."""
    if twin := twin_of(award, but="evidence_level"):
        award = twin
    else:
        check_award(award, day_of(signed))
        award.evidence_level = _rests_on(award, evidence)
        save(award, signed)
        if award.enrolment is not None:
            _complete(award.enrolment, signed)
        decide(person, signed)
    if evidence:
        attach(award, evidence, signed)
    return award


def _rests_on(award: Award, evidence: Received | None) -> EvidenceLevel:
    """What an award rests on once it is written: an officer vouched for its facts, and not for others."""
    before = Award.objects.filter(pk=award.pk).first()
    if before and before.evidence_level == EvidenceLevel.VERIFIED and version_of(before) == version_of(award):
        return EvidenceLevel.VERIFIED
    has_certificate = evidence or (before and before.certificates.exists())
    return EvidenceLevel.SEEN if has_certificate else EvidenceLevel.DECLARED


def _complete(course: Enrolment, signed: Signed) -> None:
    """Has a course completed on the last day that its outcomes say."""
    days = [award.course_completed_on for award in course.awards.all() if award.course_completed_on]
    said = (EnrolmentStatus.COMPLETED.value, max(days))
    if (course.status, course.ended_on) != said:
        course.status, course.ended_on = said
        save(course, signed)
