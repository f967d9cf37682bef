"""Loads what is shipped as data: the catalogue and the current rule book. Loading again changes nothing."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import models as db
from django.db import transaction

from qualifications import actions, books, models
from qualifications.rules.book_form import read_book

DATA = Path(__file__).parent / "data"
REASON = "Shipped with the portal"
# How the names of days end.
DAYS = ("_on", "_from", "_until")
Record = Mapping[str, Any]


class Counts(NamedTuple):
    """How many rows a load added, changed, found as they should be, and left as an administrator has them."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0

    def __add__(self, other: "Counts") -> "Counts":  # type: ignore[override]
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class BookDiffers(ValueError):
    """The database holds another book under the shipped book's name; a published book never changes."""


def read(name: str) -> dict[str, Any]:
    """A shipped data file. In: its name without the ending."""
    content: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return content


@transaction.atomic
def load_catalogue(*, at: datetime) -> Counts:
    """Loads everything shipped, whole or not at all. Books and entries that administrators made are left alone.

    In: the moment, for the day of publishing. Raises BookDiffers.
    """
    data = read("catalogue")
    counts = Counts()
    for record in data["providers"]:
        counts += _put(models.Provider, {"name": record["name"]}, record)
    for record in data["qualifications"]:
        counts += _put(models.Qualification, {"code": record["code"]}, _linked(record))
        counts += _put_units(record["units"], models.Qualification.objects.get(code=record["code"]), None)
    for record in data["variants"]:
        counts += _put(models.Variant, {"title": record["title"]}, _linked(record))
        variant = models.Variant.objects.get(title=record["title"])
        counts += _put_units(record.get("units", []), variant.qualification, variant)
    for record in data["approvals"]:
        linked = _linked(record)
        counts += _put(models.Approval, {key: linked[key] for key in ("provider", "qualification", "role")}, linked)
    return counts + load_book(at=at)


def load_book(*, at: datetime) -> Counts:
    """Publishes the shipped rule book, if it is not there yet. Raises BookDiffers."""
    shipped = read_book(read("book"))
    row = models.RuleBook.objects.filter(name=shipped.name).first()
    if row is None:
        actions.publish(books.store(shipped, is_shipped=True), at=at, by=None, reason=REASON)
        return Counts(added=1)
    if not row.is_published:
        raise BookDiffers(
            f"The database holds a draft called “{shipped.name}”, as the shipped rule book is called. "
            "Give the draft another name, and load again."
        )
    if books.load(row) != shipped:
        raise BookDiffers(
            f"The database holds a rule book called “{shipped.name}” that says something else than the one shipped. "
            "A published book never changes: give the shipped one a new name in qualifications/data/book.json, "
            "or start a development database anew by removing db.sqlite3."
        )
    return Counts(unchanged=1)


def _linked(record: Record) -> dict[str, Any]:
    """A record with the rows that it names in place of their names, and days in place of texts."""
    linked = {key: value for key, value in record.items() if key != "units"}
    for key in ("replaces", "qualification"):
        if linked.get(key):
            linked[key] = models.Qualification.objects.get(code=linked[key])
    for key in ("provider", "awarding_body"):
        if key in linked:
            linked[key] = models.Provider.objects.get(name=linked[key])
    return {key: date.fromisoformat(value) if value and key.endswith(DAYS) else value for key, value in linked.items()}


def _put_units(records: list[Record], qualification: models.Qualification, variant: models.Variant | None) -> Counts:
    """The parts of a qualification, or of one form of it."""
    counts = Counts()
    for position, record in enumerate(records):
        key = {"qualification": qualification, "variant": variant, "position": position}
        counts += _put(models.Unit, key, record)
    beyond = models.Unit.objects.filter(qualification=qualification, variant=variant, position__gte=len(records))
    for unit in beyond.order_by("position"):
        counts += Counts(kept=1) if _changed_by_hand(unit) else _remove(unit)
    return counts


def _remove(unit: models.Unit) -> Counts:
    """A part that an earlier version shipped, and this one does not."""
    unit._change_reason = REASON  # type: ignore[attr-defined]  # for django-simple-history
    unit.delete()
    return Counts(changed=1)


def _put(model: type[db.Model], key: Record, values: Record) -> Counts:
    """One row as the data has it: what the data does not say has the value of a new row."""
    row = model._default_manager.filter(**key).first() or model(**key)
    blank = model(**key)
    wanted = {field.name: getattr(blank, field.name, None) for field in _fields(model)} | dict(values)
    if row.pk and all(getattr(row, name) == value for name, value in wanted.items()):
        return Counts(unchanged=1)
    added = row.pk is None
    if not added and _changed_by_hand(row):
        return Counts(kept=1)
    for name, value in wanted.items():
        setattr(row, name, value)
    row._change_reason = REASON  # type: ignore[attr-defined]  # for django-simple-history
    row.save()
    return Counts(added=1) if added else Counts(changed=1)


def _changed_by_hand(row: db.Model) -> bool:
    """Whether somebody other than this loader changed the row last."""
    history = getattr(row, "history", None)
    latest = history.order_by("-history_date", "-history_id").first() if history is not None else None
    return latest is not None and latest.history_change_reason != REASON


def _fields(model: type[db.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]
