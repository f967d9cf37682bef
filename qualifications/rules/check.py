"""Is a book complete and sound? What is wrong is said in words that an administrator understands."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import fields
from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Acceptance, Book, Reading, Rule
from qualifications.rules.coverage import coverage
from qualifications.rules.dates import in_words
from qualifications.rules.facts import Person, Post
from qualifications.rules.phrases import Names, began, join
from qualifications.rules.reading_checks import check_readings
from qualifications.rules.terms import Requirement


class Finding(NamedTuple):
    """Something wrong with a book: which check found it, what it is about, and the sentence for people."""

    check: str
    about: str
    words: str


def check(book: Book, setting_types: Collection[str], names: Names | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with a book; nothing where it may be published.

    In: the book, every setting type that a post can be in, and what people call them.
    """
    words = names or Names()
    found = [*_broken_names(book, setting_types), *_broken_rules(book), *_broken_acceptances(book, words)]
    found += [*_without_source(book, words), *_broken_designation(book)]
    if not found:
        found += _gaps(book, setting_types, words)
        found += _never(book, setting_types)
    if not found:
        found += [Finding("reading", code, text) for code, text in check_readings(book)]
        impossible = {finding.about for finding in found}
        for reading in book.readings:
            if reading.code not in impossible:
                found += _broken_by_reading(reading, book, setting_types, words)
    return tuple(found)


def _broken_by_reading(reading: Reading, book: Book, setting_types: Collection[str], names: Names) -> Iterator[Finding]:
    """What another reading makes wrong in a book that is right as it stands."""
    other = book.under(reading)
    found = [*_broken_names(other, setting_types), *_broken_rules(other)] or _gaps(other, setting_types, names)
    for finding in found:
        yield finding._replace(words=f"Under reading {reading.code}: {finding.words}")


def _broken_names(book: Book, setting_types: Collection[str]) -> Iterator[Finding]:
    """Names that stand twice, or name nothing."""
    for kind, codes in (
        ("rules", [rule.code for rule in book.rules]),
        ("readings", [reading.code for reading in book.readings]),
        ("setting types", [terms.setting_type for terms in book.setting_terms]),
    ):
        for code, number in Counter(codes).items():
            if number > 1:
                yield Finding("name", code, f"{number} {kind} are called {code}: give each a name of its own.")
    for missing in sorted(set(setting_types) - set(book.terms_by_type)):
        yield Finding("setting type", missing, f"The book does not say whether {missing} should have a SENCo.")
    for rule in book.rules:
        for stranger in sorted(set(rule.setting_types) - set(setting_types)):
            yield Finding("setting type", rule.code, f"Rule {rule.code} names {stranger}, which is no kind of setting.")
        if rule.accepts not in book.acceptance_sets:
            text = f"Rule {rule.code} accepts the set {rule.accepts}, which has no qualification in it."
            yield Finding("acceptance", rule.code, text)


def _broken_rules(book: Book) -> Iterator[Finding]:
    for rule in book.rules:
        for broken, text in _RULE_CHECKS:
            if broken(rule):
                yield Finding("rule", rule.code, f"Rule {rule.code} {text}.")
        if rule.tests_designation and not book.designation:
            yield Finding("rule", rule.code, f"Rule {rule.code} asks for the designation test, and the book has none.")


_RULE_CHECKS: tuple[tuple[Callable[[Rule], bool], str], ...] = (
    (
        lambda rule: bool(rule.started_from and rule.started_until and rule.started_from > rule.started_until),
        "has its dates in the wrong order: it ends before it begins",
    ),
    (lambda rule: not rule.setting_types, "names no kind of setting, so it can never fire"),
    (lambda rule: not rule.words.strip(), "has no plain words for the person reading"),
    (lambda rule: rule.needs_review and not rule.review_reason.strip(), "asks a person to check and does not say why"),
    (lambda rule: rule.months is not None and rule.months < 1, "has a deadline before the post begins"),
    (
        lambda rule: bool(rule.exemption) and rule.requirement is not Requirement.NONE,
        "lifts the duty and asks for a qualification at once",
    ),
    (
        lambda rule: rule.months is not None and rule.requirement is Requirement.NONE,
        "has a deadline and asks for nothing",
    ),
    (
        lambda rule: rule.requirement is not Requirement.NONE and not (rule.accepts and rule.qualification),
        "asks for a qualification and does not say which, or which are accepted",
    ),
)


