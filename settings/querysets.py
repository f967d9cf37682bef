"""Finding authorities and places."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

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
