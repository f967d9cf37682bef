"""A published book that is yet to take over, and what it will answer otherwise.

Today's book answers for every day until then: whoever plans for a day after that should hear of both.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from qualifications import books, models
from qualifications.rules.answer import Answer, answer
from qualifications.rules.assess import assess
from qualifications.rules.book import Book
from qualifications.rules.facts import Case
from qualifications.rules.readings import differences


class NextBook(NamedTuple):
    """A book to come: its row, and each part of the answer that it gives otherwise, by name, as it gives it."""

    row: models.RuleBook
    differs: dict[str, Any]


def next_book(case: Case, now: Answer, day: date, to_come: Iterable[models.RuleBook]) -> NextBook | None:
    """The soonest of the books to come that answers a case otherwise on a day; nothing where none does.

    In: the answer of today's book, and the published books to come in their order.
    """
    each = (NextBook(row, _otherwise(case, now, day, books.load(row))) for row in to_come)
    return next((found for found in each if found.differs), None)


def _otherwise(case: Case, now: Answer, day: date, book: Book) -> dict[str, Any]:
    return differences(now, answer(assess(case, book), day))
