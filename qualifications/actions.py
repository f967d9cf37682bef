"""What people do with rule books."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from qualifications import books, models
from qualifications.enums import BookStatus
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
    if findings := check(books.load(draft), SettingType.values, books.names()):
        raise BookIsBroken(findings)
    draft.status, draft.published_at, draft.published_by = BookStatus.PUBLISHED, at, by
    draft._history_user = by  # type: ignore[attr-defined]  # read by django-simple-history
    draft._change_reason = reason  # type: ignore[attr-defined]
    draft.save()
    return draft
