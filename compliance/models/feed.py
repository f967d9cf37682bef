"""Calendars that a calendar program fetches by a secret address."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from compliance.querysets import FeedQuerySet
from settings.models import LocalAuthority, Setting


class Feed(models.Model):
    """A calendar of one authority or one setting, known by the hash of a secret that only its address holds.

    It is fetched with what its maker may see at that moment, and until it is revoked.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feeds")
    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, null=True, blank=True, related_name="feeds")
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, null=True, blank=True, related_name="feeds")
    secret_hash = models.CharField(max_length=64, help_text="SHA-256 of the secret in the address.")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    fetched_on = models.DateField(null=True, blank=True, help_text="The last day on which it was fetched.")

    # Fetching it changes nothing that anybody said, and is no entry in the history.
    history = HistoricalRecords(excluded_fields=["secret_hash", "fetched_on"])

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["secret_hash"], name="one_feed_per_secret"),
            models.CheckConstraint(
                condition=Q(authority__isnull=False, setting__isnull=True)
                | Q(authority__isnull=True, setting__isnull=False),
                name="a_feed_is_of_an_authority_or_of_a_setting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority or self.setting}"
