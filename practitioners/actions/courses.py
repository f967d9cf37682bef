"""Courses: begun, put off, left, taken away."""

from django.db import transaction

from practitioners.actions.deciding import day_of, decide, hold, twin_of
from practitioners.actions.outcomes import check_course
from practitioners.models import Enrolment
from practitioners.policies import check_change
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.actions.signing import save, take_away
from settings.policies import Access


@transaction.atomic
def enrol(enrolment: Enrolment, *, access: Access, signed: Signed) -> Enrolment:
    """Records that a person is on a course, and decides their posts anew.

    Raises PermissionDenied; Refused where it stands already, or is completed on a day to come.
    """
    return _write(enrolment, access, signed)


@transaction.atomic
def change_enrolment(enrolment: Enrolment, *, access: Access, signed: Signed) -> Enrolment:
    """Writes that a course was put off, left, or is expected to end on other days.

    Raises as ``enrol`` does, and Refused where it would contradict an outcome that is recorded of it.
    """
    return _write(enrolment, access, signed)


@transaction.atomic
def withdraw_enrolment(enrolment: Enrolment, *, access: Access, signed: Signed) -> None:
    """Takes away a course that was recorded by mistake; its history stays.

    Raises PermissionDenied; Refused where an outcome of it is recorded.
    """
    check_change(access, enrolment.practitioner)
    person = hold(enrolment.practitioner)
    if enrolment.awards.exists():
        raise Refused("An outcome of this course is recorded. Take that away first, then the course.")
    take_away(enrolment, signed)
    decide(person, signed)


def _write(row: Enrolment, access: Access, signed: Signed) -> Enrolment:
    check_change(access, row.practitioner)
    person = hold(row.practitioner)
    if twin := twin_of(row):
        return twin
    check_course(row, day_of(signed))
    save(row, signed)
    decide(person, signed)
    return row
