"""A course and its outcomes never contradict each other, and nothing is over that is still to come.

What one row can hold is a constraint of its table; here is what takes several rows, or the day. Each check is made
while the person is held, and raises Refused with the field that is to be put right.
"""

from datetime import date

from django.db.models import Q, QuerySet

from practitioners.models import Award, Enrolment
from qualifications.rules.dates import in_words
from qualifications.rules.facts import EnrolmentStatus, Outcome
from senco_portal.lib.refusals import Refused

_COMPLETED, _PASSED = EnrolmentStatus.COMPLETED.value, Outcome.PASSED.value
# Days that cannot be to come, by the model's own fields, and what they are called.
_PAST: dict[type[Award | Enrolment], dict[str, str]] = {
    Award: {
        "course_started_on": "The day on which the course began",
        "course_completed_on": "The day on which the course was completed",
        "awarded_on": "The day of the award or outcome",
    },
    Enrolment: {"ended_on": "The last day on the course"},
}
_TAKE_AWAY = "Take the outcome away first, then change the course."
# What an outcome says of its course, by the course's own fields, and what to do instead.
_SAID_BY_OUTCOME = {
    "qualification": _TAKE_AWAY,
    "started_on": _TAKE_AWAY,
    "status": _TAKE_AWAY,
    "ended_on": "Put the outcome right instead: this day follows its “Course completed on”.",
}
_INSTEAD = "If the course was recorded wrongly, take this outcome away, change the course, then record it again."


def check_days(row: Award | Enrolment, day: date) -> None:
    """Raises Refused where something that is over lies in the future: a day of an award, or the end of a course."""
    for name, words in _PAST[type(row)].items():
        if (said := getattr(row, name)) and said > day:
            raise Refused(f"{words} must be today or in the past.", name)


def check_course(course: Enrolment, day: date) -> None:
    """Raises Refused where a course would be completed on a day to come, stand twice, or not as its outcome says."""
    check_days(course, day)
    same = {"practitioner": course.practitioner, "qualification": course.qualification, "started_on": course.started_on}
    if Enrolment.objects.filter(**same).exclude(pk=course.pk).exists():
        began = in_words(course.started_on)
        raise Refused(f"The course that began on {began} is recorded already. Change that instead.", "started_on")
    before = Enrolment.objects.filter(pk=course.pk, awards__isnull=False).first()
    for name, instead in _SAID_BY_OUTCOME.items() if before else ():
        if getattr(before, name) != getattr(course, name):
            raise Refused(f"An outcome of this course is recorded, so this cannot change. {instead}", name)


def check_award(award: Award, day: date) -> None:
    """Raises Refused for an award of a day to come, or one that does not fit its course or another award."""
    check_days(award, day)
    if award.enrolment is not None:
        _check_fits(award, award.enrolment)
    elif award._state.adding and (course := course_of(award)):
        raise Refused(
            f"The course that began on {in_words(course.started_on)} is recorded. "
            "Record this as its outcome: press “Record the outcome” beside that course.",
            "course_started_on",
        )
    check_passed_once(award)
    if award._state.adding and award.outcome != _PASSED and _passes(award).exists():
        raise Refused("This course is recorded as passed already: no other outcome follows a pass.", "outcome")


def check_agrees(award: Award, course: Enrolment) -> None:
    """Raises Refused where a course does not say what its outcome does: of two records of it, the other one stays."""
    completed_on, ended_on = award.course_completed_on, course.ended_on
    if course.status != _COMPLETED or (completed_on and ended_on and ended_on < completed_on):
        raise Refused(
            f"{course}: an outcome is recorded, so the course was completed. "
            "Let the record of it stay that says when it was completed."
        )


def check_passed_once(award: Award) -> None:
    """Raises Refused where another award says that the same course was passed."""
    if other := other_pass(award):
        when = f", on {in_words(other.awarded_on)}" if other.awarded_on else ""
        raise Refused(f"This course is recorded as passed already{when}. Put that award right instead.", "outcome")


def course_of(award: Award) -> Enrolment | None:
    """The course on the person's record that an award is the outcome of, as far as its first day tells."""
    if award.course_started_on is None:
        return None
    same = {"practitioner": award.practitioner, "qualification": award.qualification}
    return Enrolment.objects.filter(**same, started_on=award.course_started_on).first()


def other_pass(award: Award) -> Award | None:
    """Another award that says that the course of one that was passed was passed."""
    return _passes(award).order_by("pk").first() if award.outcome == _PASSED else None


def _passes(award: Award) -> "QuerySet[Award]":
    """Other awards that say that an award's course was passed."""
    same = Q(enrolment__isnull=False, enrolment=award.enrolment)
    if award.course_started_on:
        same |= Q(qualification=award.qualification, course_started_on=award.course_started_on)
    return Award.objects.filter(same, practitioner=award.practitioner, outcome=_PASSED).exclude(pk=award.pk)


def _check_fits(award: Award, course: Enrolment) -> None:
    began = in_words(course.started_on)
    if award.course_completed_on is None:
        raise Refused("Enter the day on which the course was completed: it has an outcome.", "course_completed_on")
    if award.course_completed_on < course.started_on:
        raise Refused(f"The course began on {began}: it cannot be completed before that.", "course_completed_on")
    if award.course_started_on != course.started_on:
        raise Refused(f"This is the outcome of the course that began on {began}. {_INSTEAD}", "course_started_on")
    if award.qualification_id != course.qualification_id:
        raise Refused(f"This is the outcome of a course for the {course.qualification}. {_INSTEAD}", "qualification")
