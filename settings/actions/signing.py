"""How actions write: a row, or many places at once, each with its entry in the history."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.db.models import QuerySet

from settings.models import Setting

if TYPE_CHECKING:
    from accounts.models import User

# While a register file is taken no action begins, and the other way round.
IMPORT = "import"
_AT_ONCE = 1_000  # places


class Signed(NamedTuple):
    """Whose doing a change is, when and why."""

    by: "User | None"
    at: datetime
    reason: str


def save(row: models.Model, signed: Signed) -> None:
    """Writes a row, with its entry in the history."""
    sign(row, signed)
    row.save()


def take_away(row: models.Model, signed: Signed) -> None:
    """Deletes a row; the history keeps it, with who took it away."""
    sign(row, signed)
    row.delete()


def sign(row: models.Model, signed: Signed) -> None:
    """Says whose doing the next entry in a row's history is."""
    signature = {"_history_user": signed.by, "_history_date": signed.at, "_change_reason": signed.reason}
    for name, value in signature.items():
        setattr(row, name, value)


def change(places: QuerySet[Setting], values: dict[str, Any], signed: Signed) -> int:
    """Gives all these places the same values, with an entry in each one's history. Out: how many they are."""
    keys = list(places.order_by("pk").values_list("pk", flat=True))
    signature = {"default_user": signed.by, "default_date": signed.at, "default_change_reason": signed.reason}
    for start in range(0, len(keys), _AT_ONCE):
        some = Setting.objects.filter(pk__in=keys[start : start + _AT_ONCE])
        some.update(**values)
        Setting.history.bulk_history_create(list(some), batch_size=_AT_ONCE, update=True, **signature)
    return len(keys)
