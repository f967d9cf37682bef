"""A setting's people, and a person's record, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from practitioners.enums import EvidenceLevel
from practitioners.models import Appointment, Award, Enrolment, Practitioner, PriorPost
from practitioners.models.course import Taught
from practitioners.presenters.certificates import CertificateLine, certificate_line
from practitioners.presenters.days import partly, spell
from practitioners.presenters.posts import (
    Gap,
    Post,
    PostInFull,
    Rules,
    Way,
    coming_gap,
    gaps,
    post_in_full,
    post_in_short,
)
from practitioners.presenters.service import service_of
from qualifications.checker.lines import Line
from qualifications.enums import Role
from qualifications.rules.dates import in_words
from qualifications.rules.facts import EnrolmentStatus, Outcome
from qualifications.rules.phrases import EXPECTATIONS, capital, join
from settings.enums import PREVIOUS_POST_TYPES, SettingStatus
from settings.models import Setting

NOT_KNOWN = "Not known"
ALL, PERHAPS_OTHERS = "All are recorded", "Not known whether there are others"
_KINDS = dict(PREVIOUS_POST_TYPES)


class People(NamedTuple):
    """Who is, will be and was SENCo of a setting. ``vacancy``: that nobody is or will be, and what is asked there."""

    current: list[Post]
    coming: list[Post]
    earlier: list[Post]
    gaps: list[Gap]
    vacancy: str


def people_of(setting: Setting, posts: Iterable[Appointment], rules: Rules | None, day: date) -> People:
    """The people of a setting on a day."""
    rows = list(posts)
    current = [row for row in rows if row.started_on <= day and (row.ended_on is None or row.ended_on >= day)]
    earlier = [row for row in rows if row.ended_on is not None and row.ended_on < day]
    return People(
        current=sorted((post_in_short(row, rules) for row in current), key=lambda post: post.order),
        coming=[post_in_short(row, rules) for row in rows if row.started_on > day],
        earlier=[post_in_short(row, rules) for row in sorted(earlier, key=lambda row: row.started_on, reverse=True)],
        gaps=[gap for gap in gaps(rows, day) if gap.last is not None],
        vacancy=_vacancy(setting, rows, rules, day),
    )


def _vacancy(setting: Setting, rows: list[Appointment], rules: Rules | None, day: date) -> str:
    terms = rules.book.terms_by_type.get(setting.setting_type) if rules else None
    if setting.status != SettingStatus.OPEN or terms is None:
        return ""
    when = _vacant(setting, rows, day)
    return f"{when}: such a setting {EXPECTATIONS[terms.should_have_senco]}." if when else ""


def _vacant(setting: Setting, rows: list[Appointment], day: date) -> str:
    """Since when nobody is SENCo, or from when nobody will be; nothing where that is not to be seen."""
    lead = [row for row in rows if row.role == Role.SENCO]
    if any(row.started_on <= day and (row.ended_on is None or row.ended_on >= day) for row in lead):
        coming = coming_gap(lead, day)
        if coming is None or (setting.closed_on and coming.first > setting.closed_on):
            return ""
        until = f" until {in_words(coming.last)}" if coming.last else ""
        return f"Vacant from {in_words(coming.first)}{until} unless somebody is appointed"
    open_gap = next((gap for gap in gaps(rows, day) if gap.last is None), None)
    return f"Vacant since {in_words(open_gap.first)}" if open_gap else "Nobody is recorded as SENCo"


class Told(NamedTuple):
    """A row that was told: its own, and its words.

    ``is_open``: of a course, that it was not passed yet; ``is_verified``: of an award, that an officer vouched for it.
    """

    row: Any
    title: str
    lines: list[Line]
    certificates: Sequence[CertificateLine] = ()
    is_open: bool = True

    @property
    def is_verified(self) -> bool:
        return bool(getattr(self.row, "evidence_level", "") == EvidenceLevel.VERIFIED)


class PersonPage(NamedTuple):
    """All that a person's page says."""

    person: Practitioner
    lines: list[Line]
    posts: list[PostInFull]
    prior_posts: list[Told]
    courses: list[Told]
    awards: list[Told]


def person_page(
    person: Practitioner,
    posts: Iterable[Appointment],
    rules: Rules | None,
    day: date = date.max,
    ways: Mapping[int, Sequence[Way]] = MappingProxyType({}),
) -> PersonPage:
    """The page of a person: of their posts the worst first.

    In: rows with all that they need fetched; the day, where there are posts; what may be done with them, by their keys.
    """
    rows, priors = list(posts), person.prior_posts.all()
    full = [
        post_in_full(
            row, rules, day, ways.get(row.pk, ()), earlier=service_of(row, rows, priors, rules) if rules else None
        )
        for row in rows
    ]
    return PersonPage(
        person=person,
        lines=_lines(person),
        posts=sorted(full, key=lambda each: each.post.order),
        prior_posts=[told(row) for row in priors],
        courses=[_course_told(row, person.awards.all()) for row in person.enrolments.all()],
        awards=[told(row) for row in person.awards.all()],
    )


