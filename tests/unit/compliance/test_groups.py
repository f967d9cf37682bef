"""What the actions on groups, and the database itself, refuse."""

from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from compliance.actions.groups import delete_group, make_group, put_in, rename_group, take_out
from compliance.models import SettingGroup
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.policies import Access
from tests.factories.groups import SettingGroupFactory
from tests.factories.settings import MOMENT, LocalAuthorityFactory, SettingFactory

pytestmark = pytest.mark.django_db
SIGNED = Signed(None, MOMENT, "Invented")


@pytest.fixture
def group(db: None) -> SettingGroup:
    made: SettingGroup = SettingGroupFactory.create(name="North")
    return made


def test_a_name_stands_once_among_the_groups_of_an_authority(group: SettingGroup) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SettingGroupFactory.create(authority=group.authority, name="NORTH")
    SettingGroupFactory.create(name="North")


def test_who_does_not_act_for_the_authority_changes_nothing(group: SettingGroup) -> None:
    place = SettingFactory.create(authority=group.authority)
    elsewhere = Access(authorities=frozenset({LocalAuthorityFactory.create().pk}))
    changes: list[Callable[..., object]] = [
        partial(make_group, group.authority, "South"),
        partial(rename_group, group, "South"),
        partial(put_in, group, [place]),
        partial(take_out, group, [place]),
        partial(delete_group, group),
    ]
    for access in (Access(), Access(everywhere=True), elsewhere, Access(settings=frozenset({place.pk}))):
        for change in changes:
            with pytest.raises(PermissionDenied):
                change(access=access, signed=SIGNED)
    assert [each.name for each in SettingGroup.objects.all()] == ["North"]
    assert not group.settings.exists()


def test_a_place_of_another_authority_is_refused_with_all_that_came_along(group: SettingGroup) -> None:
    own, foreign, lost = (SettingFactory.create(authority=area) for area in (group.authority, None, None))
    access = Access(authorities=frozenset({group.authority_id}))
    with pytest.raises(Refused, match=f"Not a setting of {group.authority}: {foreign.name}, {lost.name}"):
        put_in(group, [own, foreign, lost], access=access, signed=SIGNED)
    assert not group.settings.exists()
    assert put_in(group, [own], access=access, signed=SIGNED) == 1
    assert take_out(group, [own, foreign], access=access, signed=SIGNED) == 1
