"""What an authority has written of settings: how much, when last, and of which of them nothing for a time."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q

from compliance.models import Note
from compliance.reports.asked import Terms
from settings.models import LocalAuthority, Setting
from settings.policies import Access

NOT_NOTED = "not_noted_since"  # in addresses


class Noted(NamedTuple):
    """How many notes there are on a setting, and the day of the last."""

    number: int
    last_on: date


def notes_by(area: LocalAuthority, settings: Iterable[Setting], day: date, access: Access) -> dict[int, Noted]:
    """An authority's notes of a day and before on some settings, by their keys; none where there is none. One query."""
    rows = Note.objects.visible_to(access).filter(authority=area, noted_on__lte=day)
    own = rows.filter(setting__in={each.pk for each in settings}).order_by().values("setting")
    found = own.annotate(number=Count("pk"), last_on=Max("noted_on"))
    return {row["setting"]: Noted(row["number"], row["last_on"]) for row in found}


def not_noted_since(path: str) -> Callable[[tuple[str, ...], Terms], Q]:
    """Rows on whose setting its authority wrote nothing from a day to that of judgement. In: the way to the setting."""

    def asks(values: tuple[str, ...], terms: Terms) -> Q:
        notes = Note.objects.filter(setting=OuterRef(path), authority=OuterRef("authority"))
        return ~Q(Exists(notes.filter(noted_on__gte=values[0], noted_on__lte=terms.day)))

    return asks
