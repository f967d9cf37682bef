"""Who acts for a place: asked by e-mail, accepted, withdrawn, ended, handed to the authority."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from secrets import token_urlsafe
from typing import TYPE_CHECKING, NamedTuple

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from accounts.actions import create_account
from senco_portal.lib.refusals import Refused
from settings.actions.signing import Signed, save
from settings.models import Invitation, LocalAuthority, Membership, Seat, Setting, managing, officer_of
from settings.policies import access, check_manage_members, still_holds

if TYPE_CHECKING:
    from accounts.models import User

INVITATION_LASTS = timedelta(days=7)
NO_LONGER = "This invitation does not work any more."
LAST_MANAGER = (
    "This is the last person who acts for the setting. Invite another first, and wait until they have accepted, "
    "or hand the setting to its local authority."
)


class NewPerson(NamedTuple):
    """Somebody without an account, as they call themselves."""

    name: str
    password: str


@transaction.atomic
def invite(email: str, seat: Seat, *, by: "User", at: datetime, address: Callable[[str], str]) -> Invitation:
    """Asks a person by e-mail to act for a place. One that waits for the same is withdrawn: only the newest works.

    In: ``address`` makes the page's whole address from the secret. Raises PermissionDenied, and Refused where the
    person acts for it already.
    """
    check_manage_members(access(by, at), seat)
    if Membership.objects.active(at).of(seat).filter(user__email__iexact=email).exists():
        raise Refused("This person acts for it already.")
    for earlier in Invitation.objects.waiting().of(seat).filter(email__iexact=email):
        _withdraw(earlier, Signed(by, at, "Invited again"))
    secret = token_urlsafe(32)
    row = Invitation(email=email, role=seat.role, setting=seat.setting, authority=seat.authority)
    row.invited_by, row.invited_at, row.ends_at = by, at, at + INVITATION_LASTS
    row.token_hash = _hashed(secret)
    save(row, Signed(by, at, "Invited"))
    _mail("invitation", [email], {"invitation": row, "seat": seat, "address": address(secret)})
    return row


def open_invitation(token: str, at: datetime) -> Invitation | None:
    """The invitation that a secret opens at a moment; none where it is unknown, used, withdrawn or over.

    It is over too where the person who sent it could not send it any more.
    """
    usable = Invitation.objects.usable(at).select_related("setting__register_type", "authority", "invited_by")
    found = usable.filter(token_hash=_hashed(token)).first()
    return found if found and still_holds(found, at) else None


@transaction.atomic
def accept(token: str, *, by: "User", at: datetime) -> Membership:
    """Takes up an invitation, as the person it was sent to. Raises Refused where it does not work or is another's."""
    invitation = _held(token, at)
    if invitation.email.lower() != by.email.lower():
        raise Refused("This invitation is for another e-mail address.")
    return _seated(invitation, Signed(by, at, "Accepted the invitation"))


@transaction.atomic
def accept_as_new(token: str, person: NewPerson, *, at: datetime) -> "User":
    """Makes an account for the person to whom an invitation was sent, and takes it up. Raises Refused as accept."""
    invitation = _held(token, at)
    user = create_account(email=invitation.email, name=person.name, password=person.password)
    _seated(invitation, Signed(user, at, "Accepted the invitation"))
    return user


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: "User", at: datetime, reason: str = "Withdrawn") -> None:
    """Takes back an invitation that waits. Raises PermissionDenied, and Refused where it was accepted meanwhile."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    check_manage_members(access(by, at), Seat.of(row))
    if row.accepted_at or row.withdrawn_at:
        raise Refused("This invitation waits no more: it was accepted or withdrawn.")
    _withdraw(row, Signed(by, at, reason))


@transaction.atomic
def end_membership(membership: Membership, *, by: "User", at: datetime, reason: str) -> None:
    """Ends that a person acts for a place, from this moment on.

    Raises PermissionDenied, and Refused where it has ended or nobody else would manage the setting.
    """
    row = _locked(membership)
    seat = Seat.of(row)
    check_manage_members(access(by, at), seat)
    if row.ends_at is not None and row.ends_at <= at:
        raise Refused("This has ended already.")
    others = Membership.objects.active(at).of(seat).filter(user__is_active=True).exclude(user=row.user_id)
    if seat.setting is not None and not others.exists():
        raise Refused(LAST_MANAGER)
    _end(row, Signed(by, at, reason))


@transaction.atomic
def hand_to_authority(setting: Setting, *, by: "User", at: datetime, reason: str, address: str) -> None:
    """Ends that anybody manages a setting: its local authority acts for it alone. Its officers are told by e-mail.

    In: the whole address of the page where they name a manager. Raises PermissionDenied, and Refused where no officer
    is there to take it.
    """
    row = Setting.objects.select_for_update().get(pk=setting.pk)
    seat = managing(row)
    check_manage_members(access(by, at), seat)
    officers = _officers(row.authority, at)
    if not officers:
        raise Refused("Nobody acts for the local authority here yet. Invite another person instead.")
    signed = Signed(by, at, reason)
    for membership in Membership.objects.active(at).of(seat):
        _end(membership, signed)
    for invitation in Invitation.objects.waiting().of(seat):
        _withdraw(invitation, signed)
    _mail("handed_over", officers, {"setting": row, "by": by, "reason": reason, "address": address})


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _held(token: str, at: datetime) -> Invitation:
    """The invitation that a secret opens, held until the transaction ends. Raises Refused where it opens none."""
    found = open_invitation(token, at)
    held = Invitation.objects.select_for_update().usable(at).filter(pk=found.pk).first() if found else None
    if held is None:
        raise Refused(NO_LONGER)
    return held


def _seated(invitation: Invitation, signed: Signed) -> Membership:
    """The membership that an invitation gives; the one there is where the person acts for it already."""
    seat, user = Seat.of(invitation), signed.by
    invitation.accepted_at, invitation.accepted_by = signed.at, user
    save(invitation, signed)
    there = Membership.objects.active(signed.at).of(seat).filter(user=user).first()
    row = there or Membership(
        user=user, role=seat.role, setting=seat.setting, authority=seat.authority, starts_at=signed.at
    )
    if there is None:
        save(row, signed)
    return row


def _withdraw(row: Invitation, signed: Signed) -> None:
    row.withdrawn_at = signed.at
    save(row, signed)


def _locked(membership: Membership) -> Membership:
    """The membership, with its setting held: two managers cannot end each other at once."""
    if membership.setting_id:
        Setting.objects.select_for_update().get(pk=membership.setting_id)
    return Membership.objects.select_for_update().get(pk=membership.pk)


def _end(row: Membership, signed: Signed) -> None:
    row.ends_at = max(signed.at, row.starts_at)
    save(row, signed)


def _officers(authority: LocalAuthority | None, at: datetime) -> list[str]:
    """The e-mail addresses of those who act for an authority."""
    if authority is None:
        return []
    acting = Membership.objects.active(at).of(officer_of(authority)).filter(user__is_active=True)
    return list(acting.values_list("user__email", flat=True))


def _mail(name: str, to: list[str], context: dict[str, object]) -> None:
    """Sends each of these people a letter, once what it says is saved. A letter that fails is in the log."""
    subject, _, body = render_to_string(f"settings/email/{name}.txt", context).strip().partition("\n")
    for each in to:
        transaction.on_commit(partial(send_mail, subject, body.strip(), None, [each]), robust=True)
