"""The days that are still open: deadlines, and the latest safe starts of courses."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from compliance.reports.areas import Area
from compliance.reports.asked import Asked, Terms
from compliance.reports.dashboard import MAY_HAVE_TO_BEGIN
from compliance.reports.posts import posts_asked
from practitioners.models import Standing
from qualifications.enums import Role
from qualifications.rules.standing import Status
from settings.models import Setting

# Who still has to come to hold something: neither who holds it nor who need not.
_OWES: Asked = {
    "role": (Role.SENCO.value,),
    "holds": ("no",),
    "status": tuple(
        each.value for each in (Status.IN_WINDOW, Status.ON_TRACK, Status.AT_RISK, Status.OVERDUE, Status.CANNOT_TELL)
    ),
}


class Due(NamedTuple):
    """A day of a post: the deadline, or else the latest safe start. ``decided_at``: since when it is known."""

    post: int
    person: int
    setting: Setting
    day: date
    is_deadline: bool
    decided_at: datetime


def due(area: Area, terms: Terms, setting: Setting | None = None) -> Iterator[Due]:
    """The days that are open on the day of judgement, of an area or of one setting: one query.

    Every deadline of who is in post as SENCo and holds nothing accepted, past ones too; and every latest safe start
    that is to come of who may have to begin a course. None of who is exempt.
    """
    posts = posts_asked(area, _OWES, terms)
    posts = posts if setting is None else posts.filter(setting=setting)
    told = posts.filter(Q(deadline__isnull=False) | Q(latest_safe_start__isnull=False))
    whole = told.select_related("assessment__appointment", "setting__register_type")
    for row in whole.defer("assessment__facts", "assessment__missing").order_by("deadline", "pk"):
        yield from _days(row, terms)


def _days(row: Standing, terms: Terms) -> Iterator[Due]:
    said, post = row.assessment, row.assessment.appointment
    start = row.latest_safe_start
    if start and start >= terms.day and row.status in MAY_HAVE_TO_BEGIN:
        yield Due(post.pk, post.practitioner_id, row.setting, start, False, said.decided_at)
    if row.deadline:
        yield Due(post.pk, post.practitioner_id, row.setting, row.deadline, True, said.decided_at)
