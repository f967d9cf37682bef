"""The table of England in the form of the Department for Education's open data: one row a figure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format

from compliance.presenters.columns import NOT_KNOWN
from compliance.reports.dashboard import STATUSES
from compliance.reports.tidy import ENGLAND, NONE_IN_POST, NOWHERE, STATUTE, TOTAL, Cell, Counted
from practitioners.presenters.posts import WORST_FIRST
from qualifications.checker.lines import TAGS
from qualifications.rules.phrases import capital
from senco_portal.lib import sheets
from settings.enums import Region, SettingType
from settings.models import LocalAuthority, OnsCode

COLUMNS = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *("region_name", "old_la_code", "new_la_code", "la_name", "setting_type", "status", "no_of_settings"),
    "no_of_practitioners",
)
# The standard's words for what is not known.
_NO_CODE, _NO_NAME = "x", "Not available"
_KINDS = {
    STATUTE: "Schools that must have a SENCo",
    **{each.value: capital(each.label) for each in SettingType},
}
_STATUSES = {
    TOTAL: "Total",
    **{each.value: TAGS[each] for each in WORST_FIRST if each in STATUSES},
    NONE_IN_POST: "No SENCo in post",
}


class _Place(NamedTuple):
    """A part of England: how cells know it, and what its rows say of where they are."""

    where: str | int
    said: tuple[str, ...]


def england_rows(day: date, found: Counted) -> Iterator[Sequence[sheets.Cell]]:
    """England, its regions, its authorities of today and others that have figures; the names of the columns first."""
    named = {cell.where for cell in (*found.settings, *found.practitioners)}
    here = LocalAuthority.objects.filter(pk__in=[each for each in named if isinstance(each, int)])
    authorities = (here | LocalAuthority.objects.of_today()).order_by("code")
    places = [_Place(ENGLAND, ("National", *_region("", ""), "", "", ""))]
    places += [_Place(each.value, ("Regional", *_region(each.value, each.label), "", "", "")) for each in Region]
    if NOWHERE in named:
        nowhere = _region(_NO_CODE, _NO_NAME)
        places += [_Place(NOWHERE, ("Local authority", *nowhere, _NO_CODE, _NO_CODE, _NO_NAME))]
    return _rows(day, found, [*places, *_authorities(authorities)])


def area_rows(day: date, found: Counted, area: LocalAuthority) -> Iterator[Sequence[sheets.Cell]]:
    """One authority alone."""
    return _rows(day, found, _authorities([area]))


def _authorities(areas: Iterable[LocalAuthority]) -> list[_Place]:
    """With the code that is in use today, since the areas are those of today, on whatever day."""
    codes = dict(OnsCode.objects.filter(last_day__isnull=True).values_list("authority", "code"))
    return [
        _Place(each.pk, ("Local authority", *_region(*_of(each)), each.code, codes.get(each.pk, ""), each.name))
        for each in areas
    ]


def _of(area: LocalAuthority) -> tuple[str, str]:
    region = Region(area.region)
    return region.value, region.label


def _region(code: str, name: str) -> tuple[str, ...]:
    return ENGLAND, "England", code, name


def _rows(day: date, found: Counted, places: Iterable[_Place]) -> Iterator[Sequence[sheets.Cell]]:
    """Every place with every kind and every status, also where there is none: 0 is a figure, and a gap is not."""
    is_known = not any(cell.kind == "" for cell in found.settings)
    kinds = _KINDS if is_known else {**_KINDS, "": NOT_KNOWN}
    time = (str(day.year), date_format(day, "F"))
    yield COLUMNS
    for place in places:
        for kind, kind_name in kinds.items():
            for status, status_name in _STATUSES.items():
                cell = Cell(place.where, kind, status)
                numbers = (found.settings[cell], found.practitioners[cell])
                yield (*time, *place.said, kind_name, status_name, *numbers)
