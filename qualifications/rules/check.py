"""Is a book complete and sound? What is wrong is said in words that an administrator understands."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Book, Reading, Rule
from qualifications.rules.coverage import coverage
from qualifications.rules.phrases import Names, began, join
from qualifications.rules.plan import Plan
from qualifications.rules.reading_checks import check_readings
from qualifications.rules.row_checks import (
    Finding,
    broken_acceptances,
    broken_designation,
    broken_limit,
    broken_names,
    broken_rules,
    without_source,
)

__all__ = ["Finding", "check"]


class Vocabulary(NamedTuple):
    """Every setting type and role that a post can have, and what people call them."""

    setting_types: Collection[str]
    roles: Collection[str]
    names: Names


def check(
    book: Book, setting_types: Collection[str], names: Names | None = None, roles: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Everything that is wrong with a book; nothing where it may be published.

    In: the book, every setting type that a post can be in, what people call them, and every role that a post can have
    (those that the book names, unless given).
    """
    vocabulary = Vocabulary(setting_types, roles or book.roles, names or Names())
    found = [*_rows(book, vocabulary), *broken_acceptances(book, vocabulary.names)]
    found += [*without_source(book, vocabulary.names), *broken_designation(book), *broken_limit(book)]
    if not _can_be_walked(book):
        return tuple(found)
    found += [*_gaps(book, vocabulary), *_never(book, vocabulary)]
    readings = [Finding("reading", code, text) for code, text in check_readings(book, vocabulary.roles)]
    impossible = {finding.about for finding in readings}
    for reading in book.readings:
        if reading.code not in impossible:
            readings += _broken_by_reading(reading, book, vocabulary, found)
    return (*found, *readings)


def _rows(book: Book, vocabulary: Vocabulary) -> list[Finding]:
    return [*broken_names(book, vocabulary.setting_types, vocabulary.roles), *broken_rules(book)]


def _can_be_walked(book: Book) -> bool:
    """Whether it can be told which rule governs: nothing that a rule names is missing."""
    return all(rule.accepts in book.acceptance_sets for rule in book.rules)


def _broken_by_reading(
    reading: Reading, book: Book, vocabulary: Vocabulary, before: list[Finding]
) -> Iterator[Finding]:
    """What another reading makes wrong that is not wrong in the book as it stands."""
    other = book.under(reading)
    found = _rows(other, vocabulary)
    if _can_be_walked(other):
        found += _gaps(other, vocabulary)
    for finding in found:
        if finding not in before:
            yield finding._replace(words=f"Under reading {reading.code}: {finding.words}")


def _gaps(book: Book, vocabulary: Vocabulary) -> Iterator[Finding]:
    names = vocabulary.names
    for setting_type in sorted(vocabulary.setting_types):
        for role in sorted(vocabulary.roles):
            amounts: dict[tuple[date, date], set[bool]] = {}
            for hole in coverage(book, setting_type, role):
                if hole.rule is None:
                    # Where posts with such a history cannot begin earlier, the gap is as open as the calendar.
                    first = date.min if hole.first == hole.history.possible_from else hole.first
                    amounts.setdefault((first, hole.last), set()).add(hole.history.more)
            post = f"a post as {names.role(role)} at {names.setting_type(setting_type)}"
            for (first, last), more in sorted(amounts.items()):
                yield Finding("gap", setting_type, _gap(post, first, last, _served(more, book)))


def _served(more: set[bool], book: Book) -> str:
    """After how much service a gap is; nothing where it is after any."""
    amount = f"more than {book.service_limit.months} months of service"
    return "" if len(more) > 1 else f", after {'' if True in more else 'not '}{amount}"


def _gap(post: str, first: date, last: date, served: str) -> str:
    began_when = began(_edge(first), _edge(last))
    return f"No rule governs {post}{f' that began {began_when}' if began_when else ''}{served}."


def _edge(day: date) -> date | None:
    return None if day in (date.min, date.max) else day


def _never(book: Book, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Rules that govern no post at all, because others before them take every one or no post fits them."""
    stretches = [
        (setting_type, role, stretch)
        for setting_type in vocabulary.setting_types
        for role in vocabulary.roles
        for stretch in coverage(book, setting_type, role)
    ]
    governing = {stretch.rule.code for _, _, stretch in stretches if stretch.rule}
    for rule in book.rules:
        if rule.code not in governing and rule.setting_types:
            plan = Plan(rule, book)
            taking = {
                stretch.rule.code
                for setting_type, role, stretch in stretches
                if rule.holds_for(setting_type, role)
                and stretch.history.fits(plan)
                and stretch.first <= plan.last_day
                and stretch.last >= plan.first_day
                and stretch.rule
            }
            yield Finding(
                "never", rule.code, _why_never(rule, [each.code for each in book.rules if each.code in taking])
            )


def _why_never(rule: Rule, taking: list[str]) -> str:
    if not taking:
        return f"Rule {rule.code} can never fire: no post fits it."
    return f"Rule {rule.code} can never fire: every post that fits it is governed by {join(taking)} before it."
