"""Posts: one person as SENCo of one setting, from one day to another."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from practitioners.enums import Cover, EndReason
from practitioners.models.practitioner import Practitioner
from practitioners.querysets import AppointmentQuerySet
from qualifications.enums import Role
from settings.enums import PREVIOUS_POST_TYPES
from settings.models import Setting

YES_NO_UNKNOWN = [(None, "not known"), (True, "yes"), (False, "no")]


class Appointment(models.Model):
    """A post in the register. Both days are inclusive; without a last one the person is in post.

    The database itself refuses that a person is SENCo of one setting twice at once (migration 0002).
    """

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="appointments")
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.SENCO)
    started_on = models.DateField(help_text="The first day in post.")
    ended_on = models.DateField(null=True, blank=True, help_text="The last day in post; empty while there is none.")
    end_reason = models.CharField(max_length=20, blank=True, choices=EndReason.choices)
    is_head_teacher = models.BooleanField(null=True, blank=True, choices=YES_NO_UNKNOWN)
    teaches_at_setting = models.BooleanField(null=True, blank=True, choices=YES_NO_UNKNOWN)
    cover = models.CharField(max_length=10, blank=True, choices=Cover.choices)
    is_shared = models.BooleanField("shared with another setting", null=True, blank=True, choices=YES_NO_UNKNOWN)
    on_leadership_team = models.BooleanField(null=True, blank=True, choices=YES_NO_UNKNOWN)
    protected_hours = models.DecimalField(
        "hours a week protected for the role", max_digits=4, decimal_places=1, null=True, blank=True
    )
    protected_share = models.PositiveSmallIntegerField(
        "share of the week protected for the role, per cent", null=True, blank=True
    )

    history = HistoricalRecords()

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="a_post_ends_on_or_after_its_start",
                violation_error_message="The last day must be on or after the first day.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False) | Q(end_reason=""), name="only_a_post_that_ends_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(protected_hours__isnull=True) | Q(protected_hours__range=(0, 60)),
                name="protected_hours_fit_a_week",
            ),
            models.CheckConstraint(
                condition=Q(protected_share__isnull=True) | Q(protected_share__lte=100),
                name="a_protected_share_is_of_a_hundred",
            ),
        ]
        indexes = [
            models.Index(fields=["setting", "started_on"], name="posts_of_a_setting"),
            models.Index(fields=["practitioner", "started_on"], name="posts_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner}, {self.setting}"


class Move(models.Model):
    """That a post went with its school to another number: it stays one post."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="moves")
    before = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="+")
    moved_on = models.DateField(help_text="The first day under the other number.")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="a_move_is_to_another_setting"),
            models.UniqueConstraint(fields=["appointment", "moved_on"], name="one_move_of_a_post_a_day"),
        ]


class PriorPost(models.Model):
    """An earlier post as SENCo that the register does not hold as an appointment, as somebody told it.

    A day that is known to the month or year only is its first day. Without a first day, or without a kind of setting
    or role, that is not known.
    """

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="prior_posts")
    setting_type = models.CharField(max_length=30, blank=True)
    setting_name = models.CharField("where", max_length=200, blank=True)
    role = models.CharField(max_length=20, blank=True, choices=Role.choices, default=Role.SENCO)
    started_on = models.DateField(null=True, blank=True)
    started_to = models.CharField(max_length=5, default="day")
    ended_on = models.DateField(null=True, blank=True)
    ended_to = models.CharField(max_length=5, default="day")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("started_on"))
                | ~Q(ended_to="day")
                | ~Q(started_to="day"),
                name="a_prior_post_ends_on_or_after_its_start",
            )
        ]

    def __str__(self) -> str:
        return self.setting_name or dict(PREVIOUS_POST_TYPES).get(self.setting_type, "an earlier post as SENCo")
