"""Invitations: what the table holds to, and what the actions do and refuse."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from senco_portal.lib.refusals import Refused
from settings.actions import NewPerson, accept, accept_as_new, invite, open_invitation, withdraw_invitation
from settings.enums import MemberRole
from settings.models import ANALYST, Invitation, Membership, Seat, managing, officer_of
from settings.policies import access
from tests.factories.settings import (
    MOMENT,
    AnalystFactory,
    InvitationFactory,
    LocalAuthorityFactory,
    ManagerFactory,
    OfficerFactory,
    SettingFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=1)
WEEK = timedelta(days=7)
NEW = "new@example.org"


def sent(email: str, seat: Seat, by: User, at: datetime = MOMENT) -> str:
    """The secret of an invitation that was sent."""
    secrets: list[str] = []
    invite(email, seat, by=by, at=at, address=lambda secret: secrets.append(secret) or secret)  # type: ignore[func-returns-value]
    return secrets[0]


@pytest.fixture
def manager() -> Membership:
    return ManagerFactory.create()


@pytest.fixture
def seat(manager: Membership) -> Seat:
    return Seat.of(manager)


# The table


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("an_invited_manager_has_a_setting", {"role": MemberRole.OFFICER}),
        ("an_invited_manager_has_a_setting", {"setting": None}),
        ("an_invited_manager_has_a_setting", {"role": MemberRole.ANALYST}),
        ("an_invitation_ends_after_it_is_sent", {"ends_at": MOMENT}),
        ("an_accepted_invitation_says_by_whom", {"accepted_at": MOMENT}),
    ],
)
def test_what_an_invitation_must_say(name: str, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        InvitationFactory.create(**values)


def test_it_is_not_both_accepted_and_withdrawn() -> None:
    both = {"accepted_at": MOMENT, "accepted_by": UserFactory.create(), "withdrawn_at": MOMENT}
    with pytest.raises(IntegrityError, match="not_both_accepted_and_withdrawn"), transaction.atomic():
        InvitationFactory.create(**both)


def test_a_secret_is_of_one_invitation() -> None:
    first = InvitationFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory.create(token_hash=first.token_hash)


@pytest.mark.parametrize("role", MemberRole)
def test_one_waits_per_person_and_place_whatever_the_capitals(role: MemberRole) -> None:
    place: dict[str, Any] = {"role": role, "setting": None, "authority": None}
    if role == MemberRole.MANAGER:
        place["setting"] = SettingFactory.create()
    if role == MemberRole.OFFICER:
        place["authority"] = LocalAuthorityFactory.create()
    first = InvitationFactory.create(email=NEW, **place)
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory.create(email=NEW.upper(), **place)
    Invitation.objects.filter(pk=first.pk).update(withdrawn_at=MOMENT)
    InvitationFactory.create(email=NEW.upper(), **place)


# Who may invite whom


def test_who_may_invite_whom() -> None:
    here = LocalAuthorityFactory.create()
    mine, neighbour = SettingFactory.create(authority=here), SettingFactory.create(authority=here)
    elsewhere = LocalAuthorityFactory.create()
    cast = {
        "manager": ManagerFactory.create(setting=mine).user,
        "officer": OfficerFactory.create(authority=here).user,
        "officer elsewhere": OfficerFactory.create(authority=elsewhere).user,
        "analyst": AnalystFactory.create().user,
        "administrator": UserFactory.create(is_superuser=True),
        "nobody": UserFactory.create(),
    }
    seats = [managing(mine), managing(neighbour), officer_of(here), officer_of(elsewhere), ANALYST]
    found = {name: "".join("y" if _may(user, seat) else "-" for seat in seats) for name, user in cast.items()}
    assert found == {
        "manager": "y----",
        "officer": "yyy--",
        "officer elsewhere": "---y-",
        "analyst": "-----",
        "administrator": "yyyyy",
        "nobody": "-----",
    }


def _may(user: User, seat: Seat) -> bool:
    try:
        sent(f"{user.pk}@example.org", seat, user)
    except PermissionDenied:
        return False
    return True


# Sending


def test_a_letter_goes_out_when_it_is_saved(
    manager: Membership, seat: Seat, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret = sent(NEW, seat, manager.user)
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert letter.to == [NEW]
    assert letter.subject == f"{manager.user} invites you to SENCo portal"
    assert secret in letter.body
    assert f"a manager of {manager.setting}" in letter.body
    assert "until 10:30 a.m. on 25 July 2025" in letter.body


def test_only_a_hash_is_kept_and_no_history_of_it(manager: Membership, seat: Seat) -> None:
    secret = sent(NEW, seat, manager.user)
    row = Invitation.objects.get()
    assert secret not in str(vars(row))
    entry = row.history.get()
    assert not hasattr(entry, "token_hash")
    assert (entry.history_user, entry.history_change_reason) == (manager.user, "Invited")


def test_inviting_again_makes_the_first_link_dead(manager: Membership, seat: Seat) -> None:
    first = sent(NEW, seat, manager.user)
    second = sent(NEW.upper(), seat, manager.user, MOMENT + SOON)
    assert open_invitation(first, MOMENT + SOON) is None
    assert open_invitation(second, MOMENT + SOON) is not None


def test_who_acts_for_it_already_is_not_invited(manager: Membership, seat: Seat) -> None:
    with pytest.raises(Refused, match="acts for it already"):
        sent(manager.user.email.upper(), seat, manager.user)


# Taking up


def test_a_new_person_gets_an_account_and_the_place(manager: Membership, seat: Seat) -> None:
    secret = sent(NEW, seat, manager.user)
    user = accept_as_new(secret, NewPerson("New Person", "correct horse battery"), at=MOMENT + SOON)
    assert access(user, MOMENT + SOON).settings == {manager.setting_id}
    assert (user.email, user.name, user.check_password("correct horse battery")) == (NEW, "New Person", True)
    assert Invitation.objects.get().accepted_by == user
    assert Membership.objects.get(user=user).history.get().history_user == user


def test_it_works_once(manager: Membership, seat: Seat) -> None:
    secret, user = sent(NEW, seat, manager.user), UserFactory.create(email=NEW)
    accept(secret, by=user, at=MOMENT)
    with pytest.raises(Refused, match="does not work any more"):
        accept(secret, by=user, at=MOMENT)
    assert Membership.objects.filter(user=user).count() == 1


def test_it_works_for_7_days(manager: Membership, seat: Seat) -> None:
    secret = sent(NEW, seat, manager.user)
    assert open_invitation(secret, MOMENT + WEEK - SOON) is not None
    assert open_invitation(secret, MOMENT + WEEK) is None
    with pytest.raises(Refused):
        accept(secret, by=UserFactory.create(email=NEW), at=MOMENT + WEEK)


def test_it_is_for_one_address(manager: Membership, seat: Seat) -> None:
    secret = sent(NEW, seat, manager.user)
    with pytest.raises(Refused, match="another e-mail address"):
        accept(secret, by=UserFactory.create(), at=MOMENT)
    assert accept(secret, by=UserFactory.create(email=NEW.upper()), at=MOMENT).setting == manager.setting


def test_it_ends_with_the_authority_of_who_sent_it(manager: Membership, seat: Seat) -> None:
    secret = sent(NEW, seat, manager.user)
    Membership.objects.update(ends_at=MOMENT + SOON)
    assert open_invitation(secret, MOMENT) is not None
    assert open_invitation(secret, MOMENT + SOON) is None


def test_one_withdrawn_is_dead(manager: Membership, seat: Seat) -> None:
    secret = sent(NEW, seat, manager.user)
    row = Invitation.objects.get()
    with pytest.raises(PermissionDenied):
        withdraw_invitation(row, by=UserFactory.create(), at=MOMENT)
    withdraw_invitation(row, by=manager.user, at=MOMENT)
    assert open_invitation(secret, MOMENT) is None
    with pytest.raises(Refused, match="waits no more"):
        withdraw_invitation(row, by=manager.user, at=MOMENT)


def test_an_address_that_was_taken_meanwhile_is_told(manager: Membership, seat: Seat) -> None:
    secret = sent(NEW, seat, manager.user)
    UserFactory.create(email=NEW)
    with pytest.raises(Refused, match="sign in with it"):
        accept_as_new(secret, NewPerson("New Person", "correct horse battery"), at=MOMENT)
    assert open_invitation(secret, MOMENT) is not None
