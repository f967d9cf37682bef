"""That a person was asked by e-mail to act for a setting, an authority or England."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from settings.enums import MemberRole
from settings.models.authority import LocalAuthority
from settings.models.setting import Setting
from settings.querysets import InvitationQuerySet

_WAITS = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """An invitation, known by the hash of a secret that only the e-mail holds. It works once, and until it ends."""

    email = models.EmailField("e-mail address", max_length=254)
    role = models.CharField(max_length=7, choices=MemberRole.choices)
    setting = models.ForeignKey(
        Setting, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations", help_text="Of a manager."
    )
    authority = models.ForeignKey(
        LocalAuthority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        help_text="Of an officer.",
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_sent")
    invited_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text="From this moment on it does not work.")
    token_hash = models.CharField(max_length=64, help_text="SHA-256 of the secret in the e-mail.")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations_accepted",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords(excluded_fields=["token_hash"])

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(role=MemberRole.MANAGER, setting__isnull=False, authority__isnull=True)
                    | Q(role=MemberRole.OFFICER, setting__isnull=True, authority__isnull=False)
                    | Q(role=MemberRole.ANALYST, setting__isnull=True, authority__isnull=True)
                ),
                name="an_invited_manager_has_a_setting_and_an_officer_an_authority",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("invited_at")), name="an_invitation_ends_after_it_is_sent"
            ),
            models.CheckConstraint(
                condition=(
                    Q(accepted_at__isnull=True, accepted_by__isnull=True)
                    | Q(accepted_at__isnull=False, accepted_by__isnull=False)
                ),
                name="an_accepted_invitation_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="an_invitation_is_not_both_accepted_and_withdrawn",
            ),
            models.UniqueConstraint(fields=["token_hash"], name="one_invitation_per_secret"),
            models.UniqueConstraint(
                Lower("email"),
                "setting",
                condition=_WAITS & Q(role=MemberRole.MANAGER),
                name="one_invitation_waits_per_person_and_setting",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "authority",
                condition=_WAITS & Q(role=MemberRole.OFFICER),
                name="one_invitation_waits_per_person_and_authority",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=_WAITS & Q(role=MemberRole.ANALYST),
                name="one_invitation_waits_per_analyst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()}"
