"""Keeps decisions with their spans, in the transaction of the caller: many at once, without an object for each."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from practitioners.assessments.cases import Spell, plain, spells_of
from practitioners.assessments.leading import mark
from practitioners.assessments.reading import People, those
from practitioners.assessments.slips import FirstDays, first_courses, has_too_early
from practitioners.models import Appointment, Assessment, Standing
from qualifications import books
from qualifications.models import RuleBook
from qualifications.rules.answer import answer
from qualifications.rules.assess import Decision
from qualifications.rules.dates import day_after, day_before
from qualifications.rules.facts import Case
from qualifications.rules.standing import NOT_IN_POST, Status, expected_on, spans
from qualifications.rules.waiting import Wait, waits
from senco_portal.lib import bulk

_KEPT = (
    *("appointment_id", "book_id", "decided_at", "facts", "rule", "requirement", "required_qualification"),
    *("exemption", "designation", "deadline", "latest_safe_start", "held", "held_on", "expected_on"),
    *("needs_review", "missing"),
)
_SPAN = (
    *("assessment_id", "book_id", "setting_id", "authority_id", "setting_type", "role", "status"),
    *("first_day", "last_day", "since_on", "leaves_on", "awaits_outcome", "has_too_early"),
    *("late_on", "rule", "designation", "deadline", "latest_safe_start", "held_on"),
    *("expected_on", "needs_review"),
)


class Decided(NamedTuple):
    """A post with its case and what was decided.

    ``told``: the decision as if all that is recorded were all that there is, which it may not be.
    """

    post: Appointment
    case: Case
    decision: Decision
    told: Decision


def keep(decided: Sequence[Decided], people: People, row: RuleBook, at: datetime) -> None:
    """Writes what was decided by a book of all posts of these people, in the place of what was decided before."""
    kept = Assessment.objects.filter(those("appointment__practitioner", people), book=row)
    places = _forget(kept)
    bulk.insert(Assessment, _KEPT, [_assessment(each, row.pk, at) for each in decided])
    keys, firsts = dict(kept.values_list("appointment_id", "pk")), first_courses(books.load(row))
    made = (_standings(keys[each.post.pk], each, row.pk, firsts) for each in decided)
    bulk.insert(Standing, _SPAN, [span for each in made for span in each])
    mark(places | {spell.setting.pk for each in decided for spell in spells_of(each.post)}, row)


def forget(post: Appointment) -> None:
    """Takes away what was decided of a post that is about to be taken away."""
    for row in RuleBook.objects.filter(pk__in=Assessment.objects.filter(appointment=post).values("book")):
        mark(_forget(Assessment.objects.filter(appointment=post, book=row)), row)


def _forget(kept: "QuerySet[Assessment]") -> set[int]:
    """Out: the settings whose standings are gone."""
    old = list(kept.values_list("pk", flat=True))
    if not old:
        return set()
    standings = Standing.objects.filter(assessment__in=old)
    places = set(standings.values_list("setting_id", flat=True))
    standings.delete()
    # Nothing else hangs on them: Django would read every one to see.
    Assessment.objects.filter(pk__in=old)._raw_delete(DEFAULT_DB_ALIAS)
    return places


def _assessment(decided: Decided, book: int, at: datetime) -> tuple[Any, ...]:
    post, case, decision, _ = decided
    found = answer(decision, date.max)
    return (
        *(post.pk, book, at, json.dumps(plain(case)), found.rule, found.requirement.value),
        *(found.required_qualification or "", found.exemption or "", found.designation.value),
        *(found.deadline, found.latest_safe_start),
        decision.holding.qualification or "" if decision.holding.held_on else "",
        *(decision.holding.held_on, expected_on(decision), found.needs_review, json.dumps(found.missing)),
    )


def _standings(assessment: int, decided: Decided, book: int, firsts: FirstDays) -> Iterator[tuple[Any, ...]]:
    """A status on the days in post at each setting of a post."""
    post, _, decision, told = decided
    expected, overdue = expected_on(decision), waits(told)
    decides = (
        *(decision.rule.code, decision.designation.result.value, decision.deadline, decision.latest_safe_start),
        *(decision.holding.held_on, expected, decision.needs_review),
    )
    too_early, late_on = has_too_early(post.practitioner, firsts), None
    for spell, status, first, last in reversed(list(_steps(post, decision))):
        is_late = status is Status.OVERDUE
        place, leaves_on = spell.setting, spell.last if spell.last == post.ended_on else None
        what = (assessment, book, place.pk, place.authority_id, place.setting_type, post.role, status.value)
        more = (too_early, None if is_late else late_on, *decides)
        for begins, ends, awaits in _parted(first, last, overdue):
            yield (*what, begins, ends, spell.first, leaves_on, awaits, *more)
        # Not where an outcome is expected before that day.
        if is_late and (expected is None or expected >= first):
            late_on = first


def _parted(first: date, last: date, overdue: tuple[Wait, ...]) -> Iterator[tuple[date, date, bool]]:
    """Days in a row, parted into those on which an outcome is overdue and others."""
    for wait in overdue:
        if wait.last >= first and wait.first <= last:
            if first < wait.first:
                yield first, day_before(wait.first), False
            yield max(first, wait.first), min(last, wait.last), True
            if last <= wait.last:
                return
            first = day_after(wait.last)
    yield first, last, False


def _steps(post: Appointment, decision: Decision) -> Iterator[tuple[Spell, Status, date, date]]:
    """The statuses of a post while it is held, each with where that is and its first and last day."""
    held = [span for span in spans(decision) if span.status not in NOT_IN_POST]
    for spell in spells_of(post):
        for span in held:
            first, last = max(spell.first, span.first or date.min), min(spell.last or date.max, span.last or date.max)
            if first <= last:
                yield spell, span.status, first, last
