"""A rule book as plain data and back, without loss: the form of the shipped book file and of stored decisions.

A source is written once, under a key, and named by that key. What is left out of a record has the value that it has in
``book.py``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from qualifications.rules.book import (
    Acceptance,
    Alternative,
    Book,
    Change,
    DesignationTest,
    Reading,
    Rule,
    ServiceLimit,
    SettingTerms,
    Source,
)
from qualifications.rules.terms import Conventions, Expectation, Requirement, ServiceTest

Plain = dict[str, Any]

DAYS = {
    "in_force_from", "started_from", "started_until", "service_begun_until",
    "begun_from", "begun_before", "completed_before", "first_course_on",
}  # fmt: skip
_WORDS: Mapping[str, type[StrEnum]] = {
    "requirement": Requirement,
    "service": ServiceTest,
    "should_have_senco": Expectation,
}


def read_book(raw: Plain) -> Book:
    """A book from its plain form. Raises KeyError, TypeError or ValueError on one that is not of that form."""
    sources = {key: Source(**source) for key, source in raw["sources"].items()}

    def read(kind: type[Any], record: Plain) -> Any:
        return kind(**{name: read_value(name, value, sources) for name, value in record.items()})

    return Book(
        name=raw["name"],
        in_force_from=date.fromisoformat(raw["in_force_from"]),
        notes=raw["notes"],
        conventions=Conventions().with_changes(raw["conventions"]),
        service_limit=read(ServiceLimit, raw["service_limit"]),
        setting_terms=tuple(read(SettingTerms, record) for record in raw["setting_terms"]),
        designation=tuple(
            Alternative(record["name"], tuple(read(DesignationTest, test) for test in record["tests"]))
            for record in raw["designation"]
        ),
        acceptances=tuple(read(Acceptance, record) for record in raw["acceptances"]),
        rules=tuple(read(Rule, record) for record in raw["rules"]),
        readings=tuple(_read_reading(record, sources) for record in raw["readings"]),
    )


def _read_reading(record: Plain, sources: Mapping[str, Source]) -> Reading:
    return Reading(
        code=record["code"],
        note=record["note"],
        drops=tuple(record.get("drops", ())),
        changes=tuple(
            Change(change["rule"], change["field"], read_value(change["field"], change["value"], sources))
            for change in record.get("changes", ())
        ),
        conventions=tuple(record.get("conventions", {}).items()),
        service_days=record.get("service_days"),
        sources=read_value("sources", record.get("sources", ()), sources),
    )


def read_value(name: str, value: Any, sources: Mapping[str, Source]) -> Any:
    """One field's value from its plain form. Raises KeyError on a source not there, ValueError on a bad word."""
    if name == "sources":
        return tuple(sources[key] for key in value)
    if name in DAYS and value is not None:
        return date.fromisoformat(value)
    if name in _WORDS:
        return _WORDS[name](value)
    return tuple(value) if isinstance(value, list) else value


def write_book(book: Book) -> Plain:
    """The plain form of a book: ``read_book(write_book(book)) == book``."""
    keys = {source: f"s{number}" for number, source in enumerate(all_sources(book), start=1)}

    def write(record: object) -> Plain:
        plain = {}
        for field in fields(record):  # type: ignore[arg-type]
            value = getattr(record, field.name)
            if _default(field) is MISSING or value != _default(field):
                plain[field.name] = write_value(value, keys)
        return plain

    return {
        "name": book.name,
        "in_force_from": book.in_force_from.isoformat(),
        "notes": book.notes,
        "sources": {key: write(source) for source, key in keys.items()},
        "conventions": {field.name: str(getattr(book.conventions, field.name)) for field in fields(book.conventions)},
        "service_limit": write(book.service_limit),
        "setting_terms": [write(terms) for terms in book.setting_terms],
        "designation": [
            {"name": alternative.name, "tests": [write(test) for test in alternative.tests]}
            for alternative in book.designation
        ],
        "acceptances": [write(acceptance) for acceptance in book.acceptances],
        "rules": [write(rule) for rule in book.rules],
        "readings": [_write_reading(reading, keys) for reading in book.readings],
    }


def _default(field: "Field[Any]") -> Any:
    return field.default


def _write_reading(reading: Reading, keys: Mapping[Source, str]) -> Plain:
    return {
        "code": reading.code,
        "note": reading.note,
        "drops": list(reading.drops),
        "changes": [
            {"rule": change.rule, "field": change.field, "value": write_value(change.value, keys)}
            for change in reading.changes
        ],
        "conventions": dict(reading.conventions),
        "service_days": reading.service_days,
        "sources": [keys[source] for source in reading.sources],
    }


def write_value(value: Any, keys: Mapping[Source, str]) -> Any:
    """The plain form of one field's value."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [keys[item] if isinstance(item, Source) else item for item in value]
    return str(value) if isinstance(value, StrEnum) else value


def all_sources(book: Book) -> list[Source]:
    """Every source that the book names, each once, in the order in which they come."""
    named: Iterable[tuple[Source, ...]] = (
        book.service_limit.sources,
        *(terms.sources for terms in book.setting_terms),
        *(test.sources for alternative in book.designation for test in alternative.tests),
        *(acceptance.sources for acceptance in book.acceptances),
        *(rule.sources for rule in book.rules),
        *(reading.sources for reading in book.readings),
    )
    return list(dict.fromkeys(source for sources in named for source in sources))
