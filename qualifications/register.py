"""A rule book in plain words: one register for the page and for docs/rules.md."""

from collections.abc import Iterable
from typing import NamedTuple

from qualifications.enums import ACCEPT_BY, CLOCKS, LEAP_DAYS, OVERLAPS
from qualifications.rules.book import Book, Change, Reading, Source
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import EXPECTATIONS, Names, capital, join
from qualifications.rules.qualified import accepted_when
from qualifications.rules.sentences import sentence


class Entry(NamedTuple):
    """One thing that a book says: its name, its sentences, where it is said."""

    name: str
    sentences: list[str]
    sources: tuple[Source, ...]


class Part(NamedTuple):
    """Entries about one thing, with a sentence that says what they are."""

    title: str
    lead: str
    entries: list[Entry]


def register(book: Book, names: Names) -> list[Part]:
    """All that a book says, in the order in which a reader needs it."""
    return [
        _rules(book, names),
        _settings(book, names),
        _acceptances(book, names),
        _designation(book),
        _choices(book, names),
    ] + ([_readings(book)] if book.readings else [])


def _rules(book: Book, names: Names) -> Part:
    entries = [
        Entry(rule.code, _filled(sentence(rule, book, names), rule.words, rule.review_reason), rule.sources)
        for rule in book.rules
    ]
    return Part("Rules", "The first rule that fits a post governs it.", entries)


def _settings(book: Book, names: Names) -> Part:
    entries = []
    for terms in book.setting_terms:
        counts = "Service there counts." if terms.counts_as_service else "Service there does not count."
        says = f"{capital(EXPECTATIONS[terms.should_have_senco])}."
        entries.append(Entry(capital(names.setting_type(terms.setting_type)), [says, counts], terms.sources))
    return Part(
        "Kinds of settings", "Whether each should have a SENCo, and whether earlier service there counts.", entries
    )


def _acceptances(book: Book, names: Names) -> Part:
    entries = []
    for acceptance in book.acceptances:
        rules = join([rule.code for rule in book.rules if rule.accepts == acceptance.set])
        assumed = ", which is assumed: no figure is published" if acceptance.longest_is_assumed else ""
        longest = f"From start to outcome it takes {acceptance.longest_months} months at the longest{assumed}."
        name = f"{names.qualification(acceptance.qualification)}, for the rules {rules}"
        entries.append(Entry(name, [accepted_when(acceptance, names), longest], acceptance.sources))
    return Part("What is accepted", "Which qualification meets which rules, by the dates of its course.", entries)


def _designation(book: Book) -> Part:
    entries = []
    for alternative in book.designation:
        checks = [
            f"Where only this fails, a person should check: {t.words}." for t in alternative.tests if t.needs_review
        ]
        must = f"The SENCo must {join([test.words for test in alternative.tests])}."
        entries.append(Entry(alternative.name, [must, *checks], _once(test.sources for test in alternative.tests)))
    return Part("Who may be the SENCo", "One of these is enough. It is apart from the qualification.", entries)


def _choices(book: Book, names: Names) -> Part:
    """The service limit, and the choices that hold for the whole book."""
    limit, conventions = book.service_limit, book.conventions
    roles = join([names.role(role) for role in limit.roles], "or")
    says = [
        f"Earlier service is more than the limit where one run of it as {roles} is longer than {limit.months} months, "
        f"or several runs together are longer than {limit.days} days."
    ]
    entries = [Entry("Earlier service", says, limit.sources)]
    entries += [
        Entry(_CONVENTIONS[name][0], [f"{capital(dict(_CONVENTIONS[name][1])[getattr(conventions, name)])}."], ())
        for name in _CONVENTIONS
    ]
    return Part("Counting", "How time is counted where the text leaves a choice.", entries)


_CONVENTIONS = {
    "leap_day": ("An anniversary of 29 February in a year without it is on", LEAP_DAYS),
    "clock": ("The months to a deadline run from", CLOCKS),
    "overlap": ("Where posts overlap", OVERLAPS),
    "accept_by": ("Whether a course was completed in time is decided by", ACCEPT_BY),
}


def _readings(book: Book) -> Part:
    entries = [
        Entry(reading.code, [reading.note, *_differences(reading)], reading.sources) for reading in book.readings
    ]
    return Part("Other readings", "Other lawful readings of the text. An answer that would differ says so.", entries)


def _differences(reading: Reading) -> list[str]:
    lines = [f"Rule {code} is left out." for code in reading.drops]
    lines += [_difference(change) for change in reading.changes]
    for name, word in reading.conventions:
        title, choices = _CONVENTIONS[name]
        lines.append(f"{title}: {dict(choices)[word]}.")
    if reading.service_days:
        lines.append(f"Several runs together are more than the limit where longer than {reading.service_days} days.")
    return lines


def _difference(change: Change) -> str:
    value = in_words(change.value) if hasattr(change.value, "year") else str(change.value)
    return f"In rule {change.rule}, “{_FIELDS.get(change.field, change.field)}” is {value}."


_FIELDS = {"started_from": "post began on or after", "started_until": "post began on or before"}


def _filled(*texts: str) -> list[str]:
    return [text for text in texts if text]


def _once(sources: Iterable[tuple[Source, ...]]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for each in sources for source in each))
