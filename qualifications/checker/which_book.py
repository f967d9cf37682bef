"""By which rule book an address is answered: the one that answers today, unless it names another."""

from qualifications import books
from qualifications.checker.address import Facts
from qualifications.models import RuleBook

BOOK = "book"
_LONGEST = 9  # digits; more are no number that a book can have


def which_book(facts: Facts, said: str) -> RuleBook:
    """The row of the published book with the number that is said, else of the one that answers when it is asked.

    A number of none is a problem of the facts. Raises books.NoCurrentBook.
    """
    if said:
        is_number = said.isascii() and said.isdigit() and len(said) <= _LONGEST
        found = RuleBook.objects.published().filter(pk=int(said)).first() if is_number else None
        if found:
            return found
        facts.problems[BOOK] = "must be the number of a published rule book; without it the one of today answers"
    return books.current_row(facts.asked_on)
