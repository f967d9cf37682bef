"""What the rules decided of a post, and where it stands on which days: made from the facts, never edited."""

from django.db import models
from django.db.models import F, Q

from practitioners.models.appointment import Appointment
from qualifications.models import RuleBook
from settings.models import LocalAuthority, Setting

_COUNTED_BY = ("setting_type", "role", "status", "held_on")
_SAID = ("state", "last_held_on")


class Assessment(models.Model):
    """The decision about one post by one rule book, with the facts it was decided on: both together explain it."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="assessments", db_index=False)
    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="+", db_index=False)
    facts = models.JSONField(help_text="The case, in the plain form in which scripts write one.")
    decided_at = models.DateTimeField(help_text="Since when it is decided so: deciding the same again leaves it.")
    rule = models.CharField(max_length=50)
    requirement = models.CharField(max_length=15)
    required_qualification = models.CharField(max_length=40, blank=True)
    exemption = models.CharField(max_length=30, blank=True)
    designation = models.CharField(max_length=10)
    deadline = models.DateField(null=True)
    latest_safe_start = models.DateField(null=True)
    held = models.CharField(max_length=40, blank=True)
    held_on = models.DateField(null=True)
    expected_on = models.DateField(null=True, help_text="When the outcome of an accepted course is to come.")
    needs_review = models.BooleanField()
    missing = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "book"], name="one_decision_per_post_and_book")]


class Standing(models.Model):
    """A status and the days in post on which it holds, both inclusive, with what dashboards count by.

    ``since_on`` is the first day of the post at the setting; ``leaves_on`` its last day, where it ends there and the
    setting is not known to have closed by then. ``begins_post``: no days in post come before these.
    ``before_opening``: the post was there before the setting opened. ``awaits_outcome``: that of a course is overdue.
    ``has_too_early``: an award or a course of the person's is from before the first course of its qualification.
    From ``rule`` on as the decision has it. ``course``: what one begun on the latest safe start leads to.
    ``held_on``: since when an accepted qualification is held, whatever the status; empty where none is.
    """

    class Place(models.TextChoices):
        """Whether the setting is open on the days."""

        OPEN = "open", "open"
        TO_OPEN = "to_open", "still to open"
        CLOSED = "closed", "closed"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="standings", db_index=False)
    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="+", db_index=False)
    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+", db_index=False)
    authority = models.ForeignKey(LocalAuthority, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    setting_type = models.CharField(max_length=30)
    place = models.CharField(max_length=7, choices=Place.choices)
    role = models.CharField(max_length=20)
    status = models.CharField(max_length=15)
    first_day = models.DateField()
    last_day = models.DateField()
    since_on = models.DateField()
    leaves_on = models.DateField(null=True)
    begins_post = models.BooleanField()
    before_opening = models.BooleanField()
    awaits_outcome = models.BooleanField()
    has_too_early = models.BooleanField()
    overdue_on = models.DateField(null=True, help_text="The first later day on which the post is overdue.")
    rule = models.CharField(max_length=50)
    designation = models.CharField(max_length=10)
    deadline = models.DateField(null=True)
    latest_safe_start = models.DateField(null=True)
    course = models.CharField(max_length=40, blank=True)
    held_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    needs_review = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="a_standing_has_a_day"),
            models.UniqueConstraint(fields=["assessment", "first_day"], name="standings_follow_each_other"),
        ]
        indexes = [
            # All that a headline counts by, so that the rows themselves need not be read.
            models.Index(
                fields=["book", "authority", "last_day", "first_day", "place", *_COUNTED_BY],
                name="standings_of_an_area",
            ),
            # The same of all areas at once: most posts are over, and their days are passed by.
            models.Index(
                fields=["book", "last_day", "first_day", "authority", "place", *_COUNTED_BY],
                name="standings_of_england",
            ),
            models.Index(fields=["book", "setting", "first_day"], name="standings_of_a_setting"),
        ]


class Leadership(models.Model):
    """Whether somebody was SENCo of a setting, by day: such days follow each other from the first there is to the last.

    Made from standings. A setting has none before anything is told of a SENCo there. ``last_held_on``: of days without
    a SENCo, the last one before them with one.
    """

    class State(models.TextChoices):
        LED = "led", "somebody is SENCo"
        VACANT = "vacant", "somebody was SENCo"
        COMING = "coming", "somebody will be the first SENCo"

    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="+", db_index=False)
    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="leaderships", db_index=False)
    authority = models.ForeignKey(LocalAuthority, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=6, choices=State.choices)
    first_day = models.DateField()
    last_day = models.DateField()
    last_held_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="a_leadership_has_a_day"),
            models.UniqueConstraint(fields=["book", "setting", "first_day"], name="leaderships_follow_each_other"),
        ]
        indexes = [
            # With all that is read of them, of the settings of an area and of all.
            models.Index(
                fields=["book", "authority", "last_day", "first_day", "setting", *_SAID], name="leaderships_of_an_area"
            ),
            models.Index(fields=["book", "setting", "first_day", "last_day", *_SAID], name="leaderships_of_a_setting"),
        ]
