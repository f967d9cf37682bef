"""Who acts for what, and from when until when."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from settings.enums import MemberRole
from settings.models import Membership
from settings.policies import NOBODY, access
from tests.factories.settings import (
    MOMENT,
    AnalystFactory,
    LocalAuthorityFactory,
    ManagerFactory,
    OfficerFactory,
    SettingFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=1)


def test_a_manager_sees_and_changes_what_is_at_the_setting_and_nothing_else() -> None:
    mine, neighbour = SettingFactory.create_batch(2)
    found = access(ManagerFactory.create(setting=mine).user, MOMENT)
    assert (found.may_see(mine), found.acts_for(mine)) == (True, True)
    assert (found.may_see(neighbour), found.acts_for(neighbour)) == (False, False)


def test_an_officer_sees_and_changes_what_is_in_the_area_and_nothing_else() -> None:
    member = OfficerFactory.create()
    here, elsewhere = SettingFactory.create(authority=member.authority), SettingFactory.create()
    nowhere = SettingFactory.create(authority=None)
    found = access(member.user, MOMENT)
    assert (found.may_see(here), found.acts_for(here)) == (True, True)
    assert not any((found.may_see(elsewhere), found.acts_for(elsewhere), found.may_see(nowhere)))


def test_an_analyst_sees_all_and_changes_nothing() -> None:
    found, place = access(AnalystFactory.create().user, MOMENT), SettingFactory.create()
    assert (found.may_see(place), found.acts_for(place)) == (True, False)


def test_an_administrator_sees_and_changes_all() -> None:
    found, place = access(UserFactory.create(is_superuser=True), MOMENT), SettingFactory.create()
    assert (found.may_see(place), found.acts_for(place)) == (True, True)


def test_one_may_act_for_several_at_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = UserFactory.create()
    members = [*ManagerFactory.create_batch(2, user=user), OfficerFactory.create(user=user)]
    with django_assert_num_queries(1):
        found = access(user, MOMENT)
    assert found.settings == {members[0].setting_id, members[1].setting_id}
    assert found.authorities == {members[2].authority_id}


def test_it_counts_from_its_start_until_its_end() -> None:
    member = ManagerFactory.create(starts_at=MOMENT, ends_at=MOMENT + SOON)
    assert access(member.user, MOMENT - SOON).is_none
    assert not access(member.user, MOMENT).is_none
    assert access(member.user, MOMENT + SOON).is_none


def test_nobody_acts_for_nothing() -> None:
    assert access(AnonymousUser(), MOMENT) == NOBODY
    assert access(OfficerFactory.create(user=UserFactory.create(is_active=False)).user, MOMENT) == NOBODY
    assert NOBODY.is_none


@pytest.mark.parametrize(
    "lacks",
    [
        {"role": MemberRole.MANAGER},
        {"role": MemberRole.OFFICER},
        {"role": MemberRole.MANAGER, "setting": True, "authority": True},
        {"role": MemberRole.ANALYST, "setting": True},
        {"role": MemberRole.ANALYST, "authority": True},
        {"role": MemberRole.OFFICER, "setting": True},
    ],
)
def test_each_role_acts_for_what_it_is_of(lacks: dict[str, Any]) -> None:
    said = dict(lacks)
    if "setting" in said:
        said["setting"] = SettingFactory.create()
    if "authority" in said:
        said["authority"] = LocalAuthorityFactory.create()
    with pytest.raises(IntegrityError, match="a_manager_has_a_setting"), transaction.atomic():
        Membership.objects.create(user=UserFactory.create(), starts_at=MOMENT, **said)


def test_it_does_not_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError, match="a_membership_ends_after"), transaction.atomic():
        ManagerFactory.create(ends_at=MOMENT - SOON)


@pytest.mark.parametrize("factory", [ManagerFactory, OfficerFactory, AnalystFactory])
def test_one_acts_for_one_thing_once_at_a_time(factory: type[ManagerFactory]) -> None:
    first = factory.create()
    again = {"user": first.user, "setting": first.setting, "authority": first.authority}
    with pytest.raises(IntegrityError), transaction.atomic():
        factory.create(**again)
    Membership.objects.update(ends_at=MOMENT + SOON)
    assert factory.create(**again).pk
