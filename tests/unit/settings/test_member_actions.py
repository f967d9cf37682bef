"""Ending that somebody acts for a place, and handing a setting to its authority."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoCaptureOnCommitCallbacks

from senco_portal.lib.refusals import Refused
from settings.actions import end_membership, hand_to_authority
from settings.models import Invitation, Membership
from settings.policies import access
from tests.factories.settings import (
    MOMENT,
    AnalystFactory,
    InvitationFactory,
    ManagerFactory,
    OfficerFactory,
    SettingFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=1)
PAGE = "https://senco.example.org/members/"


def test_ending_cuts_access_at_once_and_is_kept() -> None:
    first, second = ManagerFactory.create_batch(2, setting=SettingFactory.create())
    end_membership(first, by=second.user, at=MOMENT, reason="Left the school")
    assert access(first.user, MOMENT).is_none
    first.refresh_from_db()
    assert first.ends_at == MOMENT
    entry = first.history.get(history_type="~")
    assert (entry.history_user, entry.history_change_reason) == (second.user, "Left the school")


def test_the_last_manager_stays_until_another_is_there() -> None:
    place = SettingFactory.create()
    member = ManagerFactory.create(setting=place)
    ManagerFactory.create(setting=place, user=UserFactory.create(is_active=False))
    ManagerFactory.create(setting=place, ends_at=MOMENT)
    officer = OfficerFactory.create(authority=place.authority).user
    InvitationFactory.create(setting=place, invited_by=member.user)
    for by in (member.user, officer):
        with pytest.raises(Refused, match="last person"):
            end_membership(member, by=by, at=MOMENT, reason="Leaves")
    ManagerFactory.create(setting=member.setting)
    end_membership(member, by=officer, at=MOMENT, reason="Leaves")
    assert access(member.user, MOMENT).is_none


def test_what_has_ended_is_not_ended_again() -> None:
    first, second = ManagerFactory.create_batch(2, setting=SettingFactory.create())
    end_membership(first, by=second.user, at=MOMENT, reason="Left")
    with pytest.raises(Refused, match="ended already"):
        end_membership(first, by=second.user, at=MOMENT + SOON, reason="Left")


def test_the_last_officer_and_analyst_may_be_ended() -> None:
    officer, analyst = OfficerFactory.create(), AnalystFactory.create()
    end_membership(officer, by=officer.user, at=MOMENT, reason="Left")
    end_membership(analyst, by=UserFactory.create(is_superuser=True), at=MOMENT, reason="Left")
    assert not Membership.objects.active(MOMENT).exists()


def test_only_who_has_a_say_ends() -> None:
    member = ManagerFactory.create()
    ManagerFactory.create(setting=member.setting)
    for by in (ManagerFactory.create().user, OfficerFactory.create().user, AnalystFactory.create().user):
        with pytest.raises(PermissionDenied):
            end_membership(member, by=by, at=MOMENT, reason="No say")


def test_a_setting_is_handed_to_its_authority(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    place = SettingFactory.create()
    member, officer = ManagerFactory.create(setting=place), OfficerFactory.create(authority=place.authority)
    InvitationFactory.create(setting=place, invited_by=member.user)
    with django_capture_on_commit_callbacks(execute=True):
        hand_to_authority(place, by=member.user, at=MOMENT, reason="Closing", address=PAGE)
    assert access(member.user, MOMENT).is_none
    assert not Invitation.objects.waiting().exists()
    assert access(officer.user, MOMENT).acts_for(place)
    (letter,) = mail.outbox
    assert letter.to == [officer.user.email]
    assert "Why: Closing" in letter.body
    assert PAGE in letter.body


@pytest.mark.parametrize("is_in_area", [True, False])
def test_it_is_not_handed_to_nobody(is_in_area: bool) -> None:
    place = SettingFactory.create(**({} if is_in_area else {"authority": None}))
    member = ManagerFactory.create(setting=place)
    with pytest.raises(Refused, match="Nobody acts for the local authority"):
        hand_to_authority(place, by=member.user, at=MOMENT, reason="Closing", address=PAGE)
    assert not access(member.user, MOMENT).is_none


def test_a_neighbour_hands_nothing_over() -> None:
    place = SettingFactory.create()
    with pytest.raises(PermissionDenied):
        hand_to_authority(place, by=ManagerFactory.create().user, at=MOMENT, reason="No", address=PAGE)
