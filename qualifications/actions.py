"""What people do with rule books."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from qualifications import books, models
from qualifications.enums import BookStatus, Role
from qualifications.rules.check import Finding, check
from settings.enums import SettingType

if TYPE_CHECKING:
    from accounts.models import User


class BookIsBroken(ValueError):
    """A book that may not be published, with what is wrong."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(" ".join(finding.words for finding in findings))
        self.findings = findings


class BookIsPublished(ValueError):
    """A published book never changes."""


@transaction.atomic
def publish(row: models.RuleBook, *, at: datetime, by: "User | None", reason: str) -> models.RuleBook:
    """Makes a draft a published book, in force from its day. Raises BookIsBroken or BookIsPublished.

    ``by`` is nobody where the portal itself publishes the book that came with it.
    """
    draft = models.RuleBook.objects.select_for_update().get(pk=row.pk)
    if draft.is_published:
        raise BookIsPublished(f"{draft.name} is published already.")
    if found := findings(draft):
        raise BookIsBroken(found)
    draft.status, draft.published_at, draft.published_by = BookStatus.PUBLISHED, at, by
    draft._history_user = by  # type: ignore[attr-defined]  # read by django-simple-history
    draft._change_reason = reason  # type: ignore[attr-defined]
    draft.save()
    return draft


def findings(row: models.RuleBook) -> tuple[Finding, ...]:
    """Everything for which a book may not be published; nothing where it may."""
    try:
        book = books.load(row)
    except books.UnreadableBook as error:
        return (Finding("value", row.name, str(error)),)
    return (*_strays(row), *check(book, SettingType.values, books.names(), Role.values))


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
