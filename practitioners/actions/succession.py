"""Posts go with their school when it gets another number: a SENCo's clock follows the school."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from practitioners.actions.posts import move_posts
from practitioners.models import Appointment
from settings.actions import Signed
from settings.enums import QuestionKind, Register, SettingStatus
from settings.models import Question, Setting, SettingLink

_FURTHEST = 10  # numbers, one after the other


class Heir(NamedTuple):
    """Who carries a closed school on, and since when."""

    urn: str
    since: date | None


@transaction.atomic
def carry_posts(*, signed: Signed, day: date) -> int:
    """Carries the posts of closed schools to the numbers that carry the schools on. Out: how many posts.

    Where the register names one successor that is who; of several, the one that a person said. Where nobody said yet,
    posts stay. In: the day from which a post is at the new number where neither register nor school says one.
    """
    moved = 0
    for _ in range(_FURTHEST):  # a successor may have been succeeded, too
        found = sum(_carry(setting, day, signed) for setting in _left_behind())
        if not found:
            break
        moved += found
    return moved


def _left_behind() -> "QuerySet[Setting]":
    """Closed schools at which a post goes on."""
    open_posts = Appointment.objects.filter(ended_on__isnull=True).values("setting")
    closed = Q(register=Register.GIAS, status=SettingStatus.CLOSED)
    return Setting.objects.filter(closed, pk__in=open_posts).order_by("pk")


def _carry(before: Setting, day: date, signed: Signed) -> int:
    heir = _heir(before.urn)
    after = Setting.objects.at(Register.GIAS, heir.urn) if heir else None
    if heir is None or after is None:
        return 0
    return move_posts(before, after, moved_on=heir.since or after.opened_on or before.closed_on or day, signed=signed)


def _heir(urn: str) -> Heir | None:
    """Who carries a number on, as far as register and people have said."""
    links = SettingLink.objects.filter(register=Register.GIAS, predecessor_urn=urn)
    since = {link.successor_urn: link.linked_on for link in links}
    if len(since) == 1:
        return Heir(*since.popitem())
    said = _answers(urn)
    chosen = [each for each in said[urn] if each in since] or [each for pair in said for each in said[pair]]
    chosen = [each for each in chosen if each != urn and each.isdigit()]
    return Heir(chosen[0], since.get(chosen[0])) if len(chosen) == 1 else None


def _answers(urn: str) -> dict[str, list[str]]:
    """What people have answered about a number, by what was asked about: the number, or two that became one."""
    said: dict[str, list[str]] = defaultdict(list)
    about = Q(about=urn) | Q(about__startswith=f"{urn}+") | Q(about__endswith=f"+{urn}")
    for question in Question.objects.filter(about, kind=QuestionKind.SUCCESSORS).exclude(answer=""):
        said[question.about].append(question.answer)
    return said
