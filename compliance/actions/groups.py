"""Groups of settings: made, named anew, filled, emptied, deleted, by who acts for the authority."""

from collections.abc import Iterable

from django.db import transaction

from compliance.models import SettingGroup
from compliance.policies import check_keep_groups
from senco_portal.lib.folding import fold
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.actions.signing import save, sign, take_away
from settings.models import LocalAuthority, Setting
from settings.policies import Access


@transaction.atomic
def make_group(area: LocalAuthority, name: str, *, access: Access, signed: Signed) -> SettingGroup:
    """Makes a group without settings. Raises PermissionDenied, and Refused where the name is another one's."""
    check_keep_groups(access, area)
    group = SettingGroup(authority=area)
    _call(group, name)
    save(group, signed)
    return group


@transaction.atomic
def rename_group(group: SettingGroup, name: str, *, access: Access, signed: Signed) -> None:
    """Gives a group another name. Raises PermissionDenied, and Refused where the name is another one's."""
    check_keep_groups(access, group.authority)
    _call(group, name)
    save(group, signed)


@transaction.atomic
def put_in(group: SettingGroup, places: Iterable[Setting], *, access: Access, signed: Signed) -> int:
    """Puts settings into a group; those that are in it stay. Out: how many are new.

    Raises PermissionDenied, and Refused where one is not the authority's.
    """
    check_keep_groups(access, group.authority)
    held = SettingGroup.objects.select_for_update().get(pk=group.pk)
    there = set(held.settings.values_list("pk", flat=True))
    new = [place for place in places if place.pk not in there]
    if foreign := [str(place) for place in new if place.authority_id != held.authority_id]:
        raise Refused(f"Not a setting of {group.authority}: {', '.join(foreign)}")
    if new:
        sign(held, signed)
        held.settings.add(*new)
    return len(new)


@transaction.atomic
def take_out(group: SettingGroup, places: Iterable[Setting], *, access: Access, signed: Signed) -> int:
    """Takes settings out of a group. Out: how many were in it. Raises PermissionDenied."""
    check_keep_groups(access, group.authority)
    held = SettingGroup.objects.select_for_update().get(pk=group.pk)
    gone = list(held.settings.filter(pk__in=[place.pk for place in places]))
    if gone:
        sign(held, signed)
        held.settings.remove(*gone)
    return len(gone)


@transaction.atomic
def delete_group(group: SettingGroup, *, access: Access, signed: Signed) -> None:
    """Deletes a group; its settings stay as they are, and its history stays. Raises PermissionDenied."""
    check_keep_groups(access, group.authority)
    take_away(group, signed)


def _call(group: SettingGroup, name: str) -> None:
    """Names a group, with the authority held: two of one name cannot be made at once."""
    LocalAuthority.objects.select_for_update().get(pk=group.authority_id)
    group.name, group.folded = name, fold(name)
    if not group.folded:
        raise Refused("Enter a name with letters or numbers", "name")
    others = SettingGroup.objects.filter(authority=group.authority_id, folded=group.folded).exclude(pk=group.pk)
    if other := others.first():
        raise Refused(f"There is a group called “{other}” already: enter another name", "name")
