"""Can a reading be, and does it change anything?"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import get_type_hints

from qualifications.rules.book import (
    Book,
    Change,
    Reading,
    Rule,
)
from qualifications.rules.coverage import coverage
from qualifications.rules.terms import Conventions, ServiceTest


def check_readings(book: Book) -> Iterator[tuple[str, str]]:
    """What is wrong with the book's readings: the code of each, and the sentence."""
    for reading in book.readings:
        if not reading.note.strip():
            yield reading.code, f"Reading {reading.code} has no note for the person reading."
        wrong = list(_wrong(reading, book))
        yield from ((reading.code, f"Reading {reading.code} {text}.") for text in wrong)
        if not wrong and not changes_something(reading, book):
            yield reading.code, f"Reading {reading.code} changes nothing: no case is decided otherwise under it."


def _wrong(reading: Reading, book: Book) -> Iterator[str]:
    codes = {rule.code for rule in book.rules}
    for code in sorted({*reading.drops, *(change.rule for change in reading.changes)} - codes):
        yield f"names the rule {code}, which is not in the book"
    for change in reading.changes:
        if not _possible(change):
            yield f"gives {change.field} of rule {change.rule} a value that it cannot have"
    for name, word in reading.conventions:
        if name not in {field.name for field in fields(Conventions)}:
            yield f"names the convention {name}, which does not exist"
            continue
        try:
            book.conventions.with_changes({name: word})
        except ValueError:
            yield f"gives the convention {name} the word {word}, which it does not know"


def _possible(change: Change) -> bool:
    """Whether a rule has such a field and the field can hold such a value."""
    hint = get_type_hints(Rule).get(change.field)
    if hint is None or change.field in ("code", "sources"):
        return False
    if hint == tuple[str, ...]:
        return isinstance(change.value, tuple)
    if isinstance(change.value, bool):
        return hint is bool
    return isinstance(change.value, hint)


def changes_something(reading: Reading, book: Book) -> bool:
    """Whether some case can be decided otherwise: a part of the reading must touch a rule that governs somewhere."""
    other = book.under(reading)
    if any(rule.accepts not in other.acceptance_sets for rule in other.rules):
        return True
    before, after = _governing(book), _governing(other)
    touched = {*reading.drops, *(change.rule for change in reading.changes)}
    mine = {rule.code: rule for rule in before}
    theirs = {rule.code: rule for rule in after}
    if any(mine.get(code) != theirs.get(code) for code in touched):
        return True
    names = _changed_conventions(book, other)
    if other.service_limit != book.service_limit:
        names.append("overlap")
    return any(_matters(name, other, after) for name in names)


def _governing(book: Book) -> list[Rule]:
    """The rules that govern some post."""
    kinds = {setting_type for rule in book.rules for setting_type in rule.setting_types}
    stretches = (stretch for kind in kinds for role in book.roles for stretch in coverage(book, kind, role))
    found = {stretch.rule.code for stretch in stretches if stretch.rule}
    return [rule for rule in book.rules if rule.code in found]


def _changed_conventions(book: Book, other: Book) -> list[str]:
    names = [field.name for field in fields(Conventions)]
    return [name for name in names if getattr(book.conventions, name) is not getattr(other.conventions, name)]


def _matters(convention: str, book: Book, rules: list[Rule]) -> bool:
    """Whether a convention can change the answer under rules that govern."""
    has_deadline = [rule for rule in rules if rule.months is not None]
    asks_of_service = [rule for rule in rules if rule.service is not ServiceTest.ANY]
    accepted = [acceptance for rule in rules for acceptance in book.acceptance_sets[rule.accepts]]
    return {
        "leap_day": bool(has_deadline or asks_of_service),
        "clock": bool(has_deadline and book.counting_types and book.service_limit.roles),
        "overlap": bool(asks_of_service and book.counting_types),
        "accept_by": any((acceptance.completed_before or date.max) < date.max for acceptance in accepted),
    }[convention]
