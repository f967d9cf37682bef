"""Whole drafts: a copy of a book to begin one with, and the end of one that is not wanted."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import IntegrityError, transaction

from qualifications import books, models, policies
from qualifications.actions.entries import Signature, hold, saying, sign
from senco_portal.lib.refusals import Refused

if TYPE_CHECKING:
    from accounts.models import User


class Beginning(NamedTuple):
    """With what a draft begins that the book it is copied from does not give it: notes are of one book only."""

    name: str
    in_force_from: date
    notes: str = ""


@transaction.atomic
def copy_to_draft(
    row: models.RuleBook, beginning: Beginning, *, by: "User", at: datetime, reason: str
) -> models.RuleBook:
    """A new draft that says what a book says, draft or published. Raises Refused or PermissionDenied."""
    policies.check_copy_books(by)
    try:
        said = replace(books.load(row), **beginning._asdict())
    except books.UnreadableBook as error:
        raise Refused(f"{row.name} cannot be copied as it is: {error}") from error
    try:
        with transaction.atomic():
            draft = books.store(said)
    except IntegrityError as error:
        raise Refused(f"There is a book called {beginning.name} already: choose another name.") from error
    sign(draft.pk, f"Copied from {row.name}", Signature(by, at, reason), said)
    return draft


@transaction.atomic
def open_draft(pk: int, *, by: "User") -> models.RuleBook:
    """A draft to work on, which nobody else changes until the caller's transaction ends.

    Raises Refused where it was deleted or published meanwhile, PermissionDenied.
    """
    policies.check_change_books(by)
    return hold(pk)


@transaction.atomic
def delete_draft(row: models.RuleBook, *, by: "User", at: datetime, reason: str) -> None:
    """Deletes a draft; its history is kept. Raises Refused or PermissionDenied."""
    policies.check_delete_books(by)
    draft = hold(row.pk)
    said = saying(draft)
    draft.delete()
    sign(row.pk, "Deleted", Signature(by, at, reason), said)
