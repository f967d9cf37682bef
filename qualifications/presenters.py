"""Decisions as records for scripts."""

from datetime import date
from typing import Any

from qualifications.rules.answer import answer
from qualifications.rules.assess import assess
from qualifications.rules.book import Book, Source
from qualifications.rules.explain import Explained, explain
from qualifications.rules.facts import Case
from qualifications.rules.phrases import Names
from qualifications.rules.readings import OtherReading, other_readings
from qualifications.rules.steps import Step


def as_record(case: Case, book: Book, day: date, called: Names) -> dict[str, Any]:
    """The decision of a case on a day as plain values: the keys that other people's scripts hold on to.

    Days are texts of year, month and day; what there is not is null.
    """
    decision = assess(case, book)
    answers = {name: _plain(value) for name, value in answer(decision, day)._asdict().items()}
    steps = explain(Explained(case, book, decision, day, called))
    return answers | {
        "as_at": day.isoformat(),
        "book": book.name,
        "explanation": [_step(step) for step in steps],
        "other_readings": [_other(other) for other in other_readings(case, book, day)],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value


def _step(step: Step) -> dict[str, Any]:
    """A step; ``source`` is the first of its ``sources``."""
    if not step.sources:
        return {"text": step.text}
    sources = [_source(source) for source in step.sources]
    return {"text": step.text, "source": sources[0], "sources": sources}


def _source(source: Source) -> dict[str, str]:
    return {"name": source.name, "provision": source.provision, "url": source.url}


def _other(other: OtherReading) -> dict[str, Any]:
    """Another reading: its code, its note, its sources, and each part of the answer that differs, by name."""
    differs = {name: _plain(value) for name, value in other.differs.items()}
    sources = [_source(source) for source in other.reading.sources]
    return {"reading": other.reading.code, "note": other.reading.note, "sources": sources} | differs
