"""A rule book and the sources that it names. What it says is in the rows below it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from qualifications.enums import ACCEPT_BY, CLOCKS, LEAP_DAYS, OVERLAPS, BookStatus
from qualifications.querysets import RuleBookQuerySet


class Kept(models.Model):
    """What an entry of a book's history keeps beside the book's own row: what was done, and all that the book then
    said, in its plain form; nothing where its rows made no book, or where none was kept."""

    done = models.CharField(max_length=300, blank=True, default="")
    contents = models.JSONField(null=True, blank=True)

    class Meta:
        abstract = True


class RuleBook(models.Model):
    """A whole statement of the law. A published one never changes: the database itself refuses (migration 0003)."""

    name = models.CharField(max_length=200, unique=True)
    status = models.CharField(max_length=10, choices=BookStatus.choices, default=BookStatus.DRAFT)
    is_shipped = models.BooleanField("came with the portal", default=False, editable=False)
    in_force_from = models.DateField(help_text="From this day it answers, unless a later book does.")
    notes = models.TextField(blank=True, help_text="What the book leaves out, in words.")
    leap_day = models.CharField("an anniversary of 29 February is on", max_length=10, choices=LEAP_DAYS)
    clock = models.CharField("months to a deadline run from", max_length=10, choices=CLOCKS)
    overlap = models.CharField("where posts overlap", max_length=10, choices=OVERLAPS)
    accept_by = models.CharField("in time is decided by", max_length=10, choices=ACCEPT_BY)
    service_months = models.PositiveSmallIntegerField(help_text="The limit of earlier service, in one run.")
    service_days = models.PositiveSmallIntegerField(help_text="The limit of earlier service, in several runs.")
    service_roles = models.JSONField(help_text="In which roles service counts.")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects: ClassVar[RuleBookQuerySet] = RuleBookQuerySet.as_manager()  # type: ignore[assignment]
    # One entry for each change of the book or of anything in it. Reasons are told in full.
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True), bases=[Kept])

    class Meta:
        permissions = [("publish_rulebook", "Can publish rule book")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=BookStatus.values), name="a_book_is_draft_or_published"),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True)
                | Q(status="published", published_at__isnull=False),
                name="a_published_book_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(service_months__gt=0, service_days__gt=0), name="the_service_limit_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_published(self) -> bool:
        return self.status == BookStatus.PUBLISHED


class Source(models.Model):
    """A text and the provision in it. A book names each of its sources once."""

    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    provision = models.CharField(max_length=200)
    url = models.URLField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "name", "provision", "url"], name="a_book_names_a_source_once"),
            models.UniqueConstraint(fields=["book", "position"], name="sources_stand_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.provision}"
