"""Posts: to appoint somebody, to put right what was recorded, to end a post, to carry posts to another number."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from practitioners.actions.awards import record_told
from practitioners.actions.deciding import day_of, decide, hold, wait_for
from practitioners.actions.outcomes import check_days
from practitioners.actions.people import check_trn
from practitioners.assessments import forget
from practitioners.enums import EndReason
from practitioners.models import Appointment, Award, Enrolment, Move, Practitioner, PriorPost
from practitioners.policies import check_record_at
from qualifications.enums import Role
from qualifications.rules.dates import day_before, in_words
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.actions.signing import save, take_away
from settings.models import Setting
from settings.policies import Access


@dataclass
class Appointing:
    """An appointment with all that was told of the person; rows that are not saved yet."""

    practitioner: Practitioner
    appointment: Appointment
    prior_posts: list[PriorPost] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)


@transaction.atomic
def appoint(told: Appointing, *, access: Access, signed: Signed) -> Appointment:
    """Records that somebody is SENCo of a setting, with what was told of them, and decides what is asked of them.

    Raises PermissionDenied; Refused where the person is SENCo there already on one of these days, or
    somebody else has their teacher reference number; or where a course or an award would be over on a day to come.
    """
    check_record_at(access, told.appointment.setting)
    person = told.practitioner
    is_stranger = person.pk is not None and not Practitioner.objects.visible_to(access).filter(pk=person.pk).exists()
    if person.pk is not None:
        hold(person)
    check_trn(person)
    for course in told.enrolments:
        check_days(course, day_of(signed))
    save(person, signed)
    told.appointment.practitioner = person
    _check_overlap(told.appointment)
    rows: list[Appointment | PriorPost | Enrolment] = [told.appointment, *told.prior_posts, *told.enrolments]
    for row in rows:
        row.practitioner = person
        save(row, signed)
    for award in told.awards:
        award.practitioner = person
        record_told(award, is_stranger=is_stranger, signed=signed)
    decide(person, signed)
    return told.appointment


@transaction.atomic
def correct_appointment(appointment: Appointment, *, access: Access, signed: Signed) -> Appointment:
    """Writes a post as it should have been recorded, and decides anew. Raises as ``appoint`` does."""
    check_record_at(access, appointment.setting)
    person = hold(appointment.practitioner)
    _check_overlap(appointment)
    save(appointment, signed)
    decide(person, signed)
    return appointment


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, ended_on: date, end_reason: str, access: Access, signed: Signed
) -> Appointment:
    """Records the last day of a post, which may be to come. Raises PermissionDenied; Refused before its first day."""
    check_record_at(access, appointment.setting)
    person = hold(appointment.practitioner)
    if ended_on < appointment.started_on:
        raise Refused(f"The post began on {in_words(appointment.started_on)}: its last day cannot be before that.")
    appointment.ended_on, appointment.end_reason = ended_on, end_reason
    _check_overlap(appointment)
    save(appointment, signed)
    decide(person, signed)
    return appointment


@transaction.atomic
def continue_appointment(appointment: Appointment, *, access: Access, signed: Signed) -> Appointment:
    """Takes back that a post will end. Raises PermissionDenied; Refused where no last day is to come."""
    check_record_at(access, appointment.setting)
    person = hold(appointment.practitioner)
    if appointment.ended_on is None or appointment.ended_on < day_of(signed):
        raise Refused("This post has no last day to come. If its days are wrong, put the post right.")
    appointment.ended_on, appointment.end_reason = None, ""
    _check_overlap(appointment)
    save(appointment, signed)
    decide(person, signed)
    return appointment


@transaction.atomic
def withdraw_appointment(appointment: Appointment, *, access: Access, signed: Signed) -> None:
    """Takes away a post that was recorded by mistake, with its moves; its history stays. Raises PermissionDenied."""
    check_record_at(access, appointment.setting)
    person = hold(appointment.practitioner)
    for move in Move.objects.filter(appointment=appointment).order_by("pk"):
        take_away(move, signed)
    forget(appointment)
    take_away(appointment, signed)
    decide(person, signed)


@transaction.atomic
def move_posts(before: Setting, after: Setting, *, moved_on: date, signed: Signed) -> int:
    """Carries posts that had not ended to the number that followed a setting's. Out: how many posts.

    A post stays one post. One that began on or after the day simply is at the new number. Where the person is SENCo
    there already, the old post ends on the day before instead.
    """
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gte=moved_on)
    wait_for(*Appointment.objects.filter(going_on, setting=before).values_list("practitioner", flat=True))
    posts = Appointment.objects.select_for_update().filter(going_on, setting=before).select_related("practitioner")
    moved = 0
    for post in posts.order_by("pk"):
        moved += _move(post, after, moved_on, signed)
    return moved


def _move(post: Appointment, after: Setting, moved_on: date, signed: Signed) -> int:
    before, post.setting = post.setting, after
    if post.role == Role.SENCO and _overlapping(post).exists():
        return _end_instead(post, before, moved_on, signed)
    if post.started_on < moved_on:
        _remember(Move(appointment=post, before=before, after=after, moved_on=moved_on), signed)
    save(post, signed)
    decide(post.practitioner, signed)
    return 1


def _remember(move: Move, signed: Signed) -> None:
    """Keeps a move; of two on one day, or of one dated before the last, the way from the first place to the last."""
    last = Move.objects.filter(appointment=move.appointment).order_by("-moved_on").first()
    if last is not None and last.moved_on >= move.moved_on:
        last.after, move = move.after, last
    save(move, signed)


def _end_instead(post: Appointment, before: Setting, moved_on: date, signed: Signed) -> int:
    """Ends a post that cannot go on, where it had begun."""
    post.setting = before
    if post.started_on < moved_on:
        post.ended_on, post.end_reason = day_before(moved_on), EndReason.CLOSED
        save(post, signed)
        decide(post.practitioner, signed)
    return 0


def _overlapping(post: Appointment) -> QuerySet[Appointment]:
    """Other lead posts of the same person at the same setting on one of the same days."""
    others = Appointment.objects.filter(practitioner=post.practitioner, setting=post.setting, role=Role.SENCO)
    if post.pk is not None:
        others = others.exclude(pk=post.pk)
    if post.ended_on is not None:
        others = others.filter(started_on__lte=post.ended_on)
    return others.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=post.started_on))


def _check_overlap(post: Appointment) -> None:
    if post.role != Role.SENCO:
        return
    for other in _overlapping(post):
        until = f" until {in_words(other.ended_on)}" if other.ended_on else ""
        raise Refused(
            f"{post.practitioner} is recorded as SENCo here from {in_words(other.started_on)}{until} already. "
            "Change that post instead."
        )
