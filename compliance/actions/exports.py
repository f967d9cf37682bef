"""That a list of people leaves as a file is kept, and after a time forgotten."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import PermissionDenied

from compliance.models import Export
from practitioners.actions.looks import LOOKS_KEPT
from settings.models import LocalAuthority
from settings.policies import Access

if TYPE_CHECKING:
    from django.db.models import QuerySet


EXPORTS_KEPT = LOOKS_KEPT


class Exported(NamedTuple):
    """Of which area or of England, what, as which kind of file, of which day; its filters and columns in words."""

    authority: LocalAuthority | None
    what: str
    kind: str
    day: date
    filters: str
    columns: str


def keep_export(exported: Exported, rows: "QuerySet[Any]", *, access: Access, at: datetime) -> None:
    """Keeps that somebody is sent these rows. Called before they are: none leaves without its trace.

    Raises PermissionDenied for who has not signed in.
    """
    if access.user is None:
        raise PermissionDenied
    Export.objects.create(**exported._asdict(), user=access.user, rows=rows.count(), made_at=at)


def forget_exports(at: datetime) -> int:
    """Takes away those that were kept long enough. Out: how many they were."""
    gone, _ = Export.objects.filter(made_at__lt=at - EXPORTS_KEPT).delete()
    return gone
