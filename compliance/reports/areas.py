"""Of which part of England a question is asked."""

from typing import NamedTuple

from django.db.models import Q

from settings.models import LocalAuthority


class Area(NamedTuple):
    """One authority; a region, by its authorities; or without either all of England."""

    authority: LocalAuthority | None = None
    region: str = ""

    def condition(self, path: str = "authority") -> Q:
        """Rows of the area. In: the way from them to their authority."""
        if self.authority is not None:
            return Q(**{path: self.authority})
        return Q(**{f"{path}__region": self.region}) if self.region else Q()
