"""What the pages of the journey show: answers in words, and what the register holds already."""

from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from practitioners.forms.appointing import QuestionForm
from practitioners.forms.who import post_in_words
from practitioners.journey.answers import Answers
from practitioners.journey.questions import BY_SLUG, Question
from practitioners.journey.way import way
from practitioners.models import Practitioner
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import capital, join
from senco_portal.lib.govuk_forms.partial_dates import PartialDate
from settings.models import Setting
from settings.presenters import name_of

_MONTH_YEAR = {"month": "%B %Y", "year": "%Y"}


class Line(NamedTuple):
    """One answer, or one fact of the register, in lines of words; ``url`` is where it is changed."""

    label: str
    lines: list[str]
    url: str = ""


def address(setting: Setting, slug: str = "") -> str:
    """The address of a question at a setting, or of the page before the first."""
    place = [setting.register, setting.urn]
    return reverse("appointment_question", args=[*place, slug]) if slug else reverse("appointment_new", args=place)


def summary(answers: Answers) -> list[Line]:
    """Every answer in words, with the way to change it."""
    return [
        Line(question.called, _lines(question, answers), address(answers.setting, question.slug))
        for question in way(answers)
    ]


def _lines(question: Question, answers: Answers) -> list[str]:
    if question.slug == "who":
        known = answers.known
        return [line for line in (known.name, known.trn and f"TRN {known.trn}", known.email) if line]
    if question.slug == "match":
        return [answers.chosen.person.name if answers.chosen else "Somebody new"]
    if question.slug == "left" and (place := answers.said("left").get("place")):
        return [place]
    if question.slug == "certificates":
        return [f"{award.text}: {award.sent or 'no certificate'}" for award in answers.awards]
    if question.heading:
        return [_row(row, question, answers) for row in answers.rows(question.slug)]
    return [_answer(question, answers)]


def _answer(question: Question, answers: Answers) -> str:
    said, form = answers.said(question.slug), answers.form(question.slug)
    value = said[question.fact]
    if isinstance(value, date):
        return in_words(value)
    if 0 in (said.get("hours"), said.get("share")):
        return "None"
    if said.get("hours") is not None:
        return f"{said['hours']} hours a week"
    if said.get("share") is not None:
        return f"{said['share']}% of the week"
    assert isinstance(form, QuestionForm)  # noqa: S101  # rows have a heading
    return str(dict(form.fields[question.fact].choices)[value])  # type: ignore[attr-defined]  # radios


def _row(row: dict[str, Any], question: Question, answers: Answers) -> str:
    """A row in words: the choices first as they were shown, then what was typed, then its days."""
    fields = BY_SLUG[question.slug].form.form.base_fields  # type: ignore[union-attr]  # rows of a form
    shown = {"qualification": dict(answers.qualifications)}
    parts = []
    for name, value in row.items():
        choices = shown.get(name) or dict(getattr(fields[name], "choices", ()))
        if value in (None, "") or fields[name].widget.is_hidden:
            continue
        if isinstance(value, date | PartialDate):
            parts.append(f"{_lower(str(fields[name].label))} {_day(value)}")
        else:
            parts.append(str(choices.get(value, value)))
    return ", ".join(parts)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _day(value: date | PartialDate) -> str:
    """A day as exactly as it is known."""
    if isinstance(value, PartialDate):
        return in_words(value.first) if value.to == "day" else f"{value.first:{_MONTH_YEAR[value.to]}}"
    return in_words(value)


# The pages on which it helps to see what is recorded already.
_RECORDED = {
    *("teacher", "induction", "earlier-posts", "earlier-post-details"),
    *("qualifications", "qualification-details", "course", "course-details"),
}


def recorded(question: Question, answers: Answers) -> list[Line]:
    """What the register holds of a person whom one may see, on the pages that ask for more of it; else nothing."""
    person = answers.shown
    if person is None or question.slug not in _RECORDED:
        return []
    lines = [
        Line("Qualified teacher", _display(person, "teacher_status")),
        Line("Induction", _display(person, "induction")),
        Line("SENCo posts", _posts(person, answers)),
        Line("Qualifications", [_award(each) for each in person.awards.select_related("qualification").order_by("pk")]),
        Line("Courses", [_course(each) for each in person.enrolments.select_related("qualification").order_by("pk")]),
    ]
    return [line for line in lines if line.lines]


def _display(person: Practitioner, name: str) -> list[str]:
    words = getattr(person, f"get_{name}_display")() if getattr(person, name) else ""
    return [capital(words)] if words else []


def _posts(person: Practitioner, answers: Answers) -> list[str]:
    """The posts that may be seen, and those that were told."""
    posts = (
        person.appointments.visible_to(answers.access)
        .select_related("setting__register_type")
        .order_by("started_on", "pk")
    )
    told = person.prior_posts.order_by("started_on", "pk")
    return [*(capital(str(each)) for each in told), *(capital(post_in_words(each)) for each in posts)]


def _award(award: Any) -> str:
    when = f", {in_words(award.awarded_on)}" if award.awarded_on else ""
    return f"{capital(str(award.qualification))}: {award.get_outcome_display()}{when}"


def _course(course: Any) -> str:
    return f"{capital(str(course.qualification))}, from {in_words(course.started_on)}: {course.get_status_display()}"


def elsewhere(answers: Answers) -> str:
    """Where else the person is SENCo, as far as that may be seen."""
    seen = [name_of(post.setting) for post in answers.others if answers.access.may_see(post.setting)]
    return join(seen)
