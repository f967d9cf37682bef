"""Rows that are shipped as data files and loaded into tables, again and again, without undoing anybody's work."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import models as db

REASON = "Shipped with the portal"
# How the names of days end.
DAYS = ("_on", "_from", "_until", "_day")
Record = Mapping[str, Any]


class Counts(NamedTuple):
    """How many rows a load added, changed, found as they should be, and left as an administrator has them."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0

    def __add__(self, other: "Counts") -> "Counts":  # type: ignore[override]
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def with_days(record: Record) -> dict[str, Any]:
    """A record with days in place of their texts, and nothing in place of an empty text."""
    return {
        key: (date.fromisoformat(value) if value else None) if key.endswith(DAYS) else value
        for key, value in record.items()
    }


def put(model: type[db.Model], key: Record, values: Record) -> Counts:
    """One row as the data has it: what the data does not say has the value of a new row."""
    row = model._default_manager.filter(**key).first() or model(**key)
    blank = model(**key)
    wanted = {field.name: getattr(blank, field.name, None) for field in _fields(model)} | dict(values)
    if row.pk and all(getattr(row, name) == value for name, value in wanted.items()):
        return Counts(unchanged=1)
    added = row.pk is None
    if not added and changed_by_hand(row):
        return Counts(kept=1)
    for name, value in wanted.items():
        setattr(row, name, value)
    row._change_reason = REASON  # type: ignore[attr-defined]  # for django-simple-history
    row.save()
    return Counts(added=1) if added else Counts(changed=1)


def remove(row: db.Model) -> Counts:
    """Takes out a row that an earlier version shipped, unless somebody changed it since."""
    if changed_by_hand(row):
        return Counts(kept=1)
    row._change_reason = REASON  # type: ignore[attr-defined]  # for django-simple-history
    row.delete()
    return Counts(changed=1)


def changed_by_hand(row: db.Model) -> bool:
    """Whether somebody other than this loader changed the row last."""
    history = getattr(row, "history", None)
    latest = history.order_by("-history_date", "-history_id").first() if history is not None else None
    return latest is not None and latest.history_change_reason != REASON


def _fields(model: type[db.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]
