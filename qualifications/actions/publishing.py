"""Is a draft fit to be published, and its publishing."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from qualifications import books, models, policies
from qualifications.actions.entries import Signature, hold, sign
from qualifications.books.lives import day_of
from qualifications.enums import BookStatus, Role
from qualifications.rules.book import Book
from qualifications.rules.check import Finding, check
from qualifications.rules.dates import in_words
from senco_portal.lib.refusals import Refused
from settings.enums import SettingType

if TYPE_CHECKING:
    from accounts.models import User


class BookIsBroken(Refused):
    """A book that may not be published, with what is wrong."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(" ".join(finding.words for finding in findings))
        self.findings = findings


@transaction.atomic
def publish(
    row: models.RuleBook, *, at: datetime, by: "User | None", reason: str, at_once: bool = False
) -> models.RuleBook:
    """Makes a draft a published book, in force from its day. Raises Refused (BookIsBroken …) or PermissionDenied.

    ``by`` is nobody where the portal itself publishes the book that came with it, whatever is in force by then.
    Anybody else says ``at_once`` where the first day is past: the book then answers at once, for past posts too.
    """
    if by is not None:
        policies.check_publish_books(by)
    draft = hold(row.pk)
    if found := findings(draft, today=day_of(at) if by else None):
        raise BookIsBroken(found)
    if by is not None and draft.in_force_from < day_of(at) and not at_once:
        raise Refused(f"The first day of {draft.name} is past: say that you know that it answers at once.")
    said = books.load(draft)
    draft.status, draft.published_at, draft.published_by = BookStatus.PUBLISHED, at, by
    draft.save()
    sign(draft.pk, "Published", Signature(by, at, reason), said)
    return draft


def findings(row: models.RuleBook, book: Book | None = None, today: date | None = None) -> tuple[Finding, ...]:
    """Everything for which a book may not be published; nothing where it may.

    In: what it says, where that is known; the day, where it is also asked whether it would ever answer.
    """
    try:
        book = book or books.load(row)
    except books.UnreadableBook as error:
        return (Finding("value", row.name, str(error)),)
    return (*_overtaken(row, today), *_strays(row), *check(book, SettingType.values, books.names(), Role.values))


def _overtaken(row: models.RuleBook, today: date | None) -> tuple[Finding, ...]:
    """A first day before that of the book in force: it would never answer, and could never be undone."""
    current = models.RuleBook.objects.current(today) if today else None
    if current is None or row.in_force_from >= current.in_force_from:
        return ()
    first, now = in_words(row.in_force_from), in_words(current.in_force_from)
    words = f"Its first day, {first}, is before that of the book in force, “{current}”, {now}: it would never answer."
    return (Finding("day", "The first day", words),)


def _strays(row: models.RuleBook) -> tuple[Finding, ...]:
    """Citations that reach into another book."""
    owners = {"rule": "rule", "acceptance": "acceptance", "test": "test__alternative", "terms": "terms"}
    elsewhere = ~Q(source__book=row)
    for owner, path in (owners | {"reading": "reading"}).items():
        elsewhere |= Q(**{f"{owner}__isnull": False}) & ~Q(**{f"{path}__book": row})
    strays = row.citations.filter(elsewhere).select_related("source").order_by("position")
    return tuple(
        Finding("source", str(each.source), f"{each.source}: a part and its source are not both of this book.")
        for each in strays
    )
