"""What is not known of a post and would change the answer, each with where it can be told."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from django.urls import reverse

from practitioners.assessments.cases import spells_of, told
from practitioners.models import Appointment, PriorPost
from qualifications.checker.advice import MISSING
from qualifications.rules.answer import answer
from qualifications.rules.explain import Explained
from qualifications.rules.facts import Missing
from qualifications.rules.holding import weigh
from qualifications.rules.phrases import capital
from qualifications.rules.plan import timeline_for
from qualifications.rules.service import NO_SERVICE, count_service
from settings.models import Setting

_OTHER_AWARDS = "Whether they hold another SENCo qualification"
_OTHER_COURSES = "Whether they are on another course"
_OTHER_POSTS = "Whether they held other SENCo posts before"


class Task(NamedTuple):
    """Something to find out; ``url`` is where it is told, which for some things is with administrators alone."""

    text: str
    url: str
    is_for_administrators: bool = False


def tasks_of(row: Appointment, subject: Explained) -> Iterator[Task]:
    """All that is missing in the decision of a post, in the order in which the rules name it."""
    person = row.practitioner_id
    for name in map(Missing, answer(subject.decision, subject.day).missing):
        words = capital(MISSING[name])
        match name:
            case Missing.PREVIOUS_POSTS:
                yield from _previous_posts(row, subject)
            case Missing.AWARDS:
                is_any = bool(row.practitioner.awards.all())
                yield Task(_OTHER_AWARDS if is_any else words, _url("awards_told", person, control="others_0"))
            case Missing.ENROLMENTS:
                is_any = bool(row.practitioner.enrolments.all())
                yield Task(_OTHER_COURSES if is_any else words, _url("courses_told", person, control="others_0"))
            case Missing.COURSE_STARTED_ON | Missing.COURSE_COMPLETED_ON | Missing.AWARDED_ON:
                yield from _days_of_awards(name, row, subject)
            case Missing.TEACHER_STATUS | Missing.INDUCTION:
                yield Task(words, _url("practitioner_change", person, control=f"{name}_0"))
            case Missing.IS_HEAD_TEACHER | Missing.TEACHES_AT_SETTING:
                yield Task(words, _url("appointment_correct", person, row.pk, control=f"{name}_0"))


def kind_of_place(setting: Setting) -> Task:
    """To say what a place is in law."""
    url = reverse("admin:settings_registertype_change", args=[setting.register_type_id])
    text = f"What kind of place {setting.name or setting.urn} is in law"
    return Task(text, f"{url}#id_setting_type", is_for_administrators=True)


def _previous_posts(row: Appointment, subject: Explained) -> Iterator[Task]:
    """What is open of each post that may count, then whether there were others."""
    person = row.practitioner
    for other in person.appointments.all():
        if other.pk != row.pk:
            yield from (kind_of_place(spell.setting) for spell in spells_of(other) if not spell.setting.setting_type)
    for prior in person.prior_posts.all():
        alone = replace(subject.case, previous_posts=tuple(told(prior)))
        if count_service(alone, subject.book) != NO_SERVICE:
            yield from _of_an_earlier_post(prior)
    if not person.posts_told:
        text = _OTHER_POSTS if subject.case.previous_posts else capital(MISSING[Missing.PREVIOUS_POSTS])
        yield Task(text, _url("prior_posts_told", person.pk, control="others_0"))


def _of_an_earlier_post(prior: PriorPost) -> Iterator[Task]:
    """What is not known of it, or not to the day."""
    facts = [
        ("setting_type", "What kind of setting it was", bool(prior.setting_type)),
        ("role", "As what they worked", bool(prior.role)),
        ("started_on_day", "The first day", bool(prior.started_on) and prior.started_to == "day"),
        ("ended_on_day", "The last day", bool(prior.ended_on) and prior.ended_to == "day"),
    ]
    for control, words, is_known in facts:
        if not is_known:
            url = _url("prior_post_change", prior.practitioner_id, prior.pk, control=control)
            yield Task(f"{words}: {prior}", url)


def _days_of_awards(name: Missing, row: Appointment, subject: Explained) -> Iterator[Task]:
    """A day of each award that may count, and would or would not if that day were known."""
    plans = timeline_for(subject.book, row.setting.setting_type, row.role).on(row.started_on)
    for award, fact in zip(row.practitioner.awards.all(), subject.case.awards or (), strict=True):
        takes = [(plan, each) for plan in plans for _, each in plan.takes.get(award.qualification.code, ())]
        if any(name in weigh(fact, acceptance, plan.accept_by)[2] for plan, acceptance in takes):
            url = _url("award_change", row.practitioner_id, award.pk, control=f"{name}_day")
            yield Task(f"{capital(MISSING[name])}: {award.qualification}", url)


def _url(page: str, *keys: int, control: str) -> str:
    return f"{reverse(page, args=keys)}#id_{control}"
