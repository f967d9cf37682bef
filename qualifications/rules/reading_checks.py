"""Can a reading be, and does it change anything?"""

from collections.abc import Collection, Iterator
from dataclasses import fields
from datetime import date
from typing import get_type_hints

from qualifications.rules.book import (
    Book,
    Change,
    Reading,
    Rule,
)
from qualifications.rules.coverage import coverage, governing, histories
from qualifications.rules.dates import day_after
from qualifications.rules.plan import plans_for
from qualifications.rules.terms import Conventions, ServiceTest


def check_readings(book: Book, roles: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """What is wrong with the book's readings: the code of each, and the sentence. In: every role that there is."""
    for reading in book.readings:
        if not reading.note.strip():
            yield reading.code, f"Reading {reading.code} has no note for the person reading."
        wrong = list(_wrong(reading, book))
        yield from ((reading.code, f"Reading {reading.code} {text}.") for text in wrong)
        if not wrong and not changes_something(reading, book, roles):
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


def changes_something(reading: Reading, book: Book, roles: Collection[str] = ()) -> bool:
    """Whether some case can be decided otherwise: another thing asked of some post, or a convention that matters."""
    other = book.under(reading)
    if any(rule.accepts not in other.acceptance_sets for rule in other.rules):
        return True
    every_role = sorted({*book.roles, *other.roles, *roles})
    if _substances(book, other, every_role) != _substances(other, book, every_role):
        return True
    names = _changed_conventions(book, other)
    if other.service_limit != book.service_limit:
        names.append("overlap")
    return any(_matters(name, other, _governing(other, every_role)) for name in names)


def _substances(book: Book, beside: Book, roles: Collection[str]) -> list[object]:
    """What the book asks of posts in these roles that the two books can tell apart, without words, marks and names."""
    kinds = sorted({kind for rule in (*book.rules, *beside.rules) for kind in rule.setting_types})
    known = sorted({*histories(book), *histories(beside)}, key=str)
    cuts = {day for each in (book, beside) for rule in each.rules for day in _edges(rule)}
    days = sorted({date.min, *cuts, *(history.possible_from for history in known)})
    return [
        _substance(governing(plans_for(book, kind, role), history, day), book)
        for kind in kinds
        for role in roles
        for history in known
        for day in days
        if day >= history.possible_from
    ]


def _edges(rule: Rule) -> Iterator[date]:
    if rule.started_from:
        yield rule.started_from
    if rule.started_until:
        yield day_after(rule.started_until)


def _substance(rule: Rule | None, book: Book) -> object:
    if rule is None:
        return None
    accepts = [
        (a.qualification, a.opens, a.closes, a.ends, a.longest_months) for a in book.acceptance_sets[rule.accepts]
    ]
    return rule.requirement, rule.exemption, rule.qualification, rule.months, rule.tests_designation, accepts


def _governing(book: Book, roles: Collection[str]) -> list[Rule]:
    """The rules that govern some post in one of these roles."""
    kinds = {setting_type for rule in book.rules for setting_type in rule.setting_types}
    stretches = (stretch for kind in kinds for role in roles for stretch in coverage(book, kind, role))
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
