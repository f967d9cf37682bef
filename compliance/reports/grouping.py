"""Which phase or trust the register says, or none; which group of its authority a setting is in, or none."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from compliance.models.group import InGroup
from compliance.reports.areas import Area
from settings.models import Setting

# What an address says where the register says nothing, or where a setting is in no group.
NONE = "none"


def said_or_none(path: str, values: Sequence[str]) -> Q:
    """Rows of which the register says one of these, or nothing."""
    return Q(**{f"{path}__in": ["" if value == NONE else value for value in values]})


def phases_of(area: Area) -> list[str]:
    """The phases that the register says of settings of an area, in their order; an empty one where it says none."""
    places = Setting.objects.filter(area.condition()).order_by("phase")
    return list(places.values_list("phase", flat=True).distinct())


def in_groups(path: str, values: Sequence[str]) -> Q:
    """Rows in one of these groups, or in none of their authority. In: the way from a row to its setting."""
    within = InGroup.objects.filter(setting=OuterRef(path))
    found = Q(Exists(within.filter(settinggroup__in=[value for value in values if value != NONE])))
    if NONE in values:
        found |= ~Q(Exists(within.filter(settinggroup__authority=OuterRef("authority"))))
    return found
