"""Loads what is shipped as data: the catalogue and the current rule book. Loading again changes nothing."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from qualifications import actions, books, models
from qualifications.rules.book_form import read_book
from senco_portal.lib.shipped import REASON, Counts, Record, put, remove, with_days
from settings.catalogue import load_places

DATA = Path(__file__).parent / "data"


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
    counts = load_places()
    for record in data["providers"]:
        counts += put(models.Provider, {"name": record["name"]}, record)
    for record in data["qualifications"]:
        counts += put(models.Qualification, {"code": record["code"]}, _linked(record))
        counts += _put_units(record["units"], models.Qualification.objects.get(code=record["code"]), None)
    for record in data["variants"]:
        counts += put(models.Variant, {"title": record["title"]}, _linked(record))
        variant = models.Variant.objects.get(title=record["title"])
        counts += _put_units(record.get("units", []), variant.qualification, variant)
    for record in data["approvals"]:
        linked = _linked(record)
        counts += put(models.Approval, {key: linked[key] for key in ("provider", "qualification", "role")}, linked)
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
    linked = {key: value for key, value in with_days(record).items() if key != "units"}
    for key in ("replaces", "qualification"):
        if linked.get(key):
            linked[key] = models.Qualification.objects.get(code=linked[key])
    for key in ("provider", "awarding_body"):
        if key in linked:
            linked[key] = models.Provider.objects.get(name=linked[key])
    return linked


def _put_units(records: list[Record], qualification: models.Qualification, variant: models.Variant | None) -> Counts:
    """The parts of a qualification, or of one form of it."""
    counts = Counts()
    for position, record in enumerate(records):
        key = {"qualification": qualification, "variant": variant, "position": position}
        counts += put(models.Unit, key, record)
    beyond = models.Unit.objects.filter(qualification=qualification, variant=variant, position__gte=len(records))
    for unit in beyond.order_by("position"):
        counts += remove(unit)
    return counts
