"""Compares the rows of a file with the places there are: what is new, what differs, what is as it was."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from settings.imports.meanings import Meanings
from settings.imports.places import PlacesFile, Record
from settings.models import Setting

# Fields that every file fills, whatever its columns.
ALWAYS = ("register_type_id", "setting_type", "authority_id", "authority_written", "status", "register_status")
AT_ONCE = 5_000  # places asked of the database together
LOST = "\ufffd"


class Changed(NamedTuple):
    """A place that the file has otherwise: each field's name with its value before and after."""

    pk: int
    urn: str
    fields: dict[str, tuple[Any, Any]]


class Comparison(NamedTuple):
    """``added`` are the values of new places by field. ``unchanged`` are keys of places as they were."""

    added: list[dict[str, Any]]
    changed: list[Changed]
    unchanged: list[int]
    not_ours: int


def compare(file: PlacesFile, meanings: Meanings, extract_on: date) -> Comparison:
    """Every record of the file beside the place of that number, if there is one."""
    found = Comparison([], [], [], 0)
    not_ours = 0
    names = (*file.fields, *ALWAYS)
    for records in _chunks(iter(file.records)):
        there = _there(file, names, [record.urn for record in records])
        for record in records:
            before = there.get(record.urn)
            if before is None and not meanings.type(record.type).is_ours:
                not_ours += 1
                continue
            values = _values(file, record, meanings, before)
            if before is None:
                added = dict(zip(names, values, strict=True))
                found.added.append(
                    added | {"urn": record.urn, "register": file.register.value, "last_seen_on": extract_on}
                )
            elif values == before[3:]:
                found.unchanged.append(before[1])
            else:
                found.changed.append(Changed(before[1], record.urn, _differences(names, before[3:], values)))
    return found._replace(not_ours=not_ours)


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while chunk := list(islice(records, AT_ONCE)):
        yield chunk


def _there(file: PlacesFile, names: tuple[str, ...], urns: list[str]) -> dict[str, tuple[Any, ...]]:
    """The places of these numbers: number, key, the authority that a person chose, then the values by name."""
    places = Setting.objects.filter(register=file.register, urn__in=urns)
    return {row[0]: row for row in places.values_list("urn", "pk", "chosen_authority_id", *names)}


def _values(file: PlacesFile, record: Record, meanings: Meanings, before: tuple[Any, ...] | None) -> tuple[Any, ...]:
    """The values of a place as the file has them, in the order of the file's fields and ``ALWAYS``."""
    row, place = meanings.type(record.type), meanings.place(record.authority)
    authority = place.authority
    own = record.values
    if before is not None:
        authority = before[2] if place.may_be_chosen and before[2] else authority
        if any(type(value) is str and LOST in value for value in own):
            own = tuple(_healed(new, old) for new, old in zip(own, before[3:], strict=False))
    return (*own, row.pk, row.setting_type, authority, place.written, record.status.value, record.register_status)


def _healed(new: Any, old: Any) -> Any:
    """The text as it was before characters were lost on the way into this file, where that is all that differs."""
    if type(new) is not str or LOST not in new or not old:
        return new
    return old if _fits(re.split(f"{LOST}+", new), old) else new


def _fits(parts: list[str], text: str) -> bool:
    """Whether a text is these parts with one to three characters between each two."""
    ends = {len(parts[0])} if text.startswith(parts[0]) else set()
    for part in parts[1:]:
        starts = {end + lost for end in ends for lost in (1, 2, 3)}
        ends = {start + len(part) for start in starts if text.startswith(part, start)}
    return len(text) in ends


def _differences(names: tuple[str, ...], before: tuple[Any, ...], after: tuple[Any, ...]) -> dict[str, tuple[Any, Any]]:
    return {name: (old, new) for name, old, new in zip(names, before, after, strict=True) if old != new}
