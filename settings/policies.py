"""What a person may see and do of places: asked once a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.timezone import get_current_timezone

from settings.enums import MemberRole
from settings.models import Invitation, Membership, Seat, Setting

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


@dataclass(frozen=True)
class Access:
    """What one person acts for on a day, by keys: settings, and authorities; ``everywhere``: all of England.

    An analyst reads everywhere and changes nothing; an administrator both reads and changes everywhere.
    """

    user: "User | None" = None
    settings: frozenset[int] = frozenset()
    authorities: frozenset[int] = frozenset()
    everywhere: bool = False
    is_administrator: bool = False
    day: date = date.min
    is_staff: bool = False

    @property
    def is_none(self) -> bool:
        """Whether this person acts for nobody: whoever has not signed in, and members no more."""
        return not (self.settings or self.authorities or self.everywhere)

    @property
    def needs_second_factor(self) -> bool:
        """Whether this person sees more than settings of their own: officers, analysts, all who use Django admin."""
        return bool(self.authorities) or self.everywhere or self.is_staff

    def may_see(self, setting: Setting) -> bool:
        """Whether what is recorded of people at a setting may be seen."""
        return self.everywhere or self.acts_for(setting)

    def acts_for(self, setting: Setting) -> bool:
        """Whether what is recorded of people at a setting may be changed."""
        mine = setting.pk in self.settings or setting.authority_id in self.authorities
        return self.is_administrator or mine


NOBODY = Access()
_Row = tuple[str, int | None, int | None]


def access(user: "User | AnonymousUser", at: datetime) -> Access:
    """What a person may see and do at a moment; one query, for who has signed in."""
    return NOBODY if user.is_anonymous else accesses([user], at)[user.pk]


def accesses(users: "Iterable[User]", at: datetime) -> dict[int, Access]:
    """The same of many people at once, by their keys: one query, for those whose account is active."""
    each = {user.pk: user for user in users}
    active = [pk for pk, user in each.items() if user.is_active]
    acting: dict[int, list[_Row]] = {pk: [] for pk in active}
    rows = Membership.objects.active(at).filter(user__in=active) if active else Membership.objects.none()
    for user, role, setting, authority in rows.values_list("user_id", "role", "setting_id", "authority_id"):
        acting[user].append((role, setting, authority))
    return {pk: _access(user, acting[pk], at) if pk in acting else NOBODY for pk, user in each.items()}


def _access(user: "User", rows: "list[_Row]", at: datetime) -> Access:
    """In: of each membership that counts its role, setting and authority."""
    return Access(
        user=user,
        settings=frozenset(setting for _, setting, _ in rows if setting),
        authorities=frozenset(authority for _, _, authority in rows if authority),
        everywhere=user.is_superuser or any(role == MemberRole.ANALYST for role, _, _ in rows),
        is_administrator=user.is_superuser,
        day=at.astimezone(get_current_timezone()).date(),
        is_staff=user.is_staff,
    )


def can_manage_members(may: Access, seat: Seat) -> bool:
    """Whether who acts for a place is this person's to say.

    A manager says it of the same setting; an officer of the settings in the area and of the authority; an administrator
    of all.
    """
    if seat.setting is not None:
        return may.acts_for(seat.setting)
    mine = seat.authority is not None and seat.authority.pk in may.authorities
    return may.is_administrator or mine


def check_manage_members(may: Access, seat: Seat) -> None:
    """Raises PermissionDenied where who acts for a place is not this person's to say."""
    if not can_manage_members(may, seat):
        raise PermissionDenied


def can_see_members(may: Access, seat: Seat) -> bool:
    """Whether this person may know who acts for a place: an analyst may, besides those whose it is to say."""
    return may.everywhere or can_manage_members(may, seat)


def still_holds(invitation: Invitation, at: datetime) -> bool:
    """Whether the person who sent an invitation could still send it."""
    return can_manage_members(access(invitation.invited_by, at), Seat.of(invitation))


def can_import(user: "User | AnonymousUser") -> bool:
    """Whether this person may take register files."""
    return user.is_staff and user.has_perm("settings.add_importrun")


def can_read_reports(user: "User | AnonymousUser") -> bool:
    """Whether this person may read what register files changed: who may take them may."""
    return can_import(user) or (user.is_staff and user.has_perm("settings.view_importrun"))
