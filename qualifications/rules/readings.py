"""One case under the other readings of the text, and what would differ."""

from datetime import date
from typing import NamedTuple

from qualifications.rules.answer import Answer, answer
from qualifications.rules.assess import Decision, assess
from qualifications.rules.book import Book, Reading
from qualifications.rules.facts import Case

# What people come for; the name of the rule and the marks on it may differ without the answer doing so.
_COMPARED = frozenset(Answer._fields) - {"rule", "needs_review", "missing"}


class OtherReading(NamedTuple):
    """A reading under which the answer is another, and the parts of the answer that differ, by name."""

    reading: Reading
    differs: dict[str, object]


def other_readings(case: Case, book: Book, day: date, decision: Decision | None = None) -> tuple[OtherReading, ...]:
    """The readings of the book that answer a case otherwise on a day.

    In: the case and the book, and the decision of the one by the other where it is made already.
    """
    decision = decision or assess(case, book)
    others = [(reading, assess(case, other_book)) for reading, other_book in book.other_books]
    others = [(reading, other) for reading, other in others if other != decision]
    if not others:
        return ()
    mine = answer(decision, day)
    compared = [OtherReading(reading, differences(mine, answer(other, day))) for reading, other in others]
    return tuple(other for other in compared if other.differs)


def differences(mine: Answer, theirs: Answer) -> dict[str, object]:
    """The parts of an answer that another gives otherwise, by name, as the other gives them."""
    pairs = zip(Answer._fields, mine, theirs, strict=True)
    return {name: other for name, one, other in pairs if other != one and name in _COMPARED}
