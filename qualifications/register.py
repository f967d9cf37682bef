"""A rule book in plain words: one register for the page and for docs/rules.md."""

from typing import NamedTuple

from qualifications.rules.book import Book, Source
from qualifications.rules.phrases import EXPECTATIONS, Names, capital, join
from qualifications.rules.qualified import accepted_when
from qualifications.rules.sentences import sentence, title, titles
from qualifications.wording import CONVENTIONS, choice_in_words, differences, once


class Entry(NamedTuple):
    """One thing that a book says: its name, its sentences, where it is said; of a rule its code."""

    name: str
    sentences: list[str]
    sources: tuple[Source, ...]
    rule: str = ""


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
    ] + ([_readings(book, names)] if book.readings else [])


def _rules(book: Book, names: Names) -> Part:
    entries = [
        Entry(
            f"{number}. {title(rule, book, names)}",
            _filled(sentence(rule, book, names), rule.words, rule.review_reason),
            rule.sources,
            rule.code,
        )
        for number, rule in enumerate(book.rules, start=1)
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
        numbers = [str(number) for number, rule in enumerate(book.rules, start=1) if rule.accepts == acceptance.set]
        meets = f", for rule{'s' * (len(numbers) > 1)} {join(numbers)}" if numbers else ", for no rule"
        assumed = ", which is assumed: no figure is published" if acceptance.longest_is_assumed else ""
        longest = f"From start to outcome it takes {acceptance.longest_months} months at the longest{assumed}."
        name = f"{names.qualification(acceptance.qualification)}{meets}"
        entries.append(Entry(name, [accepted_when(acceptance, names), longest], acceptance.sources))
    return Part("What is accepted", "Which qualification meets which rules, by the dates of its course.", entries)


def _designation(book: Book) -> Part:
    entries = []
    for alternative in book.designation:
        checks = [
            f"Where only this fails, a person should check: {t.words}." for t in alternative.tests if t.needs_review
        ]
        must = f"The SENCo must {join([test.words for test in alternative.tests])}."
        entries.append(Entry(alternative.name, [must, *checks], once(test.sources for test in alternative.tests)))
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
        Entry(title, [f"{capital(choice_in_words(name, getattr(conventions, name)))}."], ())
        for name, (title, _) in CONVENTIONS.items()
    ]
    return Part("Counting", "How time is counted where the text leaves a choice.", entries)


def _readings(book: Book, names: Names) -> Part:
    called = titles(book, names)
    entries = [
        Entry(f"Reading {reading.code}", [reading.note, *differences(reading, names, called)], reading.sources)
        for reading in book.readings
    ]
    return Part("Other readings", "Other lawful readings of the text. An answer that would differ says so.", entries)


def _filled(*texts: str) -> list[str]:
    return [text for text in texts if text]
