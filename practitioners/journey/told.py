"""Answers as the rows that are saved. What is recorded already is kept: answers fill in only what is not."""

from collections.abc import Iterator
from typing import Any

from practitioners.actions import Appointing
from practitioners.actions.deciding import hold
from practitioners.journey.answers import Answers, mark_of
from practitioners.journey.way import way
from practitioners.models import Appointment, Award, Enrolment, ParkedCertificate, Practitioner, PriorPost
from practitioners.models.course import Taught
from qualifications.checker.words import UNKNOWN
from qualifications.models import Provider, Qualification
from senco_portal.lib.folding import fold

_YES_NO = {"yes": True, "no": False}
_ALL_TOLD = ("yes", "no")


def told(answers: Answers, *, alone: bool = False) -> Appointing:
    """The appointment with all that was told, as rows to be saved. Inside a transaction: it holds the person.

    ``alone``: of what was told only, without what the register has of the person.
    """
    asked = {question.slug for question in way(answers)}
    person = _person(answers, alone=alone)
    _fill(person, answers, asked)
    return Appointing(
        person,
        _post(answers, person),
        prior_posts=_new(list(_prior_posts(answers, asked)), person, "prior_posts"),
        awards=_new(list(_awards(answers, asked)), person, "awards"),
        enrolments=_new(list(_enrolments(answers, asked)), person, "enrolments"),
    )


def certificates(answers: Answers, rows: Appointing) -> list[tuple[Award, ParkedCertificate]]:
    """Which award each certificate that was sent belongs to: one of those to be saved, or one that is recorded.

    In: the rows, after they were saved.
    """
    person = rows.practitioner
    by_mark = {_mark(award): award for award in person.awards.all()}
    asked = {question.slug for question in way(answers)}
    told_rows = answers.rows("qualification-details") if "certificates" in asked else []
    pairs = zip(told_rows, _awards(answers, asked), strict=True) if told_rows else []
    marked = {mark_of(row): award for row, award in pairs}
    return [(by_mark[_mark(award)], answers.parked[mark]) for mark, award in marked.items() if mark in answers.parked]


def _person(answers: Answers, *, alone: bool) -> Practitioner:
    chosen = answers.chosen
    if chosen is None:
        return Practitioner(name=answers.known.name, email=answers.known.email, trn=answers.known.trn)
    return Practitioner(name=chosen.person.name) if alone else hold(chosen.person)


def _fill(person: Practitioner, answers: Answers, asked: set[str]) -> None:
    """What holds of the person at every post, where it is not recorded."""
    said: dict[str, Any] = {"email": answers.known.email, "trn": "" if person.pk is None else answers.known.trn}
    for slug, name in (("teacher", "teacher_status"), ("induction", "induction")):
        if slug in asked:
            said[name] = _known(answers.said(slug).get(name))
    for slug, fact, name in (
        ("earlier-posts", "previous_posts", "posts_told"),
        ("qualifications", "awards", "awards_told"),
        ("course", "enrolments", "courses_told"),
    ):
        said[name] = slug in asked and answers.said(slug).get(fact) in _ALL_TOLD
    for name, value in said.items():
        if value and not getattr(person, name):
            setattr(person, name, value)


def _known(value: str | None) -> str:
    return "" if value in (None, UNKNOWN) else str(value)


def _post(answers: Answers, person: Practitioner) -> Appointment:
    time, cover = answers.said("time"), str(answers.said("cover")["cover"])
    none = 0 if time.get("time") == "none" else None
    return Appointment(
        practitioner=person,
        setting=answers.setting,
        role=answers.said("role")["role"],
        started_on=answers.said("start")["started_on"],
        cover="" if cover == "own" else cover,
        is_shared=_YES_NO.get(answers.said("shared")["is_shared"]),
        is_head_teacher=_YES_NO.get(answers.said("head-teacher")["is_head_teacher"]),
        teaches_at_setting=_YES_NO.get(answers.said("teaching")["teaches_at_setting"]),
        on_leadership_team=_YES_NO.get(answers.said("leadership")["on_leadership_team"]),
        protected_hours=none if time.get("hours") is None else time["hours"],
        protected_share=time.get("share"),
    )


def _prior_posts(answers: Answers, asked: set[str]) -> Iterator[PriorPost]:
    for row in answers.rows("earlier-post-details") if "earlier-post-details" in asked else []:
        days: dict[str, Any] = {}
        for name in ("started", "ended"):
            if known := row[f"{name}_on"]:
                days |= {f"{name}_on": known.first, f"{name}_to": known.to}
        kind, role = _known(row["setting_type"]), _known(row["role"])
        yield PriorPost(setting_type=kind, setting_name=row["setting_name"], role=role, **days)


def _awards(answers: Answers, asked: set[str]) -> Iterator[Award]:
    rows = answers.rows("qualification-details") if "qualification-details" in asked else []
    days = ("course_started_on", "course_completed_on", "awarded_on")
    for row, taught in zip(rows, _taught(rows), strict=True):
        yield Award(**taught, outcome=row["outcome"], title=row["title"], **{name: row[name] for name in days})


def _enrolments(answers: Answers, asked: set[str]) -> Iterator[Enrolment]:
    rows = answers.rows("course-details") if "course-details" in asked else []
    names = ("started_on", "status", "ended_on", "expected_outcome_on")
    for row, taught in zip(rows, _taught(rows), strict=True):
        yield Enrolment(**taught, **{name: row[name] for name in names})


def _taught(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Which qualification, and who taught it: a provider of the catalogue where the name is one's, else as written."""
    if not rows:
        return []
    qualifications = {each.code: each for each in Qualification.objects.all()}
    providers = Provider.objects.by_name()
    return [_course(row, qualifications[row["qualification"]], providers) for row in rows]


def _course(row: dict[str, Any], qualification: Qualification, providers: dict[str, Provider]) -> dict[str, Any]:
    found = providers.get(fold(row["provider"]))
    written = "" if found else row["provider"]
    return {"qualification": qualification, "provider": found, "provider_name": written}


_SAME: dict[type[Any], tuple[str, ...]] = {
    PriorPost: ("setting_type", "role", "started_on", "started_to", "ended_on", "ended_to"),
    Award: ("qualification_id", "outcome", "course_started_on", "course_completed_on", "awarded_on"),
    Enrolment: ("qualification_id", "started_on"),
}


def _new(rows: list[Any], person: Practitioner, related: str) -> list[Any]:
    """The rows that the register does not hold yet, each once."""
    held = list(getattr(person, related).all()) if person.pk is not None and rows else []
    seen = {_mark(row) for row in held}
    fresh = {_mark(row): row for row in reversed(rows)}
    return [row for mark, row in reversed(fresh.items()) if mark not in seen]


def _mark(row: PriorPost | Taught) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _SAME[type(row)])
