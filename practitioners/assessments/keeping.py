"""Keeps decisions with their spans, in the transaction of the caller: many at once, without an object for each."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from practitioners.assessments.cases import plain, spells_of
from practitioners.assessments.reading import People, those
from practitioners.models import Appointment, Assessment, Standing
from qualifications.models import RuleBook
from qualifications.rules.answer import answer
from qualifications.rules.assess import Decision
from qualifications.rules.facts import Case
from qualifications.rules.standing import NOT_IN_POST, spans
from senco_portal.lib import bulk

_KEPT = (
    *("appointment_id", "book_id", "decided_at", "facts", "rule", "requirement", "required_qualification"),
    *("exemption", "designation", "deadline", "latest_safe_start", "held", "held_on", "needs_review", "missing"),
)
_SPAN = (
    *("assessment_id", "book_id", "setting_id", "authority_id", "setting_type", "role", "status"),
    *("held_on", "first_day", "last_day"),
)


class Decided(NamedTuple):
    """A post with its case and what was decided."""

    post: Appointment
    case: Case
    decision: Decision


def keep(decided: Sequence[Decided], people: People, row: RuleBook, at: datetime) -> None:
    """Writes what was decided by a book of all posts of these people, in the place of what was decided before."""
    _forget(people, row)
    bulk.insert(Assessment, _KEPT, [_assessment(each, row.pk, at) for each in decided])
    keys = dict(_kept(people, row).values_list("appointment_id", "pk"))
    bulk.insert(Standing, _SPAN, [span for each in decided for span in _standings(keys[each.post.pk], each, row.pk)])


def _kept(people: People, row: RuleBook) -> "QuerySet[Assessment]":
    return Assessment.objects.filter(those("appointment__practitioner", people), book=row)


def _forget(people: People, row: RuleBook) -> None:
    old = list(_kept(people, row).values_list("pk", flat=True))
    if old:
        Standing.objects.filter(assessment__in=old).delete()
        # Nothing else hangs on them: Django would read every one to see.
        Assessment.objects.filter(pk__in=old)._raw_delete(DEFAULT_DB_ALIAS)


def _assessment(decided: Decided, book: int, at: datetime) -> tuple[Any, ...]:
    post, case, decision = decided
    found = answer(decision, date.max)
    return (
        *(post.pk, book, at, json.dumps(plain(case)), found.rule, found.requirement.value),
        *(found.required_qualification or "", found.exemption or "", found.designation.value),
        *(found.deadline, found.latest_safe_start),
        decision.holding.qualification or "" if decision.holding.held_on else "",
        *(decision.holding.held_on, found.needs_review, json.dumps(found.missing)),
    )


def _standings(assessment: int, decided: Decided, book: int) -> Iterator[tuple[Any, ...]]:
    """A status on the days in post at each setting of a post; later days are the last one's."""
    post, _, decision = decided
    steps = [span for span in spans(decision) if span.status not in NOT_IN_POST]
    for spell in spells_of(post):
        place = spell.setting
        last = date.max if spell.last is None else spell.last
        for span in steps:
            begins, ends = max(spell.first, span.first or date.min), min(last, span.last or date.max)
            if begins <= ends:
                yield (
                    *(assessment, book, place.pk, place.authority_id, place.setting_type, post.role),
                    *(span.status.value, decision.holding.held_on, begins, ends),
                )
