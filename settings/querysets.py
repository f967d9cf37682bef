"""Finding authorities and places, and those that are open on a day."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, Q

from settings.enums import SettingStatus

if TYPE_CHECKING:
    from settings.models import Invitation, LocalAuthority, Membership, Seat, Setting  # noqa: F401  named in bases


class LocalAuthorityQuerySet(models.QuerySet["LocalAuthority"]):
    def split(self) -> "models.QuerySet[LocalAuthority]":
        """Those that were abolished and not followed by exactly one: whose a place is, only a person can say."""
        return self.filter(abolished_on__isnull=False).alias(follow=Count("successors")).exclude(follow=1)

    def of_today(self) -> "models.QuerySet[LocalAuthority]":
        """Those that were not abolished."""
        return self.filter(abolished_on__isnull=True)


class SettingQuerySet(models.QuerySet["Setting"]):
    def at(self, register: str, urn: str) -> "Setting | None":
        """The place with this number: as text, and no other register's."""
        return self.select_related("register_type", "authority").filter(register=register, urn=urn).first()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, at: datetime) -> Self:
        """Those that count at a moment."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)

    def of(self, seat: "Seat") -> Self:
        """Those of one place and role."""
        return self.filter(role=seat.role, setting=seat.setting, authority=seat.authority)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> Self:
        """Those that were neither accepted nor withdrawn; some have ended."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def usable(self, at: datetime) -> Self:
        """Those that may be accepted at a moment."""
        return self.waiting().filter(ends_at__gt=at)

    def of(self, seat: "Seat") -> Self:
        """Those to one place and role."""
        return self.filter(role=seat.role, setting=seat.setting, authority=seat.authority)


def open_on(day: date | F, path: str = "") -> Q:
    """Places that are open on a day. In: the day, or the column that has it; the way from the rows to the place.

    A place that has closed on a day that its register does not say is open on none: nobody knows on which.
    """
    status, opened_on, closed_on = (f"{path}{name}" for name in ("status", "opened_on", "closed_on"))
    has_no_end = Q(**{f"{closed_on}__isnull": True})
    begun = Q(**{f"{opened_on}__isnull": True}) | Q(**{f"{opened_on}__lte": day})
    is_open = has_no_end & Q(**{status: SettingStatus.OPEN}) | Q(**{f"{closed_on}__gte": day})
    will_be = has_no_end & Q(**{status: SettingStatus.PROPOSED, f"{opened_on}__lte": day})
    return begun & is_open | will_be


def open_days(status: str, opened_on: date | None, closed_on: date | None) -> tuple[date, date] | None:
    """The first and last day on which a place is open, both inclusive; ``None`` where it is open on none."""
    first, last = opened_on or date.min, closed_on or date.max
    is_open = closed_on or status == SettingStatus.OPEN or (status == SettingStatus.PROPOSED and opened_on)
    return (first, last) if is_open and first <= last else None
