"""Of which part of England a question is asked."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from settings.enums import Region
from settings.models import LocalAuthority


@dataclass(frozen=True)
class England:
    """All authorities, where a page is of one or of all."""

    name: str = "England"
    code: str = "england"  # in addresses, where an authority has its number

    def __str__(self) -> str:
        return self.name


ENGLAND = England()


class Area(NamedTuple):
    """One authority; or one region, by its code; or without either all of England."""

    authority: LocalAuthority | None = None
    region: str = ""

    @classmethod
    def of(cls, area: LocalAuthority | England, region: str = "") -> "Area":
        """The part of England that a page is of."""
        return cls(None, region) if isinstance(area, England) else cls(area)

    def condition(self, path: str = "authority") -> Q:
        """Rows of the area. In: the way from them to their authority."""
        if self.authority is not None:
            return Q(**{path: self.authority})
        return in_regions((self.region,), path) if self.region else Q()


# What an address says instead of a region where it is not known which authority's a place is.
NOWHERE = "none"
REGIONS = {**dict(Region.choices), NOWHERE: "Authority not known"}


def in_regions(values: tuple[str, ...], path: str = "authority") -> Q:
    """Rows of any of these regions. In: the way from them to their authority."""
    known = Q(**{f"{path}__region__in": [value for value in values if value != NOWHERE]})
    return known | Q(**{f"{path}__isnull": True}) if NOWHERE in values else known
