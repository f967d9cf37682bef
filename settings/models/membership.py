"""Who acts for a setting, for a local authority or for England, and from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from settings.enums import MemberRole
from settings.models.authority import LocalAuthority
from settings.models.setting import Setting
from settings.querysets import MembershipQuerySet


class Membership(models.Model):
    """That a person acts for one setting, one authority or England. One that has ended is kept, and counts no more."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=7, choices=MemberRole.choices)
    setting = models.ForeignKey(
        Setting, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", help_text="Of a manager."
    )
    authority = models.ForeignKey(
        LocalAuthority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        help_text="Of an officer.",
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True, help_text="From this moment on it counts no more.")

    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(role=MemberRole.MANAGER, setting__isnull=False, authority__isnull=True)
                    | Q(role=MemberRole.OFFICER, setting__isnull=True, authority__isnull=False)
                    | Q(role=MemberRole.ANALYST, setting__isnull=True, authority__isnull=True)
                ),
                name="a_manager_has_a_setting_and_an_officer_an_authority",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="a_membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "setting"],
                condition=Q(ends_at__isnull=True, role=MemberRole.MANAGER),
                name="one_open_membership_per_user_and_setting",
            ),
            models.UniqueConstraint(
                fields=["user", "authority"],
                condition=Q(ends_at__isnull=True, role=MemberRole.OFFICER),
                name="one_open_membership_per_user_and_authority",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ends_at__isnull=True, role=MemberRole.ANALYST),
                name="one_open_membership_of_an_analyst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
