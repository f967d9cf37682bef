"""Finding calendars, and notes that somebody may see."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from settings.policies import Access

if TYPE_CHECKING:
    from compliance.models import Feed, Note  # noqa: F401  named in bases
    from settings.models import LocalAuthority, Setting


class FeedQuerySet(models.QuerySet["Feed"]):
    def open(self) -> Self:
        """Those that were not revoked."""
        return self.filter(revoked_at__isnull=True)

    def of(self, place: "LocalAuthority | Setting") -> Self:
        """Those of one authority or one setting."""
        return self.filter(**{"authority" if place._meta.model_name == "localauthority" else "setting": place})


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, access: Access) -> Self:
        """Those that an authority wrote for which somebody acts; all for an administrator. Analysts see none."""
        return self if access.is_administrator else self.filter(authority__in=access.authorities)

    def open_on(self, day: date) -> Self:
        """Those with a follow-up that was told by a day and is not done by its end."""
        return self.filter(Q(done_on__isnull=True) | Q(done_on__gt=day), due_on__isnull=False, noted_on__lte=day)
