"""The days in post of a decision, parted wherever something becomes other that dashboards count by."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from practitioners.assessments.cases import Spell, spells_of
from practitioners.assessments.slips import FirstDays, has_too_early
from practitioners.models import Appointment, Standing
from qualifications.rules.assess import Decision
from qualifications.rules.dates import day_after, day_before
from qualifications.rules.standing import NOT_IN_POST, Status, expected_on, leads_to, spans
from qualifications.rules.waiting import Wait, waits
from settings.enums import SettingStatus
from settings.models import Setting
from settings.querysets import open_days

# The fields of a standing that its assessment does not give, as they are stored; its first day orders them.
SPAN = (
    *("first_day", "last_day", "place", "awaits_outcome", "begins_post", "status", "overdue_on"),
    *("setting_id", "authority_id", "setting_type", "since_on", "leaves_on", "before_opening"),
    *("role", "has_too_early", "rule", "designation", "deadline", "latest_safe_start", "course"),
    *("held_on", "expected_on", "needs_review"),
)
Span = tuple[Any, ...]
_OPEN, _TO_OPEN, _CLOSED = Standing.Place.OPEN.value, Standing.Place.TO_OPEN.value, Standing.Place.CLOSED.value


def spans_of(post: Appointment, decision: Decision, told: Decision, firsts: FirstDays) -> list[Span]:
    """The values of SPAN for all days in post, in order.

    In: the decision, and the one as if all that is recorded were all that there is; the first days of courses.
    """
    overdue = waits(told)
    decides = (
        *(post.role, has_too_early(post.practitioner, firsts), decision.rule.code, decision.designation.result.value),
        *(decision.deadline, decision.latest_safe_start, _course(decision)),
        *(decision.holding.held_on, expected_on(decision), decision.needs_review),
    )
    found: list[Span] = []
    overdue_on = None
    for spell, status, first, last in reversed(list(_steps(post, decision))):
        at = _at(spell, post)
        is_overdue = status is Status.OVERDUE
        for begins, ends, place in _by_opening(spell.setting, first, last):
            for day, until, awaits in _by_wait(begins, ends, overdue):
                late = None if is_overdue else overdue_on
                found.append((day, until, place, awaits, day == post.started_on, status.value, late, *at, *decides))
        if is_overdue:
            overdue_on = first
    return sorted(found)


def _course(decision: Decision) -> str:
    safe = decision.latest_safe_start
    return leads_to(decision.acceptances, safe) or "" if safe else ""


def _at(spell: Spell, post: Appointment) -> tuple[Any, ...]:
    """Where a spell is, and what is so of all its days."""
    place = spell.setting
    leaves_on = spell.last if spell.last == post.ended_on else None
    if leaves_on and place.closed_on and place.closed_on <= leaves_on:
        leaves_on = None
    before_opening = place.opened_on is not None and spell.first < place.opened_on
    return place.pk, place.authority_id, place.setting_type, spell.first, leaves_on, before_opening


def _steps(post: Appointment, decision: Decision) -> Iterator[tuple[Spell, Status, date, date]]:
    """The statuses of a post while it is held, each with where that is and its first and last day."""
    held = [span for span in spans(decision) if span.status not in NOT_IN_POST]
    for spell in spells_of(post):
        for span in held:
            first, last = max(spell.first, span.first or date.min), min(spell.last or date.max, span.last or date.max)
            if first <= last:
                yield spell, span.status, first, last


def _by_opening(setting: Setting, first: date, last: date) -> Iterator[tuple[date, date, str]]:
    """Days in a row, parted into those before the setting opens, while it is open, and after it."""
    days = open_days(setting.status, setting.opened_on, setting.closed_on)
    if days is None:
        yield first, last, _TO_OPEN if setting.status == SettingStatus.PROPOSED else _CLOSED
        return
    opens, closes = days
    if first < opens:
        yield first, min(last, day_before(opens)), _TO_OPEN
    if first <= closes and last >= opens:
        yield max(first, opens), min(last, closes), _OPEN
    if last > closes:
        yield max(first, day_after(closes)), last, _CLOSED


def _by_wait(first: date, last: date, overdue: tuple[Wait, ...]) -> Iterator[tuple[date, date, bool]]:
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