def told(row: PriorPost | Enrolment | Award) -> Told:
    """An earlier post, a course or an award in words."""
    certificates = [certificate_line(each) for each in row.certificates.all()] if isinstance(row, Award) else ()
    return Told(row, title_of(row), lines_of(row), certificates)


def _course_told(row: Enrolment, awards: Iterable[Award]) -> Told:
    """A course with its outcomes, of all awards of the person; one that was completed has one, or it is awaited."""
    own = [award for award in awards if _is_of(award, row)]
    said = [capital(award.get_outcome_display()) + _when(award) for award in own]
    is_completed = row.status == EnrolmentStatus.COMPLETED
    outcome = [Line("Outcome", join(said) or "Not known yet")] if said or is_completed else []
    is_open = all(award.outcome != Outcome.PASSED for award in own)
    return Told(row, title_of(row), [*lines_of(row), *outcome], is_open=is_open)


def _when(award: Award) -> str:
    return f", {in_words(award.awarded_on)}" if award.awarded_on else ""


def _is_of(award: Award, course: Enrolment) -> bool:
    """Whether an award is the outcome of a course: it says so, or has the same first day."""
    if award.enrolment_id is not None:
        return award.enrolment_id == course.pk
    same = award.qualification_id, award.course_started_on
    return same == (course.qualification_id, course.started_on)


def title_of(row: Any) -> str:
    """What a row of a person is called: by the setting or the qualification, where it has one, else by what it is."""
    if isinstance(row, PriorPost) and not row.setting_name:
        return f"{capital(str(row))}{spell(row)}"
    if isinstance(row, Appointment):
        return str(row.setting)
    return capital(str(row.qualification)) if isinstance(row, Taught) else str(row)


def lines_of(row: PriorPost | Enrolment | Award) -> list[Line]:
    """What is recorded of a row, without what is empty and says nothing by that."""
    if isinstance(row, PriorPost):
        return _prior(row)
    lines = _course(row) if isinstance(row, Enrolment) else _award(row)
    return [line for line in lines if line.text]


def _lines(person: Practitioner) -> list[Line]:
    told = {True: ALL, False: PERHAPS_OTHERS}
    return [
        Line("Teacher reference number", person.trn or NOT_KNOWN),
        Line("E-mail address", person.email or NOT_KNOWN),
        Line("Previous names", join(_names(person)) or "None recorded"),
        Line("Qualified teacher", capital(person.get_teacher_status_display()) or NOT_KNOWN),
        Line("Induction", capital(person.get_induction_display()) or NOT_KNOWN),
        Line("Earlier SENCo posts", told[person.posts_told]),
        Line("SENCo qualifications", told[person.awards_told]),
        Line("SENCo courses", told[person.courses_told]),
    ]


def _names(person: Practitioner) -> list[str]:
    """What a person was called before, in the order in which it was recorded."""
    return [each.name for each in sorted(person.previous_names.all(), key=lambda each: each.pk)]


def _day(day: date | None, precision: str = "day") -> str:
    return partly(day, precision) if day else NOT_KNOWN


def _kind(row: PriorPost) -> str:
    return capital(_KINDS.get(row.setting_type, "")) or "Kind of setting not known"


def _prior(row: PriorPost) -> list[Line]:
    kind = [Line("Kind of setting", _kind(row))] if row.setting_name else []
    return [
        *kind,
        Line("As", row.get_role_display() or NOT_KNOWN),
        Line("First day", _day(row.started_on, row.started_to)),
        Line("Last day", _day(row.ended_on, row.ended_to)),
    ]


def _course(row: Enrolment) -> list[Line]:
    return [
        Line("Provider", str(row.provider or row.provider_name or NOT_KNOWN)),
        Line("Began on", _day(row.started_on)),
        Line("How it stands", capital(row.get_status_display())),
        Line("Last day", _day(row.ended_on) if row.ended_on else ""),
        Line("Completion expected on", _day(row.expected_completion_on) if row.expected_completion_on else ""),
        Line("Outcome expected on", _day(row.expected_outcome_on) if row.expected_outcome_on else ""),
    ]


def _award(row: Award) -> list[Line]:
    return [
        Line("Title", row.title),
        Line("Provider", str(row.provider or row.provider_name)),
        Line("Outcome", capital(row.get_outcome_display())),
        Line("Course began on", _day(row.course_started_on)),
        Line("Course completed on", _day(row.course_completed_on)),
        Line("Awarded on", _day(row.awarded_on)),
        Line("Rests on", capital(row.get_evidence_level_display())),
    ]
