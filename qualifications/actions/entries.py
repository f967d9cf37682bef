"""Entries of a book's history: one for each thing that was done to the book or to anything in it."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from qualifications import books, models
from qualifications.rules.book import Book
from qualifications.rules.book_form import write_book
from senco_portal.lib.refusals import Refused

if TYPE_CHECKING:
    from accounts.models import User


class BookIsPublished(Refused):
    """A published book never changes."""


class Signature(NamedTuple):
    """Whose doing it is, when and why. ``by`` is nobody where the portal itself does it."""

    by: "User | None"
    at: datetime
    reason: str


def hold(pk: int) -> models.RuleBook:
    """A draft that nobody else changes until the transaction of the caller ends. Raises Refused."""
    row = models.RuleBook.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Refused("Somebody deleted this draft meanwhile.")
    if row.is_published:
        raise BookIsPublished(f"{row.name} is published already. A published book never changes: copy it.")
    return row


def sign(pk: int, done: str, signature: Signature, said: Book | None) -> None:
    """Says in the latest entry of a book's history what was done and by whom, and keeps all that the book then said.

    In: the book's key, and what it said; nothing where its rows make no book.
    """
    entry = models.RuleBook.history.filter(id=pk).order_by("-history_id")[0]
    entry.done, entry.contents = done[:300], write_book(said) if said else None
    entry.history_user, entry.history_date, entry.history_change_reason = signature
    entry.save()


def saying(row: models.RuleBook) -> Book | None:
    """What a book says; nothing where its rows make no book."""
    try:
        return books.load(row)
    except books.UnreadableBook:
        return None