def _broken_acceptances(book: Book, names: Names) -> Iterator[Finding]:
    used = {rule.accepts for rule in book.rules}
    for acceptance in book.acceptances:
        about = f"{acceptance.set}: {names.qualification(acceptance.qualification)}"
        if acceptance.set not in used:
            yield Finding("acceptance", about, f"No rule accepts the set {acceptance.set}: nobody can meet it.")
        if acceptance.longest_months < 1:
            yield Finding("acceptance", about, f"{about} has no longest usual time from start to outcome.")
        for text in _impossible(acceptance):
            yield Finding("acceptance", about, f"Nobody can meet {about}: {text}.")


def _impossible(acceptance: Acceptance) -> Iterator[str]:
    """Why no course can be accepted: days in the wrong order."""
    begins = in_words(acceptance.opens)
    if acceptance.begun_before and acceptance.opens >= acceptance.begun_before:
        yield f"its course must begin before {in_words(acceptance.begun_before)}, and cannot before {begins}"
    if acceptance.completed_before and acceptance.opens >= acceptance.completed_before:
        yield f"it must be completed before {in_words(acceptance.completed_before)}, and cannot begin before {begins}"


def _without_source(book: Book, names: Names) -> Iterator[Finding]:
    named = [
        ("The service limit", book.service_limit.sources),
        *((f"What is said of {names.setting_type(t.setting_type)}", t.sources) for t in book.setting_terms),
        *((f"The test “{test.words}”", test.sources) for alt in book.designation for test in alt.tests),
        *((f"{a.set}: {names.qualification(a.qualification)}", a.sources) for a in book.acceptances),
        *((f"Rule {rule.code}", rule.sources) for rule in book.rules),
        *((f"Reading {reading.code}", reading.sources) for reading in book.readings),
    ]
    for about, sources in named:
        if not sources:
            yield Finding("source", about, f"{about} names no source.")
        elif any(not (source.name and source.provision and source.url) for source in sources):
            yield Finding("source", about, f"{about} has a source without its name, provision or web address.")


def _broken_designation(book: Book) -> Iterator[Finding]:
    known = {field.name for kind in (Person, Post) for field in fields(kind)}
    for alternative in book.designation:
        if not alternative.tests:
            yield Finding("designation", alternative.name, f"“{alternative.name}” tests nothing, so anybody passes it.")
        for test in alternative.tests:
            if test.fact not in known:
                yield Finding("designation", test.fact, f"“{test.words}” tests {test.fact}, which is no known fact.")
            if not test.accepted:
                yield Finding("designation", test.fact, f"“{test.words}” accepts no answer, so nobody passes it.")


def _gaps(book: Book, setting_types: Collection[str], names: Names) -> Iterator[Finding]:
    for setting_type in sorted(setting_types):
        for role in book.roles:
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


def _never(book: Book, setting_types: Collection[str]) -> Iterator[Finding]:
    """Rules that govern no post at all, because others before them take every one."""
    governing = {
        stretch.rule.code
        for setting_type in setting_types
        for role in book.roles
        for stretch in coverage(book, setting_type, role)
        if stretch.rule
    }
    for rule in book.rules:
        if rule.code not in governing:
            before = join([other.code for other in book.rules[: book.rules.index(rule)] if _overlap(other, rule)])
            text = f"Rule {rule.code} can never fire: {before or 'its own conditions'} always come first."
            yield Finding("never", rule.code, text)


def _overlap(one: Rule, other: Rule) -> bool:
    return bool(set(one.setting_types) & set(other.setting_types))
