"""Finding calendars."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from compliance.models import Feed  # noqa: F401  named in the base
    from settings.models import LocalAuthority, Setting


class FeedQuerySet(models.QuerySet["Feed"]):
    def open(self) -> Self:
        """Those that were not revoked."""
        return self.filter(revoked_at__isnull=True)

    def of(self, place: "LocalAuthority | Setting") -> Self:
        """Those of one authority or one setting."""
        return self.filter(**{"authority" if place._meta.model_name == "localauthority" else "setting": place})
