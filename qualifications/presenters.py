"""Decisions as records for scripts, and what the rules ask at a glance."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from qualifications.books.lives import replaced
from qualifications.checker.next_book import NextBook, next_book
from qualifications.enums import Role
from qualifications.models import RuleBook
from qualifications.rules.answer import answer
from qualifications.rules.assess import assess
from qualifications.rules.book import Book, SettingTerms, Source
from qualifications.rules.dates import in_words
from qualifications.rules.explain import Explained, explain
from qualifications.rules.facts import Case, Post
from qualifications.rules.phrases import EXPECTATIONS, Names, capital
from qualifications.rules.readings import OtherReading, other_readings
from qualifications.rules.sentences import requirement_in_words
from qualifications.rules.steps import Step
from settings.enums import SettingType


class Glance(NamedTuple):
    """What is asked at one kind of setting, in words, and the provisions that it comes from first of all."""

    setting: str
    senco: str
    qualification: str
    sources: tuple[Source, ...]


class Aside(NamedTuple):
    """Why a book does not answer today: words before and after the book that does, or that took over."""

    words: str
    book: RuleBook
    end: str


def not_in_force(row: RuleBook, today: date) -> Aside | None:
    """Why a published book does not answer today; nothing where it does, or where none does."""
    current = RuleBook.objects.current(today)
    if current is None or current == row:
        return None
    if row.in_force_from > today:
        return Aside(f"Not in force yet: it takes over on {in_words(row.in_force_from)}. Today", current, " answers.")
    after = replaced(row)
    if after is None or not after.ever_answered:
        return Aside("Never in force: when it was published,", after.by if after else current, " answered already.")
    return Aside(f"Replaced on {in_words(after.on)} by", after.by, ".")


def settings_at_a_glance(book: Book, day: date, called: Names) -> list[Glance]:
    """For each kind of setting: what is asked of a SENCo whose first SENCo post begins on a day."""
    return [
        _glance(terms, book, day, called) for terms in book.setting_terms if terms.setting_type in SettingType.values
    ]


def setting_at_a_glance(setting_type: str, book: Book, day: date, called: Names) -> Glance | None:
    """The same for one kind of setting; none where the book says nothing of it."""
    terms = book.terms_by_type.get(setting_type)
    return _glance(terms, book, day, called) if terms else None


def _glance(terms: SettingTerms, book: Book, day: date, called: Names) -> Glance:
    case = Case(Post(terms.setting_type, day, None, Role.SENCO), previous_posts=(), awards=())
    rule = assess(case, book).rule
    check = "; a person should check" if rule.needs_review else ""
    return Glance(
        setting=capital(called.setting_type(terms.setting_type)),
        senco=capital(EXPECTATIONS[terms.should_have_senco]),
        qualification=f"{capital(requirement_in_words(rule, called))}{check}",
        sources=tuple(dict.fromkeys((*terms.sources[:1], *rule.sources[:1]))),
    )


def as_record(case: Case, book: Book, day: date, called: Names, to_come: Sequence[RuleBook] = ()) -> dict[str, Any]:
    """The decision of a case on a day as plain values: the keys that other people's scripts hold on to.

    Days are texts of year, month and day; what there is not is null. In: also the books to come, where it is to be
    said what the next of them answers otherwise.
    """
    decision = assess(case, book)
    found = answer(decision, day)
    answers = {name: _plain(value) for name, value in found._asdict().items()}
    steps = explain(Explained(case, book, decision, day, called))
    return answers | {
        "as_at": day.isoformat(),
        "book": book.name,
        "next_book": _next_book(next_book(case, found, day, to_come)),
        "explanation": [_step(step) for step in steps],
        "other_readings": [_other(other) for other in other_readings(case, book, day, decision)],
    }


def _next_book(found: NextBook | None) -> dict[str, Any] | None:
    """The book to come that answers otherwise: its name, its first day, and each part that differs, by name."""
    if found is None:
        return None
    differs = {name: _plain(value) for name, value in found.differs.items()}
    return {"name": found.row.name, "in_force_from": found.row.in_force_from.isoformat(), "differs": differs}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value


def _step(step: Step) -> dict[str, Any]:
    """A step; ``source`` is the first of its ``sources``; ``decides`` whether the answer turns on it."""
    told = {"text": step.text, "decides": step.decides}
    if not step.sources:
        return told
    sources = [_source(source) for source in step.sources]
    return told | {"source": sources[0], "sources": sources}


def _source(source: Source) -> dict[str, str]:
    return {"name": source.name, "provision": source.provision, "url": source.url}


def _other(other: OtherReading) -> dict[str, Any]:
    """Another reading: its code, its note, its sources, and each part of the answer that differs, by name."""
    differs = {name: _plain(value) for name, value in other.differs.items()}
    sources = [_source(source) for source in other.reading.sources]
    return {"reading": other.reading.code, "note": other.reading.note, "sources": sources} | differs
