"""Recorded facts as the rules' cases. What is not known stays not known."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, NamedTuple

from practitioners.enums import Precision
from practitioners.models import Appointment, Practitioner, PriorPost
from qualifications.rules import facts
from qualifications.rules.case_form import UNKNOWN
from qualifications.rules.dates import add_months, day_before
from settings.models import Setting

# Some post, of which nothing is known: it may count, and it may not.
_SOME_POST = facts.PreviousPost(None, None, None, None)
_STILL_TO_END = {facts.EnrolmentStatus.IN_PROGRESS, facts.EnrolmentStatus.DEFERRED}
_NAMES = {
    kind: [field.name for field in fields(kind)]
    for kind in (facts.Case, facts.Post, facts.Person, facts.PreviousPost, facts.Award, facts.Enrolment)
}
_MONTHS = {Precision.MONTH: 1, Precision.YEAR: 12}


class Spell(NamedTuple):
    """The days of a post at one setting, both inclusive; no last day while it goes on."""

    setting: Setting
    first: date
    last: date | None


def case_of(appointment: Appointment) -> facts.Case:
    """The case of a post, with all that is recorded of the person. Related rows are best fetched before."""
    person = appointment.practitioner
    return facts.Case(
        post=facts.Post(
            setting_type=appointment.setting.setting_type,
            started_on=appointment.started_on,
            ended_on=appointment.ended_on,
            role=appointment.role,
            is_head_teacher=appointment.is_head_teacher,
            teaches_at_setting=appointment.teaches_at_setting,
        ),
        person=facts.Person(person.teacher_status or None, person.induction or None),
        previous_posts=_previous_posts(appointment),
        awards=_awards(person),
        enrolments=_enrolments(person),
    )


def spells_of(appointment: Appointment) -> list[Spell]:
    """A post's days at each setting that it was at, in order: several where it went with its school."""
    moves = sorted(appointment.moves.all(), key=lambda move: move.moved_on)
    places = [*(move.before for move in moves), appointment.setting]
    firsts = [appointment.started_on, *(move.moved_on for move in moves)]
    lasts = [*(day_before(move.moved_on) for move in moves), appointment.ended_on]
    return [Spell(*each) for each in zip(places, firsts, lasts, strict=True) if each[2] is None or each[1] <= each[2]]


def _previous_posts(appointment: Appointment) -> tuple[facts.PreviousPost, ...] | None:
    """Every other post of the person, those of the register and those that were told; perhaps others besides."""
    person = appointment.practitioner
    others = [each for each in person.appointments.all() if each.pk != appointment.pk]
    posts = [
        *(post for each in others for post in registered(each)),
        *(post for prior in person.prior_posts.all() for post in told(prior)),
    ]
    if person.posts_told:
        return tuple(posts)
    return (*posts, _SOME_POST) if posts else None


def registered(appointment: Appointment) -> Iterator[facts.PreviousPost]:
    """A post of the register as one before another: at each setting that it was at."""
    for spell in spells_of(appointment):
        yield facts.PreviousPost(spell.setting.setting_type or None, spell.first, spell.last, appointment.role)


def told(prior: PriorPost) -> Iterator[facts.PreviousPost]:
    """A post that was told: the days that it certainly lasted, and, as one that may count, those that it may have."""
    kind, role = prior.setting_type or None, prior.role or None
    if not prior.ended_on:
        yield facts.PreviousPost(kind, prior.started_on, None, role, end_unknown=True)
        return
    if not prior.started_on:
        yield facts.PreviousPost(kind, None, _last_of(prior.ended_on, prior.ended_to), role)
        return
    first, last = prior.started_on, _last_of(prior.ended_on, prior.ended_to)
    certain = _last_of(prior.started_on, prior.started_to), prior.ended_on
    if (first, last) != certain:
        yield facts.PreviousPost(kind, first, last, None)
    if certain[0] <= certain[1]:
        yield facts.PreviousPost(kind, *certain, role)


def _last_of(first: date, precision: str) -> date:
    """The last day of the day, month or year that begins on a day."""
    months = _MONTHS.get(Precision(precision))
    return day_before(add_months(first, months)) if months else first


def _awards(person: Practitioner) -> tuple[facts.Award, ...] | None:
    """What is recorded; nothing known at all where there may be others and none is recorded."""
    awards = tuple(
        facts.Award(
            qualification=award.qualification.code,
            course_started_on=award.course_started_on,
            course_completed_on=award.course_completed_on,
            awarded_on=award.awarded_on,
            outcome=award.outcome,
        )
        for award in person.awards.all()
    )
    return awards if awards or person.awards_told else None


def _enrolments(person: Practitioner) -> tuple[facts.Enrolment, ...] | None:
    """What is recorded; nothing known at all where there may be others and none that is recorded is still to end."""
    enrolments = recorded_courses(person)
    return enrolments if person.courses_told or any(each.status in _STILL_TO_END for each in enrolments) else None


def recorded_courses(person: Practitioner) -> tuple[facts.Enrolment, ...]:
    """What is recorded, whatever else there may be."""
    return tuple(
        facts.Enrolment(
            qualification=each.qualification.code,
            started_on=each.started_on,
            status=each.status,
            ended_on=each.ended_on,
            expected_completion_on=each.expected_completion_on,
            expected_outcome_on=each.expected_outcome_on,
        )
        for each in person.enrolments.all()
    )


def plain(case: facts.Case) -> dict[str, Any]:
    """A case as JSON holds it: the form that ``assess`` reads."""
    found = {name: _plain(getattr(case, name)) for name in _NAMES[facts.Case]}
    return found if case.enrolments is not None else found | {"enrolments": UNKNOWN}


def _plain(value: Any) -> Any:
    kind = value.__class__
    if kind is date:
        return value.isoformat()
    if kind is tuple:
        return [_plain(each) for each in value]
    if kind in _NAMES:
        return {name: _plain(getattr(value, name)) for name in _NAMES[kind]}
    return value
